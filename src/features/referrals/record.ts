import { dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/**
 * An episode of need, from referral to closure (CIN census `CINdetails`). Natural key: the day the referral was received (`#2` and on
 * for a second the same day).
 */
export const referral: RecordTable = {
  name: "referral",
  slice: "referrals",
  words: ["referral", "referrals"],
  columns: {
    received_on: "date",
    source: "code",
    need: "code",
    no_further_action: "flag",
    decided_on: "date",
    closed_on: "date",
    close_reason: "code",
  },
  span: ["received_on", "closed_on"],
  project: (row, key) => [
    ...event("referral.received", dateOf(row, "received_on"), `referral:${key}`, {
      source: text(row, "source"),
      need: text(row, "need"),
      nfa: flag(row, "no_further_action"),
    }),
    ...event("referral.decided", dateOf(row, "decided_on"), `referral:${key}`, {
      nfa: flag(row, "no_further_action"),
    }),
    ...event("referral.closed", dateOf(row, "closed_on"), `referral:${key}`, {
      reason: text(row, "close_reason"),
    }),
  ],
};
