import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addItems, compareItems, compareTotals, type Items, itemWords, type Total } from "./items.ts";

const ITEMS = [
  "child",
  "episode",
  "referral",
  "source:6",
  "need:N1",
  "factor:3A",
  "ethnicity:WBRI",
  "review",
];

const anItem = fc
  .dictionary(fc.constantFrom(...ITEMS), fc.array(fc.constant("2024-05-01"), { minLength: 1, maxLength: 3 }))
  .map((items): Items => items);

describe("the numbers of a return", () => {
  it("are nothing again when every child that was added is taken away, in any order", () => {
    fc.assert(
      fc.property(fc.array(anItem, { maxLength: 8 }), (children) => {
        const totals: Record<string, Total> = {};
        for (const items of children) addItems(totals, items);
        for (const items of children.toReversed()) addItems(totals, items, -1);
        expect(totals).toEqual({});
      }),
    );
  });

  it("differ by what one has and the other has not, in reading order", () => {
    const changes = compareTotals(
      { episode: { n: 3, children: 2 }, "need:N1": { n: 3, children: 2 } },
      { child: { n: 1, children: 1 }, episode: { n: 1, children: 1 } },
    );
    expect(changes.map(({ item, before, after }) => [item, before.n, after.n])).toEqual([
      ["child", 0, 1],
      ["episode", 3, 1],
      ["need:N1", 3, 0],
    ]);
  });

  it("have words each, a code its meaning, and an unknown code says that it is none", () => {
    expect(itemWords("plan.start")?.name).toBe("Child protection plans begun in the year");
    expect(itemWords("need:N1")).toMatchObject({ group: "Primary need", table: "referral" });
    expect(itemWords("need:N1")?.name).toMatch(/^N1 \w/);
    expect(itemWords("need:ZZ")?.name).toContain("not a code");
    expect(itemWords("need:")?.name).toBe("Not said");
    expect(itemWords("nothing")).toBeUndefined();
    expect(itemWords("nothing:N1")).toBeUndefined();
    expect(ITEMS.toSorted(compareItems)[0]).toBe("child");
  });
});
