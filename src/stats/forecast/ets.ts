import { carryEts, type EtsParameters, type EtsShape, projectEts, runEts } from "./etsModel.ts";
import { nelderMead } from "./nelderMead.ts";
import { mean, slopeOf } from "./numbers.ts";
import { seasonalStart } from "./season.ts";
import type { PointForecast } from "./types.ts";

export type EtsForecast = PointForecast & {
  shape: EtsShape;
  parameters: EtsParameters;
  /** The shapes tried, best first. */
  ranking: EtsShape[];
};

type Fit = {
  problem: Problem;
  parameters: EtsParameters;
  at: Float64Array;
  season0: Float64Array;
  value: number;
  /** Corrected AIC, less a constant. */
  criterion: number;
};

const LEAST_GAIN = 1e-4;
const PHI = [0.8, 0.98] as const;

/**
 * Exponential smoothing with the model chosen by corrected AIC from additive or relative errors, no, additive or damped
 * trend and no, additive or multiplicative season (Hyndman, Koehler, Ord and Snyder 2008; multiplicative trends and
 * additive errors with a multiplicative season are left out as unstable). Relative errors and multiplicative seasons
 * need values above 0.
 * @param frequency periods a year, 1 for a series without season; a season needs three years of values
 * @param shapes the models to try
 */
export function etsForecast(
  values: readonly number[],
  frequency: number,
  horizon: number,
  shapes: readonly EtsShape[] = etsShapes,
): EtsForecast {
  const y = Float64Array.from(values);
  const fits = shapes
    .filter((shape) => suits(shape, y, frequency))
    .map((shape) => fitShape(y, shape, frequency))
    .filter((fit) => fit !== undefined)
    .toSorted((a, b) => a.criterion - b.criterion);
  const best = fits[0];
  if (best === undefined) return flat(values, horizon);
  const { problem, parameters, season0 } = refineSeason(y, best);
  const { shape } = problem;
  const fitted = new Float64Array(y.length);
  const run = runEts(y, shape, parameters, season0, new Float64Array(season0.length), fitted);
  return {
    mean: projectEts(shape, parameters.phi, run, y.length, horizon),
    fitted: [...fitted],
    carry: carryEts(parameters, shape, frequency, horizon),
    shape,
    parameters,
    ranking: fits.map((fit) => fit.problem.shape),
  };
}

/** The fifteen shapes; those with relative errors or a multiplicative season are for positive series only. */
export const etsShapes: readonly EtsShape[] = (["N", "A", "M"] as const).flatMap((season) =>
  (["N", "A", "Ad"] as const).flatMap((trend) =>
    (["A", "M"] as const)
      .filter((error) => error === "M" || season !== "M")
      .map((error): EtsShape => ({ error, trend, season })),
  ),
);

function suits(shape: EtsShape, y: Float64Array, frequency: number): boolean {
  if (shape.season !== "N" && (frequency === 1 || y.length < 3 * frequency)) return false;
  return (shape.error === "A" && shape.season !== "M") || y.every((v) => v > 0);
}

/** How the free parameters of one shape lie in the vector the optimiser moves. */
type Problem = {
  shape: EtsShape;
  /** Periods a year; 1 without a season. */
  m: number;
  /** Divides level, slope and additive seasons, so that steps suit any size of series. */
  scale: number;
  season0: Float64Array;
  free: number;
  start: number[];
  step: number[];
};

function fitShape(y: Float64Array, shape: EtsShape, frequency: number): Fit | undefined {
  const problem = pose(y, shape, frequency);
  const parameters = problem.free + (problem.m > 1 ? problem.m - 1 : 0) + 1;
  if (y.length <= parameters + 1) return undefined;
  const scratch = new Float64Array(problem.m);
  const found = nelderMead(
    (x) => cost(y, problem, x, problem.season0, scratch),
    problem.start,
    problem.step,
    { evaluations: 60 * problem.free, tolerance: 1e-5 },
  );
  if (!Number.isFinite(found.value)) return undefined;
  const penalty = 2 * parameters + (2 * parameters * (parameters + 1)) / (y.length - parameters - 1);
  return {
    problem,
    parameters: read(problem, found.at),
    at: found.at,
    season0: problem.season0,
    value: found.value,
    criterion: found.value + penalty,
  };
}

/**
 * Moves the first seasonal states together with the other parameters. Only for the shape chosen: for every shape it
 * costs four times as much and forecasts referrals no better.
 */
