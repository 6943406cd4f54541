import { mean } from "./numbers.ts";
import { type Answers, methodNames, type PooledSeries, runMethods, type Shortlist } from "./methods.ts";
import type { PointForecast } from "./types.ts";

/*
 * What is printed as the mean is a weighted average of five methods, not the pooled method alone. On authorities'
 * referrals the pooled method is best or within 1.5% of best at every origin tried, and ets 1 to 9% behind; on series with
 * strong growth (quarterly gas sales, earnings) the pooled method has twice the error of ets. No single method serves
 * both, and equal weights lose a fifth on growth. So each method is weighted by its own errors at past origins, none of
 * which sees the values it forecasts. The power and the set's say were tried from 0 to 40 and 0 to 200 on ten monthly and
 * five quarterly origins of the referrals, four origins of eight monthly and five quarterly textbook series, and simulated
 * counts: powers from 8 to 24 score within 0.5% of each other on the referrals, so they are not tuned to one file.
 */
/** Weight = relative error to the power of minus this: 5% better is twice the weight, 20% better nearly all. */
const POWER = 16;
/** The set's average errors count as this many of the series' own; a series alone speaks for itself. */
const SET_COUNTS_AS = 100;
/** Back-test origins, in half-years before the end. */
const ORIGINS = [6, 5, 4, 3, 2, 1];

/** The combination at one past origin of one series, and what then happened. */
export type PastOrigin = { length: number; combined: PointForecast; actual: number[] };

/** What one method says now, and its weight in the combination. Weights of a series add to 1. */
export type MethodAnswer = { method: (typeof methodNames)[number]; weight: number; mean: number[] };

export type CombinedSeries = { now: PointForecast; past: PastOrigin[]; methods: MethodAnswer[] };

type OriginRun = { length: number; horizon: number; answers: Answers[] };

/**
 * Forecasts a pool by every method, now and at past origins, and averages the methods by their past errors.
 * @param pool series of the same length
 * @returns for each series the combination now and at each past origin (fewer than six when the series are short)
 */
export function combine(pool: readonly PooledSeries[], frequency: number, horizon: number): CombinedSeries[] {
  const length = pool[0]?.values.length ?? 0;
  const past: OriginRun[] = [];
  let shortlists: Shortlist[] | undefined;
  for (const back of ORIGINS) {
    const at = length - (back * frequency) / 2;
    if (at < Math.max(2 * frequency, 12)) continue;
    const reach = Math.min(horizon, length - at);
    // Each later origin tries only what the first one found good: no model is favoured for what came after.
    const answers = runMethods(pool, at, frequency, reach, shortlists);
    shortlists ??= answers.map((answer) => answer.shortlist);
    past.push({ length: at, horizon: reach, answers });
  }
  const now = runMethods(pool, length, frequency, horizon);
  const evidence = pool.map((series, i) => errorsOf(series, i, past, frequency));
  const shared = methodNames.map((_, k) => {
    const known = evidence.map((e) => e.relative[k]).filter((x) => x !== undefined);
    return known.length === 0 ? undefined : mean(known);
  });
  return pool.map((series, i) => {
    const weights = weigh(evidence[i], pool.length > 1 ? shared : undefined, now[i]);
    return {
      methods: methodNames.flatMap((method, k) => {
        const answer = now[i]?.forecasts[k];
        return answer === undefined ? [] : [{ method, weight: weights[k] ?? 0, mean: answer.mean }];
      }),
      now: average(now[i]?.forecasts ?? [], weights),
      past: past.map((run) => ({
        length: run.length,
        combined: average(run.answers[i]?.forecasts ?? [], weights),
        actual: series.values.slice(run.length, run.length + run.horizon),
      })),
    };
  });
}

type Evidence = { count: number; relative: (number | undefined)[] };

/** Mean absolute errors of each method at the past origins, as multiples of the average method's. */
function errorsOf(series: PooledSeries, i: number, past: readonly OriginRun[], frequency: number): Evidence {
  let count = 0;
  const sums = methodNames.map(() => 0);
  const missing = methodNames.map(() => false);
  for (const run of past) {
    count += run.horizon;
    methodNames.forEach((_, k) => {
      const forecast = run.answers[i]?.forecasts[k];
      if (forecast === undefined) missing[k] = true;
      else
        forecast.mean.forEach((f, h) => {
          sums[k] = (sums[k] ?? 0) + Math.abs((series.values[run.length + h] ?? f) - f);
        });
    });
  }
  const known = sums.filter((_, k) => missing[k] === false);
  const typical = mean(known);
  // Errors smaller than a billionth of the series are rounding: no method is better than another by them.
  const floor = 1e-9 * mean(series.values.map(Math.abs)) * frequency;
  return {
    count,
    relative: sums.map((sum, k) =>
      missing[k] === true || count === 0 ? undefined : (sum + floor) / (typical + floor || 1),
    ),
  };
}

function weigh(
  own: Evidence | undefined,
  shared: readonly (number | undefined)[] | undefined,
  now: Answers | undefined,
): number[] {
  const raw = methodNames.map((name, k) => {
    if (now?.forecasts[k] === undefined) return 0;
    const mine = own?.relative[k];
    // Too short to test: the methods that lean on the pool, which need least of the series itself.
    if (own === undefined || own.count === 0) return name === "ets" || name === "etsGrowth" ? 0 : 1;
    if (mine === undefined) return 0;
    const ours = shared?.[k];
    const blended =
      ours === undefined ? mine : (own.count * mine + SET_COUNTS_AS * ours) / (own.count + SET_COUNTS_AS);
    return Math.max(blended, 1e-3) ** -POWER;
  });
  const total = raw.reduce((a, b) => a + b, 0);
  return total > 0 ? raw.map((w) => w / total) : raw.map((_, k) => (k === 0 ? 1 : 0));
}

function average(
  forecasts: readonly (PointForecast | undefined)[],
  weights: readonly number[],
): PointForecast {
  const blend = (pick: (forecast: PointForecast) => number[]): number[] => {
    const out: number[] = [];
    forecasts.forEach((forecast, k) => {
      const weight = weights[k] ?? 0;
      if (forecast === undefined || weight === 0) return;
      pick(forecast).forEach((x, t) => {
        out[t] = (out[t] ?? 0) + weight * x;
      });
    });
    return out;
  };
  return { mean: blend((f) => f.mean), fitted: blend((f) => f.fitted), carry: blend((f) => f.carry) };
}
