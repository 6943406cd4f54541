/** Beyond this standard deviation the steps of a count no longer matter and a smooth curve is used. */
const SMOOTH_FROM = 20_000;

/**
 * Quantiles of the negative binomial with the given mean and variance; Poisson where the variance is not above the mean.
 * Each is the smallest whole number x with P(X <= x) at least p.
 * @param probabilities each between 0 and 1, ascending
 * @param mean 0 or more
 */
export function negativeBinomialQuantiles(
  probabilities: readonly number[],
  mean: number,
  variance: number,
): number[] {
  if (!(mean > 0)) return probabilities.map(() => 0);
  const sd = Math.sqrt(Math.max(variance, mean));
  if (sd > SMOOTH_FROM) return probabilities.map((p) => Math.round(gammaQuantile(p, mean, sd)));
  // Start where the left tail no longer matters, or at 0; a heavy right tail is walked as far as it goes.
  let x = Math.max(0, Math.floor(mean - 12 * sd));
  let logP = logProbability(x, mean, variance);
  let total = Math.exp(logP);
  const end = Math.ceil(mean + 60 * sd + 60);
  return probabilities.map((p) => {
    while (total < p && x < end) {
      logP += logRatio(x, mean, variance);
      x += 1;
      total += Math.exp(logP);
    }
    return x;
  });
}

/** Natural logarithm of P(X = x). */
export function logProbability(x: number, mean: number, variance: number): number {
  if (!overdispersed(mean, variance)) return x * Math.log(mean) - mean - logGamma(x + 1);
  const size = (mean * mean) / (variance - mean);
  return (
    logGamma(x + size) -
    logGamma(size) -
    logGamma(x + 1) -
    size * Math.log1p(mean / size) +
    x * Math.log(mean / (mean + size))
  );
}

function logRatio(x: number, mean: number, variance: number): number {
  if (!overdispersed(mean, variance)) return Math.log(mean / (x + 1));
  const size = (mean * mean) / (variance - mean);
  return Math.log(((x + size) / (x + 1)) * (mean / (mean + size)));
}

/** A hair above the mean is Poisson to every digit, and the size parameter would lose precision. */
function overdispersed(mean: number, variance: number): boolean {
  return variance > mean * (1 + 1e-7);
}

/** Stirling's series after moving the argument above 10. */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  while (z < 10) {
    shift -= Math.log(z);
    z += 1;
  }
  const inverse = 1 / z;
  const square = inverse * inverse;
  return (
    shift +
    (z - 0.5) * Math.log(z) -
    z +
    0.9189385332046727 +
    inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)))
  );
}

/** Wilson and Hilferty's cube for a gamma of the same mean and deviation. */
function gammaQuantile(p: number, mean: number, sd: number): number {
  const shape = (mean / sd) ** 2;
  const c = 1 / (9 * shape);
  return mean * Math.max(0, 1 - c + normalQuantile(p) * Math.sqrt(c)) ** 3;
}

const A = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const B = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
];
const C = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
  2.938163982698783,
];
const D = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];

/** Standard normal quantile (Acklam's rational approximation, relative error below 1.2e-9), p strictly between 0 and 1. */
export function normalQuantile(p: number): number {
  const polynomial = (coefficients: readonly number[], x: number) =>
    coefficients.reduce((sum, c) => sum * x + c, 0);
  const tail = 0.02425;
  if (p > 0.5) return -normalQuantile(1 - p);
  if (p < tail) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(C, q) / polynomial(D, q);
  }
  const q = p - 0.5;
  return (polynomial(A, q * q) * q) / polynomial(B, q * q);
}
