import { meanOf } from "../numeric/averages.ts";
import { averageMovingRange } from "./moving-range.ts";
import { causeOf, judge } from "./xmr-cause.ts";
import type { Direction, ImprovementDirection, PointType, SpecialCause, Variation } from "./xmr-cause.ts";
import { shiftFlags, trendDirections, twoOfThreeFlags } from "./xmr-rules.ts";

/** A series to chart. */
export interface XmrInput {
  /** One per period, in any order; `x` an ISO date, `y` null where nothing is known for that period. */
  points: readonly { x: string; y: number | null }[];
  improvementDirection: ImprovementDirection;
  target: number | null;
  /** ISO dates on which the limits start afresh. A date between two points starts with the later one. */
  rebase: readonly string[];
  /** Limits from the first so many points of each group (12 or more); null for all points. */
  fixAfterNPoints: number | null;
  /** Leave very large moving ranges out of the limits. The usual answer is yes; no is what the Excel tool does. */
  screenOutliers: boolean;
}

export type Assurance = "consistent_pass" | "consistent_fail" | "inconsistent";

/** One charted point. `mean` is null where its group has no value; limits are null where it has fewer than two to compare. */
export interface XmrPoint {
  x: string;
  y: number | null;
  /** Which run of limits it belongs to, from 0. */
  group: number;
  mean: number | null;
  lpl: number | null;
  upl: number | null;
  outside: boolean;
  /** Sign of y less mean; null at a gap. */
  rel: number | null;
  /** Beyond two sigma but not outside. */
  near: boolean;
  trend: boolean;
  twoInThree: boolean;
  shift: boolean;
  specialCause: SpecialCause;
  pointType: PointType;
  /** Its group has fewer than 13 points: trial limits, and the chart must say so. */
  shortGroup: boolean;
}

export interface XmrChart {
  /** From the last point that has a value. */
  variation: Variation;
  /** Null without a target, a direction, or limits. */
  assurance: Assurance | null;
  anyShortGroup: boolean;
  points: XmrPoint[];
}

/** Values beyond this could overflow when they are summed. */
const LARGEST = 1e100;

/** Below this many points the limits are trial limits. */
const ENOUGH_POINTS = 13;

/** Three sigma and two sigma in average moving ranges: 3 / 1.128, rounded as the method publishes it. */
const THREE_SIGMA = 2.66;
const TWO_SIGMA = 2 * (THREE_SIGMA / 3);

/** Centre line and average moving range of one group. */
function baselineOf(
  values: readonly (number | null)[],
  screen: boolean,
): { mean: number | null; range: number | null } {
  const present = values.filter((value) => value !== null);
  const first = present[0];
  // Equal values are their own mean; averaging them could be out in the last place and call every point a shift.
  if (first !== undefined && present.every((value) => value === first)) {
    return { mean: first, range: present.length > 1 ? 0 : null };
  }
  return { mean: meanOf(present), range: averageMovingRange(values, screen) };
}

