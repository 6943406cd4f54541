import { powerOfTwoAtLeast, transform } from "../numeric/fft.ts";
import { loadMoments } from "./load.ts";
import type { LoadInput, OpenCases } from "./load.ts";

/** Distribution of the weight of all open cases at a moment. */
export interface LoadDistribution {
  mean: number;
  variance: number;
  /** Chance that the open cases weigh at most so many points. */
  atMost: (points: number) => number;
}

/** Decimal places of a weight that are told apart. */
const DECIMALS = 4;

/** Longest lattice that is transformed: about a second's work. */
const LONGEST = 2 ** 22;

/** What the tail cut off may weigh in all. */
const NEGLIGIBLE = 1e-15;

function greatestCommonDivisor(a: number, b: number): number {
  let large = a;
  let small = b;
  while (small !== 0) [large, small] = [small, large % small];
  return large;
}

/** Largest step, in points, of which every weight is a whole multiple. */
function latticeStep(cases: readonly OpenCases[]): number {
  const scale = 10 ** DECIMALS;
  const whole = cases.map(({ weight }) => Math.max(1, Math.round(weight * scale)));
  return whole.reduce(greatestCommonDivisor, 0) / scale;
}

/**
 * How far above its mean the load must go before the chance of more is negligible: Bennett's inequality for a sum of jumps no larger than
 * `largest`, doubled out until it holds.
 */
function reach(mean: number, variance: number, largest: number): number {
  let beyond = Math.max(largest, Math.sqrt(variance));
  const lnChance = (t: number): number => {
    const ratio = (largest * t) / variance;
    return -(variance / (largest * largest)) * ((1 + ratio) * Math.log1p(ratio) - ratio);
  };
  while (lnChance(beyond) > Math.log(NEGLIGIBLE)) beyond *= 1.25;
  return mean + beyond;
}

/** With an uncertain forecast the tail is a gamma's: fourteen of its widths and forty of its scales leave nothing out. */
function forecastReach(mean: number, variation: number): number {
  return 14 * variation * mean + 40 * variation * variation * mean;
}

/** Says whether a load is too large for the exact distribution, in a sentence, or null. The quick form has no such limit. */
export function compoundProblem(load: LoadInput): string | null {
  return latticeSize(load) > LONGEST
    ? "the load is too large for the exact distribution at this fineness of weights: use the quick form"
    : null;
}

function latticeSize(load: LoadInput): number {
  const { mean, variance } = loadMoments(load);
  if (mean === 0) return 1;
  const families = load.familySizes?.length ?? 1;
  const largest = Math.max(...load.cases.map(({ weight }) => weight)) * families;
  const variation = load.forecastVariation ?? 0;
  const chance = variance - (variation * mean) ** 2;
  const top = reach(mean, chance, largest) + forecastReach(mean, variation);
  return powerOfTwoAtLeast(Math.ceil(top / latticeStep(load.cases)) + 1);
}

/**
 * Exact distribution of a compound Poisson load, by transforming its probability generating function: Panjer's recursion underflows beyond
 * about 700 open cases. Children of one family come and go together. An uncertain forecast scales every rate by one gamma variable of mean 1, whose
 * generating function is just as simple, so the variance is the quick form's. The load must have passed `loadProblem` and `compoundProblem`.
 */
export function loadDistribution(load: LoadInput): LoadDistribution {
  const { mean, variance } = loadMoments(load);
  if (mean === 0) return { mean, variance, atMost: (points) => (points >= 0 ? 1 : 0) };
  const step = latticeStep(load.cases);
  const size = latticeSize(load);

  const sizes = load.familySizes ?? [1];
  const meanSize = sizes.reduce((total, chance, index) => total + chance * (index + 1), 0);
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  let rate = 0;
  for (const { weight, open } of load.cases) {
    const families = open / meanSize;
    rate += families;
    for (const [index, chance] of sizes.entries()) {
      const at = Math.round((weight * (index + 1)) / step);
      if (chance > 0 && at < size) re[at] = (re[at] ?? 0) + families * chance;
    }
  }

  // From the rates of arrivals of each weight to the transform of the load: exp(rate (phi - 1)), or its gamma mixture.
  transform(re, im);
  const uncertainty = (load.forecastVariation ?? 0) ** 2;
  for (let k = 0; k < size; k += 1) {
    const excessRe = (re[k] ?? 0) - rate;
    const excessIm = im[k] ?? 0;
    let lnSize = excessRe;
    let angle = excessIm;
    if (uncertainty > 0) {
      const baseRe = 1 - uncertainty * excessRe;
      const baseIm = -uncertainty * excessIm;
      lnSize = -Math.log(Math.hypot(baseRe, baseIm)) / uncertainty;
      angle = -Math.atan2(baseIm, baseRe) / uncertainty;
    }
    const magnitude = Math.exp(lnSize);
    // Conjugated, because transforming the conjugate is transforming back.
    re[k] = magnitude * Math.cos(angle);
    im[k] = -magnitude * Math.sin(angle);
  }
  transform(re, im);

  let total = 0;
  const cumulative = re.map((chance) => {
    total += Math.max(0, chance / size);
    return Math.min(1, total);
  });
  return {
    mean,
    variance,
    atMost: (points) => {
      if (points < 0) return 0;
      // A capacity that is a whole number of steps must not fall one short by rounding.
      const at = Math.floor(points / step + 1e-9);
      return at >= size - 1 ? 1 : (cumulative[at] ?? 1);
    },
  };
}
