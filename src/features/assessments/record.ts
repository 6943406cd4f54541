import { codes, dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/** A child and family assessment. Natural key: the day it started. `referral` is the key of the referral it belongs to, where known. */
export const assessment: RecordTable = {
  name: "assessment",
  slice: "assessments",
  words: ["assessment", "assessments"],
  columns: {
    referral: "text",
    started_on: "date",
    review_on: "date",
    seen: "flag",
    seen_on: "date",
    authorised_on: "date",
    factors: "codes",
    outcome: "text",
  },
  span: ["started_on", "authorised_on"],
  project: (row, key) => {
    const subject = `assessment:${key}`;
    const referral = text(row, "referral");
    return [
      ...event("assessment.started", dateOf(row, "started_on"), subject, {
        referral,
        seen: flag(row, "seen"),
      }),
      ...event("assessment.reviewSet", dateOf(row, "review_on"), subject, { referral }),
      ...event("assessment.childSeen", dateOf(row, "seen_on"), subject, { referral }),
      ...event("assessment.authorised", dateOf(row, "authorised_on"), subject, {
        referral,
        factors: codes(row, "factors"),
        outcome: text(row, "outcome"),
      }),
    ];
  },
};
