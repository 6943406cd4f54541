import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chiSquareQuantile } from "../numeric/quantiles.ts";
import { funnel, funnelProblem } from "./funnel.ts";
import type { FunnelInput } from "./funnel.ts";

function ratios(
  counts: readonly (readonly [observed: number, expected: number])[],
  settings: Partial<FunnelInput> = {},
): FunnelInput {
  return {
    dataType: "standardisedRatio",
    srMethod: "CQC",
    limit: 99,
    multiplier: 1,
    trimBy: 0.1,
    units: counts.map(([numerator, denominator], index) => ({
      group: `Area ${index + 1}`,
      numerator,
      denominator,
    })),
    ...settings,
  };
}

/** Square roots of 1.21, 0.81 and 1, at a deviation of 1/20: scores of 2, -2 and 0. */
const THREE = [
  [121, 100],
  [81, 100],
  [100, 100],
] as const;

describe("ratios by the square root", () => {
  it("measure overdispersion on scores pulled in to the outer centiles", () => {
    const drawn = funnel(ratios(THREE));
    expect(drawn.units.map((unit) => unit.z)).toEqual([expect.closeTo(2, 12), expect.closeTo(-2, 12), 0]);
    // The tenth centile of -2, 0, 2 lies a fifth of the way from -2 to 0.
    expect(drawn.units[0]?.adjustedZ).toBeCloseTo(1.6, 12);
    expect(drawn.phi).toBeCloseTo((2 * 1.6 ** 2) / 3, 12);
  });

  it("widen the limits by the variance between units, and square them back", () => {
    const drawn = funnel(ratios(THREE, { trimBy: 0 }));
    expect(drawn.phi).toBeCloseTo(8 / 3, 12);
    // Weights of 400: (8 - 2) / (1200 - 400).
    expect(drawn.tau2).toBeCloseTo(0.0075, 12);
    // 1/400 + 0.0075 is a tenth squared.
    expect(drawn.units[0]?.odUcl95).toBeCloseTo(1.1959964 ** 2, 12);
    expect(drawn.units[0]?.odLcl998).toBeCloseTo((1 - 0.3090232) ** 2, 12);
  });

  it("have exact Poisson limits without overdispersion", () => {
    const [unit] = funnel(ratios(THREE)).units;
    expect(unit?.lcl95).toBeCloseTo(chiSquareQuantile(0.025, 200) / 200, 12);
    expect(unit?.ucl998).toBeCloseTo(chiSquareQuantile(0.999, 202) / 200, 12);
  });

  it("allow counts of nothing, and never a limit below nothing", () => {
    const drawn = funnel(ratios([[0, 2], ...THREE]));
    expect(drawn.units[0]).toMatchObject({ ratio: 0, odLcl998: 0, outlier: false });
  });

  it("name an outlier by the limit asked for, strictly", () => {
    const alike = Array.from({ length: 20 }, (_, index) => [100 + (index % 3), 100] as const);
    const far = funnel(ratios([...alike, [125, 100]], { limit: 95 }));
    expect(far.tau2).toBe(0);
    expect(far.units.at(-1)?.outlier).toBe(true);
    const asked = funnel(ratios([...alike, [125, 100]], { limit: 99 }));
    expect(asked.units.at(-1)?.outlier).toBe(false);
  });
});

describe("proportions", () => {
  it("use the arcsine about the proportion of all units together", () => {
    const drawn = funnel({
      ...ratios([
        [10, 40],
        [20, 80],
        [1, 4],
      ]),
      dataType: "proportion",
      srMethod: null,
      multiplier: 100,
    });
    expect(drawn).toMatchObject({ target: 0.25, tau2: 0 });
    expect(drawn.phi).toBeCloseTo(0, 12);
    const angle = Math.PI / 6;
    const reach = 1.959964 / (2 * Math.sqrt(40));
    expect(drawn.units[0]?.lcl95).toBeCloseTo(100 * Math.sin(angle - reach) ** 2, 10);
    expect(drawn.units[0]?.odUcl95).toBeCloseTo(100 * Math.sin(angle + reach) ** 2, 10);
    // A unit of four could be anything from none to nearly all.
    expect(drawn.units[2]?.lcl998).toBe(0);
  });

  it("cut the upper limit at all", () => {
    const drawn = funnel({
      ...ratios([
        [1, 1],
        [30, 60],
      ]),
      dataType: "proportion",
      srMethod: null,
    });
    expect(drawn.units[0]).toMatchObject({ lcl998: 0, ucl998: 1, odUcl998: 1, outlier: false });
  });
});

