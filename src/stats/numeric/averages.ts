/**
 * Sum of doubles with the rounding errors carried along (Neumaier, 1974): the result is the true sum, rounded once,
 * for any series this product will meet. Also returns what the rounding left over, so that a mean can use it.
 */
function sumWithRemainder(values: readonly number[]): { sum: number; remainder: number } {
  let sum = 0;
  let remainder = 0;
  for (const value of values) {
    const next = sum + value;
    remainder += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  const rounded = sum + remainder;
  return { sum: rounded, remainder: sum - rounded + remainder };
}

/** Sum, exact to the last place. Zero for no values. */
export function sumOf(values: readonly number[]): number {
  return sumWithRemainder(values).sum;
}

/** How far `quotient * divisor` falls short of `dividend`, without rounding (Dekker, 1971). `divisor` is a small whole number. */
function divisionRemainder(dividend: number, quotient: number, divisor: number): number {
  const split = 134217729 * quotient;
  const high = split - (split - quotient);
  const low = quotient - high;
  if (!Number.isFinite(high)) return 0;
  return dividend - high * divisor - low * divisor;
}

/**
 * Arithmetic mean, rounded once: whether a point lies exactly on its mean decides whether a run of points is broken, so
 * the last binary place matters. Null for no values.
 */
export function meanOf(values: readonly number[]): number | null {
  const count = values.length;
  if (count === 0) return null;
  const { sum, remainder } = sumWithRemainder(values);
  const quotient = sum / count;
  return quotient + (divisionRemainder(sum, quotient, count) + remainder) / count;
}

/** Middle value, or the mean of the two middle values. Null for no values. */
export function medianOf(values: readonly number[]): number | null {
  return quantileOf(values, 0.5);
}

/**
 * Sample quantile by straight-line interpolation between order statistics (Hyndman and Fan's type 7, the default of R).
 * `share` between 0 and 1. Null for no values.
 */
export function quantileOf(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)];
  const above = sorted[Math.ceil(position)];
  if (below === undefined || above === undefined) return null;
  const part = position - Math.floor(position);
  // Halves are averaged, not interpolated, so that a median is the plain mean of its two neighbours.
  if (part === 0.5) return (below + above) / 2;
  return below + part * (above - below);
}
