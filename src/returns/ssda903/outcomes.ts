import {
  ACCOMMODATION,
  ACTIVITY,
  ADOPTERS_SEX,
  ADOPTERS_STATUS,
  IN_TOUCH,
  PREVIOUS_PERMANENCE_KIND,
  REVERSAL_REASON,
  SDQ_REASON,
} from "../../kernel/codes/careOutcomes.ts";
import { type CodeSet, wordsFor } from "../../kernel/codes/codeSet.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import { cell, checkOrder, finding, readCode, readDate, readFlag, readNumber } from "./cells.ts";
import { onlyRow } from "./person.ts";
import { addTo, claim, type SourceRow, settled, type Work, yearEnd } from "./work.ts";

/** What OC2 says of the year: yes or no, and no days. */
export function readHealth(work: Work, rows: readonly SourceRow[]): void {
  const table = "health_year";
  const year_end = yearEnd(work.year);
  for (const row of settled(work, rows)) {
    const flag = (from: string, column: string): boolean | null => readFlag(work, row, from, [table, column]);
    claim(
      work,
      table,
      year_end,
      {
        year_end,
        assessed: flag("HEALTH_ASSESSMENT", "assessed"),
        surveillance: flag("HEALTH_CHECK", "surveillance"),
        dental: flag("TEETH_CHECK", "dental"),
        immunised: flag("IMMUNISATIONS", "immunised"),
        convicted: flag("CONVICTED", "convicted"),
        substance_misuse: flag("SUBSTANCE_MISUSE", "substance_misuse"),
        intervention_received: flag("INTERVENTION_RECEIVED", "intervention_received"),
        intervention_offered: flag("INTERVENTION_OFFERED", "intervention_offered"),
        sdq_score: readNumber(work, row, "SDQ_SCORE", [0, 40], [table, "sdq_score"]),
        sdq_reason: readCode(work, row, "SDQ_REASON", SDQ_REASON, [table, "sdq_reason"]),
      },
      row.place,
    );
  }
}

/** What OC3 says of a care leaver. The accommodation code ends in 1 where the home is suitable and 2 where it is not. */
export function readCareLeaver(work: Work, rows: readonly SourceRow[]): void {
  const table = "care_leaver";
  const row = onlyRow(work, rows, table);
  if (row === undefined) return;
  const accommodation = readCode(work, row, "ACCOM", ACCOMMODATION, [table, "accommodation"]);
  const mark = /^[A-Z]([12])$/.exec(accommodation ?? "")?.[1];
  const values = {
    known_on: work.asAt,
    in_touch: readCode(work, row, "IN_TOUCH", IN_TOUCH, [table, "in_touch"]),
    activity: readCode(work, row, "ACTIV", ACTIVITY, [table, "activity"]),
    accommodation,
    suitable: mark === undefined ? null : mark === "1",
  };
  claim(work, table, "", values, row.place);
}

const STEP = "permanence_step";

/** AD1: of an adopted child, when adoption was decided on, when the adopters were matched, and who they are. */
export function readAdoption(work: Work, rows: readonly SourceRow[]): void {
  for (const row of settled(work, rows)) {
    addStep(work, row, "DATE_INT", "decided");
    const note = adopters(work, row);
    if (addStep(work, row, "DATE_MATCH", "matched", { note }) === null && note !== null)
      finding(
        work,
        row,
        [STEP, "on_date"],
        "date-missing",
        "DATE_MATCH is empty, so what the row says of the adopters is left out. Give the day.",
      );
  }
}

function adopters(work: Work, row: SourceRow): string | null {
  const number = readNumber(work, row, "NB_ADOPTR", [1, 2], [STEP, "note"]);
  const worded = (from: string, set: CodeSet): string | null => {
    const code = readCode(work, row, from, set, [STEP, "note"]);
    return code === null ? null : (wordsFor(set, code) ?? code);
  };
  const fostered = readFlag(work, row, "FOSTER_CARE", [STEP, "note"]);
  const said = [
    number === null ? null : `Adopters: ${number}`,
    worded("SEX_ADOPTR", ADOPTERS_SEX),
    worded("LS_ADOPTR", ADOPTERS_STATUS),
    fostered === null ? null : fostered ? "Fostered the child before" : "Did not foster the child before",
  ].filter((part) => part !== null);
  return said.length === 0 ? null : said.join("; ");
}

/**
 * The decision that a child should be placed for adoption, and that to reverse it. Despite its name DATE_PLACED is the day of the
 * decision, as DATE_INT is for a child who was then adopted, so the two make one step; a placement for adoption is an episode.
 */
export function readAdoptionDecision(work: Work, rows: readonly SourceRow[]): void {
  for (const row of settled(work, rows)) {
    const decided = addStep(work, row, "DATE_PLACED", "decided");
    const note = readCode(work, row, "REASON_PLACED_CEASED", REVERSAL_REASON, [STEP, "note"]);
    const reversed = addStep(work, row, "DATE_PLACED_CEASED", "reversed", { note });
    checkOrder(work, row, "DATE_PLACED_CEASED", [decided, reversed], [STEP, "on_date"]);
    if (reversed === null && note !== null)
      finding(
        work,
        row,
        [STEP, "on_date"],
        "date-missing",
        "There is a reason the decision was reversed but no day, so it is left out. Give the day.",
        "REASON_PLACED_CEASED",
      );
    if (decided === null && reversed === null)
      finding(
        work,
        row,
        [STEP, "on_date"],
        "date-missing",
        "The row has no day that can be read, so it is left out. Give DATE_PLACED.",
      );
  }
}

/** A step is known by what it is and its day: told twice, it is one step. */
function addStep(
  work: Work,
  row: SourceRow,
  from: string,
  step: string,
  more: { readonly note?: string | null } = {},
): IsoDate | null {
  const on_date = readDate(work, row, from, [STEP, "on_date"]);
  if (on_date !== null) addTo(work, STEP, `${step}:${on_date}`, { step, on_date, ...more }, row.place);
  return on_date;
}

/** Permanence before this period in care. */
export function readPreviousPermanence(work: Work, rows: readonly SourceRow[]): void {
  const table = "previous_permanence";
  for (const row of settled(work, rows)) {
    const kind = readCode(work, row, "PREV_PERM", PREVIOUS_PERMANENCE_KIND, [table, "kind"]);
    claim(
      work,
      table,
      "",
      { kind, authority: cell(row, "LA_PERM"), ordered_on: orderedOn(work, row) },
      row.place,
    );
  }
}

/** The return lets a day or month that nobody knows be written ZZ; the record holds whole days only. */
function orderedOn(work: Work, row: SourceRow): IsoDate | null {
  const to = ["previous_permanence", "ordered_on"] as const;
  if (!/^(?:zz|\d{1,2})\/zz\/|^zz\//i.test(cell(row, "DATE_PERM") ?? ""))
    return readDate(work, row, "DATE_PERM", to);
  finding(
    work,
    row,
    to,
    "date-partly-known",
    "Part of DATE_PERM is not known (ZZ), so no day is recorded. Give the day if it can be found.",
    "DATE_PERM",
  );
  return null;
}
