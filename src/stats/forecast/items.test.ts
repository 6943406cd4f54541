import { describe, expect, it } from "vitest";
import { readItems } from "./items.ts";

const good = {
  id: "Hartlepool",
  set: "referrals",
  frequency: 12,
  start: [2020, 4],
  horizon: 12,
  values: Array.from({ length: 24 }, (_, t) => t),
};
const reasonFor = (change: Record<string, unknown>): string | undefined =>
  readItems([{ ...good, ...change }])?.refused[0]?.refused;

describe("reading items", () => {
  it("accepts a good item, with or without events and a set", () => {
    const read = readItems([
      good,
      { ...good, id: 7, set: undefined, events: [{ from: [2020, 9], to: [2021, 1] }] },
    ]);
    expect(read?.refused).toEqual([]);
    expect(read?.accepted.map(({ id }) => id)).toEqual(["Hartlepool", "7"]);
  });

  it.each([
    [{ values: good.values.slice(1) }, "has 23 months of values; a forecast needs at least 24"],
    [{ frequency: 4, start: [2020, 2], values: [1, 2, 3, 4, 5, 6, 7] }, "has 21 months of values"],
    [{ values: [...good.values, null] }, "value 25 is missing (null)"],
    [{ values: ["NaN", ...good.values] }, 'value 1 is not a number: "NaN"'],
    [{ values: [Number.NaN, ...good.values] }, "value 1 is not a number"],
    [{ values: "1,2,3" }, "values must be a list"],
    [{ frequency: 52 }, "frequency must be 12 (months) or 4 (quarters), not 52"],
    [{ frequency: undefined }, "not nothing"],
    [{ horizon: 0 }, "horizon must be a whole number from 1 to 120, not 0"],
    [{ horizon: -3 }, "not -3"],
    [{ horizon: 1.5 }, "not 1.5"],
    [{ start: [2020, 13] }, "start must be [year, period] with a period from 1 to 12"],
    [{ start: "2020-04" }, "start must be"],
    [{ events: [{ from: [2022, 4] }] }, "an event begins after the last value"],
    [{ events: [{ from: [2021, 4], to: [2021, 3] }] }, "an event's to is before its from"],
    [{ events: [{}] }, "an event needs from"],
  ])("refuses %j", (change, reason) => {
    const said = reasonFor(change);
    expect(said).toContain("Item Hartlepool:");
    expect(said).toContain(reason);
  });

  it("refuses what is no item, and ids used twice, and keeps the rest", () => {
    const read = readItems([good, 5, { ...good, id: "b" }, { ...good, id: "b" }, { ...good, id: "" }]);
    expect(read?.accepted.map(({ id }) => id)).toEqual(["Hartlepool"]);
    expect(read?.refused.map(({ id }) => id)).toEqual(["#2", "b", "b", "#5"]);
    expect(read?.refused[1]?.refused).toContain("used 2 times");
  });

  it("says when there is no list at all", () => {
    expect(readItems({ items: [] })).toBeUndefined();
  });
});
