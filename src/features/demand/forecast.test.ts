import { describe, expect, it } from "vitest";
import { addMonths, date } from "../../kernel/dates.ts";
import { backTestOf } from "./backTest.ts";
import { forecastOf } from "./forecast.ts";
import type { Count } from "./months.ts";
import { inQuarters } from "./months.ts";
import { shown, shownAhead, tooFewForTens } from "./shown.ts";

const series = (n: number, level: (t: number) => number): Count[] =>
  Array.from({ length: n }, (_, t) => ({ on: addMonths(date("2020-04-01"), t), n: level(t) }));
const usual = (t: number): number => 100 + ((t * 37) % 11) + (t % 12 === 7 ? -20 : 0);

describe("a forecast of a series", () => {
  it("is a year ahead from the month after the last, whole and never below nought", () => {
    const found = forecastOf("referrals", series(48, usual), "month", []);
    if ("refused" in found) throw new Error(found.refused);
    expect(found.ahead).toHaveLength(12);
    expect(found.ahead[0]?.on).toBe("2024-04-01");
    for (const one of found.ahead) {
      expect(one.lo95).toBeGreaterThanOrEqual(0);
      expect(one.lo95).toBeLessThanOrEqual(one.lo80);
      expect(one.hi80).toBeLessThanOrEqual(one.hi95);
      expect(Number.isInteger(one.lo80) && Number.isInteger(one.hi95)).toBe(true);
    }
  });

  it("is refused below 24 months, by month and by quarter, and where none ever came", () => {
    expect(forecastOf("plans", series(23, usual), "month", [])).toHaveProperty("refused");
    expect(forecastOf("plans", series(24, usual), "month", [])).toHaveProperty("ahead");
    expect(forecastOf("plans", inQuarters(series(23, usual)), "quarter", [])).toHaveProperty("refused");
    expect(
      forecastOf(
        "plans",
        series(30, () => 0),
        "month",
        [],
      ),
    ).toHaveProperty("refused");
    expect(forecastOf("plans", [], "month", [])).toHaveProperty("refused");
  });

  it("starts from the new level where somebody entered what moved it", () => {
    const stepped = series(48, (t) => usual(t) * (t >= 44 ? 2 : 1));
    const mean = (found: ReturnType<typeof forecastOf>): number =>
      "refused" in found ? 0 : found.ahead.reduce((sum, one) => sum + one.mean, 0) / 12;
    const known = mean(forecastOf("care", stepped, "month", [{ from: date("2023-12-01"), to: null }]));
    expect(known).toBeGreaterThan(180);
    expect(known).toBeGreaterThanOrEqual(mean(forecastOf("care", stepped, "month", [])));
  });
});

describe("a back-test", () => {
  it("forecasts from past ends that have two years before and one after", () => {
    expect(backTestOf("referrals", series(35, usual), "month", [])).toBeNull();
    const test = backTestOf("referrals", series(60, usual), "month", []);
    if (test === null) throw new Error("no back-test");
    expect(test.origins).toHaveLength(9);
    expect(test.origins.at(-1)?.periods.at(-1)?.on).toBe("2025-03-01");
    expect(test.forecasts).toBe(9 * 12);
    expect(test.cover80).toBeLessThanOrEqual(test.cover95);
    for (const { after, periods } of test.origins) expect((periods[0]?.on ?? "") > after).toBe(true);
  });

  it("scores the same month a year before as one where the season is all there is", () => {
    const test = backTestOf(
      "referrals",
      series(60, (t) => 50 + (t % 12) + (Math.floor(t / 12) % 2)),
      "month",
      [],
    );
    expect(test?.naiveMase).toBeCloseTo(1, 1);
  });
});

describe("what is shown", () => {
  it("is tens of ten and more to who opens no record, and no one to five in what leaves", () => {
    expect([0, 3, 9, 14, 15].map((n) => shown(n, "tens"))).toEqual([0, null, null, 10, 20]);
    expect([0, 1, 5, 6].map((n) => shown(n, "leaving"))).toEqual([0, null, null, 6]);
    expect(shown(3, "full")).toBe(3);
    const one = {
      on: date("2026-01-01"),
      mean: 14,
      lo80: 8,
      hi80: 21,
      lo95: 4,
      hi95: 27,
      pooled: 14,
      ets: 16,
      theta: 13,
    };
    expect(shownAhead([one], "tens")[0]).toMatchObject({ mean: 10, lo80: 10, hi95: 30 });
    expect(tooFewForTens([{ ...one, mean: 9 }])).toBe(true);
  });
});