function refineSeason(y: Float64Array, fit: Fit): Fit {
  const { problem } = fit;
  const { m, free, shape } = problem;
  if (shape.season === "N") return fit;
  const multiplicative = shape.season === "M";
  const unit = multiplicative ? 1 : problem.scale;
  const unpack = (x: Float64Array, season: Float64Array): boolean => {
    let rest = multiplicative ? m : 0;
    let least = Infinity;
    for (let j = 0; j < m - 1; j += 1) {
      const s = (x[free + j] ?? 0) * unit;
      season[j] = s;
      rest -= s;
      least = Math.min(least, s);
    }
    season[m - 1] = rest;
    return !multiplicative || Math.min(least, rest) > 0.01;
  };
  const scratch = new Float64Array(m);
  const season0 = new Float64Array(m);
  const found = nelderMead(
    (x) => (unpack(x, season0) ? cost(y, problem, x, season0, scratch) : Infinity),
    [...fit.at, ...[...fit.season0].slice(0, m - 1).map((s) => s / unit)],
    [
      ...problem.step.map((s) => s / 4),
      ...Array.from({ length: m - 1 }, () => (multiplicative ? 0.05 : 0.2)),
    ],
    { evaluations: 30 * (free + m), tolerance: 1e-6 },
  );
  if (!(found.value < fit.value) || !unpack(found.at, season0)) return fit;
  return { ...fit, parameters: read(problem, found.at), at: found.at, season0, value: found.value };
}

function pose(y: Float64Array, shape: EtsShape, frequency: number): Problem {
  const seasonal = shape.season !== "N";
  const trend = shape.trend !== "N";
  const damped = shape.trend === "Ad";
  const m = seasonal ? frequency : 1;
  const season0 = seasonal
    ? Float64Array.from(seasonalStart([...y], m, shape.season === "M"))
    : new Float64Array(1);
  const early = Array.from({ length: Math.min(Math.max(10, 2 * m), y.length) }, (_, t) => {
    const s = season0[t % m] ?? 0;
    return shape.season === "M" ? (y[t] ?? 0) / s : (y[t] ?? 0) - s;
  });
  const centre = mean(early);
  const slope = trend ? slopeOf(early) : 0;
  const scale = Math.max(
    Math.sqrt(mean(early.map((v) => (v - centre) ** 2))),
    Math.abs(centre) * 1e-3,
    1e-12,
  );
  const first = centre - (slope * (early.length + 1)) / 2;
  return {
    shape,
    m,
    scale,
    season0,
    free: 2 + (trend ? 2 : 0) + (damped ? 1 : 0) + (seasonal ? 1 : 0),
    start: [
      trend ? 0.3 : 0.2,
      first / scale,
      ...(trend ? [0.05, slope / scale] : []),
      ...(damped ? [0.95] : []),
      ...(seasonal ? [0.05] : []),
    ],
    step: [0.25, 0.5, ...(trend ? [0.08, 0.1] : []), ...(damped ? [-0.06] : []), ...(seasonal ? [0.1] : [])],
  };
}

function read({ shape, scale }: Problem, x: Float64Array): EtsParameters {
  const trend = shape.trend !== "N";
  let i = 2;
  const beta = trend ? (x[i++] ?? 0) : 0;
  const slope = trend ? (x[i++] ?? 0) * scale : 0;
  const phi = shape.trend === "Ad" ? (x[i++] ?? 0) : 1;
  const gamma = shape.season === "N" ? 0 : (x[i] ?? 0);
  return { alpha: x[0] ?? 0, level: (x[1] ?? 0) * scale, beta, slope, phi, gamma };
}

function cost(
  y: Float64Array,
  problem: Problem,
  x: Float64Array,
  season0: Float64Array,
  scratch: Float64Array,
): number {
  const { shape } = problem;
  const p = read(problem, x);
  if (p.alpha < LEAST_GAIN || p.alpha > 1 - LEAST_GAIN) return Infinity;
  if (shape.trend !== "N" && (p.beta < LEAST_GAIN || p.beta > p.alpha)) return Infinity;
  if (shape.trend === "Ad" && (p.phi < PHI[0] || p.phi > PHI[1])) return Infinity;
  if (shape.season !== "N" && (p.gamma < LEAST_GAIN || p.gamma > 1 - p.alpha)) return Infinity;
  return runEts(y, shape, p, season0, scratch).cost;
}

function flat(values: readonly number[], horizon: number): EtsForecast {
  const level = mean(values);
  return {
    mean: Array.from({ length: horizon }, () => level),
    fitted: values.map(() => level),
    carry: Array.from({ length: horizon }, () => 0),
    ranking: [],
    shape: { error: "A", trend: "N", season: "N" },
    parameters: { alpha: 0, beta: 0, gamma: 0, phi: 1, level, slope: 0 },
  };
}
