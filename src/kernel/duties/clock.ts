import {
  addDays,
  addHours,
  addMonths,
  addWeeks,
  daysBetween,
  londonDate,
  startOfDay,
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

/** When something triggered on a day (or at a moment) falls due under a rule. `offset` replaces the rule's own where given. */
export function dueUnder(
  rule: Rule,
  on: IsoDate,
  at: IsoInstant | null,
  calendar: WorkingCalendar,
  offset = rule.offset,
): Due {
  if (rule.unit === "hours") {
XX
function dueDay(rule: Rule, on: IsoDate, calendar: WorkingCalendar, offset: number): IsoDate {
  switch (rule.unit) {
    case "workingDays":
      return calendar.addWorkingDays(on, offset, rule.countMode);
    case "weeks":
      return addWeeks(on, offset);
    case "months":
      return addMonths(on, offset);
    case "days":
    case "hours":
      return addDays(on, offset);
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
