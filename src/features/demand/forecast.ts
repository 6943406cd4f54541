import type { IsoDate } from "../../kernel/dates.ts";
import { explainForecasts, type ExplainedForecast } from "../../stats/forecast/forecast.ts";
import { tooShort } from "../../stats/forecast/items.ts";
import type { ForecastItem, KnownEvent } from "../../stats/forecast/types.ts";
import { type By, type Count, FREQUENCY, periodOf, periodsAfter } from "./months.ts";

/** A month from which the level is known to have moved, and the last month of it where it moved back. */
export type LevelShift = { readonly from: IsoDate; readonly to: IsoDate | null };

/** One period to come, with what other methods say of it beside. */
export type Ahead = {
  readonly on: IsoDate;
  readonly mean: number;
  readonly lo80: number;
  readonly hi80: number;
  readonly lo95: number;
  readonly hi95: number;
  readonly pooled: number;
  readonly ets: number;
  readonly theta: number;
};

export type Forecasted =
  | {
      readonly ahead: readonly Ahead[];
      readonly methods: readonly { readonly method: string; readonly weight: number }[];
    }
  /** Why there is none, in a sentence. */
  | { readonly refused: string };

/** A year. */
export const HORIZON: Readonly<Record<By, number>> = { month: 12, quarter: 4 };

/** A series as the forecaster takes one. Alone in its set: six kinds of work share no season, and other authorities' months are not held here. */
export function itemOf(
  id: string,
  counts: readonly Count[],
  by: By,
  shifts: readonly LevelShift[],
): ForecastItem | undefined {
  const first = counts[0];
  if (first === undefined) return undefined;
  return {
    id,
    set: id,
    frequency: FREQUENCY[by],
    start: periodOf(first.on, by),
    horizon: HORIZON[by],
    values: counts.map(({ n }) => n),
    events: shifts.map(({ from, to }): KnownEvent => ({
      from: periodOf(from, by),
      ...(to === null ? {} : { to: periodOf(to, by) }),
    })),
  };
}

/** A year ahead of a series, or why not: below 24 months a season cannot be told from chance. */
export function forecastOf(
  id: string,
  counts: readonly Count[],
  by: By,
  shifts: readonly LevelShift[],
): Forecasted {
  const item = itemOf(id, counts, by, shifts);
  const last = counts.at(-1);
  if (item === undefined || last === undefined) return { refused: "Nothing is known yet." };
  const known = Math.floor((counts.length * 12) / FREQUENCY[by]);
  if (tooShort(counts.length, FREQUENCY[by]) !== undefined)
    return {
      refused: `${known} ${known === 1 ? "month is" : "months are"} known. A forecast needs at least 24: with fewer a season cannot be told from chance, and there would be nothing to test it on.`,
    };
  if (item.values.every((n) => n === 0))
    return { refused: "None has come in the months that are known, so there is nothing to forecast from." };
  const found = explained(item);
  const of = (name: string): readonly number[] =>
    found.methods.find(({ method }) => method === name)?.mean ?? [];
  const [pooled, ets, theta] = [of("pooled"), of("ets"), of("theta")];
  const { forecast } = found;
  const at = (list: readonly number[], h: number): number => list[h] ?? 0;
  return {
    ahead: periodsAfter(last.on, by, HORIZON[by]).map((on, h) => ({
      on,
      mean: at(forecast.mean, h),
      lo80: Math.floor(at(forecast.lo80, h)),
      hi80: Math.ceil(at(forecast.hi80, h)),
      lo95: Math.floor(at(forecast.lo95, h)),
      hi95: Math.ceil(at(forecast.hi95, h)),
      pooled: Math.max(0, at(pooled, h)),
      ets: Math.max(0, at(ets, h)),
      theta: Math.max(0, at(theta, h)),
    })),
    methods: found.methods.map(({ method, weight }) => ({ method, weight })),
  };
}

/** Forecasts kept in this process: one costs a twentieth of a second, and the same months give the same answer. */
const KEPT = 200;
const kept = new Map<string, ExplainedForecast>();

/** The forecaster's answer for one item, from what is kept where the very same was asked before. */
export function explained(item: ForecastItem): ExplainedForecast {
  const key = JSON.stringify(item);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const [found] = explainForecasts([item]);
  if (found === undefined) throw new Error(`no forecast of ${item.id}`);
  const oldest = kept.keys().next();
  if (kept.size >= KEPT && oldest.done !== true) kept.delete(oldest.value);
  kept.set(key, found);
  return found;
}
