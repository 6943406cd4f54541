import { isCode, type CodeSet } from "../../kernel/codes/codeSet.ts";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import type { Finding, Place } from "../../kernel/record/claim.ts";
import { own, type XmlNode } from "../../platform/files/xml.ts";
import type { Said, SaidCount, SaidDate, SaidFlag } from "./child.ts";

/** What values are judged against, and where what is odd about them goes. */
export type Judge = {
  readonly year: number;
  readonly asAt: IsoDate;
  readonly findings: Finding[];
};

export type Column = readonly [table: string, column: string];

/** No date in a child's record is before this; such a year is a slip of the key. */
const EARLIEST = "1900-01-01";

export const placeOf = (node: XmlNode): Place => `line ${node.line}`;

export function note(
  judge: Judge,
  code: string,
  [table, column]: Column,
  value: Said,
  message: string,
): void {
  judge.findings.push({
    code,
    table,
    column,
    said: own(value.said.slice(0, 80)),
    message,
    place: placeOf(value.node),
  });
}

/** A day, or null when there is none or it cannot be one. `ahead` allows days after the one the file speaks for. */
export function dateCell(
  judge: Judge,
  to: Column,
  value: SaidDate | undefined,
  ahead: "ahead" | "past" = "past",
): IsoDate | null {
  if (value === undefined) return null;
  const { on } = value;
  const name = value.node.name;
  if (on === null) {
    const english = ukDate(value.said);
    const meant = english === undefined ? "" : ` (perhaps ${english})`;
    note(
      judge,
      "date-unreadable",
      to,
      value,
      `${name} is not a date written as year-month-day${meant}; it was left out. Correct it where it is recorded.`,
    );
    return null;
  }
  if (on < EARLIEST) {
    note(
      judge,
      "date-impossible",
      to,
      value,
      `${name} is before 1900, so it was left out. Correct the year.`,
    );
    return null;
  }
  if (ahead === "past" && on > judge.asAt) {
    note(
      judge,
      "date-after-as-at",
      to,
      value,
      `${name} is after ${judge.asAt}, the day the file speaks for. Check the date.`,
    );
  }
  return on;
}

/** `31/03/2025` as a day, to help the reader of a finding. Never used as the value. */
function ukDate(text: string): IsoDate | undefined {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (parts === null) return undefined;
  return parseDate(`${parts[3]}-${parts[2]?.padStart(2, "0")}-${parts[1]?.padStart(2, "0")}`);
}

/** A code as given, in capitals, with a finding when the year's list does not have it. */
export function codeCell(judge: Judge, to: Column, set: CodeSet, value: Said | undefined): string | null {
  if (value === undefined) return null;
  const code = value.said.toUpperCase().slice(0, 80);
  if (!isCode(set, judge.year, code)) {
    note(
      judge,
      "code-unknown",
      to,
      value,
      `${value.node.name} is not a code for ${set.name} this year. Choose one from the list where it is recorded.`,
    );
  }
  return code;
}

export function codesCell(judge: Judge, to: Column, set: CodeSet, values: readonly Said[]): string[] | null {
  if (values.length === 0) return null;
  const codes = new Set<string>();
  for (const value of values) {
    const code = codeCell(judge, to, set, value) ?? "";
    if (codes.has(code)) {
      note(
        judge,
        "code-repeated",
        to,
        value,
        `${value.node.name} ${code} is given twice; it was used once. Remove the copy where it is recorded.`,
      );
    }
    codes.add(code);
  }
  return [...codes].sort();
}

export function flagCell(judge: Judge, to: Column, value: SaidFlag | undefined): boolean | null {
  if (value === undefined) return null;
  if (value.yes === null) {
    note(
      judge,
      "flag-unreadable",
      to,
      value,
      `${value.node.name} is neither yes nor no; it was left out. Correct it.`,
    );
  }
  return value.yes;
}

export function countCell(judge: Judge, to: Column, value: SaidCount | undefined): number | null {
  if (value === undefined) return null;
  if (value.count === null) {
    note(
      judge,
      "number-unreadable",
      to,
      value,
      `${value.node.name} is not a whole number; it was left out. Correct it.`,
    );
  }
  return value.count;
}

/** Both dates are kept as the file has them; the finding says they cannot both be right. */
export function checkOrder(
  judge: Judge,
  to: Column,
  start: SaidDate | undefined,
  end: SaidDate | undefined,
): void {
  if (start?.on && end?.on && end.on < start.on) {
    note(
      judge,
      "end-before-start",
      to,
      end,
      `${end.node.name} is before ${start.node.name}. One of the two dates is wrong: correct it where it is recorded.`,
    );
  }
}

/** The day a row is known by. Without it the row cannot be told from another, and is left out with a finding that says so. */
export function keyDate(
  judge: Judge,
  to: Column,
  value: SaidDate | undefined,
  from: { readonly node: XmlNode },
  what: string,
): IsoDate | null {
  const on = dateCell(judge, to, value);
  if (on !== null) return on;
  judge.findings.push({
    code: "row-without-date",
    table: to[0],
    column: to[1],
    message: `${what} has no start date that can be read, so it was left out. Give the date where it is recorded.`,
    place: placeOf(from.node),
  });
  return null;
}
