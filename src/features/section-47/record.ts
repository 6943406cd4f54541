import { dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/**
 * A section 47 enquiry. It starts on the day of the strategy discussion that began it (T25), so one row gives both entries. Natural
 * key: that day. Its conference is projected under the conference's own subject, so that a file that lists conferences apart tells of the same one.
 */
export const section47: RecordTable = {
  name: "section47",
  slice: "section-47",
  words: ["section 47 enquiry", "section 47 enquiries"],
  columns: {
    referral: "text",
    started_on: "date",
    ended_on: "date",
    outcome: "text",
    substantiated: "flag",
    conference_target: "date",
    conference_on: "date",
    conference_not_required: "flag",
  },
  span: ["started_on", "ended_on"],
  project: (row, key) => {
    const subject = `section47:${key}`;
    const referral = text(row, "referral");
    const started = dateOf(row, "started_on");
    const conference = dateOf(row, "conference_on");
    const notRequired = flag(row, "conference_not_required");
    return [
      ...event("strategy.held", started, subject, { referral }),
      ...event("s47.started", started, subject, { referral, notRequired, conference }),
      ...event("conference.targetSet", dateOf(row, "conference_target"), subject, { referral }),
      // The files carry the answer but not its day: known on the day the enquiry ended, or else the day it began.
      ...(notRequired === true
        ? event("conference.notNeeded", dateOf(row, "ended_on") ?? started, subject, {
            referral,
            substantiated: flag(row, "substantiated"),
            reason: text(row, "outcome"),
            dayKnown: dateOf(row, "ended_on") !== null,
          })
        : []),
      ...event("conference.held", conference, `conference:${conference ?? key}`, {
        section47: key,
        referral,
      }),
      ...event("s47.ended", dateOf(row, "ended_on"), subject, { outcome: text(row, "outcome") }),
    ];
  },
};

/** A strategy discussion that is known on its own. Natural key: its day. */
export const strategyDiscussion: RecordTable = {
  name: "strategy_discussion",
  slice: "section-47",
  words: ["strategy discussion", "strategy discussions"],
  columns: { held_on: "date", held_at: "instant", outcome: "text" },
  span: ["held_on"],
  project: (row, key) =>
    event("strategy.held", dateOf(row, "held_on"), `strategy_discussion:${key}`, {
      outcome: text(row, "outcome"),
    }),
};
