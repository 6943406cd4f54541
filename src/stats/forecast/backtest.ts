import { mean } from "./numbers.ts";
import { forecastItems } from "./forecast.ts";
import { tooShort } from "./items.ts";
import type { Forecast, ForecastItem } from "./types.ts";

/** How one forecast did against what happened. */
export type Score = {
  /** Mean absolute error over the training values' mean absolute seasonal difference; 1 = "same month last year" in sample. */
  mase: number;
  /** Share of values inside the interval, 0 to 1. */
  cover80: number;
  cover95: number;
  /** Mean scaled interval score at 95%: width, plus 40 times what a value lies outside, over the scale of mase. */
  msis95: number;
};

/** Mean absolute difference from the same period a year before; undefined where it is 0 or there is no second year. */
export function seasonalScale(training: readonly number[], frequency: number): number | undefined {
  const differences = training.slice(frequency).map((y, i) => Math.abs(y - (training[i] ?? y)));
  const scale = mean(differences);
  return scale > 0 ? scale : undefined;
}

/**
 * Scores a forecast against what happened (Hyndman and Koehler 2006 for mase; Gneiting and Raftery 2007 for the interval).
 * @returns undefined where there is no scale or nothing to compare
 */
export function scoreForecast(
  forecast: Omit<Forecast, "id">,
  training: readonly number[],
  actual: readonly number[],
  frequency: number,
): Score | undefined {
  const scale = seasonalScale(training, frequency);
  const compared = actual.slice(0, forecast.mean.length);
  if (scale === undefined || compared.length === 0) return undefined;
  const at = (xs: readonly number[], h: number) => xs[h] ?? 0;
  const inside = (low: readonly number[], high: readonly number[]) =>
    mean(compared.map((y, h) => (y >= at(low, h) && y <= at(high, h) ? 1 : 0)));
  const interval = compared.map((y, h) => {
    const low = at(forecast.lo95, h);
    const high = at(forecast.hi95, h);
    return high - low + 40 * (Math.max(0, low - y) + Math.max(0, y - high));
  });
  return {
    mase: mean(compared.map((y, h) => Math.abs(y - at(forecast.mean, h)))) / scale,
    cover80: inside(forecast.lo80, forecast.hi80),
    cover95: inside(forecast.lo95, forecast.hi95),
    msis95: mean(interval) / scale,
  };
}

/** Average of scores; undefined for none. */
export function averageScore(scores: readonly Score[]): Score | undefined {
  if (scores.length === 0) return undefined;
  return {
    mase: mean(scores.map((s) => s.mase)),
    cover80: mean(scores.map((s) => s.cover80)),
    cover95: mean(scores.map((s) => s.cover95)),
    msis95: mean(scores.map((s) => s.msis95)),
  };
}

/** The forecasts made `back` periods before the end of each series, as they would have been made then, and their score. */
export type BacktestOrigin = { back: number; forecasts: Forecast[]; scores: { id: string; score: Score }[] };

/**
 * Forecasts each item from earlier origins, seeing nothing after them, and scores the answers: what a page shows an
 * authority of its own series. Items too short at an origin, or whose events begin after it, keep to the origins they can.
 * @param backs origins, in periods before the end of each series; 12 and 24 for the last two years of months
 */
export function backtest(items: readonly ForecastItem[], backs: readonly number[]): BacktestOrigin[] {
  return backs.map((back) => {
    const earlier = items
      .filter((item) => back > 0 && tooShort(item.values.length - back, item.frequency) === undefined)
      .map((item) => ({
        ...item,
        horizon: Math.min(item.horizon, back),
        values: item.values.slice(0, item.values.length - back),
      }));
    const forecasts = forecastItems(earlier);
    const scores = forecasts.flatMap((forecast, i) => {
      const item = earlier[i];
      const whole = items.find(({ id }) => id === forecast.id);
      if (item === undefined || whole === undefined) return [];
      const score = scoreForecast(
        forecast,
        item.values,
        whole.values.slice(item.values.length),
        item.frequency,
      );
      return score === undefined ? [] : [{ id: forecast.id, score }];
    });
    return { back, forecasts, scores };
  });
}
