import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analyseRuns } from "./runs.ts";

describe("runs analysis", () => {
  it("counts the longest run and the crossings of the centre line", () => {
    // Sides: + + - - - + - : runs of 2, 3, 1, 1.
    const runs = analyseRuns([6, 7, 3, 2, 1, 9, 4], 5);
    expect(runs).toEqual({
      usefulObs: 7,
      longestRun: 3,
      // log2 of 7 is 2.8, so 3 and 3.
      longestRunMax: 6,
      crossings: 3,
      // Six coins: 1/64 and 7/64, so one is the first count to reach 5%.
      crossingsMin: 1,
      runsSignal: false,
    });
  });

  it("passes over points on the line and points that are missing", () => {
    const runs = analyseRuns([6, 5, 6, null, 6], 5);
    expect(runs.usefulObs).toBe(3);
    expect(runs.longestRun).toBe(3);
    expect(runs.crossings).toBe(0);
  });

  it("signals a long run, and too few crossings", () => {
    const nine = Array.from({ length: 9 }, () => 1);
    expect(analyseRuns([...nine, -1, 1, -1, 1, -1, 1, -1], 0).runsSignal).toBe(true);
    const eights = [1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1, -1];
    // Six a side is no long run of twelve points (at most 7), but one crossing is fewer than 3.
    expect(analyseRuns(eights, 0)).toMatchObject({
      longestRun: 6,
      longestRunMax: 7,
      crossings: 1,
      crossingsMin: 3,
      runsSignal: true,
    });
  });

  it("has nothing to say where every point is on the line", () => {
    const nothing = { usefulObs: 0, longestRun: null, crossings: null, runsSignal: false };
    expect(analyseRuns([2, 2, 2], 2)).toMatchObject(nothing);
    expect(analyseRuns([2, 2, 2], null)).toMatchObject(nothing);
  });

  it("sees the same runs upside down", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5, max: 5 })), (values) => {
        expect(analyseRuns(values, 0)).toEqual(
          analyseRuns(
            values.map((value) => -value),
            0,
          ),
        );
      }),
    );
  });
});
