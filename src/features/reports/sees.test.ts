import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths, date } from "../../kernel/dates.ts";
import { chartOf } from "../insight/chart.ts";
import { INDICATORS } from "../insight/indicators.ts";
import type { Point } from "../insight/series.ts";
import type { Reading } from "../insight/tally.ts";
import { changeChart } from "./charts.ts";
import { fit, fitSeries, sayCount, type Sees } from "./sees.ts";
import { sayOpen, sayValue } from "./words.ts";

const share = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 }), fc.nat(30), fc.nat(30))
  .map(([a, b, unknown, twin]): Reading => ({
    value: a + b === 0 ? null : a / (a + b),
    unit: "share",
    numerator: a,
    denominator: a + b,
    unknown,
    twin,
  }));
const count = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.nat(30)).map(([n, twin]): Reading => ({
  value: n,
  unit: "number",
  numerator: n,
  denominator: null,
  unknown: 0,
  twin,
}));

const months = (readings: readonly Reading[]): Point[] =>
  readings.map((reading, i) => ({ month: addMonths(date("2024-11-01"), i), reading, immature: false }));

/** Every whole number in some words. */
const numbersIn = (words: string): number[] =>
  (words.match(/\d[\d,]*/g) ?? []).map((n) => Number(n.replaceAll(",", "")));

describe("what elected members and boards may see", () => {
  it("is never made of fewer than ten: every count is in tens", () => {
    fc.assert(
      fc.property(fc.oneof(share, count), (reading) => {
        const seen = fit(reading, "tens");
        if (seen === null) return;
        const counts = [seen.numerator, seen.denominator ?? 0, seen.unknown, seen.twin];
        for (const n of counts) expect(n % 10).toBe(0);
        expect(reading.numerator === 0 || reading.numerator >= 10).toBe(true);
        if (reading.denominator !== null) {
          expect(reading.denominator).toBeGreaterThanOrEqual(10);
          const rest = reading.denominator - reading.numerator;
          expect(rest === 0 || rest >= 10).toBe(true);
        }
      }),
    );
  });

  it("is said in words that hold no count below ten", () => {
    fc.assert(
      fc.property(fc.nat(500), (n) => {
        for (const words of [sayCount(n, "tens"), sayOpen(n, "tens")])
          for (const said of numbersIn(words)) expect(said).toBeGreaterThanOrEqual(10);
      }),
    );
    fc.assert(
      fc.property(count, (reading) => {
        const words = sayValue(fit(reading, "tens"), "tens");
        for (const said of numbersIn(words)) expect(said === 0 || said >= 10).toBe(true);
      }),
    );
  });

  it("does not tell none from a few", () => {
    for (let n = 0; n < 10; n += 1) expect(sayCount(n, "tens")).toBe("fewer than 10");
  });

  it("has no figure under a chart that is below ten", () => {
    const contacts = INDICATORS[0];
    if (contacts === undefined) throw new Error("no indicator");
    const [measure] = contacts.measures;
    fc.assert(
      fc.property(fc.array(count, { minLength: 12, maxLength: 24 }), (readings) => {
        const charted = chartOf(contacts, measure, fitSeries(months(readings), "period", "tens"));
        const chart = changeChart({
          indicator: contacts,
          measure,
          charted,
          reading: null,
          twin: null,
          rebases: [],
          said: null,
        });
        for (const point of charted.points) {
          const n = point.reading?.numerator ?? 0;
          expect(n === 0 || n >= 10).toBe(true);
        }
        for (const { y } of charted.series.points) expect(y === null || y === 0 || y >= 10).toBe(true);
        expect(chart.figures.rows.length).toBe(readings.length);
      }),
      { numRuns: 40 },
    );
  });

  it("is the same when it is made fit twice", () => {
    fc.assert(
      fc.property(fc.oneof(share, count), (reading) => {
        const once = fit(reading, "tens");
        expect(fit(once, "tens")).toEqual(once);
      }),
    );
  });
});

describe("what leaves in a pack for leaders", () => {
  it("gives away no one to five children, nor a share that would", () => {
    fc.assert(
      fc.property(fc.oneof(share, count), (reading) => {
        const seen = fit(reading, "leaving");
        if (seen === null) return;
        const small = (n: number): boolean => n >= 1 && n <= 5;
        expect(small(seen.numerator)).toBe(false);
        if (seen.denominator !== null) {
          expect(small(seen.denominator)).toBe(false);
          expect(small(seen.denominator - seen.numerator)).toBe(false);
        }
      }),
    );
    expect([1, 5, 6, 0].map((n) => sayCount(n, "leaving"))).toEqual(["1 to 5", "1 to 5", "6", "0"]);
  });

  it("hides no month that the others and their sum would give back", () => {
    fc.assert(
      fc.property(fc.array(count, { minLength: 12, maxLength: 24 }), (readings) => {
        const seen = fitSeries(months(readings), "period", "leaving").slice(-12);
        const hidden = readings.slice(-12).filter((_, i) => seen[i]?.reading === null);
        const sum = hidden.reduce((n, reading) => n + reading.numerator, 0);
        const others = readings
          .slice(-12)
          .filter((_, i) => seen[i]?.reading !== null && (seen[i]?.reading?.numerator ?? 0) > 0);
        // With nobody left to hide behind, all that is left are noughts.
        if (others.length > 0) expect(hidden.length === 0 || (hidden.length > 1 && sum > 5)).toBe(true);
      }),
    );
  });

  it("leaves what stands on a day as it is: days do not add up", () => {
    const readings = [3, 8, 9, 12].map((n): Reading => ({
      value: n,
      unit: "number",
      numerator: n,
      denominator: null,
      unknown: 0,
      twin: 0,
    }));
    expect(
      fitSeries(months(readings), "day", "leaving").map(({ reading }) => reading?.numerator ?? null),
    ).toEqual([null, 8, 9, 12]);
  });
});

it("shows those who open records what is so", () => {
  const sees: Sees = "all";
  expect(sayCount(3, sees)).toBe("3");
  expect(sayOpen(0, sees)).toBe("none still open and past the day");
});
