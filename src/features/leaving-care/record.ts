import { dateOf, event, text, type RecordTable } from "../../kernel/record/table.ts";

/** A care leaver's position as a source has it. Natural key: empty. `in_touch`, `activity`, `accommodation` are SSDA903 OC3 codes. */
export const careLeaver: RecordTable = {
  name: "care_leaver",
  slice: "leaving-care",
  words: ["care leaver", "care leavers"],
  columns: {
    known_on: "date",
    eligibility: "text",
    in_touch: "code",
    activity: "code",
    accommodation: "code",
    suitable: "flag",
    adviser: "text",
    contact_on: "date",
    pathway_reviewed_on: "date",
  },
  span: null,
  project: (row, key) => [
    ...event("leaving.eligible", dateOf(row, "known_on"), `care_leaver:${key}`, {
      eligibility: text(row, "eligibility"),
    }),
    ...event("leaving.status", dateOf(row, "known_on"), `care_leaver:${key}`, {
      inTouch: text(row, "in_touch"),
      activity: text(row, "activity"),
      accommodation: text(row, "accommodation"),
    }),
    ...event("leaving.contact", dateOf(row, "contact_on"), `care_leaver:${key}`),
    ...event("pathway.reviewed", dateOf(row, "pathway_reviewed_on"), `care_leaver:${key}`),
  ],
};
