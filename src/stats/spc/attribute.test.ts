import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AttributeChartKind } from "./attribute-lines.ts";
import { attributeChart, attributeProblem, proportionChartFor } from "./attribute.ts";
import type { AttributeChart, AttributeInput } from "./attribute.ts";

function input(
  chart: AttributeChartKind,
  y: readonly (number | null)[],
  n: readonly (number | null)[] | null = null,
  settings: Partial<AttributeInput> = {},
): AttributeInput {
  return { chart, y, n, partAfter: null, freezeAfter: null, ...settings };
}

function drawn(...given: Parameters<typeof input>): AttributeChart {
  return attributeChart(input(...given));
}

describe("charts of counts", () => {
  it("c: limits three roots of the mean away, not below nothing", () => {
    const { points } = drawn("c", [1, 7, 4, 4, 10, 11], null, { freezeAfter: 4 });
    expect(points[0]).toEqual({
      i: 1,
      value: 1,
      cl: 4,
      lcl: 0,
      ucl: 10,
      sigmaSignal: false,
      part: 1,
    });
    // On the limit is inside.
    expect(points.map((point) => point.sigmaSignal).slice(4)).toEqual([false, true]);
  });

  it("u: limits that follow each exposure", () => {
    const { points } = drawn("u", [8, 2], [2, 2]);
    expect(points[0]).toMatchObject({ value: 4, cl: 2.5, lcl: 0 });
    expect(points[0]?.ucl).toBeCloseTo(2.5 + 3 * Math.sqrt(1.25), 12);
  });

  it("g: limits about the mean, the median as centre line", () => {
    const { points, runs } = drawn("g", [0, 1, 2, 3, 4, 20]);
    expect(points[0]).toMatchObject({ cl: 2.5, lcl: 0 });
    expect(points[0]?.ucl).toBeCloseTo(5 + 3 * Math.sqrt(30), 12);
    expect(runs[0]).toMatchObject({ usefulObs: 6, longestRun: 3, crossings: 1 });
  });

  it("t: individual values of the times to the power 1/3.6", () => {
    const long = 2 ** 3.6;
    const { points } = drawn("t", [1, long, 1, long]);
    expect(points[0]?.cl).toBeCloseTo(1.5 ** 3.6, 12);
    expect(points[0]?.ucl).toBeCloseTo((1.5 + 3 / 1.128) ** 3.6, 10);
    expect(points[0]?.lcl).toBe(0);
    // Two events on one day are no time apart, which is allowed.
    expect(drawn("t", [0, 3, 5]).points[0]?.value).toBe(0);
  });
});

describe("charts of proportions", () => {
  it("p: limits that follow each denominator, cut to nothing and to all", () => {
    const { points } = drawn("p", [50, 5, 2], [100, 10, 4]);
    expect(points[0]).toMatchObject({ value: 0.5, cl: 0.5 });
    expect(points[0]?.lcl).toBeCloseTo(0.35, 12);
    expect(points[0]?.ucl).toBeCloseTo(0.65, 12);
    expect(points[1]?.ucl).toBeCloseTo(0.5 + 3 * Math.sqrt(0.025), 12);
    expect(points[2]).toMatchObject({ lcl: 0, ucl: 1 });
  });

  it("p-prime: stretched by how much the points really vary", () => {
    // With equal denominators sigma times the range of z is the range of p: one tenth.
    const { points } = drawn("p-prime", [50, 60, 50, 60], [100, 100, 100, 100]);
    expect(points[0]?.ucl).toBeCloseTo(0.55 + (3 * 0.1) / 1.128, 12);
    expect(points[0]?.lcl).toBeCloseTo(0.55 - (3 * 0.1) / 1.128, 12);
  });

  it("u-prime: the same for rates", () => {
    const { points } = drawn("u-prime", [50, 60, 50, 60], [10, 10, 10, 10]);
    expect(points[0]?.ucl).toBeCloseTo(5.5 + 3 / 1.128, 12);
  });

  it("has limits on the centre line where every point is nothing or all", () => {
    expect(drawn("p-prime", [0, 0, 0], [5, 6, 7]).points[1]).toMatchObject({ lcl: 0, ucl: 0 });
    expect(drawn("p", [5, 6], [5, 6]).points[1]).toMatchObject({ cl: 1, lcl: 1, ucl: 1 });
  });

  it("chooses the prime for large denominators and where chance explains too little", () => {
    expect(proportionChartFor([50, 52, 48], [100, 100, 100])).toBe("p");
    expect(proportionChartFor([500, 520, 480], [2000, 2000, 2000])).toBe("p-prime");
    expect(proportionChartFor([10, 90, 10, 90], [100, 100, 100, 100])).toBe("p-prime");
  });
});

