import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gammaTails, lnGamma, lnPoissonTerm } from "./gamma.ts";
import { chiSquareQuantile, gammaQuantile, normalCdf, normalQuantile } from "./quantiles.ts";

describe("the gamma function", () => {
  it("is the factorial at whole numbers and the root of pi at one half", () => {
    expect(lnGamma(1)).toBeCloseTo(0, 13);
    expect(lnGamma(6)).toBeCloseTo(Math.log(120), 13);
    expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 13);
    expect(() => lnGamma(0)).toThrow(RangeError);
  });

  it("rises by ln x from x to x + 1", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1e6, noNaN: true }), (x) => {
        const gap = lnGamma(x + 1) - lnGamma(x) - Math.log(x);
        expect(Math.abs(gap)).toBeLessThan(1e-14 * Math.max(10, Math.abs(lnGamma(x))));
      }),
    );
  });

  it("gives Poisson chances, small and large", () => {
    expect(Math.exp(lnPoissonTerm(2, 3))).toBeCloseTo((9 / 2) * Math.exp(-3), 14);
    expect(lnPoissonTerm(0, 0)).toBe(0);
    expect(lnPoissonTerm(1, 0)).toBe(-Infinity);
    // Near its mean a large Poisson is normal: 1 / sqrt(2 pi 1e6), less a twelve-millionth.
    const nearly = 1 / Math.sqrt(2 * Math.PI * 1e6);
    expect(Math.exp(lnPoissonTerm(1e6, 1e6)) / nearly).toBeCloseTo(1 - 1 / 12e6, 12);
  });

  it("has tails that are sums of Poisson chances", () => {
    // P(a, x) for whole a is the chance that a Poisson of mean x is at least a.
    const atMostTwo = Math.exp(-4) * (1 + 4 + 8);
    expect(gammaTails(3, 4).upper).toBeCloseTo(atMostTwo, 14);
    expect(gammaTails(1, 2.5).lower).toBeCloseTo(1 - Math.exp(-2.5), 14);
    expect(gammaTails(2, 0)).toEqual({ lower: 0, upper: 1 });
    expect(gammaTails(2, Infinity)).toEqual({ lower: 1, upper: 0 });
    expect(() => gammaTails(0, 1)).toThrow(RangeError);
  });
});

describe("normal quantiles", () => {
  it("has the published points", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.999)).toBeCloseTo(3.090232306167814, 12);
    expect(normalQuantile(0.99)).toBeCloseTo(2.326347874040841, 13);
    expect(normalQuantile(0.5)).toBe(0);
    expect(() => normalQuantile(1)).toThrow(RangeError);
  });

  it("undoes the distribution function, far into the tails", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-300, max: 0.5, noNaN: true, minExcluded: true }), (tail) => {
        expect(normalCdf(normalQuantile(tail)) / tail).toBeCloseTo(1, 10);
      }),
    );
  });
});

describe("chi-square quantiles", () => {
  it("has the points that can be worked out by hand", () => {
    // Two degrees of freedom is exponential: minus twice the logarithm of the tail.
    expect(chiSquareQuantile(0.975, 2)).toBeCloseTo(-2 * Math.log(0.025), 12);
    expect(chiSquareQuantile(0.001, 2)).toBeCloseTo(-2 * Math.log(0.999), 14);
    // One degree of freedom is a squared normal.
    expect(chiSquareQuantile(0.95, 1)).toBeCloseTo(normalQuantile(0.975) ** 2, 11);
    expect(gammaQuantile(0, 3)).toBe(0);
    expect(() => gammaQuantile(1, 3)).toThrow(RangeError);
  });

  it("undoes the distribution function for shapes of any size", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 20_000, noNaN: true }),
        fc.constantFrom(0.001, 0.025, 0.3, 0.5, 0.7, 0.975, 0.999),
        (shape, share) => {
          const tails = gammaTails(shape, gammaQuantile(share, shape));
          const [got, want] = share < 0.5 ? [tails.lower, share] : [tails.upper, 1 - share];
          expect(got / want).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it("meets its large-shape form without a step", () => {
    for (const share of [0.001, 0.5, 0.999]) {
      const below = gammaQuantile(share, 1e8) / 1e8;
      const above = gammaQuantile(share, 1e8 + 1) / (1e8 + 1);
      expect(above).toBeCloseTo(below, 11);
    }
  });

  it("goes to nothing, not to an error, where nearly all the weight is at nothing", () => {
    expect(gammaQuantile(0.001, 0.0001)).toBe(0);
  });
});