describe("ratios by the logarithm", () => {
  const twenty = Array.from({ length: 20 }, (_, index) => [90 + index, 100] as const);

  it("leave out the lowest and highest tenth by rank", () => {
    const drawn = funnel(ratios(twenty, { srMethod: "SHMI" }));
    const kept = drawn.units.map((unit) => unit.adjustedZ !== null);
    expect(kept).toEqual([false, false, ...Array(16).fill(true), false, false]);
    expect(drawn.units[0]?.z).toBeCloseTo(10 * Math.log(0.9), 12);
    expect(drawn.units[0]?.odUcl95).toBeCloseTo(Math.exp(0.1959964), 12);
  });

  it("can trim one count of nothing away, but cannot measure many", () => {
    const one = ratios([[0, 100], ...twenty], { srMethod: "SHMI" });
    expect(funnelProblem(one)).toBeNull();
    expect(funnel(one).units[0]).toMatchObject({ z: null, adjustedZ: null, outlier: true });
    const many = ratios([[0, 9], [0, 8], [0, 7], [0, 6], ...twenty], { srMethod: "SHMI" });
    expect(funnelProblem(many)).toMatch("use CQC");
  });
});

describe("what cannot be charted", () => {
  it("is said in a sentence that names the unit", () => {
    expect(funnelProblem(ratios(THREE))).toBeNull();
    expect(funnelProblem(ratios([]))).toMatch("no units");
    expect(funnelProblem(ratios([[1, 1e16]]))).toMatch("too large");
    expect(funnelProblem(ratios([[1, 0]]))).toMatch("Area 1: the denominator");
    expect(funnelProblem(ratios([[-1, 1]]))).toMatch("Area 1: the numerator");
    expect(funnelProblem({ ...ratios([[3, 2]]), dataType: "proportion" })).toMatch("more than");
    expect(funnelProblem(ratios(THREE, { trimBy: 0.5 }))).toMatch("trimBy");
    expect(funnelProblem(ratios(THREE, { multiplier: 0 }))).toMatch("multiplier");
    const [unit] = ratios(THREE).units;
    expect(funnelProblem(ratios([], { units: unit ? [unit, unit] : [] }))).toMatch("given twice");
  });

  it("does not include a single unit, which has nothing to vary against", () => {
    expect(funnel(ratios([[120, 100]]))).toMatchObject({ tau2: 0 });
    expect(funnel(ratios([[120, 100]], { srMethod: "SHMI" }))).toMatchObject({ tau2: 0 });
  });
});

describe("whatever the units", () => {
  const counts = fc.array(fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 20, max: 300 })), {
    minLength: 2,
    maxLength: 40,
  });
  const method = fc.constantFrom("CQC" as const, "SHMI" as const);

  it("their order does not matter", () => {
    fc.assert(
      fc.property(counts, method, (given, srMethod) => {
        const input = ratios(given, { srMethod });
        const forward = funnel(input);
        const backward = funnel({ ...input, units: [...input.units].reverse() });
        expect(backward.phi).toBeCloseTo(forward.phi, 9);
        expect(backward.units.map((unit) => unit.outlier).reverse()).toEqual(
          forward.units.map((unit) => unit.outlier),
        );
      }),
    );
  });

  it("the multiplier moves limits and nothing else", () => {
    fc.assert(
      fc.property(counts, method, (given, srMethod) => {
        const plain = funnel(ratios(given, { srMethod }));
        const hundred = funnel(ratios(given, { srMethod, multiplier: 100 }));
        for (const [index, unit] of plain.units.entries()) {
          const other = hundred.units[index];
          expect(other?.odUcl998).toBeCloseTo(unit.odUcl998 * 100, 6);
          expect(other?.outlier).toBe(unit.outlier);
          expect(other?.ratio).toBe(unit.ratio);
        }
      }),
    );
  });

  it("more certain limits lie outside less certain ones", () => {
    fc.assert(
      fc.property(counts, method, (given, srMethod) => {
        for (const unit of funnel(ratios(given, { srMethod })).units) {
          expect(unit.lcl998).toBeLessThanOrEqual(unit.lcl95);
          expect(unit.ucl998).toBeGreaterThanOrEqual(unit.ucl95);
          expect(unit.odLcl998).toBeLessThanOrEqual(unit.odLcl95);
          expect(unit.odUcl998).toBeGreaterThanOrEqual(unit.odUcl95);
        }
      }),
    );
  });
});
