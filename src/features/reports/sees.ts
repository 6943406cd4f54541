import type { Point } from "../insight/series.ts";
import { fitToLeave } from "../insight/chart.ts";
import { coarse, suppressRow } from "../insight/suppress.ts";
import type { Reading } from "../insight/tally.ts";
import { sayNumber } from "../../ui/words.ts";

/**
 * What may be said to whom. `all`: somebody who opens records. `leaving`: a pack for leaders, which leaves the service and so gives away no one to five children.
 * `tens`: elected members and boards, totals of ten and more in tens.
 */
export type Sees = "all" | "leaving" | "tens";

/** Who a pack is for, and so what it may say. */
export type Audience = "leaders" | "members";
export const seesOf = (audience: Audience): Sees => (audience === "leaders" ? "leaving" : "tens");

export const AUDIENCES: readonly (readonly [audience: Audience, words: string, about: string])[] = [
  ["leaders", "Leaders", "No figure that would give away one to five children."],
  ["members", "Elected members and boards", "Totals of ten and more only, in tens."],
];
export const sayAudience = (audience: Audience): string =>
  AUDIENCES.find(([id]) => id === audience)?.[1] ?? audience;

/** Counts below this are not told apart, nought from any other. */
const LEAST: Readonly<Record<Sees, number>> = { all: 0, leaving: 6, tens: 10 };

/** A reading as it may be said; null where it is made of too few. */
export function fit(reading: Reading | null, sees: Sees): Reading | null {
  if (reading === null || sees === "all") return reading;
  return sees === "leaving" ? fitToLeave(reading) : coarse(reading);
}

/** How many, as it may be said: "142", "1 to 5", "about 140", "fewer than 10". */
export function sayCount(n: number, sees: Sees): string {
  if (sees === "all") return sayNumber(n);
  if (sees === "leaving") return n >= 1 && n < LEAST.leaving ? "1 to 5" : sayNumber(n);
  return n < LEAST.tens ? "fewer than 10" : `about ${sayNumber(Math.round(n / 10) * 10)}`;
}

/** Whether a count may be said exactly, so that more may be said of what it counts. */
export const isEnough = (n: number, sees: Sees): boolean => n >= LEAST[sees];

/** Months whose sum is said beside them. */
const SUMMED = 12;

/**
 * A series as it may leave. Where what happened in twelve months is said as well, one month left out could be worked out from the others, so the next smallest goes with it.
 * @param reads `period`: months add up; `day`: each stands alone
 */
export function fitSeries(points: readonly Point[], reads: "period" | "day", sees: Sees): Point[] {
  const fitted = points.map((point) => ({ ...point, reading: fit(point.reading, sees) }));
  if (sees !== "leaving" || reads === "day") return fitted;
  const from = Math.max(0, points.length - SUMMED);
  const summed = points.slice(from).map(({ reading }) => reading);
  const rows = [
    summed.map((reading) => reading?.numerator ?? 0),
    ...(summed.some((reading) => reading?.unit === "share")
      ? [
          summed.map((reading) => reading?.denominator ?? 0),
          summed.map((reading) => (reading?.denominator ?? 0) - (reading?.numerator ?? 0)),
        ]
      : []),
  ].map((row) => suppressRow(row));
  return fitted.map((point, i) =>
    i >= from && rows.some((row) => row[i - from] === null) ? { ...point, reading: null } : point,
  );
}
