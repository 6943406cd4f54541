import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compoundProblem, loadDistribution } from "./compound.ts";
import { loadMoments, loadProblem, meanOpen, usablePoints } from "./load.ts";

/** Chance that a Poisson number of the given mean is at most n, by its own sum. */
function poissonAtMost(n: number, mean: number): number {
  let term = Math.exp(-mean);
  let total = term;
  for (let k = 1; k <= n; k += 1) {
    term *= mean / k;
    total += term;
  }
  return total;
}

describe("the moments of a load", () => {
  it("come from weights and mean numbers open", () => {
    const cases = [
      { weight: 4, open: 10 },
      { weight: 6, open: 5 },
    ];
    expect(loadMoments({ cases })).toEqual({ mean: 70, variance: 160 + 180 });
    expect(usablePoints(85, cases)).toBe(82);
    expect(meanOpen(24, 0.5)).toBe(12);
  });

  it("widen with families and with an uncertain forecast", () => {
    // Half the families have one child, half have two: E[s] = 1.5, E[s squared] = 2.5.
    const families = loadMoments({ cases: [{ weight: 1, open: 30 }], familySizes: [0.5, 0.5] });
    expect(families.variance).toBeCloseTo((30 * 2.5) / 1.5, 12);
    const forecast = loadMoments({ cases: [{ weight: 1, open: 30 }], forecastVariation: 0.1 });
    expect(forecast.variance).toBeCloseTo(30 + 9, 12);
  });

  it("need weights, numbers and chances that make sense", () => {
    expect(loadProblem({ cases: [{ weight: 1, open: 0 }] })).toBeNull();
    expect(loadProblem({ cases: [{ weight: 0, open: 1 }] })).toMatch("weight 0");
    expect(loadProblem({ cases: [{ weight: 1, open: -1 }] })).toMatch("weight 1");
    expect(loadProblem({ cases: [], familySizes: [0.5, 0.4] })).toMatch("add up to 1");
    expect(loadProblem({ cases: [], forecastVariation: -1 })).toMatch("forecastVariation");
  });
});

describe("the distribution of a load", () => {
  it("is Poisson for cases of one weight", () => {
    const load = loadDistribution({ cases: [{ weight: 5, open: 12 }] });
    for (const n of [0, 5, 12, 20, 40]) {
      expect(load.atMost(5 * n)).toBeCloseTo(poissonAtMost(n, 12), 13);
      expect(load.atMost(5 * n + 4.9)).toBeCloseTo(poissonAtMost(n, 12), 13);
    }
    expect(load.atMost(-1)).toBe(0);
    expect(load.atMost(1e9)).toBe(1);
  });

  it("adds weights up, fractions too", () => {
    // At most 2.5 points from ones at mean 1 and one-and-a-halves at mean 2: (0,0) (1,0) (2,0) (0,1) (1,1).
    const load = loadDistribution({
      cases: [
        { weight: 1, open: 1 },
        { weight: 1.5, open: 2 },
      ],
    });
    expect(load.atMost(2.5)).toBeCloseTo(Math.exp(-3) * (1 + 1 + 0.5 + 2 + 2), 13);
  });

  it("counts the children of one family together", () => {
    // Families of two only, 3 families open at a mean of 6 children: at most 2 children is at most 1 family.
    const load = loadDistribution({ cases: [{ weight: 1, open: 6 }], familySizes: [0, 1] });
    expect(load.atMost(2)).toBeCloseTo(poissonAtMost(1, 3), 13);
    expect(load.atMost(3)).toBeCloseTo(poissonAtMost(1, 3), 13);
  });

  it("is negative binomial under an uncertain forecast", () => {
    // Mean 10 and coefficient 0.5: a gamma of shape 4, so the chance of none is (4 / 14)^4.
    const load = loadDistribution({ cases: [{ weight: 1, open: 10 }], forecastVariation: 0.5 });
    expect(load.atMost(0)).toBeCloseTo((4 / 14) ** 4, 12);
    expect(load.atMost(1)).toBeCloseTo((4 / 14) ** 4 * (1 + 4 * (10 / 14)), 12);
  });

  it("is certain where nothing is open", () => {
    expect(loadDistribution({ cases: [] }).atMost(0)).toBe(1);
    expect(loadDistribution({ cases: [{ weight: 3, open: 0 }] }).atMost(0)).toBe(1);
  });

  it("holds for loads at which a recursion from the chance of none would underflow", () => {
    const load = loadDistribution({ cases: [{ weight: 1, open: 5000 }] });
    expect(load.atMost(5000)).toBeCloseTo(0.5, 2);
    expect(load.atMost(4000)).toBeLessThan(1e-11);
  });

  it("refuses a lattice too long to transform", () => {
    expect(compoundProblem({ cases: [{ weight: 1, open: 100 }] })).toBeNull();
    const fine = [
      { weight: 1.0001, open: 1000 },
      { weight: 2, open: 1000 },
    ];
    expect(compoundProblem({ cases: fine })).toMatch("quick form");
  });

  it("has the mean and variance of its moments, and rises to one", () => {
    const someCases = fc.array(
      fc.record({ weight: fc.integer({ min: 1, max: 12 }), open: fc.integer({ min: 0, max: 60 }) }),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(
        someCases,
        fc.constantFrom([1], [0.6, 0.3, 0.1]),
        fc.constantFrom(0, 0.06),
        (cases, familySizes, forecastVariation) => {
          const load = { cases, familySizes, forecastVariation };
          const { mean, variance } = loadMoments(load);
          const drawn = loadDistribution(load);
          const top = Math.ceil(mean + 20 * Math.sqrt(variance)) + 100;
          let sum = 0;
          let square = 0;
          let before = 0;
          for (let points = 0; points <= top; points += 1) {
            const here = drawn.atMost(points);
            expect(here).toBeGreaterThanOrEqual(before);
            sum += points * (here - before);
            square += points * points * (here - before);
            before = here;
          }
          expect(before).toBeCloseTo(1, 10);
          expect(Math.abs(sum - mean)).toBeLessThan(1e-6 * Math.max(1, mean));
          expect(Math.abs(square - sum * sum - variance)).toBeLessThan(1e-5 * Math.max(1, variance));
        },
      ),
      { numRuns: 40 },
    );
  });
});
