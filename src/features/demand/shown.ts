import type { Ahead } from "./forecast.ts";
import type { Count } from "./months.ts";

/**
 * How much of a count is shown. `full`: all of it. `tens`: to who opens no record, ten and more, in tens. `leaving`: in what is taken away, none that is one to five children.
 */
export type Shows = "full" | "tens" | "leaving";

const LEAST = 10;
/** Small numbers in anything that leaves: the department leaves out one to five. */
const SMALL = 5;

/** A count as it may be shown; null where it may not. */
export function shown(n: number, how: Shows): number | null {
  if (how === "full") return n;
  if (how === "leaving") return n >= 1 && n <= SMALL ? null : n;
  return n > 0 && n < LEAST ? null : tens(n);
}

const tens = (n: number): number => Math.round(n / 10) * 10;

export const shownCounts = (
  counts: readonly Count[],
  how: Shows,
): { readonly x: string; readonly y: number | null }[] =>
  counts.map(({ on, n }) => ({ x: on, y: shown(n, how) }));

/** A forecast as it may be shown: it is nobody's count, but tells of those before it. */
export function shownAhead(ahead: readonly Ahead[], how: Shows): readonly Ahead[] {
  if (how !== "tens") return ahead;
  return ahead.map((one) => ({
    ...one,
    mean: tens(one.mean),
    lo80: tens(one.lo80),
    hi80: tens(one.hi80),
    lo95: tens(one.lo95),
    hi95: tens(one.hi95),
    pooled: tens(one.pooled),
    ets: tens(one.ets),
    theta: tens(one.theta),
  }));
}

/** Whether a series has too few in a period for a forecast in tens to say anything. */
export const tooFewForTens = (ahead: readonly Ahead[]): boolean => ahead.every(({ mean }) => mean < LEAST);
