import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialProbabilities, binomialQuantile } from "./binomial.ts";

describe("binomial chances", () => {
  it("counts the ways of two coins", () => {
    const chances = binomialProbabilities(2, 0.5);
    expect(chances).toHaveLength(3);
    expect(chances[0]).toBeCloseTo(0.25, 14);
    expect(chances[1]).toBeCloseTo(0.5, 14);
    expect(chances[2]).toBeCloseTo(0.25, 14);
  });

  it("is certain at chances of nothing and of one", () => {
    expect(binomialProbabilities(3, 0)).toEqual([1, 0, 0, 0]);
    expect(binomialProbabilities(3, 1)).toEqual([0, 0, 0, 1]);
    expect(() => binomialProbabilities(2.5, 0.5)).toThrow(RangeError);
  });

  it("adds up to one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 500 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (trials, chance) => {
          const total = binomialProbabilities(trials, chance).reduce((sum, p) => sum + p, 0);
          expect(total).toBeCloseTo(1, 10);
        },
      ),
    );
  });

  it("finds the smallest count that reaches a share", () => {
    // Four coins: 1, 4, 6, 4, 1 sixteenths, so 1/16, 5/16, 11/16 ...
    expect(binomialQuantile(0.05, 4, 0.5)).toBe(0);
    expect(binomialQuantile(1 / 16, 4, 0.5)).toBe(0);
    expect(binomialQuantile(0.07, 4, 0.5)).toBe(1);
    expect(binomialQuantile(0.5, 4, 0.5)).toBe(2);
    expect(binomialQuantile(1, 4, 0.5)).toBe(4);
    expect(binomialQuantile(0.05, 0, 0.5)).toBe(0);
  });
});
