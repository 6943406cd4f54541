export type Minimum = { at: Float64Array; value: number };

/** The simplex moves of Nelder and Mead (1965), as shares of the way from the centre to the worst corner. */
const REFLECT = -1;
const EXPAND = -2;
const CONTRACT_OUTSIDE = -0.5;
const CONTRACT_INSIDE = 0.5;
const SHRINK = 0.5;

/**
 * Finds a local minimum of `f` without derivatives (Nelder and Mead 1965).
 * @param f value to make small; Infinity outside the allowed region; must not keep the array it is given
 * @param start first point, inside the region
 * @param step how far to move each coordinate for the first simplex, same length as `start`
 * @param limits `evaluations` is the most calls of f (a last move may add a few); stops early when the simplex's values
 *   agree to `tolerance`, relative
 */
export function nelderMead(
  f: (at: Float64Array) => number,
  start: ArrayLike<number>,
  step: ArrayLike<number>,
  limits: { evaluations: number; tolerance: number },
): Minimum {
  const n = start.length;
  let calls = 0;
  const measure = (at: Float64Array): number => {
    calls += 1;
    const value = f(at);
    return Number.isNaN(value) ? Infinity : value;
  };
  const corners: Float64Array[] = [];
  const values = new Float64Array(n + 1);
  // The sum of all corners is kept up to date rather than taken anew at each move: most of the time would go there.
  const sum = new Float64Array(n);
  for (let v = 0; v <= n; v += 1) {
    const corner = Float64Array.from(start);
    if (v > 0) corner[v - 1] = (corner[v - 1] ?? 0) + (step[v - 1] ?? 0);
    corners.push(corner);
    values[v] = measure(corner);
    for (let i = 0; i < n; i += 1) sum[i] = (sum[i] ?? 0) + (corner[i] ?? 0);
  }
  const point = new Float64Array(n);
  const spare = new Float64Array(n);
  /** Fills `into` with the point `share` of the way from the centre of the other corners to `worst`. */
  const place = (into: Float64Array, worst: Float64Array, share: number): void => {
    for (let i = 0; i < n; i += 1) {
      const x = worst[i] ?? 0;
      const centre = ((sum[i] ?? 0) - x) / n;
      into[i] = centre + share * (x - centre);
    }
  };
  const replace = (corner: Float64Array, by: Float64Array): void => {
    for (let i = 0; i < n; i += 1) sum[i] = (sum[i] ?? 0) + (by[i] ?? 0) - (corner[i] ?? 0);
    corner.set(by);
  };
  for (;;) {
    const { best, worst, nextWorst } = rank(values);
    const low = values[best] ?? Infinity;
    const high = values[worst] ?? Infinity;
    const corner = corners[worst];
    const bestCorner = corners[best];
    if (corner === undefined || bestCorner === undefined)
      return { at: Float64Array.from(start), value: Infinity };
    const settled = high - low <= limits.tolerance * (Math.abs(low) + limits.tolerance);
    if (n === 0 || settled || calls >= limits.evaluations) return { at: bestCorner, value: low };

    place(point, corner, REFLECT);
    const reflected = measure(point);
    if (reflected < low) {
      place(spare, corner, EXPAND);
      const expanded = measure(spare);
      values[worst] = Math.min(expanded, reflected);
      replace(corner, expanded < reflected ? spare : point);
    } else if (reflected < (values[nextWorst] ?? Infinity)) {
      values[worst] = reflected;
      replace(corner, point);
    } else {
      place(spare, corner, reflected < high ? CONTRACT_OUTSIDE : CONTRACT_INSIDE);
      const contracted = measure(spare);
      if (contracted < Math.min(reflected, high)) {
        values[worst] = contracted;
        replace(corner, spare);
      } else {
        corners.forEach((each, v) => {
          if (v === best) return;
          for (let i = 0; i < n; i += 1) {
            const towards = bestCorner[i] ?? 0;
            spare[i] = towards + SHRINK * ((each[i] ?? 0) - towards);
          }
          replace(each, spare);
          values[v] = measure(each);
        });
      }
    }
  }
}

/** Places of the smallest, the largest and the largest but one. */
function rank(values: Float64Array): { best: number; worst: number; nextWorst: number } {
  let best = 0;
  let worst = 0;
  let nextWorst = 0;
  for (let v = 1; v < values.length; v += 1) {
    const value = values[v] ?? 0;
    if (value < (values[best] ?? 0)) best = v;
    if (value > (values[worst] ?? 0)) {
      nextWorst = worst;
      worst = v;
    } else if (nextWorst === worst || value > (values[nextWorst] ?? 0)) nextWorst = v;
  }
  return { best, worst, nextWorst };
}
