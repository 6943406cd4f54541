/** Simple exponential smoothing: the level after the last value, and each period's one-step forecast. */
export type Smoothed = { alpha: number; level: number; fitted: number[] };

const ALPHAS = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8];

/**
 * Simple exponential smoothing with alpha from 0.05, 0.1, 0.2 ... 0.8 by smallest squared one-step error after the
 * first `warmUp` values. Starts at their mean. At each index in `restarts` (a known level shift) the level is forgotten
 * and learnt afresh: the first values after it are averaged, until the average would move slower than alpha.
 */
export function smooth(values: readonly number[], warmUp: number, restarts: ReadonlySet<number>): Smoothed {
  let best: (Smoothed & { error: number }) | undefined;
  for (const alpha of ALPHAS) {
    const run = smoothWith(values, alpha, warmUp, restarts);
    if (best === undefined || run.error < best.error) best = run;
  }
  return best ?? { alpha: 0.1, level: values[0] ?? 0, fitted: [] };
}

function smoothWith(values: readonly number[], alpha: number, warmUp: number, restarts: ReadonlySet<number>) {
  const first = values.slice(0, Math.max(1, warmUp));
  let level = first.reduce((a, b) => a + b, 0) / Math.max(1, first.length);
  let error = 0;
  let sinceRestart = Infinity;
  const fitted: number[] = [];
  for (let t = 0; t < values.length; t += 1) {
    const value = values[t] ?? 0;
    if (restarts.has(t)) {
      sinceRestart = 0;
      level = value;
    }
    fitted.push(level);
    if (t >= warmUp && sinceRestart > 0) error += (value - level) ** 2;
    sinceRestart += 1;
    level += Math.max(alpha, Number.isFinite(sinceRestart) ? 1 / sinceRestart : 0) * (value - level);
  }
  return { alpha, level, fitted, error };
}
