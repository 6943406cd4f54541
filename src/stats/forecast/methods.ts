import { etsForecast, etsShapes } from "./ets.ts";
import type { EtsShape } from "./etsModel.ts";
import { pooledForecast } from "./pooled.ts";
import { pooledSeasonalIndices } from "./season.ts";
import { thetaForecast } from "./theta.ts";
import type { PointForecast } from "./types.ts";

/** A series of a pool, level shifts already taken out. */
export type PooledSeries = {
  values: readonly number[];
  /** False where a period is left out of the seasonal index. */
  use: readonly boolean[];
  restarts: ReadonlySet<number>;
};

/** The models to try, by series: all of them, or the few an earlier origin found good, for speed. */
export type Shortlist = { own: readonly EtsShape[]; level: readonly EtsShape[]; growth: readonly EtsShape[] };

export const methodNames = ["pooled", "theta", "ets", "etsPooledSeason", "etsGrowth"] as const;

/** The answers of the methods for one series, in the order of `methodNames`; etsGrowth only for positive series. */
export type Answers = { forecasts: (PointForecast | undefined)[]; shortlist: Shortlist };

const KEPT = 2;
const additive = etsShapes.filter((shape) => shape.error === "A");

/**
 * Runs every method on the first `length` values of every series of a pool.
 *
 * pooled: smoothing on the pool's season. theta: the same with half the slope of its line. ets: its own season, chosen
 * by AIC. etsPooledSeason: ets for level and trend on the pool's season. etsGrowth: ets of the logarithm, for growth by
 * a percentage rather than an amount.
 */
export function runMethods(
  pool: readonly PooledSeries[],
  length: number,
  frequency: number,
  horizon: number,
  shortlists?: readonly Shortlist[],
): Answers[] {
  const cut = pool.map((series) => ({
    values: series.values.slice(0, length),
    use: series.use.slice(0, length),
    restarts: series.restarts,
  }));
  const indices = pooledSeasonalIndices(cut, frequency);
  return cut.map(({ values, restarts }, i) => {
    const index = indices[i] ?? [];
    const list = shortlists?.[i];
    const season = (t: number) => index[t % frequency] ?? 1;
    const own = etsForecast(values, frequency, horizon, list?.own);
    const level = etsForecast(
      values.map((y, t) => y / season(t)),
      1,
      horizon,
      list?.level,
    );
    const positive = values.every((y) => y > 0);
    const growth = positive
      ? etsForecast(values.map(Math.log), frequency, horizon, list?.growth ?? additive)
      : undefined;
    const forecasts: (PointForecast | undefined)[] = [
      pooledForecast(values, index, horizon, restarts),
      thetaForecast(values, index, horizon),
      own,
      {
        ...level,
        mean: level.mean.map((x, h) => x * season(values.length + h)),
        fitted: level.fitted.map((x, t) => x * season(t)),
      },
      growth && { ...growth, mean: growth.mean.map(Math.exp), fitted: growth.fitted.map(Math.exp) },
    ];
    return {
      forecasts: forecasts.map((forecast) => forecast && withinReason(forecast, values)),
      shortlist: {
        own: own.ranking.slice(0, KEPT),
        level: level.ranking.slice(0, KEPT),
        growth: growth?.ranking.slice(0, KEPT) ?? additive,
      },
    };
  });
}

/** No method may run further beyond what was seen than twice the range seen: a trend of a short series can explode. */
function withinReason(forecast: PointForecast, values: readonly number[]): PointForecast {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const slack = 2 * (most - least);
  const hold = (x: number) =>
    Number.isNaN(x) ? (least + most) / 2 : Math.min(most + slack, Math.max(least - slack, x));
  return { ...forecast, mean: forecast.mean.map(hold), fitted: forecast.fitted.map(hold) };
}
