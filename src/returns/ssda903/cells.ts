import { type CodeSet, isCode, wordsFor, yearTitle } from "../../kernel/codes/codeSet.ts";
import { civilDate, type IsoDate, parseDate } from "../../kernel/dates.ts";
import type { Finding } from "../../kernel/record/claim.ts";
import { cut, note, type SourceRow, type Work } from "./work.ts";

/** Reading one cell into one column of the record. An empty cell is null; an odd one is a finding, and null where nothing can be made of it. */
export type Target = readonly [table: string, column: string];

const UK = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ T]00:00(?::00)?)?$/;
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[ T]00:00(?::00(?:\.0+)?)?Z?)?$/;

/** `31/03/2025`, as the return has it, or `2025-03-31`, as some systems export it. Years of two figures are not guessed at. */
export function parseReturnDate(text: string): IsoDate | undefined {
  const uk = UK.exec(text);
  if (uk !== null) return civilDate(Number(uk[3]), Number(uk[2]), Number(uk[1]));
  const iso = ISO.exec(text)?.[1];
  return iso === undefined ? undefined : parseDate(iso);
}

export const cell = (row: SourceRow, column: string): string | null => row.values[column] || null;

export function finding(
  work: Work,
  row: SourceRow,
  [table, column]: Target,
  code: string,
  message: string,
  from?: string,
): void {
  const value = from === undefined ? null : cell(row, from);
  const said: Partial<Finding> = value === null ? {} : { said: cut(value) };
  note(work, { code, table, column, ...said, message, place: row.place });
}

/** A day. One after the file's as-at is kept and found odd, unless `mayBeFuture`. */
export function readDate(
  work: Work,
  row: SourceRow,
  from: string,
  to: Target,
  mayBeFuture = false,
): IsoDate | null {
  const text = cell(row, from);
  if (text === null) return null;
  const on = parseReturnDate(text);
  if (on === undefined) {
    finding(
      work,
      row,
      to,
      "date-unreadable",
      `${from} is not a date. Write it as day/month/year, such as 31/03/2025.`,
      from,
    );
    return null;
  }
  if (on > work.asAt && !mayBeFuture)
    finding(
      work,
      row,
      to,
      "date-in-future",
      `${from} is after the day the file speaks for. Check the year.`,
      from,
    );
  return on;
}

/** As `readDate`, for the day a row is known by: without it nothing can be made of the row. */
export function readKeyDate(work: Work, row: SourceRow, from: string, to: Target): IsoDate | null {
  const text = cell(row, from);
  if (text !== null && parseReturnDate(text) !== undefined) return readDate(work, row, from, to);
  const [code, wrong] = text === null ? ["date-missing", "is empty"] : ["date-unreadable", "is not a date"];
  finding(
    work,
    row,
    to,
    code,
    `${from} ${wrong}, so the row is left out. Give the day as day/month/year, such as 31/03/2025.`,
    from,
  );
  return null;
}

/** A code, in capitals, kept whether or not the year's return has it. */
export function readCode(work: Work, row: SourceRow, from: string, set: CodeSet, to: Target): string | null {
  const code = cell(row, from)?.toUpperCase() ?? null;
  if (code === null || isCode(set, work.year, code)) return code;
  if (wordsFor(set, code) === undefined)
    finding(
      work,
      row,
      to,
      "code-unknown",
      `${from} is not a code for the ${set.name}. It is kept as it is; check it.`,
      from,
    );
  else
    finding(
      work,
      row,
      to,
      "code-not-in-year",
      `${from} is a code for the ${set.name} that the ${yearTitle(work.year)} return does not use. It is kept as it is; check it.`,
      from,
    );
  return code;
}

/** A 1 or 0, also as `1.0`, which is how some programs write a column that has gaps. */
export function readFlag(work: Work, row: SourceRow, from: string, to: Target): boolean | null {
  const text = cell(row, from)?.toLowerCase() ?? null;
  if (text === null) return null;
  if (YES.includes(text)) return true;
  if (NO.includes(text)) return false;
  finding(
    work,
    row,
    to,
    "flag-unreadable",
    `${from} must be 1 for yes or 0 for no. It is taken as not said; correct it.`,
    from,
  );
  return null;
}

const YES = ["1", "1.0", "true", "yes", "y"];
const NO = ["0", "0.0", "false", "no", "n"];

/** A whole number from `least` to `most`. */
export function readNumber(
  work: Work,
  row: SourceRow,
  from: string,
  [least, most]: readonly [least: number, most: number],
  to: Target,
): number | null {
  const text = cell(row, from);
  if (text === null) return null;
  const value = /^\d{1,6}(?:\.0+)?$/.test(text) ? Number(text) : undefined;
  if (value !== undefined && value >= least && value <= most) return value;
  finding(
    work,
    row,
    to,
    "number-impossible",
    `${from} must be a whole number from ${least} to ${most}. It is taken as not said; correct it.`,
    from,
  );
  return null;
}

/** Says that something ends before it begins; both days are kept. */
export function checkOrder(
  work: Work,
  row: SourceRow,
  from: string,
  [start, end]: readonly [start: IsoDate | null, end: IsoDate | null],
  to: Target,
): void {
  if (start !== null && end !== null && end < start)
    finding(work, row, to, "end-before-start", `${from} is before the day it began. Check both days.`, from);
}
