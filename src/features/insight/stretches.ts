import { type IsoDate, later } from "../../kernel/dates.ts";
import { earliest } from "../../kernel/duties/states.ts";

/** Days from one to another: `until` is the first day no longer in it, null where it goes on. */
export type Stretch = { readonly from: IsoDate; readonly until: IsoDate | null };

const END: IsoDate = "9999-12-31" as IsoDate;

/** Whether a day is in a stretch. */
export const holds = (stretch: Stretch, day: IsoDate): boolean =>
  stretch.from <= day && (stretch.until === null || day < stretch.until);

/** The stretches on which something is so, given every day on which that may change. */
export function whereTrue(
  within: Stretch,
  changes: readonly IsoDate[],
  test: (day: IsoDate) => boolean,
): Stretch[] {
  return valuesOver(within, changes, test).flatMap(({ value, ...stretch }) => (value ? [stretch] : []));
}

/** A stretch cut into parts of one value each, given every day on which the value may change. */
export function valuesOver<T>(
  within: Stretch,
  changes: readonly IsoDate[],
  valueOn: (day: IsoDate) => T,
): (Stretch & { readonly value: T })[] {
  if (within.until !== null && within.until <= within.from) return [];
  const days = [...new Set([within.from, ...changes.filter((day) => holds(within, day))])].sort();
  const parts: { from: IsoDate; until: IsoDate | null; value: T }[] = [];
  for (const [index, from] of days.entries()) {
    const value = valueOn(from);
    const until = days[index + 1] ?? within.until;
    const last = parts.at(-1);
    if (last !== undefined && last.value === value) last.until = until;
    else parts.push({ from, until, value });
  }
  return parts;
}

/** Stretches that overlap made one; those that only touch stay two unless `touching`. */
export function merged(stretches: readonly Stretch[], touching = false): Stretch[] {
  const joined: { from: IsoDate; until: IsoDate | null }[] = [];
  const real = stretches.filter((s) => s.until === null || s.until > s.from);
  for (const stretch of real.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const last = joined.at(-1);
    const end = last?.until ?? END;
    if (last !== undefined && (stretch.from < end || (touching && stretch.from === end))) {
      last.until = last.until === null || stretch.until === null ? null : later(last.until, stretch.until);
    } else joined.push({ from: stretch.from, until: stretch.until });
  }
  return joined;
}

/** The parts of a stretch that others do not cover. */
export function without(wanted: Stretch, cover: readonly Stretch[]): Stretch[] {
  const changes = cover.flatMap((c) => (c.until === null ? [c.from] : [c.from, c.until]));
  return whereTrue(wanted, changes, (day) => !cover.some((c) => holds(c, day)));
}

/** The part of one stretch within another; nothing where they share no day. */
export function clipped(stretch: Stretch, within: Stretch): Stretch[] {
  const from = later(stretch.from, within.from);
  const until = earliest(stretch.until, within.until);
  return until !== null && until <= from ? [] : [{ from, until }];
}
