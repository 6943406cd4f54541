import { UnreadableFile } from "../../kernel/record/claim.ts";
import { attributeText, attributeValues, eachTag, odd, type Tag } from "./tags.ts";
import { tooLargeInside, unpack, type ZipEntry } from "./zip.ts";

/**
 * Measures a workbook before it is read. A reader of spreadsheets makes a row as wide as its last cell and a table as long as its
 * string list, so a few bytes can ask for gigabytes; here the asking is added up first, at no more cost than the bytes.
 */
export type SheetInfo = { readonly name: string; readonly hidden: boolean };

export type CellLimits = {
  /** Cells a sheet may come to, counting the empty ones up to the last used in each row. */
  readonly cells: number;
};

const MOST_COLUMNS = 16_384;
const MOST_ROWS = 1_048_576;
const MOST_SHEETS = 200;
const TAG = 0x3c;
const EQUALS = 0x3d;

/** The column number of letters, A = 0. */
export function columnNumber(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** `A1` for column 0, row 1. */
export function cellAddress(column: number, row: number): string {
  let letters = "";
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    letters = String.fromCharCode(65 + ((n - 1) % 26)) + letters;
  return `${letters}${row}`;
}

const once = (tag: Tag, name: string, part: string): string | undefined => {
  const values = attributeValues(tag, name);
  if (values.length > 1) throw odd(part);
  return values[0];
};

/** A part that is held whole is no larger than this, in bytes. */
const LARGEST_WHOLE = 96 * 1024 * 1024;

/** Refuses a part that is held whole by its size. */
export function refuseLargeWhole(entry: ZipEntry): void {
  if (entry.unpacked > LARGEST_WHOLE)
    throw tooLargeInside("a part of more than 96 MB that has to be held whole");
}

/**
 * Refuses a part that is held whole when it has more marks (tags, and attributes by their `=`) or bytes than a workbook of an allowed size
 * has; independent of how it is read.
 */
export async function refuseLargePart(bytes: Uint8Array, entry: ZipEntry, most: number): Promise<void> {
  if (entry.unpacked > LARGEST_WHOLE)
    throw tooLargeInside("a part of more than 96 MB that has to be held whole");
  let marks = 0;
  for await (const piece of unpack(bytes, entry)) {
    for (const mark of [TAG, EQUALS])
      for (let at = piece.indexOf(mark); at !== -1; at = piece.indexOf(mark, at + 1)) marks += 1;
    if (marks > most) throw tooLargeInside("more strings and styles than Kith reads from one workbook");
  }
}

/** Adds up what reading an Excel sheet would hold. */
export async function measureSheet(
  pieces: AsyncIterable<Uint8Array>,
  part: string,
  limits: CellLimits,
): Promise<void> {
  let total = 0;
  let width = 0;
  let next = 0;
  await eachTag(pieces, part, (tag) => {
    if (tag.name === "row") {
      if (!tag.closing) {
        const at = once(tag, "r", part);
        if (at !== undefined && !(/^\d{1,7}$/.test(at) && Number(at) >= 1 && Number(at) <= MOST_ROWS))
          throw odd(part);
        next = 0;
        width = 0;
      }
      if (tag.closing || tag.selfClosing) total += width + 1;
    } else if (tag.name === "c" && !tag.closing) {
      const address = once(tag, "r", part);
      if (address === undefined) next += 1;
      else {
        const letters = /^([A-Z]{1,3})[1-9]\d{0,6}$/.exec(address)?.[1];
        if (letters === undefined) throw odd(part);
        next = columnNumber(letters) + 1;
      }
      if (next > MOST_COLUMNS) throw odd(part);
      // Cells repeated at one address cost as much as cells side by side.
      total += 1;
      width = Math.max(width, next);
    }
    if (total + width > limits.cells) throw tooLargeInside("more cells than Kith reads from one sheet");
  });
}

export type WorkbookPart = {
  readonly sheets: readonly SheetInfo[];
  /** The link of each sheet, in the same order. */
  readonly links: readonly string[];
  readonly dates1904: boolean;
};

/** The sheets of an Excel workbook part, in order, as the reader will number them. */
export async function excelSheets(pieces: AsyncIterable<Uint8Array>): Promise<WorkbookPart> {
  const sheets: SheetInfo[] = [];
  const links: string[] = [];
  let dates1904 = false;
  await eachTag(pieces, "workbook", (tag) => {
    if (tag.closing) return;
    if (tag.name === "workbookPr") dates1904 = /^(?:1|true)$/.test(attributeText(tag, "date1904"));
    if (tag.name !== "sheet") return;
    const name = attributeText(tag, "name");
    const link = /\s\S*:id\s*=\s*["']([^"']*)/.exec(tag.attributes)?.[1] ?? "";
    if (name === "" || link === "") return;
    links.push(link);
    const state = attributeText(tag, "state");
    sheets.push({ name, hidden: state === "hidden" || state === "veryHidden" });
    if (sheets.length > MOST_SHEETS) throw tooLargeInside(`more than ${MOST_SHEETS} sheets`);
  });
  return { sheets, links, dates1904 };
}

/** The links that lead to sheets of rows; a chart or a dialogue on a sheet of its own has another kind. */
export async function sheetLinks(pieces: AsyncIterable<Uint8Array>): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  await eachTag(pieces, "links", (tag) => {
    if (tag.name === "Relationship" && attributeText(tag, "Type").endsWith("/worksheet"))
      found.add(attributeText(tag, "Id"));
  });
  return found;
}

/** Links between parts must be plain, and only sheets may be linked to where sheets are kept (they are allowed to be larger). */
export async function checkLinks(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await eachTag(pieces, "links", (tag) => {
    if (tag.name !== "Relationship" || tag.closing) return;
    const target = once(tag, "Target", "links") ?? "";
    const type = once(tag, "Type", "links") ?? "";
    if (type.endsWith("/hyperlink")) return;
    if (target.includes("&") || type.includes("&")) throw odd("links");
    // Sheets are measured by where they are kept, so a sheet must be kept there, and nothing else may be.
    const amongSheets = /(?:^|\/)worksheets\//i.test(target);
    if (amongSheets !== type.endsWith("/worksheet")) throw odd("links");
    if (/(?:worksheet|sharedStrings|styles|officeDocument)$/.test(type) && target.includes(".."))
      throw odd("links");
  });
}

const repeats = (tag: Tag, name: string): number => {
  const value = once(tag, name, "content");
  if (value === undefined) return 1;
  if (!/^\d{1,7}$/.test(value) || Number(value) < 1 || Number(value) > MOST_ROWS) throw odd("content");
  return Number(value);
};

/** The sheets of an OpenDocument spreadsheet, with its repeated rows and cells added up. */
export async function measureOpenDocument(
  pieces: AsyncIterable<Uint8Array>,
  limits: CellLimits,
): Promise<readonly SheetInfo[]> {
  const sheets: SheetInfo[] = [];
  let total = 0;
  let rows = 1;
  let column = 0;
  let used = 0;
  let spreadsheet = false;
  await eachTag(pieces, "content", (tag) => {
    if (tag.name === "spreadsheet") spreadsheet = !tag.closing;
    if (!spreadsheet) return;
    if (tag.name === "table" && !tag.closing) {
      sheets.push({ name: attributeText(tag, "table:name"), hidden: false });
      if (sheets.length > MOST_SHEETS) throw tooLargeInside(`more than ${MOST_SHEETS} sheets`);
    } else if (tag.name === "table-row") {
      if (!tag.closing) {
        rows = repeats(tag, "table:number-rows-repeated");
        column = 0;
        used = 0;
      }
      if (tag.closing || tag.selfClosing) total += used === 0 ? 1 : rows * used;
    } else if ((tag.name === "table-cell" || tag.name === "covered-table-cell") && !tag.closing) {
      column += Math.min(repeats(tag, "table:number-columns-repeated"), MOST_COLUMNS);
      if (column > MOST_COLUMNS * 2) throw odd("content");
      if (!tag.selfClosing || /value-type\s*=/.test(tag.attributes)) used = column;
    } else if (tag.name === "s" && !tag.closing) {
      const spaces = once(tag, "text:c", "content") ?? "1";
      if (!/^\d{1,5}$/.test(spaces)) throw odd("content");
      // A run of spaces is paid for like cells, a hundred to one.
      total += Math.ceil(Number(spaces) / 100);
    }
    if (total + column > limits.cells) throw tooLargeInside("more cells than Kith reads from one workbook");
  });
  return sheets;
}

/** Refuses an OpenDocument file whose list of parts says they are encrypted. */
export async function refuseEncryptedParts(pieces: AsyncIterable<Uint8Array>): Promise<void> {
  await eachTag(pieces, "list of parts", (tag) => {
    if (tag.name === "encryption-data")
      throw new UnreadableFile({
        code: "file-encrypted",
        message:
          "The file is protected with a password. Remove the password in the spreadsheet program and add it again.",
      });
  });
}
