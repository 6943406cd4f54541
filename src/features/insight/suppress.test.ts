import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitToLeave } from "./chart.ts";
import { coarse, suppressRow, suppressTable } from "./suppress.ts";
import { quantile, type Reading } from "./tally.ts";

const share = (numerator: number, denominator: number): Reading => ({
  value: numerator / denominator,
  unit: "share",
  numerator,
  denominator,
  unknown: 0,
  twin: 0,
});

describe("small numbers in what leaves", () => {
  it("hides one to five, and the next smallest where the total would give it away", () => {
    expect(suppressRow([3, 40, 12, 0])).toEqual([null, 40, null, 0]);
    expect(suppressRow([3, 4, 40])).toEqual([null, null, 40]);
    expect(suppressRow([20, 40], { from: 1, to: 5, round: 10 })).toEqual([20, 40]);
    expect(suppressRow([23, 46], { from: 1, to: 5, round: 5 })).toEqual([25, 45]);
  });

  it("never leaves a small count, nor just one gap in a row of a known total", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 8 }), (counts) => {
        const shown = suppressRow(counts);
        shown.forEach((n) => expect(n === null || n === 0 || n > 5).toBe(true));
        const hidden = counts.filter((_, i) => shown[i] === null);
        if (hidden.length === 1) expect(shown.every((n) => n === null || n === 0)).toBe(true);
      }),
    );
  });

  it("leaves no line of a table in which a total gives one cell away", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((width) =>
          fc.array(fc.array(fc.nat({ max: 20 }), { minLength: width, maxLength: width }), {
            minLength: 1,
            maxLength: 5,
          }),
        ),
        (table) => {
          const { cells, rowTotals, columnTotals } = suppressTable(table);
          const lines = [
            ...cells.map((row, r) => ({ row, total: rowTotals[r] })),
            ...columnTotals.map((total, c) => ({ row: cells.map((row) => row[c] ?? null), total })),
          ];
          for (const { row, total } of lines) {
            row.forEach((n) => expect(n === null || n === 0 || n > 5).toBe(true));
            if (row.filter((n) => n === null).length === 1) expect(total).toBeNull();
          }
        },
      ),
    );
  });

  it("takes away a month that shows one to five children, in it or left out of it", () => {
    expect(fitToLeave(share(4, 40))).toBeNull();
    expect(fitToLeave(share(37, 40))).toBeNull();
    expect(fitToLeave(share(20, 40))?.value).toBe(0.5);
    expect(fitToLeave(share(0, 40))?.value).toBe(0);
  });

  it("shows totals of ten and more, made of tens, to who opens no record", () => {
    expect(coarse(share(9, 40))).toBeNull();
    expect(coarse(share(36, 40))).toBeNull();
    expect(coarse(share(21, 44))).toMatchObject({ numerator: 20, denominator: 40, value: 0.5 });
    expect(
      coarse({ value: 7, unit: "number", numerator: 7, denominator: null, unknown: 0, twin: 3 }),
    ).toBeNull();
    expect(
      coarse({ value: 27, unit: "number", numerator: 27, denominator: null, unknown: 0, twin: 3 }),
    ).toMatchObject({ value: 30, twin: 0 });
  });
});

describe("quartiles", () => {
  it("are those of the sorted list, whatever was counted", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 90 }), { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0.25, 0.5, 0.75),
        (list, at) => {
          const days = new Map<number, number>();
          for (const day of list) days.set(day, (days.get(day) ?? 0) + 1);
          const sorted = list.toSorted((a, b) => a - b);
          const place = (sorted.length - 1) * at;
          const low = sorted[Math.floor(place)] ?? 0;
          const high = sorted[Math.ceil(place)] ?? 0;
          expect(quantile(days, at)).toBeCloseTo(low + (high - low) * (place - Math.floor(place)));
        },
      ),
    );
  });
});
