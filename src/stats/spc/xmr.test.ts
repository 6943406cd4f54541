import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { xmrChart, xmrProblem } from "./xmr.ts";
import type { XmrChart, XmrInput } from "./xmr.ts";

/** Dates one day apart, so that order is by place. */
function dateAt(index: number): string {
  const month = String(1 + Math.floor(index / 28)).padStart(2, "0");
  return `2026-${month}-${String(1 + (index % 28)).padStart(2, "0")}`;
}

function series(values: readonly (number | null)[], settings: Partial<XmrInput> = {}): XmrInput {
  return {
    points: values.map((y, index) => ({ x: dateAt(index), y })),
    improvementDirection: "increase",
    target: null,
    rebase: [],
    fixAfterNPoints: null,
    screenOutliers: true,
    ...settings,
  };
}

function chart(values: readonly (number | null)[], settings: Partial<XmrInput> = {}): XmrChart {
  return xmrChart(series(values, settings));
}

function causes(drawn: XmrChart): string[] {
  return drawn.points.map((point) => point.specialCause);
}

/** Twelve points about 10.5 and one far away: mean 12, and an average range of 1 once the jump to 30 is screened. */
const ONE_FAR_OUT = [10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 10, 11, 30];

describe("limits", () => {
  it("lie 2.66 average moving ranges from the mean", () => {
    const [first] = chart([1, 3, 2, 4, 3, 5]).points;
    expect(first?.mean).toBe(3);
    expect(first?.lpl).toBeCloseTo(3 - 2.66 * 1.6, 12);
    expect(first?.upl).toBeCloseTo(3 + 2.66 * 1.6, 12);
  });

  it("leave out the moving range that is too large, unless told not to", () => {
    const [screened] = chart(ONE_FAR_OUT).points;
    expect(screened?.upl).toBeCloseTo(14.66, 12);
    const [unscreened] = chart(ONE_FAR_OUT, { screenOutliers: false }).points;
    expect(unscreened?.upl).toBeCloseTo(12 + 2.66 * 2.5, 12);
  });

  it("rest on the first points only where they are fixed", () => {
    const base = [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3];
    const { points } = chart([...base, 50, 60], { fixAfterNPoints: 12 });
    expect(points[13]).toMatchObject({ mean: 2, outside: true });
    expect(points[13]?.upl).toBeCloseTo(2 + 5.32, 12);
  });

  it("are trial limits under thirteen points", () => {
    expect(chart(ONE_FAR_OUT).anyShortGroup).toBe(false);
    const short = chart(ONE_FAR_OUT.slice(1));
    expect(short.anyShortGroup).toBe(true);
    expect(short.points.every((point) => point.shortGroup)).toBe(true);
  });
});

describe("the reported cause", () => {
  it("is the first that applies of outside, trend, two of three and shift", () => {
    // Below 12 - 1.77 the tens are near the lower limit; the elevens only share their side of the mean.
    expect(causes(chart(ONE_FAR_OUT))).toEqual([
      ...Array.from({ length: 6 }, () => ["2 in 3 Below CL", "7 Points Below CL"]).flat(),
      "Above UCL",
    ]);
    // Mean 8.5, limits about 10 either side: the rise is an increase throughout, though all but its last point lie low, in a shift.
    const rise = chart([2, 8, 2, 8, 2, 8, 1, 2, 3, 4, 5, 6, 60]);
    expect(causes(rise).slice(6)).toEqual([...Array(6).fill("7 Point Trend (Increasing)"), "Above UCL"]);
    expect(rise.points[6]).toMatchObject({ near: true, shift: true, trend: true });
    expect(rise.points[6]?.pointType).toBe("special_cause_improvement");
  });

  it("treats a point on the limit as inside, and a point on the mean as neither side", () => {
    const { points } = chart([0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 1], { fixAfterNPoints: 12 });
    expect(points[12]).toMatchObject({ rel: 0, outside: false, specialCause: "Common Cause" });
  });
});

