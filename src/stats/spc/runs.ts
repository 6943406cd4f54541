import { binomialQuantile } from "../numeric/binomial.ts";

/** Runs analysis of one part of a chart. The four numbers are null where no point lies off the centre line. */
export interface RunsAnalysis {
  /** Points that are not on the centre line. */
  usefulObs: number;
  longestRun: number | null;
  /** A longer run than this is a signal. */
  longestRunMax: number | null;
  crossings: number | null;
  /** Fewer crossings than this is a signal. */
  crossingsMin: number | null;
  runsSignal: boolean;
}

/**
 * Anhoej rules on points against a centre line: an unusually long run on one side, or unusually few crossings. Points on the line and
 * missing points are passed over. Sources: Anhoej and Olesen 2014; longest run after Schilling 2012, crossings from the
 * 5% point of Binomial(useful - 1, 1/2), Chen 2010.
 */
export function analyseRuns(values: readonly (number | null)[], centre: number | null): RunsAnalysis {
  const sides = values
    .map((value) => (value === null || centre === null ? 0 : Math.sign(value - centre)))
    .filter((side) => side !== 0);
  const usefulObs = sides.length;
  if (usefulObs === 0) {
    return {
      usefulObs,
      longestRun: null,
      longestRunMax: null,
      crossings: null,
      crossingsMin: null,
      runsSignal: false,
    };
  }
  let longestRun = 0;
  let run = 0;
  let crossings = 0;
  for (const [index, side] of sides.entries()) {
    const crosses = index > 0 && side !== sides[index - 1];
    crossings += crosses ? 1 : 0;
    run = crosses ? 1 : run + 1;
    longestRun = Math.max(longestRun, run);
  }
  const longestRunMax = Math.round(Math.log2(usefulObs)) + 3;
  const crossingsMin = binomialQuantile(0.05, usefulObs - 1, 0.5);
  const runsSignal = longestRun > longestRunMax || crossings < crossingsMin;
  return { usefulObs, longestRun, longestRunMax, crossings, crossingsMin, runsSignal };
}
