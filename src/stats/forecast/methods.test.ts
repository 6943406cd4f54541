import { describe, expect, it } from "vitest";
import { etsForecast } from "./ets.ts";
import { nelderMead } from "./nelderMead.ts";
import { pooledForecast } from "./pooled.ts";
import { pooledSeasonalIndices } from "./season.ts";
import { thetaForecast } from "./theta.ts";

const flat = Array.from({ length: 12 }, () => 1);
const wave = Array.from({ length: 12 }, (_, j) => 1 + 0.3 * Math.sin((2 * Math.PI * j) / 12));
const months = (length: number, value: (t: number) => number) => Array.from({ length }, (_, t) => value(t));
/** A fixed, patternless disturbance between -1 and 1. */
const jitter = (t: number) => ((t * 7919 + 104729) % 2003) / 1001.5 - 1;

describe("the simplex search", () => {
  it("finds the bottom of a curved valley", () => {
    const found = nelderMead(
      (x) => (1 - (x[0] ?? 0)) ** 2 + 100 * ((x[1] ?? 0) - (x[0] ?? 0) ** 2) ** 2,
      [-1.2, 1],
      [0.5, 0.5],
      { evaluations: 2000, tolerance: 1e-14 },
    );
    expect(found.at[0]).toBeCloseTo(1, 3);
    expect(found.at[1]).toBeCloseTo(1, 3);
  });

  it("keeps out of forbidden ground", () => {
    const found = nelderMead((x) => ((x[0] ?? 0) < 2 ? Infinity : (x[0] ?? 0)), [5], [1], {
      evaluations: 500,
      tolerance: 1e-10,
    });
    expect(found.value).toBeGreaterThanOrEqual(2);
    expect(found.value).toBeLessThan(2.01);
  });
});

describe("the seasonal index of a pool", () => {
  it("averages one and finds a shared season", () => {
    const pool = [1, 2, 3, 4, 5].map((k) => ({
      values: months(84, (t) => 100 * k * (wave[t % 12] ?? 1) * (1 + 0.1 * jitter(t * k + k))),
    }));
    for (const index of pooledSeasonalIndices(pool, 12)) {
      expect(index.reduce((a, b) => a + b, 0) / 12).toBeCloseTo(1, 10);
      index.forEach((x, j) => expect(Math.abs(x - (wave[j] ?? 1))).toBeLessThan(0.06));
    }
  });

  it("does not take noise for a season", () => {
    const [index] = pooledSeasonalIndices(
      [{ values: months(60, (t) => 50 * (1 + 0.3 * jitter(t * t + 3))) }],
      12,
    );
    for (const x of index ?? []) expect(Math.abs(x - 1)).toBeLessThan(0.12);
  });

  it("lets series that share only a file keep their own season", () => {
    const pool = [wave, wave.toReversed()].map((season) => ({
      values: months(84, (t) => 100 * (season[t % 12] ?? 1)),
    }));
    const [first, second] = pooledSeasonalIndices(pool, 12);
    expect(first?.[3]).toBeCloseTo(wave[3] ?? 0, 1);
    expect(second?.[8]).toBeCloseTo(wave[3] ?? 0, 1);
  });

  it("leaves out the periods it is told to", () => {
    const values = months(72, (t) => (t >= 36 && t < 48 ? 100 + 80 * jitter(t) : 100));
    const [index] = pooledSeasonalIndices([{ values, use: values.map((_, t) => t < 30 || t >= 54) }], 12);
    for (const x of index ?? []) expect(x).toBeCloseTo(1, 6);
  });
});

describe("the pooled method", () => {
  it("repeats the season at the level reached", () => {
    const { mean } = pooledForecast(
      months(48, (t) => 200 * (wave[t % 12] ?? 1)),
      wave,
      12,
    );
    mean.forEach((x, h) => expect(x).toBeCloseTo(200 * (wave[h] ?? 1), 6));
  });

  it("forgets what came before a known shift of level", () => {
    const values = months(48, (t) => (t < 42 ? 100 : 160));
    expect(pooledForecast(values, flat, 1, new Set([42])).mean[0]).toBeCloseTo(160, 6);
    expect(pooledForecast([...values.slice(0, 42), 160], flat, 1, new Set([42])).mean[0]).toBeCloseTo(160, 6);
  });
});

describe("theta", () => {
  it("goes on at half the slope of a straight line", () => {
    const { mean } = thetaForecast(
      months(60, (t) => 100 + 2 * t),
      flat,
      3,
    );
    expect((mean[1] ?? 0) - (mean[0] ?? 0)).toBeCloseTo(1, 6);
  });
});

describe("ets", () => {
  it("goes on along a noisy line", () => {
    const { mean, shape } = etsForecast(
      months(72, (t) => 100 + 2 * t + jitter(t)),
      12,
      12,
    );
    expect(shape.trend).not.toBe("N");
    expect(Math.abs((mean[11] ?? 0) - (100 + 2 * 83))).toBeLessThan(8);
  });

  it("chooses a multiplicative season that grows with the level", () => {
    const { mean, shape } = etsForecast(
      months(96, (t) => (50 + t) * (wave[t % 12] ?? 1) * (1 + 0.01 * jitter(t))),
      12,
      12,
    );
    expect(shape.season).toBe("M");
    mean.forEach((x, h) => expect(Math.abs(x / ((146 + h) * (wave[h] ?? 1)) - 1)).toBeLessThan(0.05));
  });

  it("chooses no season and no trend for noise", () => {
    const { shape, mean } = etsForecast(
      months(60, (t) => 40 + 5 * jitter(t * t + 1)),
      12,
      6,
    );
    expect(shape.season).toBe("N");
    for (const x of mean) expect(Math.abs(x - 40)).toBeLessThan(5);
  });

  it("copes with constants, zeros and negative values", () => {
    for (const values of [months(30, () => 7), months(30, () => 0), months(40, (t) => jitter(t))])
      for (const x of etsForecast(values, 12, 12).mean) expect(Number.isFinite(x)).toBe(true);
  });
});
