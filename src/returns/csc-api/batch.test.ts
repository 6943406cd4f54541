import { describe, expect, it } from "vitest";
import { halved, inBatches, placesNamed, receiptsIn } from "./batch.ts";

describe("the places a refusal names", () => {
  it("are those of the list, each with its own words", () => {
    const said = "Validation failed: [3].child_details.ethnicity is not valid; [7].la_child_id is too long";
    expect([...placesNamed(said, 10)]).toEqual([
      [3, "Validation failed: [3].child_details.ethnicity is not valid"],
      [7, "[7].la_child_id is too long"],
    ]);
  });

  it("are not those of lists within a child", () => {
    const said = "[2].social_care_episodes[0].child_protection_plans[1].start_date: not a date";
    expect([...placesNamed(said, 10).keys()]).toEqual([2]);
    expect([...placesNamed("social_care_episodes[0] is wrong", 10).keys()]).toEqual([]);
  });

  it("may be called by what the list is called, and be many in one answer as JSON", () => {
    const said = JSON.stringify({ errors: ["children[0].sex: unknown", "children[4].postcode: unknown"] });
    expect([...placesNamed(said, 5)]).toEqual([
      [0, "children[0].sex: unknown"],
      [4, "children[4].postcode: unknown"],
    ]);
  });

  it("are none where they lie outside what was sent, or nothing is named", () => {
    expect(placesNamed("[10] is wrong", 10).size).toBe(0);
    expect(placesNamed("The request was malformed.", 10).size).toBe(0);
    expect(placesNamed("[999999999999] x", 10).size).toBe(0);
  });
});

describe("receipts", () => {
  const receipt = "2026-11-21_09:15:00.123_0f8fad5b-d9cb-469f-a165-70867728950e";
  it("are one for each child, in the specification's form", () => {
    expect(receiptsIn([receipt, receipt], 2)).toEqual([receipt, receipt]);
  });
  it("of another number or form are no answer to what was sent", () => {
    for (const answer of [[receipt], [receipt, "ok"], { 0: receipt, 1: receipt }, null, "x"])
      expect(receiptsIn(answer, 2)).toBeUndefined();
  });
});

describe("batches", () => {
  it("hold so many and lose nobody", () => {
    const items = Array.from({ length: 205 }, (_, n) => n);
    const batches = inBatches(items, 100);
    expect(batches.map((batch) => batch.length)).toEqual([100, 100, 5]);
    expect(batches.flat()).toEqual(items);
    expect(inBatches([], 100)).toEqual([]);
  });
  it("are halved to one and one", () => {
    expect(halved([1, 2, 3])).toEqual([[1, 2], [3]]);
    expect(halved([1])).toEqual([[1], []]);
  });
});
