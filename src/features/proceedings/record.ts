import { count, dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/** Pre-proceedings and the family group meeting offered in them. Natural key: the day it started, or of its earliest known step. */
export const preProceedings: RecordTable = {
  name: "pre_proceedings",
  slice: "proceedings",
  words: ["pre-proceedings", "pre-proceedings"],
  columns: {
    referral: "text",
    started_on: "date",
    letter_on: "date",
    meeting_offered: "flag",
    meeting_offered_on: "date",
    meeting_held: "flag",
    first_meeting_on: "date",
    review_meetings: "number",
    decided_on: "date",
    outcome: "code",
    application_on: "date",
    initial_letter_on: "date",
  },
  span: ["started_on", "decided_on"],
  project: (row, key) => {
    const subject = `pre_proceedings:${key}`;
    const started = dateOf(row, "started_on");
    return [
      ...event("preProceedings.started", started, subject),
      ...event("preProceedings.letterSent", dateOf(row, "letter_on"), subject),
      ...event("preProceedings.meeting", dateOf(row, "first_meeting_on"), subject, {
        reviews: count(row, "review_meetings"),
      }),
      ...event("fgdm.offered", dateOf(row, "meeting_offered_on"), subject, {
        held: flag(row, "meeting_held"),
      }),
      ...event("preProceedings.ended", dateOf(row, "decided_on"), subject, { outcome: text(row, "outcome") }),
      ...event("proceedings.issued", dateOf(row, "application_on"), subject),
    ];
  },
};
