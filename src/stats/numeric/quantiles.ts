import { gammaTails, lnGamma, lnPoissonTerm } from "./gamma.ts";

/** Chance that a standard normal value is at most z. */
export function normalCdf(z: number): number {
  if (z === 0) return 0.5;
  const tails = gammaTails(0.5, (z * z) / 2);
  return z < 0 ? tails.upper / 2 : 0.5 + tails.lower / 2;
}

/**
 * The z that a standard normal value exceeds with chance 1 - share. `share` strictly between 0 and 1. Found by Newton's method on the
 * logarithm of the tail, which is concave, so it cannot run away.
 */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) {
    throw new RangeError(`normalQuantile needs a share between 0 and 1, not ${share}`);
  }
  if (share === 0.5) return 0;
  const tail = Math.min(share, 1 - share);
  let z = Math.sqrt(-2 * Math.log(tail)) - 0.5;
  if (z < 0) z = 0.01;
  for (let step = 0; step < 60; step += 1) {
    const upper = normalCdf(-z);
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const change = ((Math.log(upper) - Math.log(tail)) * upper) / density;
    z += change;
    if (Math.abs(change) < 1e-14 * Math.max(1, Math.abs(z))) break;
  }
  return share < 0.5 ? -z : z;
}

/** Widest span of ln x in which a gamma quantile can lie and still be a double. */
const LOWEST_LN = -745;
const HIGHEST_LN = 700;

/** Beyond this shape the cube root of a gamma value is normal to thirteen figures (Wilson and Hilferty, 1931). */
const NORMAL_FROM = 1e8;

/** The x with P(a, x) = share: quantile of the gamma distribution with shape a and scale 1. Newton on ln x, kept inside a shrinking bracket. */
export function gammaQuantile(share: number, a: number): number {
  if (!(share >= 0 && share < 1) || !(a > 0)) {
    throw new RangeError(
      `gammaQuantile needs a share of at least 0 and below 1 and a shape above 0, not ${share} and ${a}`,
    );
  }
  if (share === 0) return 0;
  // For a very small shape nearly all the weight lies next to zero, where P(a, x) is x^a / gamma(a + 1) and can be solved at once.
  const nearZero = (Math.log(share) + lnGamma(a + 1)) / a;
  if (nearZero < -40) return Math.exp(nearZero);
  const cubeRoot = 1 - 1 / (9 * a) + normalQuantile(share) / (3 * Math.sqrt(a));
  if (a > NORMAL_FROM) return a * cubeRoot ** 3;
  let low = LOWEST_LN;
  let high = HIGHEST_LN;
  let t = cubeRoot > 0.1 ? Math.log(a) + 3 * Math.log(cubeRoot) : nearZero;
  for (let step = 0; step < 200; step += 1) {
    const x = Math.exp(t);
    const { lower, upper } = gammaTails(a, x);
    const above = share < 0.5 ? lower > share : upper < 1 - share;
    if (above) high = t;
    else low = t;
    // The slope of P in ln x is x times the density, which is a times the Poisson term.
    const slope = a * Math.exp(lnPoissonTerm(a, x));
    const gap =
      share < 0.5
        ? lower * (Math.log(share) - Math.log(lower))
        : upper * (Math.log(upper) - Math.log(1 - share));
    const next = t + gap / slope;
    // Settled: asked before the bracket is, because rounding can put the last whisker on its wrong side.
    if (Math.abs(next - t) < 1e-13) return Math.exp(next);
    t = next > low && next < high ? next : (low + high) / 2;
  }
  return Math.exp(t);
}

/** Quantile of the chi-square distribution; `degrees` above 0 and not only whole. */
export function chiSquareQuantile(share: number, degrees: number): number {
  return 2 * gammaQuantile(share, degrees / 2);
}
