import { addDays, type IsoDate } from "../kernel/dates.ts";
import type { Finding } from "../kernel/record/claim.ts";
import type { Cell } from "../kernel/record/table.ts";
import { cellAddress, type CellContent } from "../platform/files/workbook.ts";
import type { ChildDraft, Draft } from "./gather.ts";
import { readCode, readCount, readDay, readFlag, readText, type Choices } from "./values.ts";

/** One row of a list or file, read column by column; what cannot be read becomes a finding on the child and the rest is used. */
export type ListRow = {
  /** The list's number; 0 in a file that is one list. */
  readonly list: number;
  /** The sheet or file, for a place. */
  readonly sheet: string;
  /** Whether a person finds a cell in it by its address (`F31`), as in a workbook. */
  readonly addressed: boolean;
  readonly row: number;
  readonly cells: readonly CellContent[];
  readonly columns: ReadonlyMap<string, number>;
};

export type Days = { readonly asAt: IsoDate; readonly dates1904: boolean };

const UNREADABLE = "This is not a date Kith can read, so it was left out. Write it as day/month/year.";
const ERRORS = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NULL!|NUM!|SPILL!|CALC!)$/i;

/** An error a formula left in a cell is no value. */
export const isCellError = (cell: CellContent | undefined): boolean =>
  typeof cell === "string" && ERRORS.test(cell.trim());

/** The cell of a column: undefined when the sheet has no such column. */
export function cellOf(row: ListRow, key: string): CellContent | undefined {
  const at = row.columns.get(key);
  if (at === undefined) return undefined;
  const cell = row.cells[at] ?? null;
  return isCellError(cell) ? null : cell;
}

export const placeOf = (row: ListRow, key: string): string => {
  const at = row.columns.get(key);
  return at === undefined || !row.addressed
    ? `${row.sheet} row ${row.row}`
    : `${row.sheet} cell ${cellAddress(at, row.row)}`;
};

export type RowReader = ReturnType<typeof rowReader>;

/**
 * Reads the values of one row. Each answers undefined when the list has no such column or its cell cannot be used (so that the
 * claim says nothing of it), null when the cell is empty.
 */
export function rowReader(row: ListRow, child: ChildDraft, days: Days) {
  /** Event days of the row not after the file's day, for telling which list is the latest. */
  const seen: IsoDate[] = [];

  const note = (code: string, key: string, message: string, table?: string, column?: string): void => {
    const cell = cellOf(row, key);
    const finding: Finding = {
      code,
      ...(table === undefined ? {} : { table }),
      ...(column === undefined ? {} : { column }),
      ...(cell === null || cell === undefined ? {} : { said: String(cell).slice(0, 80) }),
      message,
      place: placeOf(row, key),
    };
    child.findings.push(finding);
  };

  const day = (key: string): IsoDate | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const read = readDay(cell, days.dates1904);
    if (read === undefined) {
      note("date-unreadable", key, UNREADABLE);
      return undefined;
    }
    if (read === null) return null;
    if (read < "1900-01-01") {
      note(
        "date-unreadable",
        key,
        "This date is before 1900, so it was left out. Correct it where it is recorded.",
      );
      return undefined;
    }
    if (read > days.asAt)
      note(
        "date-in-future",
        key,
        "This date is after the day the file speaks for. It was kept; check the date, or the file's day.",
      );
    else seen.push(read);
    return read;
  };

  /** A day that may rightly be ahead: a target, a review to come. */
  const mayBeAhead = (key: string): IsoDate | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const read = readDay(cell, days.dates1904);
    if (read === undefined) note("date-unreadable", key, UNREADABLE);
    return read;
  };

  /** The text of a cell as it is, for parts that have a form of their own. */
  const json = (key: string): string | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const given = cell === null ? "" : String(cell).trim();
    return given === "" || /^(?:null|\{\}|\[\])$/i.test(given) ? null : given;
  };

  /** The day a period ended; one before its start is kept and found odd. */
  const end = (key: string, start: IsoDate | null | undefined): IsoDate | null | undefined => {
    const read = day(key);
    if (typeof read !== "string" || typeof start !== "string" || read >= start) return read;
    note(
      "end-before-start",
      key,
      "This ends before it starts. Correct whichever date is wrong where it is recorded.",
    );
    return read;
  };

  const text = (key: string): string | null | undefined => {
    const cell = cellOf(row, key);
    return cell === undefined ? undefined : (readText(cell)?.slice(0, 500) ?? null);
  };

  const flag = (key: string): boolean | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const read = readFlag(cell);
    if (read === undefined)
      note("flag-unreadable", key, "This is neither yes nor no, so it was left out. Write yes or no.");
    return read;
  };

  const code = (key: string, set: Choices): string | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const read = readCode(cell, set);
    if (read === null) return null;
    if (!read.known)
      note(
        "code-unknown",
        key,
        "This code is not in the code set. It was kept as given; check it where it is recorded.",
      );
    return read.code;
  };

  const count = (key: string): number | null | undefined => {
    const cell = cellOf(row, key);
    if (cell === undefined) return undefined;
    const read = readCount(cell);
    if (read === undefined) note("number-impossible", key, "This is not a whole number, so it was left out.");
    return read;
  };

  /** A birth date up to a pregnancy ahead is one that is expected. */
  const birth = (key: string): { born?: IsoDate | null; expected?: IsoDate } => {
    const cell = cellOf(row, key);
    if (cell === undefined) return {};
    const read = readDay(cell, days.dates1904);
    if (read === null) return { born: null };
    if (read !== undefined && read > days.asAt && read <= addDays(days.asAt, 300))
      return { born: null, expected: read };
    if (read === undefined || read > days.asAt || read < addDays(days.asAt, -45_000)) {
      note(
        "birth-date-impossible",
        key,
        "This cannot be the child's date of birth, so it was left out. Correct it where it is recorded.",
        "person_detail",
        "birth_date",
      );
      return {};
    }
    return { born: read };
  };

  /** The day that gives a row its key; when it is missing the row cannot be told from others and is left out. */
  const keyDay = (key: string): IsoDate | undefined => {
    const read = day(key);
    if (read === null || (read === undefined && !row.columns.has(key)))
      note(
        "date-missing",
        key,
        "The row has no date to know it by, so what it says of this event was left out. Add the date.",
      );
    return read ?? undefined;
  };

  const add = (
    table: string,
    key: string,
    values: { [column: string]: Cell | Draft | undefined },
    repeats: Draft["repeats"] = "thing",
    at = "id",
    order = "",
  ): Draft => {
    const kept: Draft["values"] = {};
    for (const [column, value] of Object.entries(values)) if (value !== undefined) kept[column] = value;
    const draft: Draft = {
      table,
      key,
      origin: row.list,
      order,
      repeats,
      values: kept,
      place: placeOf(row, at),
    };
    child.rows.push(draft);
    return draft;
  };

  return { row, seen, note, day, mayBeAhead, json, end, text, flag, code, count, birth, keyDay, add };
}
