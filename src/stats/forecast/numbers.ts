export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const x of values) sum += x;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Quantile by linear interpolation between order statistics (R type 7). `sorted` ascends. */
export function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (at - Math.floor(at)) * (high - low);
}

/** Slope of the straight line through values at 0, 1, 2 ... by least squares. */
export function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  let top = 0;
  let bottom = 0;
  values.forEach((y, t) => {
    top += (t - middle) * y;
    bottom += (t - middle) ** 2;
  });
  return bottom === 0 ? 0 : top / bottom;
}
