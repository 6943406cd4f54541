import { dateOf, event, flag, text, type RecordTable } from "../../kernel/record/table.ts";

/**
 * A visit. `purpose` is `cp`, `cin`, `care` or `any` (a file that says only when the child was last seen). Natural key: purpose, colon, day.
 * `seen`, `alone` and `bedroom` are null when the source does not say; a blank in a visit marked done is itself a breach (INV-07).
 */
export const visit: RecordTable = {
  name: "visit",
  slice: "visits",
  words: ["visit", "visits"],
  columns: {
    on_date: "date",
    purpose: "code",
    seen: "flag",
    alone: "flag",
    bedroom: "flag",
    by_worker: "text",
  },
  span: ["on_date"],
  project: (row, key) =>
    event("visit.made", dateOf(row, "on_date"), `visit:${key}`, {
      purpose: text(row, "purpose"),
      seen: flag(row, "seen"),
      alone: flag(row, "alone"),
      bedroom: flag(row, "bedroom"),
    }),
};
