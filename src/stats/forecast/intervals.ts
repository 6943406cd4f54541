import type { CombinedSeries } from "./combination.ts";
import { negativeBinomialQuantiles, normalQuantile } from "./negativeBinomial.ts";
import { mean, quantile } from "./numbers.ts";
import type { PointForecast } from "./types.ts";

/** Counts are whole, never negative, and scatter at least as much as chance; anything else is a measure. */
export type ValueKind = "count" | "measure";

export type Limits = { lo80: number[]; hi80: number[]; lo95: number[]; hi95: number[] };

/** How many times wider than theory the intervals must be, learnt from a pool's past origins. */
export type Widening = { at80: number; at95: number };

/** Scatter grows with the level: between a Poisson count's (1) and a fixed percentage (2). */
const COUNT_POWER = 1.5;
const MEASURE_POWER = 2;
/** Even a level that never moved may: the least share of a surprise that stays. */
const LEAST_CARRY = 0.1;
/** Errors of one series at one origin rise and fall together: this many of them tell as much as one. */
const ERRORS_PER_FACT = 4;
/** What is believed before a pool speaks, set from the origins of the referrals: tails are heavier than theory. */
const PRIOR: Widening = { at80: 1.05, at95: 1.15 };
const PRIOR_FACTS = 60;
/** A series alone has chosen its own model and season, and flatters it: textbook series needed this at four origins. */
const PRIOR_ALONE: Widening = { at80: 1.05, at95: 1.25 };
/** One-step errors count half as much after this many years: how uncertain a series is changes too. */
const HALF_LIFE_YEARS = 3;
/**
 * Errors beyond this many typical deviations are pulled in: one pandemic month must not widen ten years. What the tails
 * need is learnt from the past origins instead. These two were chosen by the interval score over 130 authorities.
 */
const PULL_IN = 3;
/** Chance alone gives 1; true counts do not stay at half of it for two years. */
const LEAST_SCATTER_OF_COUNTS = 0.5;

/** Decides whether whole, non-negative values behave as counts; values all equal keep the caution of counts. */
export function kindOf(values: readonly number[], fitted: readonly number[], frequency: number): ValueKind {
  if (!values.every((y) => Number.isInteger(y) && y >= 0)) return "measure";
  const squares = values
    .slice(frequency)
    .map((y, i) => (y - (fitted[i + frequency] ?? y)) ** 2 / Math.max(fitted[i + frequency] ?? y, 0.5));
  const scatter = mean(squares);
  const moving = values.some((y) => y !== values[0]);
  return moving && scatter < LEAST_SCATTER_OF_COUNTS ? "measure" : "count";
}

/**
 * How much wider than theory past intervals should have been: quantiles of past errors over their theoretical
 * deviation, drawn towards the prior as far as the pool is small.
 */
export function learnWidening(
  pool: readonly { series: CombinedSeries; values: readonly number[]; kind: ValueKind }[],
  frequency: number,
): Widening {
  const ratios = pool.flatMap(({ series, values, kind }) =>
    series.past.flatMap(({ length, combined, actual }) => {
      const variances = variancesOf(values.slice(0, length), combined, frequency, kind);
      return actual.map((y, h) => {
        const error = Math.abs(y - (combined.mean[h] ?? y));
        const sd = Math.sqrt(variances[h] ?? 0);
        return error === 0 ? 0 : error / Math.max(sd, error / 20);
      });
    }),
  );
  const facts = ratios.length / ERRORS_PER_FACT;
  const sorted = ratios.sort((a, b) => a - b);
  const learn = (share: number, prior: number): number => {
    if (sorted.length === 0) return prior;
    const seen = quantile(sorted, share) / normalQuantile(0.5 + share / 2);
    return (facts * seen + PRIOR_FACTS * prior) / (facts + PRIOR_FACTS);
  };
  const prior = pool.length > 1 ? PRIOR : PRIOR_ALONE;
  return { at80: learn(0.8, prior.at80), at95: learn(0.95, prior.at95) };
}

