import type { IsoDate } from "../../kernel/dates.ts";
import { CLOSE_REASON, ETHNICITY, NEED, REFERRAL_SOURCE, SEX } from "../codeWords.ts";
import { cellOf, type Days, type RowReader } from "../rowReader.ts";
import { readDay, readFlag } from "../values.ts";
import { plain, type ListReader } from "./listReader.ts";
import { adoption, inCare, leavers, protection } from "./readCare.ts";

/** What a row of lists 1 to 6 claims, and which reader each list has. */

/** The child's own columns, the same in every list. */
export function readChildColumns(row: RowReader): void {
  const { born, expected } = row.birth("born");
  const disabled = row.flag("disabled");
  row.add(
    "person_detail",
    "",
    {
      birth_date: born,
      expected_birth_date: expected,
      sex: row.code("sex", SEX),
      ethnicity: row.code("ethnicity", ETHNICITY),
      // A yes does not say which disability, so it claims nothing; a no is the return's NONE.
      disabilities: disabled === false ? ["NONE"] : undefined,
      asylum_seeking: row.flag("asylum"),
    },
    "fact",
  );
}

const contacts: ListReader = (row) => {
  const on = row.keyDay("contacted");
  if (on !== undefined)
    row.add(
      "contact",
      on,
      { received_on: on, source: row.code("source", REFERRAL_SOURCE) },
      "thing",
      "contacted",
    );
};

const earlyHelp: ListReader = (row) => {
  const on = row.keyDay("started");
  const ended = row.end("completed", on);
  if (on !== undefined)
    row.add(
      "early_help",
      on,
      { started_on: on, ended_on: ended, organisation: plain(row.text("organisation")) },
      "thing",
      "started",
    );
};

const referrals: ListReader = (row) => {
  const on = row.keyDay("referred");
  row.count("referrals");
  if (on !== undefined)
    row.add(
      "referral",
      on,
      { received_on: on, source: row.code("source", REFERRAL_SOURCE), no_further_action: row.flag("nfa") },
      "thing",
      "referred",
    );
};

/** `Child Seen` holds yes or no in some files and the day in others. */
function childSeen(row: RowReader, days: Days): { seen?: boolean | null; on?: IsoDate } {
  const cell = cellOf(row.row, "seen");
  if (cell === undefined) return {};
  const flag = readFlag(cell);
  if (flag !== undefined) return { seen: flag };
  const read = readDay(cell, days.dates1904);
  if (read === undefined || read === null) {
    row.note(
      "flag-unreadable",
      "seen",
      "This is neither yes, no nor a date, so it was left out. Write yes, no or the day.",
    );
    return {};
  }
  const on = row.day("seen");
  return typeof on === "string" ? { seen: true, on } : {};
}

const assessments: ListReader = (row, days) => {
  const on = row.keyDay("started");
  const authorised = row.end("authorised", on);
  const seen = childSeen(row, days);
  if (on !== undefined)
    row.add(
      "assessment",
      on,
      {
        started_on: on,
        seen: seen.seen,
        seen_on: seen.on,
        authorised_on: authorised,
        outcome: plain(row.text("outcome")),
      },
      "thing",
      "started",
    );
};

const enquiries: ListReader = (row) => {
  const started = row.day("started");
  const held = row.end("conference", started);
  const notRequired = row.flag("unnecessary");
  row.count("enquiries");
  row.count("conferences");
  if (started === null && held === null)
    row.note(
      "date-missing",
      "started",
      "The row has neither an enquiry's nor a conference's date, so it was left out. Add the date.",
    );
  const enquiry =
    typeof started === "string"
      ? row.add(
          "section47",
          started,
          { started_on: started, conference_on: held, conference_not_required: notRequired },
          "thing",
          "started",
        )
      : undefined;
  if (typeof held === "string")
    row.add(
      "conference",
      held,
      { held_on: held, plan_made: row.flag("planMade"), section47: enquiry },
      "fact",
      "conference",
    );
};

const inNeed: ListReader = (row) => {
  const on = row.keyDay("started");
  const closed = row.end("closed", on);
  if (on !== undefined)
    row.add(
      "referral",
      on,
      {
        received_on: on,
        need: row.code("need", NEED),
        closed_on: closed,
        close_reason: row.code("reason", CLOSE_REASON),
      },
      "thing",
      "started",
    );
  const seen = row.day("seen");
  if (typeof seen === "string")
    row.add("visit", `any:${seen}`, { on_date: seen, purpose: "any", seen: true }, "fact", "seen");
};

export const LIST_READERS: ReadonlyMap<number, ListReader> = new Map([
  [1, contacts],
  [2, earlyHelp],
  [3, referrals],
  [4, assessments],
  [5, enquiries],
  [6, inNeed],
  [7, protection],
  [8, inCare],
  [9, leavers],
  [10, adoption],
]);

/** The tables of which a list is a full account over its six months; the others it carries only the latest of. */
export const FULL_ACCOUNT: ReadonlyMap<number, string> = new Map([
  [1, "contact"],
  [2, "early_help"],
  [3, "referral"],
  [4, "assessment"],
  [5, "section47"],
  [7, "protection_plan"],
  [8, "care_period"],
]);
