import { UnreadableFile } from "../../kernel/record/claim.ts";
import { refuseTooLarge, type ByteSource } from "../../platform/files/bytes.ts";
import { csvRows, type CsvRow } from "../../platform/files/csv.ts";
import { csvEncoding, type CsvEncoding } from "../../platform/files/csvText.ts";
import { readText } from "../values.ts";
import { recogniseSsd, type RecognisedSsd } from "./recognise.ts";

/** A file of the set, opened as far as its headings. */
export type SsdFile = {
  readonly source: ByteSource;
  readonly encoding: CsvEncoding;
  readonly recognised: RecognisedSsd;
  /** Columns the file has, known or not. */
  readonly width: number;
};

/** Opens a file and recognises its object. Throws UnreadableFile when it is not CSV or no object of the dataset. */
export async function openSsd(source: ByteSource): Promise<SsdFile> {
  refuseTooLarge(source);
  const encoding = await csvEncoding(source);
  for await (const { cells } of csvRows(source, encoding)) {
    const recognised = recogniseSsd(cells, source.name);
    if (recognised === undefined)
      throw new UnreadableFile({
        code: "not-ssd",
        message: `${source.name} has none of the columns of the Standard Safeguarding Dataset. Its first row must hold the column names, such as pers_person_id.`,
        place: "row 1",
      });
    return { source, encoding, recognised, width: cells.length };
  }
  throw new UnreadableFile({ code: "empty", message: `${source.name} is empty. Export it again.` });
}

/** The rows under the headings. A last row that stops half way means the file was cut short. */
export async function* dataRows(file: SsdFile): AsyncGenerator<CsvRow> {
  let headings = true;
  for await (const row of csvRows(file.source, file.encoding)) {
    if (headings) headings = false;
    else if (row.unfinished && row.cells.length < file.width && row.cells.length > 0)
      throw new UnreadableFile({
        code: "truncated",
        message: `${file.source.name} stops in the middle of row ${row.row}, so it was probably cut short. Export it again.`,
        place: `row ${row.row}`,
      });
    else if (row.cells.some((cell) => cell.trim() !== "")) yield row;
  }
}

/** A cell as trimmed text, or null when the file has no such column or the cell is empty. */
export function textAt(file: SsdFile, row: CsvRow, column: string): string | null {
  const at = file.recognised.columns.get(column);
  return at === undefined ? null : readText(row.cells[at] ?? null);
}

/** A copy that holds nothing of the text it was cut from. */
export const detached = (text: string): string => Buffer.from(text, "utf8").toString("utf8");
