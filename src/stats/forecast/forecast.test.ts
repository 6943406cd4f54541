import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainForecasts, forecastItems } from "./forecast.ts";
import type { Forecast, ForecastItem } from "./types.ts";

const item = (values: readonly number[], rest: Partial<ForecastItem> = {}): ForecastItem => ({
  id: "a",
  set: "s",
  frequency: 12,
  start: [2019, 4],
  horizon: 12,
  values,
  ...rest,
});
const one = (values: readonly number[], rest: Partial<ForecastItem> = {}): Forecast => {
  const [forecast] = forecastItems([item(values, rest)]);
  if (forecast === undefined) throw new Error("no forecast");
  return forecast;
};
const counts = fc.array(fc.nat({ max: 300 }), { minLength: 24, maxLength: 60 });
const measures = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 24, maxLength: 60 });
const few = { numRuns: 15 };

function expectSound(forecast: Forecast, horizon: number): void {
  for (const xs of [forecast.mean, forecast.lo80, forecast.hi80, forecast.lo95, forecast.hi95]) {
    expect(xs).toHaveLength(horizon);
    expect(xs.every((x) => Number.isFinite(x))).toBe(true);
  }
  forecast.mean.forEach((mean, h) => {
    const inOrder = [forecast.lo95[h], forecast.lo80[h], mean, forecast.hi80[h], forecast.hi95[h]];
    expect(inOrder.toSorted((a, b) => Number(a) - Number(b))).toEqual(inOrder);
  });
}

