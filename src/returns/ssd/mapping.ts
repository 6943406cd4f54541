import type { Choices } from "../values.ts";
import type { ChildDraft } from "../gather.ts";
import type { Days, RowReader } from "../rowReader.ts";
import { codesIn, yesAnswers } from "./json.ts";
import type { Links } from "./links.ts";

/** What the reading of one object's rows needs besides the rows. */
export type Task = {
  readonly child: ChildDraft;
  readonly links: Links;
  readonly days: Days;
  /** Counts a row that points at something not in the files given. */
  readonly unresolved: (what: string) => void;
};

/** All the rows of one child in one object, as claims. */
export type Mapping = (rows: readonly RowReader[], task: Task) => void;

export type ObjectUse = {
  readonly map: Mapping;
  /** The table this object is a full account of, if it is of one. */
  readonly fully?: string;
  /** Where the person is found when the object has no `person_id`: its column, and the kind of link. */
  readonly through?: readonly [column: string, link: "care" | "assessments" | "referrals"];
};

/** A text column that should be a yes or no to one row at a time. */
export const eachRow =
  (map: (row: RowReader, task: Task) => void): Mapping =>
  (rows, task) => {
    for (const row of rows) map(row, task);
  };

/** The row's own id, which sorts rows of one day. */
export const rowId = (row: RowReader, column: string): string => row.text(column) ?? "";

export const upper = (text: string | null | undefined): string | null | undefined =>
  typeof text === "string" ? text.toUpperCase() : text;

/** The answers of a JSON column that are yes, in words. */
export function outcomeOf(row: RowReader, column: string): string | null | undefined {
  const given = row.json(column);
  if (typeof given !== "string") return given;
  const read = yesAnswers(given);
  if (read === undefined)
    row.note(
      "json-unreadable",
      column,
      "This should be a small JSON object of answers and is not, so it was left out. Check the extract.",
    );
  return read;
}

export function codesOf(row: RowReader, column: string, set: Choices): readonly string[] | null | undefined {
  const given = row.json(column);
  if (typeof given !== "string") return given;
  const read = codesIn(given);
  if (read === undefined) {
    row.note(
      "json-unreadable",
      column,
      "This should be a JSON list of codes and is not, so it was left out. Check the extract.",
    );
    return undefined;
  }
  if (read.some((code) => !Object.hasOwn(set, code)))
    row.note(
      "code-unknown",
      column,
      "One of these codes is not in the code set. They were kept as given; check them where they are recorded.",
    );
  return read;
}

/** The key of the row this one points at; left out (undefined) when it is not in the files given. */
export function linkedKey(
  row: RowReader,
  task: Task,
  column: string,
  link: "referrals" | "assessments" | "enquiries" | "plans",
): string | null | undefined {
  const id = row.text(column);
  if (typeof id !== "string") return id;
  const found = task.links[link].get(id);
  if (found?.key === undefined || found.key === null) {
    task.unresolved(WHAT[link]);
    return undefined;
  }
  return found.key;
}

const WHAT = {
  referrals: "a referral (ssd_cin_episodes)",
  assessments: "an assessment (ssd_cin_assessments)",
  enquiries: "an enquiry (ssd_s47_enquiry)",
  plans: "a child protection plan (ssd_cp_plans)",
};
