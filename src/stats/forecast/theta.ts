import { slopeOf } from "./numbers.ts";
import { smooth } from "./smoothing.ts";
import type { PointForecast } from "./types.ts";

/**
 * The theta method (Assimakopoulos and Nikolopoulos 2000) in the form of Hyndman and Billah (2003): simple exponential
 * smoothing of the values without their season, plus a drift of half the slope of their straight line.
 * @param index seasonal index by phase, to divide by and multiply back
 */
export function thetaForecast(
  values: readonly number[],
  index: readonly number[],
  horizon: number,
): PointForecast {
  const m = index.length;
  const n = values.length;
  const season = (t: number) => index[t % m] ?? 1;
  const level = values.map((y, t) => y / season(t));
  const smoothed = smooth(level, m, new Set());
  const drift = slopeOf(level) / 2;
  const { alpha } = smoothed;
  // The smoothed level lags a line by (1 - alpha)/alpha steps, less at the start of a series.
  const lag = (length: number) => (1 - (1 - alpha) ** length) / alpha;
  return {
    mean: Array.from({ length: horizon }, (_, h) => (smoothed.level + drift * (h + lag(n))) * season(n + h)),
    fitted: smoothed.fitted.map((l, t) => (l + drift * lag(t)) * season(t)),
    carry: Array.from({ length: horizon }, () => alpha),
  };
}
