import { daysBetween, type IsoDate } from "../../kernel/dates.ts";
import { lateBy } from "../../kernel/duties/clock.ts";
import type { Rule } from "../../kernel/duties/rule.ts";
import { standingOn } from "../../kernel/duties/run.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import { sayDayAndMonth } from "../../ui/words.ts";

/** A duty as a page needs it. */
export type DutyLine = {
  readonly rule: Rule;
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly actBy: IsoDate;
  readonly doneOn: IsoDate | null;
  readonly endedOn: IsoDate | null;
};

export type SaidDuty = { readonly state: "late" | "soon" | "later"; readonly words: string };

/** How near a due date must be to be called soon. Local policy. */
const SOON_DAYS = 7;

const plural = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? "" : "s"}`;

/** "2 working days late", "due today", "Wed 25 Nov, 4 days left": what somebody needs to hear about a duty not yet done. */
export function sayOpen(line: DutyLine, today: IsoDate, calendar: WorkingCalendar): SaidDuty {
  const unit = line.rule.unit === "workingDays" ? "working day" : "day";
  const late = lateBy(line.rule, line.due, today, calendar);
  if (today > line.due) {
    // Over a weekend no working day has passed, but the day has: late is late.
    return {
      state: "late",
      words: late > 0 ? `${plural(late, unit)} late` : `due ${sayDayAndMonth(line.due)}, passed`,
    };
  }
  const left = daysBetween(today, line.due);
  if (left === 0) return { state: "soon", words: "due today" };
  if (left > SOON_DAYS) return { state: "later", words: sayDayAndMonth(line.due) };
  const working = calendar.workingDaysBetween(today, line.due);
  return {
    state: "soon",
    words: `${sayDayAndMonth(line.due)}, ${plural(unit === "working day" ? working : left, unit)} left`,
  };
}

/** What became of a duty: "done on day 14 of 15", "3 working days late", "never done". */
export function sayClosed(line: DutyLine, today: IsoDate, calendar: WorkingCalendar): string {
  const unit = line.rule.unit === "workingDays" ? "working day" : "day";
  switch (standingOn(line, today)) {
    case "met":
      return "done in time";
    case "met late": {
      const late = lateBy(line.rule, line.due, line.doneOn ?? today, calendar);
      return late > 0 ? `done ${plural(late, unit)} late` : "done late, over a weekend or holiday";
    }
    case "missed":
      return "not done before it stopped being needed";
    case "no longer needed":
      return "no longer needed";
    case "late":
    case "waiting":
      return sayOpen(line, today, calendar).words;
  }
}