describe("individual values and run charts", () => {
  it("i: three sigma from the screened average range over 1.128", () => {
    const { points } = drawn("i", [10, 12, 10, 12]);
    expect(points[0]?.cl).toBe(11);
    expect(points[0]?.ucl).toBeCloseTo(11 + 6 / 1.128, 12);
    expect(points[0]?.lcl).toBeCloseTo(11 - 6 / 1.128, 12);
  });

  it("run: the median and no limits", () => {
    const { points } = drawn("run", [3, 1, 2, 9]);
    expect(points[3]).toMatchObject({ cl: 2.5, lcl: null, ucl: null, sigmaSignal: false });
    expect(drawn("run", [1, 3], [2, 4]).points.map((point) => point.value)).toEqual([0.5, 0.75]);
  });

  it("starts afresh after each part, and then does not freeze", () => {
    const { points, runs } = drawn("i", [1, 2, 3, 10, 11, 12], null, {
      partAfter: 3,
      freezeAfter: 2,
    });
    expect(points.map((point) => point.cl)).toEqual([2, 2, 2, 11, 11, 11]);
    expect(points.map((point) => point.part)).toEqual([1, 1, 1, 2, 2, 2]);
    expect(runs.map((part) => part.part)).toEqual([1, 2]);
    const three = drawn("run", [1, 2, 3, 4], null, { partAfter: [3, 1, 9] });
    expect(three.points.map((point) => point.part)).toEqual([1, 2, 2, 3]);
  });
});

describe("missing points", () => {
  it("have no value and, where limits follow denominators, no limits", () => {
    const { points } = drawn("p", [5, null, 5, 0], [10, 10, null, 0]);
    expect(points.map((point) => point.value)).toEqual([0.5, null, null, null]);
    expect(points.map((point) => point.cl)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(points[1]).toMatchObject({ lcl: null, ucl: null, sigmaSignal: false });
    expect(points[3]).toMatchObject({ lcl: null, ucl: null });
  });

  it("leave a chart of nothing without lines", () => {
    const kinds = ["run", "i", "c", "t", "g", "p", "u-prime"] as const;
    for (const kind of kinds) {
      const { points, runs } = drawn(kind, [null, null], [null, null]);
      expect(points[0]).toMatchObject({ value: null, cl: null, lcl: null, ucl: null });
      expect(runs[0]?.usefulObs).toBe(0);
    }
    expect(drawn("i", [4]).points[0]).toMatchObject({ cl: 4, lcl: null, ucl: null });
  });
});

describe("what cannot be charted", () => {
  it("is said in a sentence", () => {
    expect(attributeProblem(input("p", [1, 2], [3, 4]))).toBeNull();
    expect(attributeProblem(input("i", [-1, 2]))).toBeNull();
    expect(attributeProblem(input("c", []))).toMatch("no points");
    expect(attributeProblem(input("i", [1, -1e101]))).toMatch("point 2: too large");
    expect(attributeProblem(input("u", [1]))).toMatch("denominators");
    expect(attributeProblem(input("u", [1], [1, 2]))).toMatch("1 values but n has 2");
    expect(attributeProblem(input("p", [1, 5], [3, 4]))).toMatch("point 2: y is more than n");
    expect(attributeProblem(input("c", [1, -1]))).toMatch("point 2: y is below 0");
    expect(attributeProblem(input("u", [1], [-1]))).toMatch("n is below 0");
  });
});

describe("whatever the series", () => {
  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 40, max: 90 })), {
    minLength: 2,
    maxLength: 40,
  });

  it("limits hold the centre line and stay within what is possible", () => {
    fc.assert(
      fc.property(pairs, fc.constantFrom("p", "p-prime", "u", "u-prime"), (given, kind) => {
        const { points } = drawn(
          kind,
          given.map(([y]) => y),
          given.map(([, n]) => n),
        );
        for (const { cl, lcl, ucl } of points) {
          expect(lcl).toBeGreaterThanOrEqual(0);
          expect(lcl ?? 0).toBeLessThanOrEqual(cl ?? 0);
          expect(ucl ?? 0).toBeGreaterThanOrEqual(cl ?? 0);
          if (kind.startsWith("p")) expect(ucl).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it("counting the other way turns a p chart over", () => {
    fc.assert(
      fc.property(pairs, (given) => {
        const n = given.map(([, whole]) => whole);
        const one = drawn(
          "p",
          given.map(([y]) => y),
          n,
        );
        const other = drawn(
          "p",
          given.map(([y, whole]) => whole - y),
          n,
        );
        for (const [index, point] of one.points.entries()) {
          expect(other.points[index]?.lcl).toBeCloseTo(1 - (point.ucl ?? 0), 12);
        }
      }),
    );
  });
});
