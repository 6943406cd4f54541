import { dateOf, event, text, type RecordTable } from "../../kernel/record/table.ts";

/** Natural key: the day it was received (`#2` and on for a second the same day). */
export const contact: RecordTable = {
  name: "contact",
  slice: "contacts",
  words: ["contact", "contacts"],
  columns: {
    received_on: "date",
    received_at: "instant",
    source: "code",
    decided_on: "date",
    outcome: "text",
  },
  span: ["received_on"],
  project: (row, key) => [
    ...event("contact.received", dateOf(row, "received_on"), `contact:${key}`, {
      source: text(row, "source"),
    }),
    ...event("contact.decided", dateOf(row, "decided_on"), `contact:${key}`, {
      outcome: text(row, "outcome"),
    }),
  ],
};

/** Natural key: the day it started. */
export const earlyHelp: RecordTable = {
  name: "early_help",
  slice: "contacts",
  words: ["early help episode", "early help episodes"],
  columns: { started_on: "date", ended_on: "date", organisation: "text", reason: "text", end_reason: "text" },
  span: ["started_on", "ended_on"],
  project: (row, key) => [
    ...event("earlyHelp.started", dateOf(row, "started_on"), `early_help:${key}`, {
      by: text(row, "organisation"),
    }),
    ...event("earlyHelp.ended", dateOf(row, "ended_on"), `early_help:${key}`, {
      reason: text(row, "end_reason"),
    }),
  ],
};
