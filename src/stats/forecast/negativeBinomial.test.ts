import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logProbability, negativeBinomialQuantiles, normalQuantile } from "./negativeBinomial.ts";

describe("negative binomial quantiles", () => {
  it("agree with Poisson tables when the variance equals the mean", () => {
    // P(X <= 1) = 0.0404, P(X <= 9) = 0.9682 for mean 5.
    expect(negativeBinomialQuantiles([0.03, 0.5, 0.9682], 5, 5)).toEqual([1, 5, 10]);
    expect(negativeBinomialQuantiles([0.9681], 5, 5)).toEqual([9]);
  });

  it("agree with the geometric distribution when the variance is mean + mean squared", () => {
    // Size 1, success 1/4: P(X <= x) = 1 - 0.75^(x + 1).
    expect(negativeBinomialQuantiles([0.25, 0.5, 0.9], 3, 12)).toEqual([0, 2, 8]);
  });

  it("are 0 for a mean of 0", () => {
    expect(negativeBinomialQuantiles([0.025, 0.975], 0, 0)).toEqual([0, 0]);
  });

  it("have probabilities that add to one with the mean and variance asked for", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 60, noNaN: true }),
        fc.double({ min: 1, max: 4, noNaN: true }),
        (mean, ratio) => {
          let total = 0;
          let first = 0;
          let second = 0;
          for (let x = 0; x < 3000; x += 1) {
            const p = Math.exp(logProbability(x, mean, mean * ratio));
            total += p;
            first += p * x;
            second += p * x * x;
          }
          expect(total).toBeCloseTo(1, 8);
          expect(first / mean).toBeCloseTo(1, 6);
          expect((second - first ** 2) / (mean * ratio)).toBeCloseTo(1, 5);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("are whole numbers in order, and near the normal curve for large counts", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 1e7, noNaN: true }),
        fc.double({ min: 1, max: 50, noNaN: true }),
        (mean, ratio) => {
          const found = negativeBinomialQuantiles([0.025, 0.1, 0.9, 0.975], mean, mean * ratio);
          expect(found.every((x) => Number.isInteger(x) && x >= 0)).toBe(true);
          expect(found.toSorted((a, b) => a - b)).toEqual(found);
          if (mean > 20_000 && ratio < 5) {
            const expected = mean + normalQuantile(0.9) * Math.sqrt(mean * ratio);
            expect(Math.abs((found[2] ?? 0) - expected)).toBeLessThan(0.05 * Math.sqrt(mean * ratio) + 1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("the normal quantile", () => {
  it("agrees with tables", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 5);
    expect(normalQuantile(0.1)).toBeCloseTo(-1.281552, 5);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232, 5);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 8);
  });
});
