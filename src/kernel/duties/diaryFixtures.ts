import { addDays, addMonths, type IsoDate } from "../dates.ts";
import type { KnownEvent } from "../timeline/event.ts";
import { ENGLAND } from "../workingDays.ts";
import type { Match, Rule, Status } from "./rule.ts";
import type { Duty, Standing } from "./run.ts";

// The rules read a second time, slowly, a day at a time, and with nothing of the brain's own: what the brain says is held against it.

type Entry = Pick<KnownEvent, "on" | "subject" | "detail"> & { readonly kind: string };

/** What the child is, as somebody says it who reads the diary: begun by one kind of entry and over with others. */
const STATES: Partial<Record<Status, readonly [begins: string, ...over: string[]]>> = {
  open: ["referral.received", "referral.closed"],
  assessment: ["assessment.started", "assessment.authorised"],
  section47: ["s47.started", "s47.ended", "conference.notNeeded", "conference.held"],
  "protection-plan": ["cp.started", "cp.ended", "person.turned18"],
  "in-need-plan": ["cin.started", "cin.ended", "person.turned18"],
  "looked-after": ["care.started", "care.ended", "person.turned18"],
  missing: ["missing.started", "missing.ended"],
  "care-leaver": ["leaving.eligible", "person.turned25"],
};

/** The days of a life one after another, with the birthdays in it: what a person with a diary goes by, and slow. */
function diaryOf(events: readonly KnownEvent[]): Entry[] {
  const birth = events.find((event) => event.kind === "person.born")?.on;
  if (birth === undefined) return [...events];
  const birthdays = [16, 18, 21, 25].map((years) => ({
    kind: `person.turned${years}`,
    on: addMonths(birth, years * 12),
    subject: "calendar",
    detail: {},
  }));
  return [...events, ...birthdays];
}

const table = (subject: string): string | undefined => subject.split(":")[0];

/** Another thing of the same sort, unless it is a new one that begins. */
const isAnotherOf = (entry: Entry, subject: string, kind: string): boolean =>
  entry.subject !== subject &&
  table(entry.subject) === table(subject) &&
  entry.kind !== kind &&
  !["received", "started", "allocated"].includes(entry.kind.split(".")[1] ?? "");

function isIn(diary: readonly Entry[], status: Status, day: IsoDate): boolean {
  const [begins, ...over] = STATES[status] ?? [""];
  const death = diary.find((entry) => entry.kind === "person.died")?.on;
  if (death !== undefined && death <= day) return false;
  return diary.some(
    (began) =>
      began.kind === begins &&
      began.on <= day &&
      !(status === "open" && began.detail["nfa"] === true) &&
      !diary.some(
        (end) =>
          over.includes(end.kind) &&
          end.on >= began.on &&
          end.on <= day &&
          ((status === "looked-after" && end.on > began.on) || !isAnotherOf(end, began.subject, began.kind)),
      ),
  );
}

const fits = (entry: Entry, wanted: readonly Match[]): boolean =>
  wanted.some(
    (match) =>
      entry.kind === match.kind &&
      Object.entries(match.where ?? {}).every(([name, values]) =>
        values.includes(entry.detail[name] ?? null),
      ) &&
      !Object.entries(match.unless ?? {}).some(([name, values]) =>
        values.includes(entry.detail[name] ?? null),
      ),
  );

/** Where a duty stands on each day of a stretch, found by turning the pages from the day it began. */
export function turnPages(
  events: readonly KnownEvent[],
  rule: Rule,
  duty: Pick<Duty, "key" | "trigger" | "from" | "due">,
  last: IsoDate,
): [day: IsoDate, standing: Standing][] {
  const diary = diaryOf(events);
  const subject = duty.key.split("|")[1] ?? "";
  const pages: [IsoDate, Standing][] = [];
  let settled: Standing | undefined;
  for (let day = duty.from; day <= last; day = addDays(day, 1)) {
    const today = diary.filter(
      (entry) => entry.on === day && !(entry.kind === duty.trigger && day === duty.from),
    );
    const met = today.some(
      (entry) =>
        fits(entry, rule.stops) &&
        (rule.sameRow ? entry.subject === subject : !isAnotherOf(entry, subject, duty.trigger)),
    );
    const over = today.some(
      (entry) =>
        entry.kind === "person.died" || (fits(entry, rule.ends) && ends(diary, entry, subject, duty)),
    );
    if (met) settled ??= day <= duty.due ? "met" : "met late";
    else if (over) settled ??= day <= duty.due ? "no longer needed" : "missed";
    pages.push([day, settled ?? (day <= duty.due ? "waiting" : "late")]);
  }
  return pages;
}

function ends(diary: readonly Entry[], entry: Entry, subject: string, duty: Pick<Duty, "trigger">): boolean {
  if (entry.subject === subject || entry.kind.startsWith("person.")) return true;
  const closed = Object.entries(STATES).find(([, [, ...over]]) => over.includes(entry.kind));
  return closed === undefined
    ? !isAnotherOf(entry, subject, duty.trigger)
    : !isIn(diary, closed[0] as Status, entry.on);
}

/** When a rule falls due, counted on the fingers. */
export function countOn(rule: Rule, from: IsoDate): IsoDate {
  if (rule.unit === "months") return addMonths(from, rule.offset);
  if (rule.unit === "weeks") return addDays(from, rule.offset * 7);
  if (rule.unit === "days") return addDays(from, rule.offset);
  let day = from;
  if (rule.unit === "hours") {
    for (let hours = rule.offset; hours > 0; hours -= 24) day = addDays(day, 1);
    return day;
  }
  for (let left = rule.offset; left > 0;) {
    day = addDays(day, 1);
    if (ENGLAND.isWorkingDay(day)) left -= 1;
  }
  return day;
}
