import { addDays, addMonths, ageOn, type IsoDate } from "../../../kernel/dates.ts";
import { ENGLAND } from "../../../kernel/workingDays.ts";
import type { Child, Row } from "./lives.ts";

// The record read a second time, plainly: rows and days, with nothing of the timeline, the brain or the counters.

export type Days = { readonly from: IsoDate; readonly until: IsoDate | null; readonly row?: Row };

export const rowsOf = (child: Child, table: string): Row[] => child.rows.filter((row) => row.table === table);
export const dayOf = (row: Row, column: string): IsoDate | null =>
  (row.values[column] as IsoDate | null | undefined) ?? null;
export const daysOf = (child: Child, table: string, column: string): IsoDate[] =>
  rowsOf(child, table)
    .flatMap((row) => dayOf(row, column) ?? [])
    .sort();

export const first = (...days: readonly (IsoDate | null)[]): IsoDate | null =>
  days.filter((day) => day !== null).sort()[0] ?? null;

export const on = (days: Days, day: IsoDate): boolean =>
  days.from <= day && (days.until === null || day < days.until);

/** The working day so many after a day, counted one by one. */
export function workingDay(from: IsoDate, n: number): IsoDate {
  let day = from;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    if (ENGLAND.isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** Working days after one day up to and with another, counted one by one. */
export function workingDaysTo(from: IsoDate, to: IsoDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (ENGLAND.isWorkingDay(day)) count += 1;
  return count;
}

export const birthday = (child: Child, age: number): IsoDate | null =>
  child.born === null ? null : addMonths(child.born, age * 12);

const stretch = (child: Child, row: Row, from: string, to: string, grown: boolean): Days[] => {
  const start = dayOf(row, from);
  if (start === null || (child.died !== null && start > child.died)) return [];
  const end = dayOf(row, to);
  const eighteen = birthday(child, 18);
  const until = first(
    end !== null && end >= start ? end : null,
    grown && eighteen !== null && eighteen >= start ? eighteen : null,
    child.died,
  );
  return [{ from: start, until, row }];
};

export const cases = (child: Child): Days[] =>
  rowsOf(child, "referral")
    .filter((row) => row.values["no_further_action"] !== true)
    .flatMap((row) => stretch(child, row, "received_on", "closed_on", false));
export const plans = (child: Child): Days[] =>
  rowsOf(child, "protection_plan").flatMap((row) => stretch(child, row, "started_on", "ended_on", true));
export const inNeedPlans = (child: Child): Days[] =>
  rowsOf(child, "in_need_plan").flatMap((row) => stretch(child, row, "started_on", "ended_on", true));

/** A child is looked after once at a time: an end on the day it began ends nothing. */
export const periods = (child: Child): Days[] =>
  rowsOf(child, "care_period").flatMap((row) => {
    const start = dayOf(row, "started_on");
    if (start === null || (child.died !== null && start > child.died)) return [];
    const ends = daysOf(child, "care_period", "ended_on").filter((day) => day > start);
    const own = dayOf(row, "ended_on") === start ? start : null;
    const eighteen = birthday(child, 18);
    return [
      {
        from: start,
        until: first(
          own,
          ends[0] ?? null,
          eighteen !== null && eighteen >= start ? eighteen : null,
          child.died,
        ),
        row,
      },
    ];
  });

export const leaver = (child: Child): Days[] =>
  rowsOf(child, "care_leaver").flatMap((row) => {
    const start = dayOf(row, "known_on");
    if (start === null || (child.died !== null && start > child.died)) return [];
    const grown = birthday(child, 25);
    return [{ from: start, until: first(grown !== null && grown >= start ? grown : null, child.died), row }];
  });

export const isIn = (list: readonly Days[], day: IsoDate): boolean => list.some((days) => on(days, day));

/** The legal status of a day: the last to have begun. */
export function legalOn(child: Child, day: IsoDate): string | null {
  const last = rowsOf(child, "legal_status")
    .filter((row) => (dayOf(row, "started_on") ?? "9") <= day)
    .sort((a, b) => ((dayOf(a, "started_on") ?? "") < (dayOf(b, "started_on") ?? "") ? -1 : 1))
    .at(-1);
  return (last?.values["status"] as string | undefined) ?? null;
}

/** Looked after on a day, a series of short breaks not counted. */
export const inCare = (child: Child, day: IsoDate): boolean =>
  isIn(periods(child), day) && !["V3", "V4"].includes(legalOn(child, day) ?? "");

/** Stretches of being looked after: found by walking through the days on which it may change. */
export function stays(child: Child): Days[] {
  const marks = [
    ...periods(child).flatMap((p) => [p.from, p.until]),
    ...rowsOf(child, "legal_status").map((row) => dayOf(row, "started_on")),
  ]
    .filter((day) => day !== null)
    .sort();
  const found: { from: IsoDate; until: IsoDate | null }[] = [];
  for (const day of new Set(marks)) {
    const open = found.at(-1);
    const isOpen = open !== undefined && open.until === null;
    // Two periods that touch are two: leaving and coming back on one day is both.
    const begins = periods(child).some((p) => p.from === day && (p.until === null || p.until > day));
    const ends = periods(child).some((p) => p.until === day && p.from < day);
    if (isOpen && (!inCare(child, day) || (begins && ends))) open.until = day;
    const last = found.at(-1);
    if ((last === undefined || last.until !== null) && inCare(child, day))
      found.push({ from: day, until: null });
  }
  return found;
}

export const ageAt = (child: Child, day: IsoDate): number =>
  child.born === null ? -1 : ageOn(child.born, day);

export type Clock = {
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly done: IsoDate | null;
  readonly ended: IsoDate | null;
};

/** One thing to do: done on the first stop, unless the need went before. */
export function clock(
  child: Child,
  from: IsoDate,
  due: IsoDate,
  stop: IsoDate | null,
  end: IsoDate | null,
): Clock[] {
  if (child.died !== null && from > child.died) return [];
  const ended = first(end, child.died);
  const isDone = stop !== null && (ended === null || stop <= ended);
  return [{ from, due, done: isDone ? stop : null, ended: isDone ? null : ended }];
}

export const from = (days: readonly IsoDate[], day: IsoDate): IsoDate | null =>
  days.find((d) => d >= day) ?? null;
export const after = (days: readonly IsoDate[], day: IsoDate): IsoDate | null =>
  days.find((d) => d > day) ?? null;

/** The first of some days, from one on, that finds a child in none of some stretches. */
export const firstOut = (
  days: readonly IsoDate[],
  since: IsoDate,
  stretches: readonly Days[],
): IsoDate | null => days.find((day) => day >= since && !isIn(stretches, day)) ?? null;