describe("the icons", () => {
  it("call a last high point good, bad or neither by the direction", () => {
    expect(chart(ONE_FAR_OUT).variation).toBe("improvement_high");
    expect(chart(ONE_FAR_OUT, { improvementDirection: "decrease" }).variation).toBe("concern_high");
    const neutral = chart(ONE_FAR_OUT, { improvementDirection: "neutral" });
    expect(neutral.variation).toBe("neutral_high");
    expect(neutral.points[0]?.pointType).toBe("special_cause_neutral_low");
  });

  it("look past gaps to the last point that has a value", () => {
    expect(chart([...ONE_FAR_OUT, null, null]).variation).toBe("improvement_high");
    expect(chart([null, null]).variation).toBe("common_cause");
  });

  it("say whether the target can be relied on", () => {
    const values = [9, 11, 9, 11, 9, 11]; // limits 10 -+ 5.32
    const assured = (target: number | null, improvementDirection: "increase" | "decrease") =>
      chart(values, { target, improvementDirection }).assurance;
    expect(assured(16, "increase")).toBe("consistent_fail");
    expect(assured(16, "decrease")).toBe("consistent_pass");
    expect(assured(4, "increase")).toBe("consistent_pass");
    expect(assured(4, "decrease")).toBe("consistent_fail");
    expect(assured(10, "increase")).toBe("inconsistent");
    expect(assured(null, "increase")).toBeNull();
    expect(chart(values, { target: 16, improvementDirection: "neutral" }).assurance).toBeNull();
  });
});

describe("a rebase", () => {
  it("starts limits and rules afresh at its date, or at the next point after it", () => {
    const drawn = chart([1, 1, 1, 1, 8, 8, 8, 8], { rebase: [dateAt(4)] });
    expect(drawn.points.map((point) => point.group)).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
    expect(drawn.points[7]).toMatchObject({ mean: 8, upl: 8 });
    const between = xmrChart({
      ...series([]),
      points: [
        { x: "2026-01-01", y: 1 },
        { x: "2026-02-01", y: 2 },
        { x: "2026-03-01", y: 3 },
      ],
      rebase: ["2026-01-15", "2026-01-20", "2026-04-01"],
    });
    expect(between.points.map((point) => point.group)).toEqual([0, 1, 1]);
  });

  it("changes nothing when it falls on the first point", () => {
    expect(chart(ONE_FAR_OUT, { rebase: [dateAt(0)] })).toEqual(chart(ONE_FAR_OUT));
  });
});

describe("series the reference has no answer for", () => {
  it("gives a constant series limits equal to its mean and nothing outside", () => {
    const drawn = chart([0.1, 0.1, 0.1, null, 0.1], { target: 0.2 });
    for (const point of drawn.points) {
      expect(point).toMatchObject({ mean: 0.1, lpl: 0.1, upl: 0.1, outside: false });
    }
    expect(drawn).toMatchObject({ variation: "common_cause", assurance: "consistent_fail" });
    expect(chart([7, 7], { target: 7 }).assurance).toBe("inconsistent");
  });

  it("keeps the unscreened range where all but one are equal", () => {
    const drawn = chart([2, 2, 2, 2, 2, 2, 2, 5, 2, 2, 2, 2, 2]);
    // Two ranges of 3 in twelve: an average of one half.
    expect(drawn.points[0]?.upl).toBeCloseTo(29 / 13 + 2.66 / 2, 12);
    expect(drawn.points.filter((point) => point.outside)).toHaveLength(1);
  });

  it("gives one point a mean but no limits and no assurance", () => {
    const drawn = chart([5], { target: 1 });
    expect(drawn.points[0]).toMatchObject({ mean: 5, lpl: null, upl: null, outside: false, rel: 0 });
    expect(drawn.assurance).toBeNull();
  });

  it("gives no limits where no two neighbours are known", () => {
    const drawn = chart([5, null, 9, null, 4], { target: 1 });
    expect(drawn.points[2]).toMatchObject({ mean: 6, lpl: null, upl: null, rel: 1 });
    expect(drawn.points[1]).toMatchObject({ y: null, rel: null, specialCause: "Common Cause" });
    expect(drawn.assurance).toBeNull();
  });
});

describe("what cannot be charted", () => {
  it("is said in a sentence", () => {
    expect(xmrProblem(series([1, 2]))).toBeNull();
    expect(xmrProblem(series([]))).toMatch("no points");
    expect(xmrProblem(series([1, -1e101]))).toMatch("too large");
    expect(xmrProblem(series([1], { fixAfterNPoints: 11 }))).toMatch("at least 12");
    const twice = [
      { x: "2026-01-01", y: 1 },
      { x: "2026-01-01", y: 2 },
    ];
    expect(xmrProblem({ ...series([]), points: twice })).toMatch("2026-01-01");
  });
});

