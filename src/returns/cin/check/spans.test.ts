import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date, fromDay } from "../../../kernel/dates.ts";
import { covering, type Span } from "./spans.ts";

const day = fc.integer({ min: 20_000, max: 20_030 }).map(fromDay);
const spans = fc
  .array(fc.tuple(day, day), { maxLength: 12 })
  .map((pairs) => pairs.map(([first, last], of): Span<number> => ({ first, last, of })));

describe("finding the span that covers a day", () => {
  it("counts the first and the last day", () => {
    const find = covering([{ first: date("2024-05-02"), last: date("2024-05-04"), of: "a" }]);
    expect(["2024-05-01", "2024-05-02", "2024-05-04", "2024-05-05"].map((on) => find(date(on)))).toEqual([
      undefined,
      "a",
      "a",
      undefined,
    ]);
  });

  it("finds one whenever there is one, and never the one left out", () => {
    fc.assert(
      fc.property(spans, day, fc.nat(12), (list, on, except) => {
        const find = covering(list);
        const covers = (s: Span<number>): boolean => s.first <= on && on <= s.last && s.of !== except;
        const found = find(on, except);
        expect(found === undefined).toBe(!list.some(covers));
        if (found !== undefined) expect(list.some((s) => s.of === found && covers(s))).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
