import { describe, expect, it } from "vitest";
import { addMonths, date } from "../../kernel/dates.ts";
import { type Charted, chartOf } from "../insight/chart.ts";
import { indicatorOf, type Point } from "../insight/series.ts";
import { hasSignal, tellsTheSame } from "./read.ts";
import { fitSeries, type Sees } from "./sees.ts";
import { contacts, measureOf } from "./testing.ts";

const measure = measureOf("1");
const charted = (points: readonly Point[], sees: Sees): Charted =>
  chartOf(indicatorOf(measure), measure, fitSeries(points, "period", sees));
const monthsOf = (counts: readonly number[]): Point[] =>
  counts.map((n, i) => ({
    month: addMonths(date("2024-11-01"), i),
    reading: { value: n, unit: "number", numerator: n, denominator: null, unknown: 0, twin: 0 },
    immature: false,
  }));

describe("a change", () => {
  it("is shown where figures that may be said show it too", () => {
    for (const sees of ["leaving", "tens"] as const)
      expect(tellsTheSame(charted(contacts, "all"), charted(contacts, sees), sees)).toBe(true);
  });

  it("is not shown in tens where rounding makes it: there is none in the figures as they are", () => {
    const still = monthsOf(Array.from({ length: 24 }, (_, i) => (i < 17 ? 31 : 33) + ((i * 5) % 7)));
    expect(hasSignal(charted(still, "all"))).toBe(false);
    expect(tellsTheSame(charted(still, "all"), charted(still, "tens"), "tens")).toBe(false);
  });

  it("is not shown in tens of a few tens, nor with many months left out", () => {
    const small = monthsOf(Array.from({ length: 24 }, (_, i) => (i < 12 ? 11 : 24) + (i % 3)));
    expect(tellsTheSame(charted(small, "all"), charted(small, "tens"), "tens")).toBe(false);
    const gaps = monthsOf(
      Array.from({ length: 24 }, (_, i) => (i < 12 ? (i % 2 === 0 ? 4 : 8) : 60 + (i % 3))),
    );
    expect(tellsTheSame(charted(gaps, "all"), charted(gaps, "tens"), "tens")).toBe(false);
  });
});