const value = fc.integer({ min: -50, max: 50 });
const steady = fc.array(fc.option(value, { freq: 10 }), { minLength: 2, maxLength: 60 });

function flagsOf(drawn: XmrChart) {
  return drawn.points.map(({ outside, near, trend, twoInThree, shift, rel, specialCause }) => ({
    outside,
    near,
    trend,
    twoInThree,
    shift,
    rel,
    specialCause,
  }));
}

/** Whether a point lies so close to a line that rounding decides its side. */
function isClose(drawn: XmrChart): boolean {
  return drawn.points.some(({ y, mean, lpl, upl }) => {
    if (y === null || mean === null || lpl === null || upl === null) return false;
    const sigma = (upl - mean) / 3;
    const lines = [lpl, upl, mean - 2 * sigma, mean + 2 * sigma];
    return lines.some((line) => Math.abs(y - line) < 1e-9);
  });
}

describe("whatever the series", () => {
  it("a shift and a change of scale move the lines and leave the flags", () => {
    fc.assert(
      fc.property(
        steady,
        fc.integer({ min: -1000, max: 1000 }),
        fc.constantFrom(0.25, 2, 8, 1024),
        (values, add, times) => {
          const before = chart(values);
          fc.pre(!isClose(before));
          const after = chart(values.map((y) => (y === null ? null : y * times + add)));
          expect(flagsOf(after)).toEqual(flagsOf(before));
          for (const [index, point] of before.points.entries()) {
            const moved = after.points[index];
            if (point.upl === null || moved?.upl === null || moved === undefined) continue;
            expect(moved.upl).toBeCloseTo(point.upl * times + add, 6);
          }
        },
      ),
    );
  });

  it("turning it upside down turns every signal over", () => {
    fc.assert(
      fc.property(steady, (values) => {
        const before = chart(values);
        const after = chart(
          values.map((y) => (y === null ? null : -y)),
          { improvementDirection: "decrease" },
        );
        expect(after.points.map((point) => point.pointType)).toEqual(
          before.points.map((point) => point.pointType),
        );
        expect(after.points.map((point) => point.outside)).toEqual(
          before.points.map((point) => point.outside),
        );
      }),
    );
  });

  it("points in any order make the same chart", () => {
    fc.assert(
      fc.property(steady, (values) => {
        const input = series(values);
        expect(xmrChart({ ...input, points: [...input.points].reverse() })).toEqual(xmrChart(input));
      }),
    );
  });

  it("a rebase charts its two sides as if alone", () => {
    fc.assert(
      fc.property(steady, steady, (before, after) => {
        const whole = chart([...before, ...after], { rebase: [dateAt(before.length)] });
        const flags = [...flagsOf(chart(before)), ...flagsOf(chart(after))];
        expect(flagsOf(whole)).toEqual(flags);
      }),
    );
  });

  it("a gap is never flagged and gives no range", () => {
    fc.assert(
      fc.property(steady, (values) => {
        for (const point of chart(values).points) {
          if (point.y !== null) continue;
          expect(point).toMatchObject({ rel: null, outside: false, pointType: "common_cause" });
        }
      }),
    );
  });

  it("equal values are never a signal", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e9, max: 1e9, noNaN: true }),
        fc.integer({ min: 2, max: 40 }),
        (y, count) => {
          const drawn = chart(Array.from({ length: count }, () => y));
          expect(drawn.points.every((point) => point.upl === y && point.lpl === y)).toBe(true);
          expect(new Set(causes(drawn))).toEqual(new Set(["Common Cause"]));
        },
      ),
    );
  });

  it("ties in a series of small counts never make a point outside its own limits by rounding", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 2 }), (values) => {
        for (const point of chart(values).points) {
          if (!point.outside || point.mean === null || point.upl === null) continue;
          const distance = Math.abs((point.y ?? 0) - point.mean);
          expect(distance).toBeGreaterThan(point.upl - point.mean);
        }
      }),
    );
  });
});
