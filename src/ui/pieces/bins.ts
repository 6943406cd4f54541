/** How many took so many days. */
export interface DayCount {
  days: number;
  count: number;
}

/** A run of days, both ends included. */
export interface Bin {
  from: number;
  to: number;
  count: number;
}

/**
 * Groups days into at most about `most` runs of equal length. A run always ends on the deadline, so that no bar
 * stands for some that were in time and some that were late.
 */
export function bins(counts: readonly DayCount[], deadline: number, most: number): Bin[] {
  const days = counts.filter(({ count }) => count > 0).map((entry) => entry.days);
  const lowest = Math.min(0, ...days);
  const highest = Math.max(deadline + 1, ...days);
  const span = Math.max(1, Math.ceil((highest - lowest + 1) / most));
  // The first run may begin before day 0 by a few empty days; it is cut back to where the days begin.
  const start = deadline - span * Math.ceil((deadline - lowest + 1) / span) + 1;
  const made: Bin[] = [];
  for (let from = start; from <= highest; from += span) {
    made.push({ from: Math.max(from, lowest), to: from + span - 1, count: 0 });
  }
  for (const { days: day, count } of counts) {
    const bin = made[Math.floor((day - start) / span)];
    if (bin) bin.count += count;
  }
  return made;
}
