import { describe, expect, it } from "vitest";
import { averageMovingRange, movingRanges } from "./moving-range.ts";

describe("moving ranges", () => {
  it("lie between neighbours, and not across a gap", () => {
    expect(movingRanges([1, 4, null, 9, 7])).toEqual([3, 2]);
    expect(averageMovingRange([1, null, 2, null, 3], true)).toBeNull();
    expect(averageMovingRange([], false)).toBeNull();
  });

  it("are screened once, strictly below 3.267 averages", () => {
    // Ranges 1 x 11 and 19: average 2.5, so 19 goes and the rest average 1.
    const values = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30];
    expect(averageMovingRange(values, false)).toBe(2.5);
    expect(averageMovingRange(values, true)).toBe(1);
  });

  it("stand unscreened where screening would leave nothing but zeros", () => {
    // Nine zeros and two fours: average 8/11, and a four is beyond 3.267 of it.
    const values = [5, 5, 5, 5, 5, 9, 5, 5, 5, 5, 5, 5];
    expect(averageMovingRange(values, true)).toBe(8 / 11);
    expect(averageMovingRange([5, 5, 5], true)).toBe(0);
  });
});
