import { addDays, daysBetween } from "../../../kernel/dates.ts";
import { ruleOn } from "../../../kernel/duties/rule.ts";
import type { Duty } from "../../../kernel/duties/run.ts";
import { type Count, flow, stock } from "../contribution.ts";
import type { Life } from "../life.ts";

/** The need went before the day came: it was neither met nor missed. */
export const wasNeeded = (duty: Duty): boolean =>
  duty.doneOn !== null || duty.endedOn === null || duty.endedOn > duty.due;

export const inTime = (duty: Duty): boolean => duty.doneOn !== null && duty.doneOn <= duty.due;

/** Work that falls due: counted on the day it was due, from the day after. The value is how late it was done, in the rule's own days; below nought is early. */
export function dueInPeriod(measure: string, duties: readonly Duty[], life: Life): Count[] {
  return once(duties.filter(wasNeeded)).flatMap((duty) => [
    flow(measure, inTime(duty) ? "both" : "den", duty.due, duty.key, {
      from: addDays(duty.due, 1),
      value: lateness(duty, life),
    }),
    ...openAndOver(measure, duty),
  ]);
}

/** Two sources may tell of one visit as two rows; what falls due after it falls due once. */
function once(duties: readonly Duty[]): Duty[] {
  const seen = new Map(duties.map((duty) => [`${duty.rule}|${duty.trigger}|${duty.from}`, duty]));
  return [...seen.values()];
}

function lateness(duty: Duty, life: Life): number | null {
  if (duty.doneOn === null) return null;
  const { book, calendar } = life.brain;
  return ruleOn(book, duty.rule, duty.from)?.unit === "workingDays"
    ? calendar.workingDaysBetween(duty.due, duty.doneOn)
    : daysBetween(duty.due, duty.doneOn);
}

/** The twin of every measure of finished work: the days on which it was past its day and still to do. */
export const openAndOver = (measure: string, duty: Duty): Count[] =>
  stock(measure, "twin", { from: addDays(duty.due, 1), until: duty.doneOn ?? duty.endedOn }, duty.key);
