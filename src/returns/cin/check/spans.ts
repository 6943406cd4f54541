import { toDay, type IsoDate } from "../../../kernel/dates.ts";

/** A stretch of days, its first and last included. `last` before `first` covers nothing. */
export type Span<T> = { readonly first: IsoDate; readonly last: IsoDate; readonly of: T };

/** The span, other than `except`, that covers a day; undefined when none does. */
export type Covering<T> = (day: IsoDate, except?: T) => T | undefined;

/**
 * Finds which of many spans covers a day, in time that grows with their number times its logarithm only, because a hostile file can
 * give one child thousands. For each start it keeps the two spans so far that end last: one of them covers the day if any does.
 */
export function covering<T>(spans: readonly Span<T>[]): Covering<T> {
  const sorted = spans.toSorted((a, b) => toDay(a.first) - toDay(b.first));
  const best: { readonly one: Span<T>; readonly two: Span<T> | undefined }[] = [];
  for (const span of sorted) {
    const before = best.at(-1);
    if (before === undefined) best.push({ one: span, two: undefined });
    else if (span.last > before.one.last) best.push({ one: span, two: before.one });
    else if (before.two === undefined || span.last > before.two.last)
      best.push({ one: before.one, two: span });
    else best.push(before);
  }
  return (day, except) => {
    const found = best[lastStarted(sorted, day)];
    for (const span of [found?.one, found?.two]) {
      if (span !== undefined && span.of !== except && span.last >= day) return span.of;
    }
    return undefined;
  };
}

/** The index of the last span that starts on or before a day; -1 when none does. */
function lastStarted(sorted: readonly Span<unknown>[], day: IsoDate): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const span = sorted[middle];
    if (span !== undefined && span.first <= day) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
