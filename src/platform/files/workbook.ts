import { streamOdsRows } from "hucre/ods";
import { streamXlsxRows } from "hucre/xlsx";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { refuseTooLarge, tooLarge, type ByteSource } from "./bytes.ts";
import { fileKind, KIND_WORDS } from "./sniff.ts";
import {
  checkLinks,
  refuseLargePart,
  refuseLargeWhole,
  excelSheets,
  measureOpenDocument,
  measureSheet,
  refuseEncryptedParts,
  sheetLinks,
  type SheetInfo,
} from "./workbookGuard.ts";
import { damaged, unpack, zipEntries, type ZipEntry } from "./zip.ts";

export { cellAddress } from "./workbookGuard.ts";
export type { SheetInfo } from "./workbookGuard.ts";

/** A cell as read: dates are ISO text, an empty cell is null, an error such as `#N/A` is its text. */
export type CellContent = string | number | boolean | null;

export type SheetRow = {
  /** As the spreadsheet numbers it, from 1. */
  readonly row: number;
  readonly cells: readonly CellContent[];
};

export type Workbook = {
  readonly kind: "excel" | "open-document";
  readonly sheets: readonly SheetInfo[];
  /** Numbers in cells not marked as dates count from 1904 instead of 1900. */
  readonly dates1904: boolean;
  /** The rows of a sheet, top down, empty rows perhaps left out. May throw UnreadableFile. */
  readonly rows: (sheet: number) => AsyncIterable<SheetRow>;
};

/** Sizes in bytes. A workbook is a tenth to a fiftieth of its unpacked size, so these allow some 40,000 children. */
export const WORKBOOK_LIMITS = {
  packed: 64 * 1024 * 1024,
  entries: 2000,
  unpacked: 384 * 1024 * 1024,
  ratio: 150,
  cells: 6_000_000,
  marks: 2_000_000,
} as const;

export type WorkbookLimits = { readonly [limit in keyof typeof WORKBOOK_LIMITS]: number };

const unlike = (name: string, is: string): UnreadableFile =>
  new UnreadableFile({
    code: "not-a-workbook",
    message: `${name} is not a workbook Kith can read: it looks like ${is}. Save it as an Excel workbook (.xlsx) or OpenDocument spreadsheet (.ods).`,
  });

const partNamed = (entries: readonly ZipEntry[], name: string): ZipEntry | undefined =>
  entries.find((entry) => entry.name === name);

