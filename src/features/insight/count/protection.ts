import { addDays, addMonths, ageOn, daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import type { Moment, Span } from "../../../kernel/duties/story.ts";
import { type Count, flow, stock } from "../contribution.ts";
import { allowedBy, dutiesOf, type Life, spansOf } from "../life.ts";
import { clipped, holds, merged, without } from "../stretches.ts";
import { dueInPeriod, openAndOver } from "./timeliness.ts";

/** Days within which a conference is taken to follow from an enquiry, and a plan from a conference (the linking windows of the regional notebooks). */
const CONFERENCE_WITHIN = 60;
const PLAN_WITHIN = 45;
const BACK_WITHIN_MONTHS = 6;
const REPEAT_MONTHS = 24;
/** A plan is long when it has lasted more than so many days. */
const LONG_DAYS = 729;
const SHORT_MONTHS = 3;
/** Completed years from which a child is expected to be seen alone. Local policy: no file says it of the plan. */
export const OLD_ENOUGH = 4;

/** Indicators 16 to 34: enquiries, conferences and protection plans. */
export function countProtection(life: Life): Count[] {
  const plans = spansOf(life.story, "protection-plan");
  return [
    ...life.story.of("s47.started").flatMap((start) => enquiry(life, start)),
    ...life.story.of("conference.held").flatMap((held) => conference(life, held)),
    ...dutiesOf(life, "T27", "T28").flatMap((duty) => openAndOver("18", duty)),
    ...life.story.of("cp.started").flatMap((start) => planStarted(life, start, plans)),
    ...plans.flatMap((plan) => [...planStood(life, plan), ...planEnded(plan)]),
    ...dutiesOf(life, "T35", "T36").flatMap((duty) => openAndOver("29", duty)),
    ...dueInPeriod("30", dutiesOf(life, "T34"), life),
    ...visits(life, plans),
    ...dueInPeriod("33", dutiesOf(life, "T32", "T33"), life),
  ];
}

const isTransfer = (moment: Moment): boolean => moment.detail["transferIn"] === true;

/** Conferences that an enquiry can lead to. */
const conferencesOf = (life: Life): Moment[] =>
  life.story.of("conference.held").filter((m) => !isTransfer(m));

const followed = (life: Life, start: IsoDate): boolean =>
  conferencesOf(life).some((m) => m.on >= start && m.on <= addDays(start, CONFERENCE_WITHIN));

function enquiry(life: Life, start: Moment): Count[] {
  const led = followed(life, start.on);
  return [
    flow("16", "num", start.on, start.subject),
    flow("17", led ? "both" : "den", start.on, start.subject, { from: addDays(start.on, CONFERENCE_WITHIN) }),
    ...(led ? [] : endedWithout(life, start)),
  ];
}

/** An enquiry that ended and led to no conference: whether the child was referred or enquired about again. */
function endedWithout(life: Life, start: Moment): Count[] {
  const { story } = life;
  const own = (moment: Moment): boolean => moment.subject === start.subject && moment.on >= start.on;
  const end = story.of("s47.ended").find(own) ?? story.of("conference.notNeeded").find(own);
  if (end === undefined) return [];
  const last = addMonths(end.on, BACK_WITHIN_MONTHS);
  const back = [...life.referrals, ...story.of("s47.started")].some((m) => m.on > end.on && m.on <= last);
  return [flow("20", back ? "both" : "den", end.on, start.subject, { from: last })];
}

function conference(life: Life, held: Moment): Count[] {
  const start = clockOf(life, held);
  const led = life.story
    .of("cp.started")
    .some((m) => m.on >= held.on && m.on <= addDays(held.on, PLAN_WITHIN));
  const planned = flow("19", led ? "both" : "den", held.on, held.subject, {
    from: addDays(held.on, PLAN_WITHIN),
  });
  if (start === undefined || start.on > held.on)
    return [flow("18", "unknown", held.on, held.subject), planned];
  const days = life.brain.calendar.workingDaysBetween(start.on, held.on);
  const allowed = allowedBy(life, isTransfer(held) ? "T28" : "T27", start.on, 15);
  return [flow("18", days <= allowed ? "both" : "den", held.on, held.subject, { value: days }), planned];
}

/** What started a conference's clock: the enquiry it names, or the last begun since the conference before it; for a child moving in, the day we were told. */
function clockOf(life: Life, held: Moment): Moment | undefined {
  const { story } = life;
  if (isTransfer(held))
    return story.of("conference.transferNotified").find((m) => m.subject === held.subject);
  const enquiries = story.of("s47.started");
  const named = held.detail["section47"];
  if (typeof named === "string") {
    const own = enquiries.find((m) => m.subject === `section47:${named}`);
    if (own !== undefined) return own;
  }
  const before = conferencesOf(life).findLast((m) => m.on < held.on)?.on;
  return enquiries.findLast((m) => m.on <= held.on && (before === undefined || m.on > before));
}

function planStarted(life: Life, start: Moment, plans: readonly Span[]): Count[] {
  const { on, subject } = start;
  const previous = Number(start.detail["previous"] ?? 0);
  const earlier = life.story.of("cp.started").filter((m) => m.on < on);
  const since = addMonths(on, -REPEAT_MONTHS);
  const recent = plans.some(
    (plan) => plan.from < on && plan.until !== null && plan.until > since && plan.until <= on,
  );
  // An earlier plan that is only counted has no day: nobody can say how long ago it ended.
  const repeat = recent ? "both" : previous > earlier.length ? "unknown" : "den";
  const category = start.detail["category"];
  return [
    flow("22", "num", on, subject),
    flow("24", previous >= 1 || earlier.length > 0 ? "both" : "den", on, subject),
    flow("25", repeat, on, subject),
    typeof category === "string"
      ? flow("34", "both", on, subject, { code: category })
      : flow("34", "unknown", on, subject),
  ];
}

function planStood(life: Life, plan: Span): Count[] {
  const long = addDays(plan.from, LONG_DAYS + 1);
  const beforeLong = plan.until !== null && plan.until < long ? plan.until : long;
  const over = merged(
    dutiesOf(life, "T34").flatMap((duty) =>
      clipped({ from: addDays(duty.due, 1), until: duty.doneOn ?? duty.endedOn }, plan),
    ),
    true,
  );
  return [
    ...stock("21", "num", plan, plan.key),
    ...stock("26", "den", { from: plan.from, until: beforeLong }, plan.key),
    ...stock("26", "both", { from: long, until: plan.until }, plan.key),
    ...reviewed(life, plan),
    ...without(plan, over).flatMap((stretch) => stock("31", "den", stretch, plan.key)),
    ...over.flatMap((stretch) => stock("31", "both", stretch, plan.key)),
  ];
}

/** In time until the first review that was not: one late review makes the plan's reviews late for good. */
function reviewed(life: Life, plan: Span): Count[] {
  const since = addMonths(plan.from, SHORT_MONTHS);
  const failed = dutiesOf(life, "T35", "T36")
    .filter((duty) => holds(plan, duty.from))
    .filter(
      (duty) =>
        (duty.doneOn === null || duty.doneOn > duty.due) &&
        (duty.doneOn !== null || duty.endedOn === null || duty.endedOn > duty.due),
    )
    .map((duty) => addDays(duty.due, 1))
    .sort()[0];
  const end = plan.until;
  const until = failed === undefined || (end !== null && end < failed) ? end : failed;
  return [
    ...stock("29", "both", { from: since, until }, plan.key),
    ...(until === end || until === null
      ? []
      : stock("29", "den", { from: since > until ? since : until, until: end }, plan.key)),
  ];
}

function planEnded(plan: Span): Count[] {
  if (plan.until === null) return [];
  // The day it ended is counted as a day of it.
  const days = daysBetween(plan.from, plan.until) + 1;
  const short = plan.until <= addMonths(plan.from, SHORT_MONTHS);
  return [
    flow("23", "num", plan.until, plan.key),
    flow("27", days > LONG_DAYS ? "both" : "den", plan.until, plan.key, { value: days }),
    flow("28", short ? "both" : "den", plan.until, plan.key, { value: days }),
  ];
}

/** Protection visits to children old enough to be seen alone. */
function visits(life: Life, plans: readonly Span[]): Count[] {
  const { story } = life;
  return story.of("visit.made").flatMap((visit) => {
    const purpose = visit.detail["purpose"];
    if (purpose !== "cp" && purpose !== "any") return [];
    if (story.born === null || ageOn(story.born, visit.on) < OLD_ENOUGH) return [];
    if (!plans.some((plan) => holds(plan, visit.on))) return [];
    const { alone, seen } = visit.detail;
    const part = seen === false || alone === false ? "den" : alone === true ? "both" : "unknown";
    return [flow("32", part, visit.on, visit.subject)];
  });
}
