import { quantileOf, sumOf } from "../numeric/averages.ts";
import { chiSquareQuantile } from "../numeric/quantiles.ts";

export interface FunnelUnit {
  group: string;
  /** Count observed. */
  numerator: number;
  /** How many it is out of (proportion), or how many were expected (standardised ratio). */
  denominator: number;
}

export interface FunnelInput {
  dataType: "proportion" | "standardisedRatio";
  /** For ratios: square root (CQC; the default, and the one that allows zeros) or logarithm (SHMI). */
  srMethod: "CQC" | "SHMI" | null;
  /** Which limits make an outlier: 95, or 99 meaning 99.8 per cent. */
  limit: 95 | 99;
  /** Limits are shown times this: 100 for percentages. */
  multiplier: number;
  /** Share trimmed at each end before overdispersion is measured; 0.1 is usual. */
  trimBy: number;
  units: readonly FunnelUnit[];
}

/** One unit. Limits are in shown terms (times the multiplier); `ratio` is not. */
export interface FunnelPoint {
  group: string;
  ratio: number;
  /** Null for a count of nothing on the logarithmic scale. */
  z: number | null;
  /** Winsorised score; null where the unit was trimmed. */
  adjustedZ: number | null;
  lcl95: number;
  ucl95: number;
  lcl998: number;
  ucl998: number;
  odLcl95: number;
  odUcl95: number;
  odLcl998: number;
  odUcl998: number;
  /** Strictly outside the overdispersed limits at `limit`. */
  outlier: boolean;
}

export interface Funnel {
  target: number;
  /** Mean squared score of the trimmed units: 1 where only chance is at work. */
  phi: number;
  /** Variance between units on the transformed scale. */
  tau2: number;
  units: FunnelPoint[];
}

/** No count of children or of people comes near this. */
const LARGEST = 1e15;

const Z95 = 1.959964;
const Z998 = 3.090232;

/** A scale on which the units' scores are close to normal. */
interface Scale {
  target: number;
  transform: (unit: FunnelUnit) => number;
  transformedTarget: number;
  deviation: (unit: FunnelUnit) => number;
  /** Back to the ratio, cut to what is possible. */
  back: (transformed: number) => number;
  trim: "winsorise" | "truncate";
}

function scaleFor(input: FunnelInput): Scale {
  const ratio = (unit: FunnelUnit): number => unit.numerator / unit.denominator;
  if (input.dataType === "proportion") {
    const target =
      sumOf(input.units.map((unit) => unit.numerator)) / sumOf(input.units.map((unit) => unit.denominator));
    return {
      target,
      transform: (unit) => Math.asin(Math.sqrt(ratio(unit))),
      transformedTarget: Math.asin(Math.sqrt(target)),
      deviation: (unit) => 1 / (2 * Math.sqrt(unit.denominator)),
      back: (angle) => Math.sin(Math.min(Math.max(angle, 0), Math.PI / 2)) ** 2,
      trim: "winsorise",
    };
  }
  if (input.srMethod === "SHMI") {
    return {
      target: 1,
      transform: (unit) => Math.log(ratio(unit)),
      transformedTarget: 0,
      deviation: (unit) => 1 / Math.sqrt(unit.denominator),
      back: Math.exp,
      trim: "truncate",
    };
  }
  return {
    target: 1,
    transform: (unit) => Math.sqrt(ratio(unit)),
    transformedTarget: 1,
    deviation: (unit) => 1 / (2 * Math.sqrt(unit.denominator)),
    back: (root) => Math.max(0, root) ** 2,
    trim: "winsorise",
  };
}

/** Pulls scores beyond the outer centiles in to them. */
function winsorise(scores: readonly number[], trimBy: number): number[] {
  const low = quantileOf(scores, trimBy) ?? -Infinity;
  const high = quantileOf(scores, 1 - trimBy) ?? Infinity;
  return scores.map((score) => Math.min(Math.max(score, low), high));
}

/** Rank of each score from 1; equal scores share the average of their ranks. */
function averageRanks(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [index, score] of sorted.entries()) {
    if (!first.has(score)) first.set(score, index + 1);
    last.set(score, index + 1);
  }
  return scores.map((score) => ((first.get(score) ?? 0) + (last.get(score) ?? 0)) / 2);
}

/** Leaves out the lowest and the highest of 1 / trimBy equal groups of units by rank. */
function truncate(scores: readonly number[], trimBy: number): (number | null)[] {
  if (trimBy === 0) return [...scores];
  const groups = 1 / trimBy;
  const ranks = averageRanks(scores);
  return scores.map((score, index) => {
    const group = Math.floor(((ranks[index] ?? 0) * groups) / (scores.length + 1));
    return group > 0 && group < groups - 1 ? score : null;
  });
}

