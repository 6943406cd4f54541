import { type Funnel, funnel, type FunnelInput, funnelProblem } from "../../stats/funnel/funnel.ts";
import { quantileOf } from "../../stats/numeric/averages.ts";
import type { PublishedMeasure } from "./catalogue.ts";
import { PER, type Value } from "./figures.ts";

/** Where the middle eight tenths of authorities lie. */
export type Spread = {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
  readonly authorities: number;
};

/** Below this many authorities there is no spread of them and no funnel. */
export const FEWEST = 10;

const known = (values: Iterable<Value>): number[] =>
  [...values].flatMap(({ value }) => (value === null ? [] : [value]));

/** England's range: the 10th and 90th centile of authorities, as R's type 7 has them. Null where there are too few. */
export function spreadOf(values: Iterable<Value>): Spread | null {
  const list = known(values);
  const [low, middle, high] = [quantileOf(list, 0.1), quantileOf(list, 0.5), quantileOf(list, 0.9)];
  if (list.length < FEWEST || low === null || middle === null || high === null) return null;
  return { low, middle, high, authorities: list.length };
}

export const medianOf = (values: readonly number[]): number | null => quantileOf(values, 0.5);

export type ComparedUnit = {
  readonly group: string;
  readonly numerator: number;
  readonly denominator: number;
};

/** Authorities against each other by size. */
export type Comparison = {
  readonly result: Funnel;
  /** What was put in: for rates and ratios the denominator is the size, not what was expected. */
  readonly units: readonly ComparedUnit[];
  /** Takes a ratio of the result to what is charted. */
  readonly scale: number;
  /** What all authorities together come to, as charted. */
  readonly together: number;
  /** Outside 99.8% limits of chance alone, and after allowing for how much authorities differ anyway. */
  readonly outsideChance: number;
  readonly outside: number;
};

/**
 * The funnel of one period: exact limits and those widened for overdispersion. Null where counts are not known for enough authorities. Percentages as proportions; rates, and so many
 * to one, as counts against what the national rate would give.
 */
export function compare(measure: PublishedMeasure, values: ReadonlyMap<string, Value>): Comparison | null {
  if (measure.unit === "count" || measure.unit === "score") return null;
  const units = [...values].flatMap(([group, { numerator, denominator }]): ComparedUnit[] =>
    numerator === null || denominator === null || denominator <= 0 || numerator < 0
      ? []
      : [{ group, numerator, denominator }],
  );
  if (units.length < FEWEST) return null;
  const [counted, outOf] = units.reduce(([a, b], unit) => [a + unit.numerator, b + unit.denominator], [0, 0]);
  const whole = measure.unit === "rate" ? PER : measure.unit === "percent" ? 100 : 1;
  const national = counted / outOf;
  if (!(national > 0)) return null;
  const proportion =
    measure.unit === "percent" && units.every(({ numerator, denominator }) => numerator <= denominator);
  const scale = proportion ? 100 : whole * national;
  const input: FunnelInput = {
    dataType: proportion ? "proportion" : "standardisedRatio",
    srMethod: proportion ? null : "CQC",
    limit: 99,
    multiplier: scale,
    trimBy: 0.1,
    units: proportion ? units : units.map((unit) => ({ ...unit, denominator: unit.denominator * national })),
  };
  if (funnelProblem(input) !== null) return null;
  const result = funnel(input);
  return {
    result,
    units,
    scale,
    together: whole * national,
    outside: result.units.filter(({ outlier }) => outlier).length,
    outsideChance: result.units.filter(
      ({ ratio, lcl998, ucl998 }) => ratio * scale < lcl998 || ratio * scale > ucl998,
    ).length,
  };
}
