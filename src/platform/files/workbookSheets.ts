import { writeXlsx } from "hucre/xlsx";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { CellContent } from "./workbook.ts";
import type { WrittenColumn } from "./workbookWrite.ts";

export type WrittenSheet = {
  readonly name: string;
  readonly columns: readonly WrittenColumn[];
  readonly rows: readonly (readonly CellContent[])[];
};

/** What XML may not hold, and a workbook with it in would not open. */
const UNWRITABLE = /(?![\t\n\r])\p{Cc}|[\uFFFE\uFFFF]/gu;
const LONGEST_CELL = 32_767;
const LONGEST_SHEET_NAME = 31;

/**
 * A workbook (.xlsx) of several small sheets, each with its headings frozen. Text is written as text, so that nothing in it can run as a formula. The same sheets at the same moment
 * are the same bytes.
 * @param madeAt the moment in the file's own details
 */
export async function writeSheets(
  about: { readonly title: string; readonly creator: string; readonly madeAt: IsoInstant },
  sheets: readonly WrittenSheet[],
): Promise<Uint8Array> {
  const made = new Date(about.madeAt);
  return await writeXlsx({
    properties: { title: about.title, creator: about.creator, created: made, modified: made },
    sheets: sheets.map(({ name, columns, rows }) => ({
      name: name.replaceAll(/[\\/?*[\]:]/g, " ").slice(0, LONGEST_SHEET_NAME),
      columns: columns.map(({ width }) => ({ width })),
      freezePane: { rows: 1 },
      rows: [columns.map(({ head }) => head), ...rows.map((row) => row.map(written))],
    })),
  });
}

const written = (cell: CellContent): CellContent =>
  typeof cell === "string" ? cell.toWellFormed().replaceAll(UNWRITABLE, "").slice(0, LONGEST_CELL) : cell;
