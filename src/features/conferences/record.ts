import { dateOf, event, flag, type RecordTable } from "../../kernel/record/table.ts";

/**
 * An initial child protection conference. Natural key: its day, or `due:` and the target day while it has not been held. `section47` is the key of the enquiry it
 * followed; `referral`, of the referral whose own conference a source says it is, no enquiry having led to it.
 */
export const conference: RecordTable = {
  name: "conference",
  slice: "conferences",
  words: ["initial conference", "initial conferences"],
  columns: {
    held_on: "date",
    target_on: "date",
    transfer_in: "flag",
    notified_on: "date",
    plan_made: "flag",
    section47: "text",
    referral: "text",
  },
  span: ["held_on"],
  project: (row, key) => [
    ...(flag(row, "transfer_in") === true
      ? event("conference.transferNotified", dateOf(row, "notified_on"), `conference:${key}`)
      : []),
    ...event("conference.held", dateOf(row, "held_on"), `conference:${key}`, {
      transferIn: flag(row, "transfer_in"),
      planMade: flag(row, "plan_made"),
    }),
  ],
};
