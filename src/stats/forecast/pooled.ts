import { smooth } from "./smoothing.ts";
import type { PointForecast } from "./types.ts";

/**
 * The pooled method: divide by the seasonal index learnt from the whole set, smooth, multiply back.
 * @param index seasonal index by phase (phase 0 = first value), from `pooledSeasonalIndices`
 * @param restarts places in `values` where a known event restarts the level
 */
export function pooledForecast(
  values: readonly number[],
  index: readonly number[],
  horizon: number,
  restarts: ReadonlySet<number> = new Set(),
): PointForecast {
  const m = index.length;
  const season = (t: number) => index[t % m] ?? 1;
  const smoothed = smooth(
    values.map((y, t) => y / season(t)),
    m,
    restarts,
  );
  return {
    mean: Array.from({ length: horizon }, (_, h) => smoothed.level * season(values.length + h)),
    fitted: smoothed.fitted.map((level, t) => level * season(t)),
    carry: Array.from({ length: horizon }, () => smoothed.alpha),
  };
}
