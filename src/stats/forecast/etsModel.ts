/** Error, trend (none, additive, damped) and season of an exponential smoothing state space model (Hyndman et al. 2008). */
export type EtsShape = { error: "A" | "M"; trend: "N" | "A" | "Ad"; season: "N" | "A" | "M" };

export type EtsParameters = {
  alpha: number;
  beta: number;
  gamma: number;
  phi: number;
  level: number;
  slope: number;
};

export type EtsRun = {
  /** Minus twice the log likelihood, less a constant; Infinity where the model breaks down. */
  cost: number;
  level: number;
  slope: number;
  /** Seasonal states by phase. */
  season: Float64Array;
};

/**
 * Runs the model over the values and returns its cost and final states.
 * @param season0 first seasonal states by phase (ignored without a season); not changed
 * @param season scratch and result, same length
 * @param fitted filled with the one-step forecasts where given
 */
export function runEts(
  y: Float64Array,
  shape: EtsShape,
  p: EtsParameters,
  season0: Float64Array,
  season: Float64Array,
  fitted?: Float64Array,
): EtsRun {
  const m = season0.length;
  const trend = shape.trend !== "N";
  const seasonal = shape.season === "N" ? 0 : shape.season === "A" ? 1 : 2;
  const relative = shape.error === "M";
  const { alpha, beta, gamma, phi } = p;
  season.set(season0);
  let level = p.level;
  let slope = p.slope;
  let squares = 0;
  let logs = 0;
  let product = 1;
  let phase = 0;
  const broken: EtsRun = { cost: Infinity, level, slope, season };
  for (let t = 0; t < y.length; t += 1) {
    const base = trend ? level + phi * slope : level;
    const s = season[phase] ?? 0;
    const forecast = seasonal === 0 ? base : seasonal === 1 ? base + s : base * s;
    const error = (y[t] ?? 0) - forecast;
    if (relative || seasonal === 2) {
      if (!(forecast > 1e-9) || !(base > 1e-9)) return broken;
    }
    if (fitted !== undefined) fitted[t] = forecast;
    if (relative) {
      const ratio = error / forecast;
      squares += ratio * ratio;
      // One logarithm a product of many forecasts: most of the time of a run would go on logarithms.
      product *= forecast;
      if (product > 1e150 || product < 1e-150) {
        logs += Math.log(product);
        product = 1;
      }
    } else squares += error * error;
    const step = seasonal === 2 ? error / s : error;
    level = base + alpha * step;
    if (trend) slope = phi * slope + beta * step;
    if (seasonal === 1) season[phase] = s + gamma * error;
    else if (seasonal === 2) {
      const next = s + (gamma * error) / base;
      if (!(next > 1e-6)) return broken;
      season[phase] = next;
    }
    phase += 1;
    if (phase === m) phase = 0;
  }
  const n = y.length;
  const cost = n * Math.log(Math.max(squares, 1e-300)) + (relative ? 2 * (logs + Math.log(product)) : 0);
  return { cost: Number.isFinite(cost) ? cost : Infinity, level, slope, season };
}

/** Point forecasts after a run over `n` values. */
export function projectEts(shape: EtsShape, phi: number, run: EtsRun, n: number, horizon: number): number[] {
  const m = run.season.length;
  const mean: number[] = [];
  let carried = 0;
  for (let h = 1; h <= horizon; h += 1) {
    carried += phi ** h;
    const base = shape.trend === "N" ? run.level : run.level + carried * run.slope;
    const s = run.season[(n + h - 1) % m] ?? 0;
    mean.push(shape.season === "N" ? base : shape.season === "A" ? base + s : base * s);
  }
  return mean;
}

/** Share of a surprise still in the forecast 1 to `horizon` steps later (for multiplicative seasons, of its relative size). */
export function carryEts(p: EtsParameters, shape: EtsShape, frequency: number, horizon: number): number[] {
  let carried = 0;
  return Array.from({ length: horizon }, (_, i) => {
    carried += p.phi ** (i + 1);
    const trend = shape.trend === "N" ? 0 : p.beta * carried;
    const season = shape.season !== "N" && (i + 1) % frequency === 0 ? p.gamma : 0;
    return p.alpha + trend + season;
  });
}
