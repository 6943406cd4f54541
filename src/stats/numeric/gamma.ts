/** Coefficients of Stirling's series for ln gamma: B(2k) / (2k (2k - 1)), from the Bernoulli numbers. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const;

/** From here up, seven terms of Stirling's series are exact to double precision. */
const STIRLING_FROM = 15;

const HALF_LN_TWO_PI = 0.5 * Math.log(2 * Math.PI);

/** What Stirling's main terms leave out of ln gamma(x + 1), for x of 15 or more. */
function stirlingError(x: number): number {
  const square = x * x;
  let power = x;
  let error = 0;
  for (const coefficient of STIRLING) {
    error += coefficient / power;
    power *= square;
  }
  return error;
}

/** Natural logarithm of the gamma function, for x above 0. */
export function lnGamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`lnGamma needs a number above 0, not ${x}`);
  let shifted = x;
  let product = 1;
  while (shifted < STIRLING_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const main = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI;
  return main + stirlingError(shifted) - Math.log(product);
}

/** u - ln(1 + u), by its series near 0 where the plain form loses its digits. */
function excessOverLog(u: number): number {
  if (Math.abs(u) > 0.1) return u - Math.log1p(u);
  let power = u * u;
  let sum = 0;
  for (let k = 2; k < 40; k += 1) {
    const term = power / k;
    sum += k % 2 === 0 ? term : -term;
    if (Math.abs(term) < 1e-18 * Math.abs(sum)) break;
    power *= u;
  }
  return sum;
}

/**
 * ln(x^a e^-x / gamma(a + 1)), the Poisson probability of a at mean x with a not only whole. Written around x = a for large a, where the
 * three plain terms are huge and nearly cancel (Loader, 2000).
 */
export function lnPoissonTerm(a: number, x: number): number {
  if (x === 0) return a === 0 ? 0 : -Infinity;
  if (a < STIRLING_FROM) return a * Math.log(x) - x - lnGamma(a + 1);
  return -a * excessOverLog((x - a) / a) - stirlingError(a) - HALF_LN_TWO_PI - 0.5 * Math.log(a);
}

function lowerBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k += 1) {
    term *= x / (a + k);
    sum += term;
  }
  return sum * Math.exp(lnPoissonTerm(a, x));
}

/** Continued fraction for the upper tail, evaluated forwards (modified Lentz). */
function upperByFraction(a: number, x: number): number {
  const tiny = 1e-300;
  let b = x + 1 - a;
  let c = 1 / tiny;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1_000_000; k += 1) {
    const numerator = -k * (k - a);
    b += 2;
    d = numerator * d + b;
    c = b + numerator / c;
    if (Math.abs(d) < tiny) d = tiny;
    if (Math.abs(c) < tiny) c = tiny;
    d = 1 / d;
    const step = d * c;
    fraction *= step;
    if (Math.abs(step - 1) < 1e-16) break;
  }
  return a * fraction * Math.exp(lnPoissonTerm(a, x));
}

/**
 * Regularised incomplete gamma function, both tails: `lower` = P(a, x), `upper` = 1 - P(a, x), each to full relative precision on its
 * own side. a above 0, x at least 0.
 */
export function gammaTails(a: number, x: number): { lower: number; upper: number } {
  if (!(a > 0) || !(x >= 0)) {
    throw new RangeError(`gammaTails needs a above 0 and x of 0 or more, not ${a} and ${x}`);
  }
  if (x === 0) return { lower: 0, upper: 1 };
  if (x === Infinity) return { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = Math.min(1, lowerBySeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, upperByFraction(a, x));
  return { lower: 1 - upper, upper };
}
