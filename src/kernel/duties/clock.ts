import {
  addDays,
  addHours,
  addMonths,
  addWeeks,
  daysBetween,
  later,
  londonDate,
  type IsoDate,
  type IsoInstant,
} from "../dates.ts";
import type { WorkingCalendar } from "../workingDays.ts";
import type { Rule } from "./rule.ts";

export type Due = {
  /** The last day on which doing it is in time. A statutory date does not move because it is a weekend. */
  readonly due: IsoDate;
  /** The moment, for hours rules when the moment of the trigger is known. */
  readonly dueAt: IsoInstant | null;
  /** The working day on or before the due date. */
  readonly actBy: IsoDate;
};

const HOURS_OF_A_DAY = 24;

/** When something triggered on a day (or at a moment) falls due under a rule. `offset` replaces the rule's own where given. */
export function dueUnder(
  rule: Rule,
  on: IsoDate,
  at: IsoInstant | null,
  calendar: WorkingCalendar,
  offset = rule.offset,
): Due {
  const dueAt = rule.unit === "hours" && at !== null ? addHours(at, offset) : null;
  const due = dueAt === null ? dueDay(rule, on, calendar, offset) : londonDate(dueAt);
  // What begins on a Saturday cannot be acted on by the Friday before.
  return { due, dueAt, actBy: later(on, calendar.previousOrSame(due)) };
}

function dueDay(rule: Rule, on: IsoDate, calendar: WorkingCalendar, offset: number): IsoDate {
  switch (rule.unit) {
    case "workingDays":
      return calendar.addWorkingDays(on, offset, rule.countMode);
    case "weeks":
      return addWeeks(on, offset);
    case "months":
      return addMonths(on, offset);
    case "days":
      return addDays(on, offset);
    case "hours":
      // Without the moment, the day is all there is: the clock is taken to start at its end, so nobody is called late who may not be.
      return addDays(on, Math.ceil(offset / HOURS_OF_A_DAY));
  }
}

/** How far past its due date something is on a day (or was when done), in the unit people use for it. Zero or less is in time. */
export function lateBy(rule: Rule, due: IsoDate, on: IsoDate, calendar: WorkingCalendar): number {
  return rule.unit === "workingDays" ? calendar.workingDaysBetween(due, on) : daysBetween(due, on);
}

/** Where in its window something stood when done or stands now: day 14 of 15. */
export function dayOfWindow(rule: Rule, from: IsoDate, on: IsoDate, calendar: WorkingCalendar): number {
  return rule.unit === "workingDays"
    ? calendar.workingDaysBetween(from, on, rule.countMode)
    : daysBetween(from, on);
}
