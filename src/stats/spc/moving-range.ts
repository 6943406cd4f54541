import { meanOf } from "../numeric/averages.ts";

/** A moving range beyond this many average moving ranges is screened out: the upper limit of a chart of ranges of two (D4). */
const SCREEN_AT = 3.267;

/** Differences between neighbours that are both present. A gap makes no range. */
export function movingRanges(values: readonly (number | null)[]): number[] {
  const ranges: number[] = [];
  for (const [index, value] of values.entries()) {
    const before = index === 0 ? null : (values[index - 1] ?? null);
    if (value !== null && before !== null) ranges.push(Math.abs(value - before));
  }
  return ranges;
}

/**
 * Average moving range. With `screen`, ranges of 3.267 averages or more are left out once and the rest averaged again; where that would
 * leave an average of zero although values vary, the unscreened average stands, or one odd value among equal ones would pull the limits
 * onto the mean. Null where no two neighbours are present.
 */
export function averageMovingRange(values: readonly (number | null)[], screen: boolean): number | null {
  const ranges = movingRanges(values);
  const plain = meanOf(ranges);
  if (plain === null || !screen) return plain;
  const screened = meanOf(ranges.filter((range) => range < SCREEN_AT * plain));
  return screened === null || screened === 0 ? plain : screened;
}
