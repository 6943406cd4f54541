import type { IsoDate } from "../../../kernel/dates.ts";
import type { Moment } from "../../../kernel/duties/story.ts";
import { type Count, flow, type Part, stock } from "../contribution.ts";
import { allowedBy, dutiesOf, type Life } from "../life.ts";
import { openAndOver } from "./timeliness.ts";

const DAYS = 45;

/** Indicators 10 to 15: assessments. 13 and 14 are read from the days of 11. */
export function countAssessments(life: Life): Count[] {
  return [
    ...life.story.of("assessment.authorised").flatMap((done) => finished(life, done)),
    ...dutiesOf(life, "T21").flatMap((duty) => {
      const { calendar } = life.brain;
      const over = calendar.addWorkingDays(duty.from, allowedBy(life, "T21", duty.from, DAYS) + 1);
      const until = duty.doneOn ?? duty.endedOn;
      const before = until !== null && until < over ? until : over;
      return [
        ...stock("12", "den", { from: duty.from, until: before }, duty.key),
        ...stock("12", "both", { from: over, until }, duty.key),
        ...openAndOver("11", duty),
      ];
    }),
    ...dutiesOf(life, "T20").flatMap((duty) => openAndOver("11.referral", duty)),
  ];
}

function finished(life: Life, done: Moment): Count[] {
  const { story } = life;
  const start = story.of("assessment.started").find((m) => m.subject === done.subject);
  const referral = referralOf(life, done, start?.on ?? done.on);
  const took = (measure: string, rule: string, from: IsoDate | undefined): Count => {
    if (from === undefined || from > done.on) return flow(measure, "unknown", done.on, done.subject);
    const days = life.brain.calendar.workingDaysBetween(from, done.on);
    const part = days <= allowedBy(life, rule, from, DAYS) ? "both" : "den";
    return flow(measure, part, done.on, done.subject, { value: days });
  };
  return [
    flow("10", "num", done.on, done.subject),
    took("11", "T21", start?.on),
    took("11.referral", "T20", referral),
    ...seen(life, done, start),
  ];
}

/** The referral the assessment names, or the last one on or before it began. */
function referralOf(life: Life, done: Moment, start: IsoDate): IsoDate | undefined {
  const named = done.detail["referral"];
  const all = life.story.of("referral.received");
  return (
    all.find((m) => typeof named === "string" && m.subject === `referral:${named}`) ??
    all.findLast((m) => m.on <= start)
  )?.on;
}

function seen(life: Life, done: Moment, start: Moment | undefined): Count[] {
  const { story } = life;
  const isBorn = story.born === null ? story.expected === null : story.born <= done.on;
  if (!isBorn) return [];
  const from = start?.on ?? done.on;
  const visits = story.of("visit.made").filter((m) => m.on >= from && m.on <= done.on);
  const says = (name: "seen" | "alone", answer: boolean): boolean =>
    visits.some((visit) => visit.detail[name] === answer);
  const wasSeen =
    story.of("assessment.childSeen").some((m) => m.subject === done.subject && m.on <= done.on) ||
    start?.detail["seen"] === true ||
    says("seen", true);
  const wasNot = start?.detail["seen"] === false || says("seen", false);
  const part = (yes: boolean, no: boolean): Part => (yes ? "both" : no ? "den" : "unknown");
  return [
    flow("15", part(wasSeen, wasNot), done.on, done.subject),
    flow("15.alone", part(says("alone", true), says("alone", false)), done.on, done.subject),
  ];
}