/** Charts one group: its own limits, its own rules, nothing from its neighbours. */
function chartGroup(
  points: readonly { x: string; y: number | null }[],
  group: number,
  input: XmrInput,
): { point: XmrPoint; variation: Variation }[] {
  const values = points.map((point) => point.y);
  const { mean, range } = baselineOf(
    values.slice(0, input.fixAfterNPoints ?? values.length),
    input.screenOutliers,
  );
  const hasLimits = mean !== null && range !== null;
  const lpl = hasLimits ? mean - THREE_SIGMA * range : null;
  const upl = hasLimits ? mean + THREE_SIGMA * range : null;
  const lowerTwo = hasLimits ? mean - TWO_SIGMA * range : null;
  const upperTwo = hasLimits ? mean + TWO_SIGMA * range : null;
  const beyond = (y: number | null, low: number | null, high: number | null): boolean =>
    y !== null && low !== null && high !== null && (y < low || y > high);

  const sides = values.map((y) => (y === null || mean === null ? null : Math.sign(y - mean) + 0));
  const outside = values.map((y) => beyond(y, lpl, upl));
  const near = values.map((y, index) => outside[index] === false && beyond(y, lowerTwo, upperTwo));
  const trends = trendDirections(values);
  const shifts = shiftFlags(sides);
  const pairs = twoOfThreeFlags(sides, near);

  return points.map(({ x, y }, index) => {
    const rel = sides[index] ?? null;
    const flags = {
      outside: outside[index] === true,
      twoInThree: pairs[index] === true,
      shift: shifts[index] === true,
    };
    const trend = trends[index] ?? 0;
    const side: Direction = rel !== null && rel > 0 ? "high" : "low";
    const { cause, direction } = causeOf({ ...flags, direction: side, trend });
    const { pointType, variation } = judge(direction, input.improvementDirection);
    const point: XmrPoint = {
      x,
      y,
      group,
      mean,
      lpl,
      upl,
      outside: flags.outside,
      rel,
      near: near[index] === true,
      trend: trend !== 0,
      twoInThree: flags.twoInThree,
      shift: flags.shift,
      specialCause: cause,
      pointType,
      shortGroup: points.length < ENOUGH_POINTS,
    };
    return { point, variation };
  });
}

/** Splits points in date order where a rebase date has been reached; the first group starts at the first point. */
function groupsOf<Point extends { x: string }>(
  points: readonly Point[],
  rebase: readonly string[],
): Point[][] {
  const groups: Point[][] = [];
  let before: string | null = null;
  for (const point of [...points].sort((a, b) => (a.x < b.x ? -1 : a.x > b.x ? 1 : 0))) {
    const from = before;
    const current = groups.at(-1);
    const starts = rebase.some((date) => from !== null && date > from && date <= point.x);
    if (current === undefined || starts) groups.push([point]);
    else current.push(point);
    before = point.x;
  }
  return groups;
}

function assuranceOf(last: XmrPoint | undefined, input: XmrInput): Assurance | null {
  const { target, improvementDirection } = input;
  if (target === null || improvementDirection === "neutral") return null;
  if (last === undefined || last.lpl === null || last.upl === null) return null;
  if (target >= last.lpl && target <= last.upl) return "inconsistent";
  const targetAbove = target > last.upl;
  return targetAbove === (improvementDirection === "increase") ? "consistent_fail" : "consistent_pass";
}

/** Says what is wrong with a series, in a sentence, or null if it can be charted. */
export function xmrProblem(input: XmrInput): string | null {
  if (input.points.length === 0) return "the series has no points";
  const seen = new Set<string>();
  for (const { x, y } of input.points) {
    if (seen.has(x)) return `two points have the date ${x}`;
    if (y !== null && !(Math.abs(y) < LARGEST)) return `the value at ${x} is too large to chart`;
    seen.add(x);
  }
  if (
    input.fixAfterNPoints !== null &&
    !(Number.isInteger(input.fixAfterNPoints) && input.fixAfterNPoints >= 12)
  ) {
    return "fixAfterNPoints must be a whole number of at least 12, or null";
  }
  return null;
}

/**
 * XmR chart with the "making data count" rules: process limits at 2.66 average moving ranges, four rules, variation and assurance icons.
 * A gap breaks runs, trends and two-of-three windows and makes no moving range. Source: NHSRplotthedots 0.2.2, whose rules these are, with
 * our own where it has none: gaps, constant series, a single point, and screening that would leave no limits.
 */
export function xmrChart(input: XmrInput): XmrChart {
  const charted = groupsOf(input.points, input.rebase).flatMap((points, group) =>
    chartGroup(points, group, input),
  );
  const points = charted.map(({ point }) => point);
  return {
    variation: charted.findLast(({ point }) => point.y !== null)?.variation ?? "common_cause",
    assurance: assuranceOf(points.at(-1), input),
    anyShortGroup: points.some((point) => point.shortGroup),
    points,
  };
}
