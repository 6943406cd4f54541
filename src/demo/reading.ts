import type { IsoDate } from "../kernel/dates.ts";
import type { RowValues } from "../kernel/record/table.ts";
import type { DemoChild } from "./types.ts";

/** One child's rows by table, for writing a return from them. */
export type RecordRows = (table: string) => readonly RowValues[];

const NONE: readonly RowValues[] = [];

export function recordOf(child: DemoChild): RecordRows {
  const tables = new Map<string, RowValues[]>();
  for (const { table, values } of child.claims.claims) {
    const rows = tables.get(table);
    if (rows) rows.push(values);
    else tables.set(table, [values]);
  }
  return (table) => tables.get(table) ?? NONE;
}

export const words = (row: RowValues, column: string): string | null => {
  const value = row[column];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : null;
};

export const day = (row: RowValues, column: string): IsoDate | null => words(row, column) as IsoDate | null;

/** A date as it was known on a day: what came later had not happened. */
export function known(row: RowValues, column: string, asAt: IsoDate): IsoDate | null {
  const on = day(row, column);
  return on === null || on > asAt ? null : on;
}

/** A return's year: 1 April to 31 March. */
export type Year = { readonly from: IsoDate; readonly to: IsoDate };

export const returnYear = (year: number): Year => ({
  from: `${year - 1}-04-01` as IsoDate,
  to: `${year}-03-31` as IsoDate,
});

/** Whether something that began and perhaps ended was there on any day of the year. */
export const during = (row: RowValues, from: string, to: string, year: Year): boolean => {
  const start = day(row, from);
  const end = day(row, to);
  return start !== null && start <= year.to && (end === null || end >= year.from);
};

export const within = (on: IsoDate | null, year: Year): boolean =>
  on !== null && on >= year.from && on <= year.to;

/** `21/11/2026`, as the looked-after return writes days. */
export const ukDate = (on: string | null): string =>
  on === null ? "" : `${on.slice(8, 10)}/${on.slice(5, 7)}/${on.slice(0, 4)}`;

export const csvRow = (cells: readonly (string | number | null)[]): string =>
  `${cells.map((cell) => (cell === null ? "" : /[",\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell))).join(",")}\n`;

/** A piece of one of several files written side by side. */
export type FilePiece = { readonly file: string; readonly text: string };

/** Gathers pieces into whole files; for tests and small authorities. */
export function gather(pieces: Iterable<FilePiece>): Map<string, string> {
  const files = new Map<string, string[]>();
  for (const { file, text } of pieces) {
    const parts = files.get(file);
    if (parts) parts.push(text);
    else files.set(file, [text]);
  }
  return new Map([...files].map(([file, parts]) => [file, parts.join("")]));
}
