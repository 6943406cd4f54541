import { describe, expect, it } from "vitest";
import { averageScore, backtest, scoreForecast, seasonalScale } from "./backtest.ts";
import { forecastItems } from "./forecast.ts";
import type { ForecastItem } from "./types.ts";

const training = [10, 20, 30, 40, 12, 22, 32, 42];

describe("scores", () => {
  it("scale by the mean difference from a year before", () => {
    expect(seasonalScale(training, 4)).toBe(2);
    expect(seasonalScale([1, 2, 3, 4, 1, 2, 3, 4], 4)).toBeUndefined();
    expect(seasonalScale([1, 2, 3], 4)).toBeUndefined();
  });

  it("count errors, coverage on the limit, and the price of missing", () => {
    const score = scoreForecast(
      { mean: [14, 24], lo80: [13, 23], hi80: [15, 25], lo95: [10, 20], hi95: [18, 28] },
      training,
      [15, 30],
      4,
    );
    expect(score).toEqual({ mase: 1.75, cover80: 0.5, cover95: 0.5, msis95: (8 + 8 + 40 * 2) / 2 / 2 });
  });

  it("average, and say nothing of nothing", () => {
    const score = { mase: 1, cover80: 1, cover95: 1, msis95: 4 };
    expect(averageScore([score, { ...score, mase: 3 }])?.mase).toBe(2);
    expect(averageScore([])).toBeUndefined();
  });
});

describe("a back-test", () => {
  const item: ForecastItem = {
    id: "a",
    set: "s",
    frequency: 12,
    start: [2019, 4],
    horizon: 12,
    values: Array.from({ length: 40 }, (_, t) => 30 + ((t * 37) % 11)),
  };

  it("sees nothing after its origin", () => {
    const [origin] = backtest([item], [12]);
    expect(origin?.forecasts).toEqual(forecastItems([{ ...item, values: item.values.slice(0, 28) }]));
    expect(origin?.scores[0]?.score.mase).toBeGreaterThan(0);
  });

  it("looks no further than the values it has, and leaves out origins below 24 months", () => {
    const [near, far] = backtest([item], [5, 17]);
    expect(near?.forecasts[0]?.mean).toHaveLength(5);
    expect(far?.forecasts).toEqual([]);
  });
});
