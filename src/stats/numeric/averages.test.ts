import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { meanOf, medianOf, quantileOf, sumOf } from "./averages.ts";

describe("sums and means", () => {
  it("adds without losing what rounding would drop", () => {
    expect(sumOf([1e16, 1, -1e16])).toBe(1);
    expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumOf([])).toBe(0);
  });

  it("gives the mean as the nearest double to the true one", () => {
    expect(meanOf([1, 2, 6])).toBe(3);
    expect(meanOf([0.1, 0.2, 0.3])).toBe(0.2);
    expect(meanOf([])).toBeNull();
  });

  it("gives equal values as their own mean, however many", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (value, count) => meanOf(Array.from({ length: count }, () => value)) === value,
      ),
    );
  });

  it("gives exactly the mean of whole numbers", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 }), (values) => {
        const exact = values.reduce((total, value) => total + value, 0) / values.length;
        expect(meanOf(values)).toBe(exact);
      }),
    );
  });
});

describe("quantiles", () => {
  it("takes the middle value, or the mean of the two in the middle", () => {
    expect(medianOf([9, 1, 5])).toBe(5);
    expect(medianOf([4, 1, 3, 2])).toBe(2.5);
    expect(medianOf([])).toBeNull();
  });

  it("goes in a straight line between order statistics", () => {
    // Eleven values 0, 10 ... 100: the tenth centile is the second of them.
    const tens = Array.from({ length: 11 }, (_, index) => 10 * index);
    expect(quantileOf(tens, 0.1)).toBeCloseTo(10, 12);
    expect(quantileOf(tens, 0.95)).toBeCloseTo(95, 12);
    expect(quantileOf([1, 2, 3, 4], 0.1)).toBeCloseTo(1.3, 12);
    expect(quantileOf([7], 0.9)).toBe(7);
  });
});
