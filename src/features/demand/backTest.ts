import type { IsoDate } from "../../kernel/dates.ts";
import { scoreForecast, seasonalScale } from "../../stats/forecast/backtest.ts";
import { tooShort } from "../../stats/forecast/items.ts";
import { explained, HORIZON, itemOf, type LevelShift } from "./forecast.ts";
import { type By, type Count, FREQUENCY } from "./months.ts";

/** A forecast as it would have been made then, and what came. */
export type Origin = {
  /** The last period it could see. */
  readonly after: IsoDate;
  readonly periods: readonly {
    readonly on: IsoDate;
    readonly n: number;
    readonly mean: number;
    readonly lo80: number;
    readonly hi80: number;
    readonly lo95: number;
    readonly hi95: number;
  }[];
  readonly mase: number;
  readonly etsMase: number;
  readonly naiveMase: number;
};

export type BackTest = {
  readonly origins: readonly Origin[];
  /** Means over the origins: errors as multiples of "the same month a year before" over the months it could see. */
  readonly mase: number;
  readonly etsMase: number;
  readonly naiveMase: number;
  /** Shares of all the periods forecast that came inside the bands. */
  readonly cover80: number;
  readonly cover95: number;
  readonly forecasts: number;
};

/** Origins, in quarters of a year before the end: a year's forecast can be scored whole from the fourth on. */
const FIRST_BACK = 4;
const MOST_ORIGINS = 9;

/**
 * Forecasts the authority's own series from earlier ends, each seeing nothing after it, and scores them against what came, beside ets and "the same month a year before".
 * @returns null where there is no end with 24 months before it and a year after
 */
export function backTestOf(
  id: string,
  counts: readonly Count[],
  by: By,
  shifts: readonly LevelShift[],
): BackTest | null {
  const step = by === "month" ? 3 : 1;
  const origins = Array.from({ length: MOST_ORIGINS }, (_, i) => (FIRST_BACK + i) * step).flatMap(
    (back) => originOf(id, counts, by, shifts, counts.length - back) ?? [],
  );
  if (origins.length === 0) return null;
  const periods = origins.flatMap((origin) => origin.periods);
  const mean = (of: (origin: Origin) => number): number =>
    origins.reduce((sum, origin) => sum + of(origin), 0) / origins.length;
  const share = (inside: (p: Origin["periods"][number]) => boolean): number =>
    periods.filter(inside).length / periods.length;
  return {
    origins: origins.toReversed(),
    mase: mean((o) => o.mase),
    etsMase: mean((o) => o.etsMase),
    naiveMase: mean((o) => o.naiveMase),
    cover80: share((p) => p.n >= p.lo80 && p.n <= p.hi80),
    cover95: share((p) => p.n >= p.lo95 && p.n <= p.hi95),
    forecasts: periods.length,
  };
}

function originOf(
  id: string,
  counts: readonly Count[],
  by: By,
  shifts: readonly LevelShift[],
  seen: number,
): Origin | null {
  const frequency = FREQUENCY[by];
  const training = counts.slice(0, Math.max(0, seen));
  const item = itemOf(id, training, by, shifts);
  const last = training.at(-1);
  if (item === undefined || last === undefined || tooShort(training.length, frequency) !== undefined)
    return null;
  const came = counts.slice(seen, seen + HORIZON[by]);
  const actual = came.map(({ n }) => n);
  // Everything the same for years: an error has no scale.
  const scale = seasonalScale(item.values, frequency);
  if (scale === undefined || actual.length < HORIZON[by]) return null;
  const { forecast, methods } = explained(item);
  const score = scoreForecast(forecast, item.values, actual, frequency);
  if (score === undefined) return null;
  const ets = methods.find(({ method }) => method === "ets")?.mean ?? forecast.mean;
  const yearBefore = item.values.slice(-frequency);
  const errorOf = (means: readonly number[]): number =>
    actual.reduce((sum, n, h) => sum + Math.abs(n - (means[h] ?? 0)), 0) / actual.length / scale;
  const at = (list: readonly number[], h: number): number => list[h] ?? 0;
  return {
    after: last.on,
    periods: came.map(({ on, n }, h) => ({
      on,
      n,
      mean: at(forecast.mean, h),
      lo80: at(forecast.lo80, h),
      hi80: at(forecast.hi80, h),
      lo95: at(forecast.lo95, h),
      hi95: at(forecast.hi95, h),
    })),
    mase: score.mase,
    etsMase: errorOf(ets),
    naiveMase: errorOf(yearBefore),
  };
}
