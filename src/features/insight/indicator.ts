import type { EventKind } from "../../kernel/timeline/kinds.ts";

export type Area =
  | "front-door"
  | "assessment"
  | "protection"
  | "in-need"
  | "care"
  | "health"
  | "leaving-care"
  | "court"
  | "workforce";

/**
 * How a measure's rows become its value.
 * `count` how many; `share` those in the numerator of those in the denominator; `mean` the average value; `part` one code's share of all; `median` and `bunching` of another's
 * days; `season` a month over a twelfth of its year; `each` children to a holder; `overLimit` holders whose points are over the limit.
 */
export type Shape =
  | "count"
  | "share"
  | "mean"
  | "part"
  | "median"
  | "bunching"
  | "season"
  | "each"
  | "overLimit";

export type Measure = {
  /** `11`, `11.referral`: the indicator's number, and a word where it has several. */
  readonly id: string;
  readonly name: string;
  /** What happened in a period, or what stood on a day. */
  readonly reads: "period" | "day";
  readonly shape: Shape;
  /** Divided by the population where it is known. */
  readonly per10k?: true;
  /** Each child once in the period, however often. */
  readonly children?: true;
  /** Read from another measure's rows. */
  readonly from?: string;
  /** The denominator is every child with a row of this measure through any day of the period. */
  readonly among?: string;
  /** For `part`: the code that is charted. */
  readonly code?: string;
  /** Why nothing can be said, where no data held could say it. */
  readonly cannotTell?: CannotTell;
};

export type CannotTell = { readonly because: string; readonly wouldTell: string };

/** X: values with moving ranges. P: parts of a whole. U: a rate. F: funnel between areas. D: distribution with the deadline. T: time between rare events. */
export type ChartKind = "X" | "P" | "U" | "F" | "D" | "T";

/** How long after a period its last outcome is settled; until then the period is left out of charts. */
export type Settles = {
  readonly days?: number;
  readonly workingDays?: number;
  readonly months?: number;
};

export type Spread = {
  readonly measure: string;
  readonly unit: "working day" | "day" | "month";
  /** Days allowed, on the same axis: from the start, or 0 where the axis counts from the day each was due. */
  readonly deadline: number;
  readonly axis: "taken" | "fromDue";
};

/** One of the 66, as data: what it is, how it is counted, and what keeps it honest. */
export type Indicator = {
  readonly no: number;
  readonly area: Area;
  readonly name: string;
  /** In a sentence, for who has never seen it. */
  readonly definition: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly window: string;
  /** Which way is better; null where neither is. */
  readonly better: "higher" | "lower" | null;
  /** Which cases are too young to be counted. */
  readonly immature: string;
  readonly settles?: Settles;
  readonly source: string;
  /** The indicators to look at beside it, so that doing better on it alone does not pass for doing better. */
  readonly guards: readonly number[];
  readonly charts: readonly ChartKind[];
  /** Kinds of event without which nothing can be said: one of each inner list must have been told of. */
  readonly needs: readonly (readonly EventKind[])[];
  /** The first is the one charted. */
  readonly measures: readonly [Measure, ...Measure[]];
  readonly spread?: Spread;
  /** What may be aimed at, where the rulebook names it. */
  readonly target?: number;
};
