/** Length of a run on one side of the mean, and of a trend, that is a signal. */
const RUN = 7;

/** Marks every point of every window of `length` points, given whether the window that ends at each point is a signal. */
function wholeWindows(ends: readonly boolean[], length: number): boolean[] {
  const flags = ends.map(() => false);
  for (const [end, signal] of ends.entries()) {
    if (signal) flags.fill(true, end - length + 1, end + 1);
  }
  return flags;
}

/** How many points up to and including each one share its value; 0 for null and for 0. */
function runLengths(signs: readonly (number | null)[]): number[] {
  let length = 0;
  return signs.map((sign, index) => {
    if (sign === null || sign === 0) length = 0;
    else length = sign === signs[index - 1] ? length + 1 : 1;
    return length;
  });
}

/**
 * Shift: points of any 7 in a row on one side of the mean. `sides` is the sign of each point's distance from the mean, null at a gap; a
 * point on the mean and a gap both break a run.
 */
export function shiftFlags(sides: readonly (number | null)[]): boolean[] {
  return wholeWindows(
    runLengths(sides).map((length) => length >= RUN),
    RUN,
  );
}

/**
 * Trend: points of any 7 in a row that only rise or only fall. A tie and a gap break it. Gives 1 for a rise, -1 for a fall, 0 for neither;
 * the point where a rise meets a fall belongs to the later one.
 */
export function trendDirections(values: readonly (number | null)[]): number[] {
  const steps = values.map((value, index) => {
    const before = index === 0 ? null : (values[index - 1] ?? null);
    return value === null || before === null ? null : Math.sign(value - before);
  });
  const directions = values.map(() => 0);
  for (const [end, length] of runLengths(steps).entries()) {
    if (length >= RUN - 1) directions.fill(steps[end] ?? 0, end - RUN + 1, end + 1);
  }
  return directions;
}

/**
 * Two of three: in three points in a row that are all on one side of the mean, at least two lie between the two-sigma line and the
 * limit (`near`). Only those near points are flagged. A point outside the limits is not near.
 */
export function twoOfThreeFlags(sides: readonly (number | null)[], near: readonly boolean[]): boolean[] {
  const ends = runLengths(sides).map(
    (length, end) => length >= 3 && near.slice(end - 2, end + 1).filter(Boolean).length >= 2,
  );
  return wholeWindows(ends, 3).map((inWindow, index) => inWindow && near[index] === true);
}