describe("a forecast", () => {
  it("of counts is as long as asked, never negative, nests its intervals and holds the mean in them", () => {
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 30 }), (values, horizon) => {
        const forecast = one(values, { horizon });
        expectSound(forecast, horizon);
        expect(forecast.lo95.every((x) => x >= 0)).toBe(true);
        expect(forecast.mean.every((x) => x >= 0)).toBe(true);
      }),
      few,
    );
  });

  it("of measures below zero is sound too", () => {
    fc.assert(
      fc.property(measures, (values) => expectSound(one(values), 12)),
      few,
    );
  });

  it("of quarters is sound", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 90 }), { minLength: 8, maxLength: 40 }), (values) =>
        expectSound(one(values, { frequency: 4, start: [2019, 2], horizon: 8 }), 8),
      ),
      few,
    );
  });

  it("does not depend on the order of the items", () => {
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2, maxLength: 4 }), (lists) => {
        const items = lists.map((values, i) => item(values.slice(0, 24), { id: `i${i}` }));
        const byId = (answers: Forecast[]) => answers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
        expect(byId(forecastItems(items.toReversed()))).toEqual(byId(forecastItems(items)));
        expect(forecastItems(items.toReversed()).map(({ id }) => id)).toEqual(
          items.toReversed().map(({ id }) => id),
        );
      }),
      few,
    );
  });

  it("of a measure scales with its unit", () => {
    const values = Array.from({ length: 60 }, (_, t) => 20.5 + 3 * Math.sin(t) + ((t * 37) % 11) / 7);
    const small = one(values);
    const large = one(values.map((y) => 1000 * y));
    small.mean.forEach((x, h) => expect((large.mean[h] ?? 0) / (1000 * x)).toBeCloseTo(1, 2));
    small.hi95.forEach((x, h) => expect((large.hi95[h] ?? 0) / (1000 * x)).toBeCloseTo(1, 1));
  });

  it("of a series below zero moves with its origin", () => {
    const values = Array.from({ length: 60 }, (_, t) => -20.5 + 3 * Math.sin(t) + ((t * 37) % 11) / 7);
    const here = one(values);
    const lower = one(values.map((y) => y - 500));
    here.mean.forEach((x, h) => expect(Math.abs((lower.mean[h] ?? 0) + 500 - x)).toBeLessThan(0.2));
  });

  it("of a constant is that constant, as uncertain as chance if it counts something", () => {
    fc.assert(
      fc.property(fc.nat({ max: 500 }), fc.integer({ min: 24, max: 80 }), (level, length) => {
        const forecast = one(Array.from({ length }, () => level));
        expectSound(forecast, 12);
        for (const x of forecast.mean) expect(Math.abs(x - level)).toBeLessThanOrEqual(1e-6 * (level + 1));
        if (level > 0) expect((forecast.hi95[0] ?? 0) - level).toBeGreaterThanOrEqual(1.5 * Math.sqrt(level));
      }),
      few,
    );
    for (const x of one(Array.from({ length: 48 }, () => 3.25)).mean) expect(x).toBeCloseTo(3.25, 6);
    for (const x of one(Array.from({ length: 48 }, () => -3.25)).hi95) expect(x).toBeCloseTo(-3.25, 6);
  });

  it("of a series is not moved by an item of another set, start or length", () => {
    const values = Array.from({ length: 48 }, (_, t) => 30 + ((t * 37) % 11));
    const alone = one(values);
    const strange = values.map((y, t) => (t % 2 === 0 ? 10 * y : y));
    const others = [
      item(strange, { id: "b", set: "other" }),
      item(strange, { id: "c", start: [2019, 5] }),
      item(strange.slice(1), { id: "d" }),
    ];
    expect(forecastItems([item(values), ...others])[0]).toEqual(alone);
  });

  it("learns a season from its set that a short series cannot show", () => {
    const season = (t: number) => 1 + 0.3 * Math.sin((2 * Math.PI * t) / 12);
    const noisy = (k: number) =>
      Array.from({ length: 24 }, (_, t) =>
        Math.round(40 * season(t) + 12 * (((t * t * 7919 * k + k) % 2003) / 1001.5 - 1)),
      );
    const items = Array.from({ length: 30 }, (_, k) => item(noisy(k + 1), { id: `i${k}` }));
    const error = (forecast: Forecast | undefined) =>
      (forecast?.mean ?? []).reduce((sum, x, h) => sum + Math.abs(x - 40 * season(24 + h)), 0) / 12;
    const pooled = forecastItems(items).reduce((sum, forecast) => sum + error(forecast), 0) / 30;
    const alone = items.reduce((sum, { values }) => sum + error(one(values)), 0) / 30;
    expect(pooled).toBeLessThan(0.75 * alone);
  });

  it("follows a known shift of level at once, and not before its season is trusted", () => {
    const values = Array.from({ length: 60 }, (_, t) => (t < 57 ? 100 : 150) + ((t * 37) % 11) - 5);
    const told = one(values, { events: [{ from: [2024, 1] }] });
    expect(Math.abs((told.mean[11] ?? 0) - 150)).toBeLessThan(12);
    const short = Array.from({ length: 60 }, (_, t) => (t >= 24 && t < 36 ? 40 : 100) + ((t * 37) % 11) - 5);
    const known = one(short, { events: [{ from: [2021, 4], to: [2022, 3] }] });
    const unknown = one(short);
    const width = (f: Forecast) => (f.hi95[5] ?? 0) - (f.lo95[5] ?? 0);
    expect(width(known)).toBeLessThan(width(unknown));
  });

  it("is the weighted average of the methods shown beside it", () => {
    const values = Array.from({ length: 60 }, (_, t) => 40 + t + ((t * 37) % 11));
    const [answer] = explainForecasts([item(values)]);
    const total = answer?.methods.reduce((sum, { weight }) => sum + weight, 0);
    expect(total).toBeCloseTo(1, 10);
    expect(answer?.methods.map(({ method }) => method)).toContain("theta");
    answer?.forecast.mean.forEach((x, h) => {
      const average = answer.methods.reduce((sum, { weight, mean }) => sum + weight * (mean[h] ?? 0), 0);
      expect(average).toBeCloseTo(x, 8);
    });
  });

  it("stays finite for wild values", () => {
    const wild = fc.array(
      fc.oneof(
        fc.constant(0),
        fc.nat({ max: 3 }),
        fc.constant(1e12),
        fc.double({ min: 0, max: 1e-6, noNaN: true }),
      ),
      {
        minLength: 24,
        maxLength: 90,
      },
    );
    fc.assert(
      fc.property(wild, (values) => {
        const forecast = one(values, { horizon: 40 });
        expectSound(forecast, 40);
        expect(forecast.lo95.every((x) => x >= 0)).toBe(true);
      }),
      few,
    );
  });
});