/**
 * Limits of the 80% and 95% intervals. Counts: negative binomial of the mean and the widened variance, whole numbers.
 * Measures: normal. The mean always lies inside and the 80% interval inside the 95%.
 * @param offset what was added to the values before forecasting; the limits are for the values as they were
 */
export function limits(
  values: readonly number[],
  combined: PointForecast,
  frequency: number,
  kind: ValueKind,
  widening: Widening,
  offset: number,
): Limits {
  const variances = variancesOf(values, combined, frequency, kind);
  const found: Limits = { lo80: [], hi80: [], lo95: [], hi95: [] };
  // Values that were never negative have 0 as their floor; raised ones (offset above 0) have none.
  const floor = offset > 0 ? -Infinity : 0;
  combined.mean.forEach((centre, h) => {
    const variance = variances[h] ?? 0;
    const [lo80, hi80] = between(centre, variance * widening.at80 ** 2, 0.1, kind, floor);
    const [lo95, hi95] = between(centre, variance * widening.at95 ** 2, 0.025, kind, floor);
    found.lo80.push(lo80 - offset);
    found.hi80.push(hi80 - offset);
    found.lo95.push(Math.min(lo95, lo80) - offset);
    found.hi95.push(Math.max(hi95, hi80) - offset);
  });
  return found;
}

function between(
  centre: number,
  variance: number,
  tail: number,
  kind: ValueKind,
  floor: number,
): [number, number] {
  if (kind === "count") {
    const [low = 0, high = 0] = negativeBinomialQuantiles([tail, 1 - tail], centre, variance);
    return [Math.min(low, Math.floor(centre)), Math.max(high, Math.ceil(centre))];
  }
  const reach = -normalQuantile(tail) * Math.sqrt(variance);
  return [Math.max(floor, centre - reach), centre + reach];
}

/** Theoretical variance of the error 1, 2 ... steps ahead, from one-step errors after the first year. */
function variancesOf(
  values: readonly number[],
  { mean: centres, fitted, carry }: PointForecast,
  frequency: number,
  kind: ValueKind,
): number[] {
  const power = kind === "count" ? COUNT_POWER : MEASURE_POWER;
  // Near 0 a percentage means nothing: there, scatter is judged as at a tenth of the usual size.
  const least = kind === "count" ? 0.5 : Math.max(0.1 * mean(values.map(Math.abs)), 1e-100);
  const squares: number[] = [];
  for (let t = frequency; t < values.length; t += 1) {
    const expected = fitted[t] ?? 0;
    squares.push(((values[t] ?? 0) - expected) ** 2 / Math.max(Math.abs(expected), least) ** power);
  }
  const scatter = typicalSquare(squares, frequency);
  let growth = 1;
  return centres.map((f, h) => {
    if (h > 0) growth += Math.max(carry[h - 1] ?? 0, LEAST_CARRY) ** 2;
    const variance = scatter * Math.max(Math.abs(f), kind === "count" ? 0 : least) ** power * growth;
    return kind === "count" ? Math.max(variance, f) : variance;
  });
}

function typicalSquare(squares: readonly number[], frequency: number): number {
  // A normal error's median square is 0.455 of its mean square. No typical error, no pulling in.
  const typical =
    quantile(
      squares.toSorted((a, b) => a - b),
      0.5,
    ) / 0.455;
  const most = typical > 0 ? PULL_IN ** 2 * typical : Infinity;
  let sum = 0;
  let weights = 0;
  squares.forEach((square, t) => {
    const weight = 0.5 ** ((squares.length - 1 - t) / (HALF_LIFE_YEARS * frequency));
    sum += weight * Math.min(square, most);
    weights += weight;
  });
  // Two degrees of freedom go on the level and the gain.
  return weights === 0 ? 0 : ((sum / weights) * squares.length) / Math.max(1, squares.length - 2);
}
