import { crc32, deflateRawSync } from "node:zlib";
import { cellAddress } from "./workbookGuard.ts";

/** Small workbooks for tests, written byte by byte so that a test can also write a bad one. */
export type Part = {
  readonly name: string;
  readonly text: string | Uint8Array;
  /** What the table of contents claims instead of the truth. */
  readonly claims?: { readonly unpacked?: number; readonly flags?: number; readonly start?: number };
};

const u16 = (n: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(n);
  return bytes;
};
const u32 = (n: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(n >>> 0);
  return bytes;
};

export function zipOf(parts: readonly Part[]): Uint8Array {
  const pieces: Buffer[] = [];
  const contents: Buffer[] = [];
  let at = 0;
  for (const { name, text, claims = {} } of parts) {
    const plain = Buffer.from(text as Uint8Array);
    const packed = deflateRawSync(plain);
    const nameBytes = Buffer.from(name);
    const flags = u16(claims.flags ?? 0);
    const unpacked = claims.unpacked ?? plain.length;
    const sizes = [u32(crc32(plain)), u32(packed.length), u32(unpacked), u16(nameBytes.length), u16(0)];
    const local = Buffer.concat([
      u32(0x04034b50),
      u16(20),
      flags,
      u16(8),
      u16(0),
      u16(0),
      ...sizes,
      nameBytes,
      packed,
    ]);
    const common = [u32(0x02014b50), u16(20), u16(20), flags, u16(8), u16(0), u16(0), ...sizes];
    contents.push(
      Buffer.concat([...common, u16(0), u16(0), u16(0), u32(0), u32(claims.start ?? at), nameBytes]),
    );
    pieces.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(contents);
  const end = Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(parts.length),
    u16(parts.length),
    u32(directory.length),
    u32(at),
    u16(0),
  ]);
  return new Uint8Array(Buffer.concat([...pieces, directory, end]));
}

/** A number in `day` is shown as a date, which is how a spreadsheet knows one. */
export type FixtureCell =
  | string
  | number
  | boolean
  | null
  | { readonly day: number }
  | { readonly shared: string };
export type FixtureSheet = { readonly name: string; readonly rows: readonly (readonly FixtureCell[])[] };

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

function cellXml(cell: FixtureCell, at: string, strings: string[]): string {
  if (cell === null) return "";
  if (typeof cell === "number") return `<c r="${at}"><v>${cell}</v></c>`;
  if (typeof cell === "boolean") return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === "string")
    return cell.startsWith("#")
      ? `<c r="${at}" t="e"><v>${escape(cell)}</v></c>`
      : `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
  if ("day" in cell) return `<c r="${at}" s="1"><v>${cell.day}</v></c>`;
  strings.push(cell.shared);
  return `<c r="${at}" t="s"><v>${strings.length - 1}</v></c>`;
}

export const sheetXml = (body: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body}</sheetData></worksheet>`;

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const rel = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const rels = (body: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;

/** The parts of an Excel workbook; `bodies` replaces the XML inside a sheet's `sheetData`. */
export function xlsxParts(
  sheets: readonly FixtureSheet[],
  options: { readonly dates1904?: boolean; readonly bodies?: readonly string[] } = {},
): Part[] {
  const strings: string[] = [];
  const worksheets = sheets.map(({ rows }, i) => {
    const body = rows
      .map(
        (cells, r) =>
          `<row r="${r + 1}">${cells.map((cell, c) => cellXml(cell, cellAddress(c, r + 1), strings)).join("")}</row>`,
      )
      .join("");
    return { name: `xl/worksheets/sheet${i + 1}.xml`, text: sheetXml(options.bodies?.[i] ?? body) };
  });
  const n = sheets.length;
  return [
    {
      name: "[Content_Types].xml",
      text: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    { name: "_rels/.rels", text: rels(rel(1, "officeDocument", "xl/workbook.xml")) },
    {
      name: "xl/workbook.xml",
      text: `<workbook xmlns="x" xmlns:r="${OFFICE}"><workbookPr${options.dates1904 === true ? ' date1904="1"' : ""}/><sheets>${sheets
        .map(({ name }, i) => `<sheet name="${escape(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
        .join("")}</sheets></workbook>`,
    },
    {
      name: "xl/_rels/workbook.xml.rels",
      text: rels(
        sheets.map((_, i) => rel(i + 1, "worksheet", `worksheets/sheet${i + 1}.xml`)).join("") +
          rel(n + 1, "sharedStrings", "sharedStrings.xml") +
          rel(n + 2, "styles", "styles.xml"),
      ),
    },
    {
      name: "xl/styles.xml",
      text: `<styleSheet xmlns="x"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    },
    {
      name: "xl/sharedStrings.xml",
      text: `<sst xmlns="x">${strings.map((s) => `<si><t>${escape(s)}</t></si>`).join("")}</sst>`,
    },
    ...worksheets,
  ];
}

export const xlsxOf = (
  sheets: readonly FixtureSheet[],
  options: Parameters<typeof xlsxParts>[1] = {},
): Uint8Array => zipOf(xlsxParts(sheets, options));

export const odsContent = (tables: string): string =>
  `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`;

/** An OpenDocument spreadsheet; a text that is an ISO day is written as a date. */
export function odsOf(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly (string | null)[])[] }[],
): Uint8Array {
  const cell = (text: string | null): string => {
    if (text === null) return "<table:table-cell/>";
    return /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? `<table:table-cell office:value-type="date" office:date-value="${text}"><text:p>${text}</text:p></table:table-cell>`
      : `<table:table-cell office:value-type="string"><text:p>${escape(text)}</text:p></table:table-cell>`;
  };
  const tables = sheets
    .map(
      ({ name, rows }) =>
        `<table:table table:name="${escape(name)}">${rows.map((row) => `<table:table-row>${row.map(cell).join("")}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>`).join("")}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
    )
    .join("");
  return zipOf([
    { name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet" },
    { name: "content.xml", text: odsContent(tables) },
  ]);
}
