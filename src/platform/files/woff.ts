import { inflateSync } from "node:zlib";

const SIGNATURE = 0x774f4646; // "wOFF"
const HEADER = 44;
const ENTRY = 20;

type Table = { tag: number; checksum: number; data: Uint8Array };

/**
 * A web font (WOFF 1) as the plain font inside it, which is what programs other than browsers read. For our own typefaces: it checks
 * that the file is one, not that it is harmless. Source: W3C, WOFF File Format 1.0, sections 3 to 5.
 * @throws Error when the bytes are no WOFF file
 */
export function fontOfWoff(woff: Uint8Array): Uint8Array {
  const view = new DataView(woff.buffer, woff.byteOffset, woff.byteLength);
  if (woff.byteLength < HEADER || view.getUint32(0) !== SIGNATURE)
    throw new Error("This is not a WOFF font.");
  const flavour = view.getUint32(4);
  const tables = Array.from({ length: view.getUint16(12) }, (_, index) => readTable(woff, view, index));
  return writeFont(flavour, tables);
}

function readTable(woff: Uint8Array, view: DataView, index: number): Table {
  const at = HEADER + ENTRY * index;
  const start = view.getUint32(at + 4);
  const packed = view.getUint32(at + 8);
  const length = view.getUint32(at + 12);
  const bytes = woff.subarray(start, start + packed);
  // A table that would not shrink is stored as it is.
  const data = packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes;
  return { tag: view.getUint32(at), checksum: view.getUint32(at + 16), data };
}

/** Tables stand in the order of their tags, each on a multiple of four, after a header that helps to search for them. */
function writeFont(flavour: number, tables: readonly Table[]): Uint8Array {
  const padded = (length: number): number => (length + 3) & ~3;
  const head = 12 + 16 * tables.length;
  const total = tables.reduce((sum, { data }) => sum + padded(data.byteLength), head);
  const font = new Uint8Array(total);
  const view = new DataView(font.buffer);
  const power = Math.floor(Math.log2(Math.max(1, tables.length)));
  view.setUint32(0, flavour);
  view.setUint16(4, tables.length);
  view.setUint16(6, 16 * 2 ** power);
  view.setUint16(8, power);
  view.setUint16(10, 16 * tables.length - 16 * 2 ** power);
  let at = head;
  for (const [index, { tag, checksum, data }] of tables.entries()) {
    const entry = 12 + 16 * index;
    view.setUint32(entry, tag);
    view.setUint32(entry + 4, checksum);
    view.setUint32(entry + 8, at);
    view.setUint32(entry + 12, data.byteLength);
    font.set(data, at);
    at += padded(data.byteLength);
  }
  return font;
}