/** Variance between units by the method of moments (DerSimonian and Laird 1986). `weights` are of the units that were kept. */
function varianceBetween(phi: number, weights: readonly number[]): number {
  const kept = weights.length;
  const total = sumOf(weights);
  const spread = total - sumOf(weights.map((weight) => weight * weight)) / total;
  // One unit, or none, has nothing to vary against.
  if (kept < 2 || kept * phi < kept - 1 || spread <= 0) return 0;
  return Math.max(0, (kept * phi - (kept - 1)) / spread);
}

type LimitPair = readonly [lower: number, upper: number];

/** Chance limits at one level: exact Poisson for ratios, arcsine for proportions. */
function chanceLimits(
  input: FunnelInput,
  unit: FunnelUnit,
  z: number,
  tail: number,
  around: (z: number, tau2: number) => LimitPair,
): LimitPair {
  if (input.dataType === "proportion") return around(z, 0);
  const expected = unit.denominator;
  return [
    chiSquareQuantile(tail, 2 * expected) / (2 * expected),
    chiSquareQuantile(1 - tail, 2 * (expected + 1)) / (2 * expected),
  ];
}

/** Says what is wrong with the units, in a sentence, or null if they can be charted. */
export function funnelProblem(input: FunnelInput): string | null {
  if (input.units.length === 0) return "there are no units";
  if (!(input.trimBy >= 0 && input.trimBy < 0.5)) return "trimBy must be at least 0 and below 0.5";
  if (!(input.multiplier > 0)) return "multiplier must be above 0";
  const seen = new Set<string>();
  for (const { group, numerator, denominator } of input.units) {
    if (seen.has(group)) return `unit ${group} is given twice`;
    seen.add(group);
    if (!(denominator > 0)) return `unit ${group}: the denominator must be above 0`;
    if (numerator > LARGEST || denominator > LARGEST) return `unit ${group}: too large to chart`;
    if (!(numerator >= 0)) return `unit ${group}: the numerator is below 0`;
    if (input.dataType === "proportion" && numerator > denominator) {
      return `unit ${group}: the numerator is more than the denominator`;
    }
  }
  if (input.dataType === "standardisedRatio" && input.srMethod === "SHMI") {
    const scale = scaleFor(input);
    const kept = truncate(input.units.map(scale.transform), input.trimBy);
    if (kept.includes(-Infinity)) {
      return "too many units have a count of 0 for the SHMI (logarithmic) method: use CQC";
    }
  }
  return null;
}

/**
 * Funnel plot with limits widened for variation between units beyond chance. Source: Spiegelhalter 2005 and Spiegelhalter and others 2012, as
 * in FunnelPlotR 0.6.0, but with square-root limits squared back to the ratio, which that version leaves out.
 */
export function funnel(input: FunnelInput): Funnel {
  const scale = scaleFor(input);
  const scores = input.units.map(
    (unit) => (scale.transform(unit) - scale.transformedTarget) / scale.deviation(unit),
  );
  const adjusted: (number | null)[] =
    scale.trim === "winsorise" ? winsorise(scores, input.trimBy) : truncate(scores, input.trimBy);
  const kept = adjusted.filter((score) => score !== null);
  const phi = kept.length === 0 ? 0 : sumOf(kept.map((score) => score * score)) / kept.length;
  const weights = input.units
    .filter((_, index) => adjusted[index] !== null)
    .map((unit) => 1 / scale.deviation(unit) ** 2);
  const tau2 = varianceBetween(phi, weights);

  const units = input.units.map((unit, index): FunnelPoint => {
    const around = (z: number, between: number): LimitPair => {
      const reach = z * Math.sqrt(scale.deviation(unit) ** 2 + between);
      return [scale.back(scale.transformedTarget - reach), scale.back(scale.transformedTarget + reach)];
    };
    const ratio = unit.numerator / unit.denominator;
    const z = scores[index] ?? null;
    const chance95 = chanceLimits(input, unit, Z95, 0.025, around);
    const chance998 = chanceLimits(input, unit, Z998, 0.001, around);
    const wide95 = around(Z95, tau2);
    const wide998 = around(Z998, tau2);
    const [lower, upper] = input.limit === 95 ? wide95 : wide998;
    return {
      group: unit.group,
      ratio,
      z: z !== null && Number.isFinite(z) ? z : null,
      adjustedZ: adjusted[index] ?? null,
      lcl95: chance95[0] * input.multiplier,
      ucl95: chance95[1] * input.multiplier,
      lcl998: chance998[0] * input.multiplier,
      ucl998: chance998[1] * input.multiplier,
      odLcl95: wide95[0] * input.multiplier,
      odUcl95: wide95[1] * input.multiplier,
      odLcl998: wide998[0] * input.multiplier,
      odUcl998: wide998[1] * input.multiplier,
      outlier: ratio < lower || ratio > upper,
    };
  });
  return { target: scale.target, phi, tau2, units };
}