async function gather(source: ByteSource, limit: number): Promise<Uint8Array> {
  refuseTooLarge(source, limit);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.open()) {
    size += piece.length;
    if (size > limit) throw tooLarge(source.name, limit);
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Password-protected Excel files and old .xls files share a wrapper; what is inside tells them apart. */
function refuseOldOffice(name: string, bytes: Uint8Array): UnreadableFile {
  const inside = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return inside.includes(Buffer.from("EncryptedPackage", "utf16le"))
    ? new UnreadableFile({
        code: "file-encrypted",
        message: `${name} is protected with a password. Remove the password in the spreadsheet program and add it again.`,
      })
    : unlike(name, "an old Excel or Word file (.xls, .doc)");
}

function otherZip(entries: readonly ZipEntry[]): string {
  const has = (start: string): boolean => entries.some((entry) => entry.name.startsWith(start));
  if (has("word/")) return "a Word document";
  if (has("ppt/")) return "a PowerPoint file";
  if (has("xl/workbook.bin")) return "a binary Excel workbook (.xlsb)";
  return "a zip file of something else; if your files are inside it, take them out and add them";
}

const CONTENT_TYPES = "[Content_Types].xml";
const MAIN_PART = /^xl\/workbook\d*\.xml$/i;

async function* noRows(): AsyncGenerator<SheetRow> {
  yield* [];
}

async function excel(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  limits: WorkbookLimits,
): Promise<Pick<Workbook, "sheets" | "dates1904"> & { readonly withRows: ReadonlySet<number> }> {
  for (const entry of entries) {
    const links = /\.rels$/i.test(entry.name);
    if (!links && /(?:^|\/)worksheets\//i.test(entry.name))
      await measureSheet(unpack(bytes, entry), entry.name, limits);
    else await refuseLargePart(bytes, entry, limits.marks);
    if (links) await checkLinks(unpack(bytes, entry));
  }
  const main = entries.find((entry) => MAIN_PART.test(entry.name));
  if (main === undefined) throw damaged("its list of sheets is missing");
  const { sheets, links, dates1904 } = await excelSheets(unpack(bytes, main));
  const linksPart = partNamed(entries, main.name.replace(/^xl\//i, "xl/_rels/").concat(".rels"));
  const leading = linksPart === undefined ? new Set<string>() : await sheetLinks(unpack(bytes, linksPart));
  const withRows = new Set(links.flatMap((link, at) => (leading.has(link) ? [at] : [])));
  if (withRows.size === 0 || !entries.some((entry) => /^xl\/worksheets\//i.test(entry.name)))
    throw new UnreadableFile({
      code: "workbook-without-sheets",
      message:
        "The workbook holds no sheet of rows (only macros or charts). Add the workbook that holds the lists.",
    });
  return { sheets, dates1904, withRows };
}

async function openDocument(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  limits: WorkbookLimits,
): Promise<readonly SheetInfo[]> {
  const manifest = partNamed(entries, "META-INF/manifest.xml");
  if (manifest !== undefined) await refuseEncryptedParts(unpack(bytes, manifest));
  const content = partNamed(entries, "content.xml");
  if (content === undefined) throw damaged("its contents are missing");
  refuseLargeWhole(content);
  return measureOpenDocument(unpack(bytes, content), limits);
}

const DAY_SHAPE = /^\d{4}-\d{2}-\d{2}$/;

function content(value: unknown): CellContent {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null;
    // A day kept as a fraction can fall a moment short of midnight; half a second puts it right.
    const day = new Date(value.getTime() + 500).toISOString().slice(0, 10);
    return DAY_SHAPE.test(day) ? day : null;
  }
  return null;
}

/** Whatever a reader of spreadsheets makes of a damaged file, a person is told the same plain thing. */
async function* plainly(
  rows: () => AsyncIterable<{ index: number; values: readonly unknown[] }>,
  sheet: string,
): AsyncGenerator<SheetRow> {
  try {
    for await (const { index, values } of rows()) yield { row: index + 1, cells: values.map(content) };
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw damaged(`the sheet "${sheet.slice(0, 40)}" cannot be read`);
  }
}

/**
 * Opens an Excel (.xlsx, .xlsm with its macros left alone) or OpenDocument (.ods) workbook. All of it is checked and measured first, so that
 * reading holds no more than the limits allow. Throws UnreadableFile: too large, encrypted, damaged, not a workbook, unpacking to too much.
 */
export async function openWorkbook(
  source: ByteSource,
  given: Partial<WorkbookLimits> = {},
): Promise<Workbook> {
  const limits = { ...WORKBOOK_LIMITS, ...given };
  const bytes = await gather(source, limits.packed);
  const kind = fileKind(bytes.subarray(0, 4096));
  if (kind === "old-office") throw refuseOldOffice(source.name, bytes);
  if (kind !== "zip") throw unlike(source.name, KIND_WORDS[kind]);
  const entries = zipEntries(bytes, limits);
  const mimetype = partNamed(entries, "mimetype");
  if (
    partNamed(entries, CONTENT_TYPES) !== undefined &&
    entries.some((entry) => MAIN_PART.test(entry.name))
  ) {
    const { sheets, dates1904, withRows } = await excel(bytes, entries, limits);
    const rows = (sheet: number): AsyncIterable<SheetRow> =>
      withRows.has(sheet)
        ? plainly(() => streamXlsxRows(bytes, { sheet }), sheets[sheet]?.name ?? "")
        : noRows();
    return { kind: "excel", sheets, dates1904, rows };
  }
  if (mimetype !== undefined && partNamed(entries, "content.xml") !== undefined) {
    let type = "";
    for await (const piece of unpack(bytes, mimetype))
      type = (type + Buffer.from(piece).toString("latin1")).slice(0, 200);
    if (!type.includes("opendocument.spreadsheet"))
      throw unlike(source.name, "an OpenDocument file that is not a spreadsheet");
    const sheets = await openDocument(bytes, entries, limits);
    const rows = (sheet: number): AsyncIterable<SheetRow> =>
      plainly(() => streamOdsRows(bytes, { sheets: [sheet] }), sheets[sheet]?.name ?? "");
    return { kind: "open-document", sheets, dates1904: false, rows };
  }
  throw unlike(source.name, otherZip(entries));
}
