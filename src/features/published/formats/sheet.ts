import { UnreadableFile } from "../../../kernel/record/claim.ts";
import type { ByteSource } from "../../../platform/files/bytes.ts";
import { csvRows } from "../../../platform/files/csv.ts";
import { csvEncoding } from "../../../platform/files/csvText.ts";

/** No published table comes near this; it is held in memory while it is read. */
export const MOST_BYTES = 32 * 1024 * 1024;

export type SheetRow = { readonly line: number; readonly cells: readonly string[] };

/** A published table: its columns by name, its rows, and the notes under it. */
export type Sheet = {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Rows that are words and no figures, as tables have under them. */
  readonly notes: readonly string[];
};

export const refuse = (code: string, file: string, line: number | null, what: string): UnreadableFile =>
  new UnreadableFile({
    code,
    message: `${file}${line === null ? "" : `, line ${line}`}: ${what}`,
    ...(line === null ? {} : { place: `line ${line}` }),
  });

/**
 * Reads a CSV file whole. A row whose only words are in its first cell, longer than any code, is a note. Throws UnreadableFile for what is no CSV, has no rows, or has a row with
 * cells that no column names.
 */
export async function readSheet(source: ByteSource): Promise<Sheet> {
  const encoding = await csvEncoding(source, MOST_BYTES);
  let columns: string[] | undefined;
  const rows: SheetRow[] = [];
  const notes: string[] = [];
  for await (const { line, cells } of csvRows(source, encoding)) {
    if (columns === undefined) {
      columns = cells.map((cell) => cell.trim());
      const twice = columns.find((name, index) => name !== "" && columns?.indexOf(name) !== index);
      if (twice !== undefined)
        throw refuse("column-twice", source.name, line, `the column “${twice}” is there twice.`);
      continue;
    }
    if (cells.every((cell) => cell.trim() === "")) continue;
    const [first = "", ...others] = cells;
    if (first.trim().length > 8 && others.every((cell) => cell.trim() === "") && columns.length > 2) {
      notes.push(first.trim().slice(0, 500));
      continue;
    }
    if (cells.length > columns.length)
      throw refuse(
        "too-many-cells",
        source.name,
        line,
        `there are ${cells.length} cells and only ${columns.length} columns have a name. The file may be cut or damaged.`,
      );
    rows.push({ line, cells });
  }
  if (columns === undefined || rows.length === 0)
    throw refuse("no-rows", source.name, null, "there are no rows in it. Download it again and add that.");
  return { file: source.name, columns, rows, notes };
}

/** Reads a row's cells by the name of their column; a column the file has not is empty. */
export function cellsOf(sheet: Sheet): (row: SheetRow, column: string) => string {
  const places = new Map(sheet.columns.map((name, index) => [name, index]));
  return (row, column) => {
    const at = places.get(column);
    return at === undefined ? "" : (row.cells[at]?.trim() ?? "");
  };
}
