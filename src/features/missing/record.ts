import { dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/** A missing (`M`) or away without authorisation (`A`) episode. Natural key: the day it began. */
export const missingEpisode: RecordTable = {
  name: "missing_episode",
  slice: "missing",
  words: ["missing episode", "missing episodes"],
  columns: {
    started_on: "date",
    ended_on: "date",
    ended_at: "instant",
    kind: "code",
    interview_offered: "flag",
    interview_offered_at: "instant",
    interview_accepted: "flag",
  },
  span: ["started_on", "ended_on"],
  project: (row, key) => {
    const subject = `missing_episode:${key}`;
    const ended = dateOf(row, "ended_on");
    const offered = flag(row, "interview_offered");
    return [
      ...event("missing.started", dateOf(row, "started_on"), subject, { kind: text(row, "kind") }),
      ...event("missing.ended", ended, subject, {
        kind: text(row, "kind"),
        offered,
        accepted: flag(row, "interview_accepted"),
      }),
      ...(offered === true
        ? event("returnInterview.offered", ended, subject, {
            dayKnown: text(row, "interview_offered_at") !== null,
          })
        : []),
      ...(flag(row, "interview_accepted") === true
        ? event("returnInterview.held", ended, subject, { dayKnown: false })
        : []),
    ];
  },
};
