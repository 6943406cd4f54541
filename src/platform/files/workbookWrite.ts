import { writeXlsxStream } from "hucre/xlsx";
import type { CellContent } from "./workbook.ts";

export type WrittenColumn = {
  readonly head: string;
  /** In characters, as spreadsheets measure it. */
  readonly width: number;
};

/** What XML may not hold, and a workbook with it in would not open. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
/** Characters a spreadsheet takes in one cell. */
const LONGEST_CELL = 32_767;
const LONGEST_SHEET_NAME = 31;

/**
 * A workbook (.xlsx) of one sheet with its headings frozen, a piece at a time as the rows come: no more of it is held than a row. Text is written as text, so that
 * nothing in it can run as a formula.
 * @param sheet its name, cut to what spreadsheets take
 */
export async function* writeWorkbook(
  sheet: string,
  columns: readonly WrittenColumn[],
  rows: AsyncIterable<readonly CellContent[]>,
): AsyncGenerator<Uint8Array> {
  const stream = writeXlsxStream(plainRows(columns, rows), {
    name: sheet.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, LONGEST_SHEET_NAME),
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 1 },
  });
  for await (const piece of stream) yield piece;
}

async function* plainRows(
  columns: readonly WrittenColumn[],
  rows: AsyncIterable<readonly CellContent[]>,
): AsyncGenerator<CellContent[]> {
  yield columns.map(({ head }) => head);
  for await (const row of rows)
    yield row.map((cell) =>
      typeof cell === "string" ? cell.toWellFormed().replaceAll(UNWRITABLE, "").slice(0, LONGEST_CELL) : cell,
    );
}
