import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inPeriod, periodAxis, sayPeriod, sayPeriods } from "./periods.ts";
import { asCount, asCountOf, asPercent, asRate, sayFigure } from "./saying.ts";
import { months } from "./testing/months.ts";
import { shorten, widthOf, wrap } from "./text-width.ts";

describe("figures are said", () => {
  it.each([
    [0, 0, "0"],
    [12_408, 0, "12,408"],
    [1234.56, 1, "1,234.6"],
    [-3.25, 1, "−3.3"],
    [-0.01, 1, "0.0"],
    [2_500_000, 0, "2.5 million"],
    [2_000_000, 0, "2 million"],
    [3_100_000_000, 1, "3.1 billion"],
    [1e18, 0, "1.0 × 10^18"],
    [Number.NaN, 0, "not known"],
    [Infinity, 0, "not known"],
  ])("%d with %d decimals as %s", (value, decimals, said) => {
    expect(sayFigure(value, decimals)).toBe(said);
  });

  it("as counts, shares, rates and things", () => {
    expect(asCount.say(18)).toBe("18");
    expect(asCount.say(18.25)).toBe("18.3");
    expect(asCount.say(418.25)).toBe("418");
    expect(asPercent(1).say(0.814)).toBe("81%");
    expect(asPercent(100, 1).say(81.44)).toBe("81.4%");
    expect(asPercent(1).tick(0.025)).toBe("2.5%");
    expect(asRate(1).say(9)).toBe("9.0");
    expect(asRate(1).tick(10)).toBe("10");
    expect(asCountOf("day", "days").say(1)).toBe("1 day");
    expect(asCountOf("day", "days").say(41)).toBe("41 days");
  });
});

describe("periods are said", () => {
  it("by their first day", () => {
    expect(sayPeriod("2026-03-01", "month")).toBe("Mar 2026");
    expect(sayPeriod("2026-03-02", "day")).toBe("2 Mar 2026");
    expect(sayPeriod("2026-03-02", "week")).toBe("week of 2 Mar 2026");
    expect(sayPeriod("2026-11-01", "quarter")).toBe("Nov to Jan 2026");
    expect(sayPeriod("2026-04-01", "quarter")).toBe("Apr to Jun 2026");
    expect(sayPeriod("2026-01-01", "year")).toBe("2026");
    expect(sayPeriod("autumn", "month")).toBe("autumn");
  });

  it("with the word that goes before them", () => {
    expect(inPeriod("2026-03-02", "day")).toBe("on 2 Mar 2026");
    expect(inPeriod("2026-03-02", "week")).toBe("in the week of 2 Mar 2026");
    expect(inPeriod("2026-03-01", "month")).toBe("in Mar 2026");
    expect(sayPeriods(1, "month")).toBe("1 month");
    expect(sayPeriods(7, "day")).toBe("7 points");
  });
});

describe("an axis of periods", () => {
  it("names every month where there is room, else in step with the calendar", () => {
    expect(periodAxis(months(2025, 1, 3), "month", 60, 13).ticks.map(({ text }) => text)).toEqual([
      "Jan",
      "Feb",
      "Mar",
    ]);
    expect(periodAxis(months(2025, 2, 12), "month", 15, 13).ticks.map(({ text }) => text)).toEqual([
      "Apr",
      "Jul",
      "Oct",
      "Jan",
    ]);
    expect(periodAxis(months(2025, 1, 13), "month", 15, 13).years).toEqual([
      { index: 0, text: "2025" },
      { index: 12, text: "2026" },
    ]);
  });

  it("says a year once, and leaves out one that the next would touch", () => {
    expect(periodAxis(months(2024, 12, 14), "month", 10, 13).years.map(({ text }) => text)).toEqual([
      "2025",
      "2026",
    ]);
  });

  it("never lets names touch, whatever the step", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.double({ min: 0.8, max: 80, noNaN: true }),
        fc.constantFrom("month" as const, "year" as const, "week" as const, "quarter" as const),
        (count, step, period) => {
          const dates = months(1990, 1, count * 12)
            .filter((_, index) => index % (period === "year" ? 12 : period === "quarter" ? 3 : 1) === 0)
            .slice(0, count);
          const { ticks } = periodAxis(dates, period, step, 13);
          for (const [index, tick] of ticks.entries()) {
            const next = ticks[index + 1];
            if (next === undefined) continue;
            const apart = (next.index - tick.index) * step;
            expect(apart).toBeGreaterThan((widthOf(tick.text, 13) + widthOf(next.text, 13)) / 2);
          }
        },
      ),
    );
  });
});

describe("words that must fit", () => {
  it("break into lines no wider than they may be", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { minLength: 1, maxLength: 30 }), (words) => {
        const lines = wrap(words.join(" "), 14, 120);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const line of lines) expect(line.includes(" ") ? widthOf(line, 14) : 0).toBeLessThanOrEqual(120);
      }),
    );
  });

  it("are cut only when they must be", () => {
    expect(shorten("threshold", 14, 200)).toBe("threshold");
    const cut = shorten("threshold document 3", 14, 80);
    expect(cut.endsWith("…")).toBe(true);
    expect(widthOf(cut, 14)).toBeLessThanOrEqual(80);
  });
});
