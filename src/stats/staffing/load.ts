import { sumOf } from "../numeric/averages.ts";

/** Cases of one weight: `weight` in points from the local scheme, `open` the mean number open at once. */
export interface OpenCases {
  weight: number;
  open: number;
}

/** What makes the weighted load vary. */
export interface LoadInput {
  cases: readonly OpenCases[];
  /** Chances of a family of 1, 2, 3 ... children arriving and leaving together; absent means each child alone. */
  familySizes?: readonly number[];
  /** Coefficient of variation of the forecast of the load as a whole; absent means it is known. */
  forecastVariation?: number;
}

/** Mean number open at once, by Little's law: arrivals a year times the mean years each stays open. */
export function meanOpen(arrivalsPerYear: number, meanYearsOpen: number): number {
  return arrivalsPerYear * meanYearsOpen;
}

function moments(sizes: readonly number[]): { mean: number; square: number } {
  return {
    mean: sumOf(sizes.map((chance, index) => chance * (index + 1))),
    square: sumOf(sizes.map((chance, index) => chance * (index + 1) ** 2)),
  };
}

/**
 * Mean and variance, in points and points squared, of the weight of all open cases at a moment. Open cases are Poisson whatever the
 * spread of their durations (M/G/infinity); families and an uncertain forecast widen them.
 */
export function loadMoments(load: LoadInput): { mean: number; variance: number } {
  const mean = sumOf(load.cases.map(({ weight, open }) => weight * open));
  const alone = sumOf(load.cases.map(({ weight, open }) => weight * weight * open));
  const sizes = moments(load.familySizes ?? [1]);
  const forecast = ((load.forecastVariation ?? 0) * mean) ** 2;
  return { mean, variance: alone * (sizes.square / sizes.mean) + forecast };
}

/** Points a worker can really use: whole cases do not fill a limit exactly, and on average half the largest is left over. */
export function usablePoints(limit: number, cases: readonly OpenCases[]): number {
  return limit - Math.max(0, ...cases.map(({ weight }) => weight)) / 2;
}

/** Says what is wrong with a load, or null. */
export function loadProblem(load: LoadInput): string | null {
  for (const { weight, open } of load.cases) {
    if (!(weight > 0) || weight === Infinity) return `weight ${weight} must be above 0`;
    if (!(open >= 0) || open === Infinity) {
      return `the mean number open at weight ${weight} must be 0 or more`;
    }
  }
  const sizes = load.familySizes;
  if (sizes !== undefined) {
    if (sizes.some((chance) => !(chance >= 0)) || Math.abs(sumOf(sizes) - 1) > 1e-9) {
      return "familySizes must be chances that add up to 1";
    }
  }
  const variation = load.forecastVariation;
  if (variation !== undefined && !(variation >= 0 && variation < 10)) {
    return "forecastVariation must be 0 or more";
  }
  return null;
}
