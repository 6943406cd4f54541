import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { shiftFlags, trendDirections, twoOfThreeFlags } from "./xmr-rules.ts";

const side = fc.constantFrom<number | null>(-1, -1, -1, 1, 1, 1, 0, null);
const sides = fc.array(side, { maxLength: 40 });
const values = fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { freq: 12 }), { maxLength: 40 });

/** Every window of a length whose points pass a test, flagged whole: the rules as they are written down. */
function flagWindows(length: number, size: number, isSignal: (from: number) => boolean): boolean[] {
  const flags = Array.from({ length }, () => false);
  for (let from = 0; from + size <= length; from += 1) {
    if (isSignal(from)) flags.fill(true, from, from + size);
  }
  return flags;
}

describe("the shift rule", () => {
  it("needs seven in a row and flags all of a longer run", () => {
    const six = [1, 1, 1, 1, 1, 1];
    expect(shiftFlags([...six, -1])).toEqual(Array(7).fill(false));
    expect(shiftFlags([-1, ...six, 1, 1, 1, -1])).toEqual([false, ...Array(9).fill(true), false]);
  });

  it("is broken by a point on the mean and by a gap", () => {
    expect(shiftFlags([1, 1, 1, 0, 1, 1, 1, 1])).not.toContain(true);
    expect(shiftFlags([1, 1, 1, null, 1, 1, 1, 1])).not.toContain(true);
  });

  it("is every window of seven on one side", () => {
    fc.assert(
      fc.property(sides, (given) => {
        const wanted = flagWindows(given.length, 7, (from) => {
          const window = given.slice(from, from + 7);
          return window.every((one) => one === 1) || window.every((one) => one === -1);
        });
        expect(shiftFlags(given)).toEqual(wanted);
      }),
    );
  });
});

describe("the trend rule", () => {
  it("needs seven points that only rise or only fall", () => {
    expect(trendDirections([1, 2, 3, 4, 5, 6])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(trendDirections([1, 2, 3, 4, 5, 6, 7])).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(trendDirections([7, 6, 5, 4, 3, 2, 1, 1])).toEqual([-1, -1, -1, -1, -1, -1, -1, 0]);
  });

  it("is broken by one tie and by a gap", () => {
    expect(trendDirections([1, 2, 3, 4, 4, 5, 6, 7])).toEqual(Array(8).fill(0));
    expect(trendDirections([1, 2, 3, 4, null, 5, 6, 7])).toEqual(Array(8).fill(0));
  });

  it("gives the point where a rise meets a fall to the later one", () => {
    const peak = [1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1];
    expect(trendDirections(peak)).toEqual([1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1, -1]);
  });

  it("is every window of seven with six steps one way", () => {
    fc.assert(
      fc.property(values, (given) => {
        const steps = (from: number, way: number): boolean =>
          [1, 2, 3, 4, 5, 6].every((step) => {
            const before = given[from + step - 1] ?? null;
            const after = given[from + step] ?? null;
            return before !== null && after !== null && Math.sign(after - before) === way;
          });
        const wanted = flagWindows(given.length, 7, (from) => steps(from, 1) || steps(from, -1));
        expect(trendDirections(given).map((way) => way !== 0)).toEqual(wanted);
      }),
    );
  });
});

describe("the two of three rule", () => {
  it("flags only the near points of three on one side", () => {
    expect(twoOfThreeFlags([1, 1, 1], [true, false, true])).toEqual([true, false, true]);
    expect(twoOfThreeFlags([1, -1, 1], [true, false, true])).toEqual([false, false, false]);
    expect(twoOfThreeFlags([1, 1, null], [true, true, false])).toEqual([false, false, false]);
    expect(twoOfThreeFlags([1, 1, 1, 1], [true, false, false, true])).not.toContain(true);
  });

  it("is every window of three with two near", () => {
    fc.assert(
      fc.property(sides, fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (given, any) => {
        const near = given.map((one, index) => one !== null && one !== 0 && any[index] === true);
        const wanted = flagWindows(given.length, 3, (from) => {
          const window = given.slice(from, from + 3);
          const together = window.every((one) => one === 1) || window.every((one) => one === -1);
          return together && near.slice(from, from + 3).filter(Boolean).length >= 2;
        });
        expect(twoOfThreeFlags(given, near)).toEqual(
          wanted.map((flag, index) => flag && near[index] === true),
        );
      }),
    );
  });
});

describe("a gap", () => {
  it("parts a series as if its two sides were charted alone", () => {
    fc.assert(
      fc.property(values, values, (before, after) => {
        expect(trendDirections([...before, null, ...after])).toEqual([
          ...trendDirections(before),
          0,
          ...trendDirections(after),
        ]);
      }),
    );
    fc.assert(
      fc.property(sides, sides, (before, after) => {
        expect(shiftFlags([...before, null, ...after])).toEqual([
          ...shiftFlags(before),
          false,
          ...shiftFlags(after),
        ]);
      }),
    );
  });
});
