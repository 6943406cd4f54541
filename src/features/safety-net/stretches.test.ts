import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, date, type IsoDate } from "../../kernel/dates.ts";
import { type Stretch, uncovered, within } from "./stretches.ts";

const FIRST = date("2026-01-01");
const day = (n: number): IsoDate => addDays(FIRST, n);
const s = (from: number, until: number | null): Stretch => ({
  from: day(from),
  until: until === null ? null : day(until),
});
const stretch = fc
  .tuple(fc.nat({ max: 40 }), fc.option(fc.nat({ max: 20 })))
  .map(([from, length]) => s(from, length === null ? null : from + length));
const stretches = fc.array(stretch, { maxLength: 6 });
const holds = (on: IsoDate, list: readonly Stretch[]): boolean =>
  list.some(({ from, until }) => from <= on && (until === null || on < until));
const everyDay = Array.from({ length: 80 }, (_, n) => day(n));

describe("what is not covered", () => {
  test("is, on each day, what is wanted and not had; in order, apart, and never empty", () => {
    fc.assert(
      fc.property(stretches, stretches, (wanted, cover) => {
        const gaps = uncovered(wanted, cover);
        for (const on of everyDay) expect(holds(on, gaps), on).toBe(holds(on, wanted) && !holds(on, cover));
        for (const [i, gap] of gaps.entries()) {
          expect(gap.until === null || gap.until > gap.from).toBe(true);
          const next = gaps[i + 1];
          if (next) expect(gap.until !== null && gap.until < next.from).toBe(true);
        }
      }),
    );
  });

  test("goes on where what is wanted does, and is joined where it touches", () => {
    expect(uncovered([s(0, null)], [])).toEqual([s(0, null)]);
    expect(uncovered([s(0, 5), s(5, 9), s(12, 14)], [])).toEqual([s(0, 9), s(12, 14)]);
    expect(uncovered([s(0, 9)], [s(3, 4)])).toEqual([s(0, 3), s(4, 9)]);
    expect(uncovered([s(3, 3)], [])).toEqual([]);
    expect(uncovered([s(0, 9)], [s(9, null)])).toEqual([s(0, 9)]);
    expect(uncovered([s(2, 9)], [s(0, 2)])).toEqual([s(2, 9)]);
  });
});

describe("what falls within", () => {
  test("is cut to both ends, and nothing where they only touch", () => {
    expect(within(day(2), day(8), [s(0, 4), s(5, null), s(6, 7)])).toEqual([s(2, 4), s(5, 8), s(6, 7)]);
    expect(within(day(2), null, [s(0, null)])).toEqual([s(2, null)]);
    expect(within(day(2), day(8), [s(0, 2), s(8, 9), s(9, null)])).toEqual([]);
  });
});
