import type { Standing } from "./chart.ts";

/** Which way is better. */
export type Better = "increase" | "decrease" | "neutral";
export type Side = "high" | "low";

/** The rules that can fire. `run` and `crossings` are of the run chart, the others of the XmR chart; `outside` is of every chart with limits. */
export type Rule = "outside" | "trend" | "twoInThree" | "shift" | "run" | "crossings";

/** One point, ready to be drawn: its value, and the lines at its place. */
export interface ControlPoint {
  /** First day of its period. */
  x: string;
  y: number | null;
  /** Which set of lines, from 0. */
  group: number;
  centre: number | null;
  lower: number | null;
  upper: number | null;
  /** The rule its mark shows. */
  rule: Rule | null;
  side: Side | null;
  standing: Standing;
}

/** A rule that fired, over these points. */
export interface Signal {
  rule: Rule;
  side: Side | null;
  /** Places of the first and the last point. */
  from: number;
  to: number;
  /** Points it counts. */
  count: number;
  standing: Standing;
}

export type Assurance = "consistent_pass" | "consistent_fail" | "inconsistent";

/** What any control or run chart needs to be drawn and told. */
export interface ControlSeries {
  centreWord: "mean" | "median" | "usual";
  points: readonly ControlPoint[];
  signals: readonly Signal[];
  assurance: Assurance | null;
  /** Limits that rest on fewer than 13 points. */
  trial: boolean;
}

/** What a signal on one side means, given which way is better. */
export function standingOf(side: Side | null, better: Better): Standing {
  if (side === null || better === "neutral") return "neutral";
  return (side === "high") === (better === "increase") ? "improvement" : "concern";
}

/** Which side a sign stands for. */
export const sideOf = (sign: number | null | undefined): Side | null =>
  sign === null || sign === undefined || sign === 0 ? null : sign > 0 ? "high" : "low";

/** Stretches of neighbours with the same key; a null key is in none. */
export function stretches(keys: readonly (string | null)[]): { key: string; from: number; to: number }[] {
  const found: { key: string; from: number; to: number }[] = [];
  for (const [index, key] of keys.entries()) {
    const last = found.at(-1);
    if (key === null) continue;
    if (last !== undefined && last.to === index - 1 && last.key === key) last.to = index;
    else found.push({ key, from: index, to: index });
  }
  return found;
}

/** A signal over neighbouring points, all of which count. */
export function signal(rule: Rule, side: Side | null, from: number, to: number, better: Better): Signal {
  return { rule, side, from, to, count: to - from + 1, standing: standingOf(side, better) };
}

/** How strongly a rule speaks: what says since when comes before what says only that. */
export const WEIGHT: Readonly<Record<Rule, number>> = {
  shift: 5,
  run: 5,
  trend: 4,
  outside: 3,
  twoInThree: 2,
  crossings: 1,
};

/**
 * The signals worth words: points near a limit inside a longer signal the same way say nothing that it does not. Their marks stay.
 */
export function chiefSignals(signals: readonly Signal[]): Signal[] {
  return signals.filter(
    (signal) =>
      signal.rule !== "twoInThree" ||
      !signals.some(
        (other) =>
          other.rule !== "twoInThree" &&
          other.side === signal.side &&
          other.from <= signal.from &&
          other.to >= signal.to,
      ),
  );
}
