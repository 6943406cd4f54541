import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { UPN_UNKNOWN } from "../../kernel/codes/inNeed.ts";
import { SEX } from "../../kernel/codes/sex.ts";
import { addMonths, date, type IsoDate } from "../../kernel/dates.ts";
import { cell, finding, parseReturnDate, readCode, readDate, readFlag, type Target } from "./cells.ts";
import { addTo, note, type SourceRow, settled, type Work } from "./work.ts";

const PERSON = "person_detail";
const BIRTH: Target = [PERSON, "birth_date"];

/** The return had 1 and 2 until 2023-24 and letters since; the record has letters, as the children in need census does. */
const SEX_BY_NUMBER: { readonly [number: string]: string } = { "1": "M", "2": "F", "1.0": "M", "2.0": "F" };

/** A letter, eleven figures, then a figure or (in a temporary number) a letter. */
const UPN = /^[A-Z]\d{11}[\dA-Z]$/;

const EARLIEST_BIRTH = date("1900-01-01");
/** The return is of children and of care leavers up to 25; a parent's birth date in the child's place is a common slip. */
const OLDEST_MONTHS = 30 * 12;

/** The child's birth date as all of the file's rows have it. Two that differ are a finding; the earlier is used of those that are likely. */
export function readBorn(work: Work, rows: readonly SourceRow[]): IsoDate | null {
  const days = new Map<string, SourceRow>();
  for (const row of rows) {
    const text = cell(row, "DOB");
    if (text !== null && !days.has(text)) days.set(text, row);
  }
  const born = new Set<IsoDate>();
  const unlikely = new Set<IsoDate>();
  for (const [text, row] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const on = parseReturnDate(text);
    if (on === undefined)
      finding(
        work,
        row,
        BIRTH,
        "date-unreadable",
        "DOB is not a date. Write it as day/month/year, such as 31/03/2025.",
        "DOB",
      );
    else if (on > work.asAt || on < EARLIEST_BIRTH)
      finding(
        work,
        row,
        BIRTH,
        "birth-date-impossible",
        "DOB is not a day the child can have been born on, so it is left out. Correct it.",
        "DOB",
      );
    else if (addMonths(on, OLDEST_MONTHS) < work.asAt) {
      unlikely.add(on);
      finding(
        work,
        row,
        BIRTH,
        "birth-date-unlikely",
        "By this DOB the child is over 30. Check that it is not a parent's.",
        "DOB",
      );
    } else born.add(on);
  }
  const [first = null, second] = [...[...born].sort(), ...[...unlikely].sort()];
  const [row] = rows;
  if (second !== undefined && row !== undefined)
    note(work, {
      code: "birth-date-differs",
      table: PERSON,
      column: "birth_date",
      message: "The child's rows have different birth dates. One is used; correct the others.",
      place: row.place,
    });
  return first;
}

/** The header file: who the child is. */
export function readHeader(work: Work, rows: readonly SourceRow[], born: IsoDate | null): void {
  const row = onlyRow(work, rows, PERSON);
  if (row === undefined) return;
  const upnUnknown = readUpn(work, row);
  addTo(
    work,
    PERSON,
    "",
    {
      birth_date: born,
      sex: readSex(work, row),
      ethnicity: readCode(work, row, "ETHNIC", ETHNICITY, [PERSON, "ethnicity"]),
      upn_unknown: upnUnknown,
      mother: readFlag(work, row, "MOTHER", [PERSON, "mother"]),
    },
    row.place,
  );
}

/** The file of unaccompanied asylum-seeking children: to be in it is to be one. DUC, when that ended or will, is often years ahead. */
export function readAsylum(work: Work, rows: readonly SourceRow[], born: IsoDate | null): void {
  const row = onlyRow(work, rows, PERSON);
  if (row === undefined) return;
  const said =
    row.values["UASC"] === undefined ? true : readFlag(work, row, "UASC", [PERSON, "asylum_seeking"]);
  addTo(
    work,
    PERSON,
    "",
    {
      asylum_seeking: said,
      asylum_until: readDate(work, row, "DUC", [PERSON, "asylum_until"], true),
      ...(row.values["SEX"] === undefined ? {} : { birth_date: born, sex: readSex(work, row) }),
    },
    row.place,
  );
}

/** For files that have one row a child: the first, and a finding if there are more that say something else. */
export function onlyRow(work: Work, rows: readonly SourceRow[], table: string): SourceRow | undefined {
  const [first, ...others] = settled(work, rows);
  for (const row of others)
    note(work, {
      code: "child-repeated",
      table,
      message:
        "The child has more than one row in this file, and they differ. One is used; take the other out.",
      place: row.place,
    });
  return first;
}

function readSex(work: Work, row: SourceRow): string | null {
  const number = SEX_BY_NUMBER[row.values["SEX"] ?? ""];
  return number ?? readCode(work, row, "SEX", SEX, [PERSON, "sex"]);
}

/** Notes the UPN as an identifier, and returns the reason there is none if that is what the cell holds. */
function readUpn(work: Work, row: SourceRow): string | null {
  const upn = cell(row, "UPN")?.toUpperCase().replace(/\s/g, "") ?? null;
  if (upn === null) return null;
  if (upn.startsWith("UN")) return readCode(work, row, "UPN", UPN_UNKNOWN, [PERSON, "upn_unknown"]);
  if (UPN.test(upn)) work.identifiers.push({ type: "upn", value: upn });
  else
    finding(
      work,
      row,
      [PERSON, "upn_unknown"],
      "upn-malformed",
      "UPN is not a pupil number, so it is not used. Correct it, or give the reason there is none (UN1 to UN7).",
      "UPN",
    );
  return null;
}
