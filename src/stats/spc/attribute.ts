import { linesFor } from "./attribute-lines.ts";
import type { AttributeChartKind } from "./attribute-lines.ts";
import { analyseRuns } from "./runs.ts";
import type { RunsAnalysis } from "./runs.ts";

export interface AttributeInput {
  chart: AttributeChartKind;
  /** Counts, or values; null where nothing is known. */
  y: readonly (number | null)[];
  /** Denominators, one for each y; null for charts that have none. */
  n: readonly (number | null)[] | null;
  /** Lines start afresh after this point (or these), counted from 1; null for one set of lines. */
  partAfter: number | readonly number[] | null;
  /** Lines from the first so many points only. Has no effect where there are parts. */
  freezeAfter: number | null;
}

export interface AttributePoint {
  /** Place in the series, from 1. */
  i: number;
  /** What is charted: y, or y over n. */
  value: number | null;
  cl: number | null;
  lcl: number | null;
  ucl: number | null;
  /** Strictly outside the limits. */
  sigmaSignal: boolean;
  /** Which set of lines, from 1. */
  part: number;
}

export interface AttributeChart {
  points: AttributePoint[];
  runs: ({ part: number } & RunsAnalysis)[];
}

/** Values beyond this could overflow when they are summed. */
const LARGEST = 1e100;

const NEEDS_DENOMINATOR: ReadonlySet<AttributeChartKind> = new Set(["p", "p-prime", "u", "u-prime"]);
const COUNTS_FROM_ZERO: ReadonlySet<AttributeChartKind> = new Set([...NEEDS_DENOMINATOR, "c", "t", "g"]);
const USES_DENOMINATOR: ReadonlySet<AttributeChartKind> = new Set([...NEEDS_DENOMINATOR, "run", "i"]);

/** Says what is wrong with a series, in a sentence, or null if it can be charted. */
export function attributeProblem(input: AttributeInput): string | null {
  const { chart, y, n } = input;
  if (y.length === 0) return "the series has no points";
  if (n === null && NEEDS_DENOMINATOR.has(chart)) return `a ${chart} chart needs denominators in n`;
  if (n !== null && n.length !== y.length) {
    return `y has ${y.length} values but n has ${n.length}`;
  }
  for (const [index, count] of y.entries()) {
    const whole = n?.[index] ?? null;
    const place = `point ${index + 1}`;
    if (count !== null && count < 0 && COUNTS_FROM_ZERO.has(chart)) {
      return `${place}: y is below 0`;
    }
    if (Math.max(Math.abs(count ?? 0), whole ?? 0) > LARGEST) return `${place}: too large to chart`;
    if (whole !== null && whole < 0) return `${place}: n is below 0`;
    if (count === null || whole === null) continue;
    if ((chart === "p" || chart === "p-prime") && count > whole) {
      return `${place}: y is more than n`;
    }
  }
  return null;
}

/** Set of lines that each point belongs to, from 1. Ends outside the series are passed over. */
function partsOf(length: number, partAfter: AttributeInput["partAfter"]): number[] {
  const given = partAfter === null ? [] : typeof partAfter === "number" ? [partAfter] : partAfter;
  const ends = [...new Set(given)].filter((end) => end > 0 && end < length);
  return Array.from({ length }, (_, index) => 1 + ends.filter((end) => index >= end).length);
}

/** A value for each point; null where y or n is missing, or n is 0 and there is nothing to be a part of. */
function valuesOf(input: AttributeInput): (number | null)[] {
  const { n } = input;
  if (n === null || !USES_DENOMINATOR.has(input.chart)) return [...input.y];
  return input.y.map((count, index) => {
    const whole = n[index] ?? null;
    return count === null || whole === null || whole === 0 ? null : count / whole;
  });
}

/**
 * Shewhart chart for counts, proportions and rates, and the run chart, each with the Anhoej runs rules. Limits at three sigma, cut
 * to what is possible. Missing points make no moving range, and runs pass over them. Source: formulas as in qicharts2 0.8.1 with screened
 * moving ranges (Montgomery 2009; Laney 2002; Provost and Murray 2011 for t and g).
 */
export function attributeChart(input: AttributeInput): AttributeChart {
  const values = valuesOf(input);
  const parts = partsOf(values.length, input.partAfter);
  const lastPart = parts.at(-1) ?? 0;
  const points: AttributePoint[] = [];
  const runs: AttributeChart["runs"] = [];
  for (let part = 1; part <= lastPart; part += 1) {
    const from = parts.indexOf(part);
    const to = parts.lastIndexOf(part) + 1;
    const own = values.slice(from, to);
    // A missing count takes its denominator with it: it must not weigh on the centre line.
    const wholes = own.map((value, index) => (value === null ? null : (input.n?.[from + index] ?? null)));
    const baseline = lastPart > 1 || input.freezeAfter === null ? own.length : input.freezeAfter;
    const lines = linesFor(input.chart, {
      values: own,
      counts: own.map((value, index) => (value === null ? null : (input.y[from + index] ?? null))),
      wholes,
      baseline,
    });
    for (const [index, value] of own.entries()) {
      const { lcl, ucl } = lines.limits[index] ?? { lcl: null, ucl: null };
      const sigmaSignal = value !== null && ((ucl !== null && value > ucl) || (lcl !== null && value < lcl));
      points.push({ i: from + index + 1, value, cl: lines.centre, lcl, ucl, sigmaSignal, part });
    }
    runs.push({ part, ...analyseRuns(own, lines.centre) });
  }
  return { points, runs };
}

/**
 * Which chart suits proportions: the plain one, or the prime where denominators are so large (over about 1,000 on average) that chance alone
 * is too tight, or where the plain chart would flag most points.
 */
export function proportionChartFor(
  y: readonly (number | null)[],
  n: readonly (number | null)[],
): "p" | "p-prime" {
  const { points } = attributeChart({ chart: "p", y, n, partAfter: null, freezeAfter: null });
  const charted = points.filter((point) => point.value !== null);
  const wholes = charted.reduce((total, point) => total + (n[point.i - 1] ?? 0), 0);
  const flagged = charted.filter((point) => point.sigmaSignal).length;
  return wholes > 1000 * charted.length || flagged * 2 > charted.length ? "p-prime" : "p";
}
