import { currentRule, type RuleBook, ruleOn } from "../../kernel/duties/rule.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import { bins, type DayCount } from "../../ui/pieces/bins.ts";
import { daysOf, deadlineOf, type Finished, type Measure } from "./measures.ts";

/** Duties that no finished one shows: still open past their day, or let go of after it. */
export type Unfinished = { readonly over: number; readonly missed: number };

/** What a measure found. */
export type Summary = {
  readonly counts: readonly DayCount[];
  readonly deadline: number;
  readonly inTime: number;
  readonly late: number;
  /** Still open, and past the day: what a measure of finished work never shows. */
  readonly over: number;
  /** Stopped being needed after their day, never done. */
  readonly missed: number;
  readonly bunched: Bunched | null;
  /** Rounded to tens, with nothing below ten, for who may not see records. */
  readonly rounded: boolean;
};

/** More finished at the end of the days allowed than before or after: the deadline, and not the child, sets the pace. */
export type Bunched = { readonly days: number; readonly last: number; readonly after: number };

export function summarise(
  measure: Measure,
  finished: readonly Finished[],
  unfinished: Unfinished,
  given: { readonly book: RuleBook; readonly calendar: WorkingCalendar; readonly today: IsoDate },
): Summary {
  const main = currentRule(given.book, measure.rules[0] ?? "", given.today);
  const deadline = deadlineOf(measure, main);
  const byDay = new Map<number, number>();
  for (const done of finished) {
    const rule = ruleOn(given.book, done.rule, done.from) ?? main;
    const day = onItsSide(daysOf(measure, done, rule, given.calendar), deadline, done);
    byDay.set(day, (byDay.get(day) ?? 0) + done.count);
  }
  const counts = [...byDay].map(([days, count]) => ({ days, count })).sort((a, b) => a.days - b.days);
  const sum = (test: (days: number) => boolean): number =>
    counts.reduce((n, entry) => n + (test(entry.days) ? entry.count : 0), 0);
  return {
    counts,
    deadline,
    inTime: sum((days) => days <= deadline),
    late: sum((days) => days > deadline),
    over: unfinished.over,
    missed: unfinished.missed,
    bunched: bunching(counts, deadline),
    rounded: false,
  };
}

/** The due date decides what was late. A day counted otherwise (over a weekend no working day passes) is set on its own side of the line. */
const onItsSide = (day: number, deadline: number, done: Finished): number =>
  done.done <= done.due ? Math.min(day, deadline) : Math.max(day, deadline + 1);

/** Fewer than these say nothing about a habit. */
const ENOUGH = 20;

export function bunching(counts: readonly DayCount[], deadline: number): Bunched | null {
  const days = Math.max(2, Math.round(deadline / 9));
  // One or two days allowed leave no room for a pile at the end.
  if (deadline > 0 && deadline < 2 * days) return null;
  const between = (from: number, to: number): number =>
    counts.reduce((n, entry) => n + (entry.days > from && entry.days <= to ? entry.count : 0), 0);
  const last = between(deadline - days, deadline);
  const before = between(deadline - 2 * days, deadline - days);
  const after = between(deadline, deadline + days);
  return last >= ENOUGH && last >= 1.5 * before && last >= 2 * after ? { days, last, after } : null;
}

export const SMALLEST = 10;

/** To the nearest ten; anything under ten is nothing that may be shown. */
export const roundTen = (n: number): number => (n < SMALLEST ? 0 : Math.round(n / 10) * 10);

/** Runs the picture is drawn in where figures are rounded. */
const COARSE = 12;

/**
 * The same for who may not see records: runs of days, each rounded to tens and left out under ten, and every other figure made from those, so that no
 * difference between two figures shows a child.
 */
export function rounded(summary: Summary): Summary {
  const counts = bins(summary.counts, summary.deadline, COARSE)
    .map((bin) => ({ days: bin.to, count: roundTen(bin.count) }))
    .filter((bin) => bin.count > 0);
  const sum = (late: boolean): number =>
    counts.reduce((n, bin) => n + (bin.days > summary.deadline === late ? bin.count : 0), 0);
  const bunched = summary.bunched;
  return {
    ...summary,
    counts,
    inTime: sum(false),
    late: sum(true),
    over: roundTen(summary.over),
    missed: roundTen(summary.missed),
    bunched:
      bunched === null
        ? null
        : { days: bunched.days, last: roundTen(bunched.last), after: roundTen(bunched.after) },
    rounded: true,
  };
}
