import { once } from "node:events";
import { crc32, createInflateRaw } from "node:zlib";
import { UnreadableFile } from "../../kernel/record/claim.ts";

/**
 * The table of contents of a zip file, read with suspicion: every name, size and position is checked before a byte is unpacked, so that
 * a small file cannot unpack into a large one, name a path outside itself, or tell two readers two different stories.
 */
export type ZipEntry = {
  readonly name: string;
  readonly packed: number;
  readonly unpacked: number;
  readonly stored: boolean;
  readonly crc: number;
  /** Where the packed bytes begin. */
  readonly start: number;
};

export type ZipLimits = {
  readonly entries: number;
  /** Bytes of all entries together once unpacked. */
  readonly unpacked: number;
  /** Times larger than packed that an entry over a megabyte may become. */
  readonly ratio: number;
};

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const ALL_ONES_32 = 0xffffffff;
const ALL_ONES_16 = 0xffff;
const MEGABYTE = 1024 * 1024;
/** An empty deflate stream takes a few bytes; more than this for nothing is a lie. */
const EMPTY_PACKED = 16;

export const damaged = (detail: string): UnreadableFile =>
  new UnreadableFile({
    code: "zip-damaged",
    message: `The file is cut short or damaged: ${detail}. Save it again from the spreadsheet program, or send it again.`,
  });

export const tooLargeInside = (detail: string): UnreadableFile =>
  new UnreadableFile({
    code: "zip-bomb",
    message: `The file unpacks to far more than a workbook should (${detail}), so it was not opened. Copy the lists into a new workbook and save that.`,
  });

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - ALL_ONES_16);
  for (let at = view.byteLength - 22; at >= first; at -= 1) if (view.getUint32(at, true) === END) return at;
  throw damaged("its table of contents is missing");
}

function checkName(name: string, seen: Set<string>): void {
  const parts = name.split("/");
  const outside =
    name === "" || name.startsWith("/") || parts.includes("..") || /[\\:\0]/.test(name) || name.length > 512;
  if (outside)
    throw new UnreadableFile({
      code: "zip-path",
      message:
        "The file holds a part whose name points outside it, which no spreadsheet program writes, so it was not opened. Ask where the file came from.",
    });
  const folded = name.toLowerCase();
  if (seen.has(folded))
    throw new UnreadableFile({
      code: "zip-twice",
      message:
        "The file holds two parts of the same name, so it can be read in two ways and was not opened. Save it again from the spreadsheet program.",
    });
  seen.add(folded);
}

function readEntry(view: DataView, bytes: Uint8Array, at: number, limits: ZipLimits): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packed = view.getUint32(at + 20, true);
  const unpacked = view.getUint32(at + 24, true);
  const local = view.getUint32(at + 42, true);
  const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
  if ((flags & 1) === 1)
    throw new UnreadableFile({
      code: "file-encrypted",
      message:
        "The file is protected with a password. Remove the password in the spreadsheet program and add it again.",
    });
  if (packed === ALL_ONES_32 || unpacked === ALL_ONES_32 || local === ALL_ONES_32)
    throw tooLargeInside("a part of more than 4 GB");
  if (method !== 0 && method !== 8) throw damaged("a part is packed in a way workbooks do not use");
  if (unpacked === 0 && packed > EMPTY_PACKED) throw tooLargeInside("a part hides its size");
  if (method === 0 && packed !== unpacked) throw damaged("a part is not the size it claims");
  if (unpacked > MEGABYTE && unpacked > packed * limits.ratio)
    throw tooLargeInside(`one part grows more than ${limits.ratio} times`);
  if (local + 30 > view.byteLength || view.getUint32(local, true) !== LOCAL)
    throw damaged("a part is missing");
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + packed > view.byteLength) throw damaged("a part is cut off");
  return { name, packed, unpacked, stored: method === 0, crc: view.getUint32(at + 16, true), start };
}

/** Parts that share bytes are how a small file holds a large one many times over. */
function refuseOverlap(entries: readonly ZipEntry[], directory: number): void {
  const inOrder = entries.toSorted((a, b) => a.start - b.start);
  let reached = 0;
  for (const entry of inOrder) {
    if (entry.start < reached) throw tooLargeInside("its parts overlap");
    reached = entry.start + entry.packed;
  }
  if (reached > directory) throw tooLargeInside("its parts overlap");
}

/** The entries of a zip file held in memory. Throws UnreadableFile on anything odd. */
export function zipEntries(bytes: Uint8Array, limits: ZipLimits): readonly ZipEntry[] {
  if (bytes.length < 22) throw damaged("it is too short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const directory = view.getUint32(end + 16, true);
  if (count === ALL_ONES_16 || directory === ALL_ONES_32) throw tooLargeInside("more than 65,000 parts");
  if (count > limits.entries) throw tooLargeInside(`${count} parts`);
  const entries: ZipEntry[] = [];
  const seen = new Set<string>();
  let at = directory;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL)
      throw damaged("its table of contents is broken");
    const entry = readEntry(view, bytes, at, limits);
    checkName(entry.name, seen);
    total += entry.unpacked;
    if (total > limits.unpacked)
      throw tooLargeInside(`more than ${Math.round(limits.unpacked / MEGABYTE)} MB in all`);
    entries.push(entry);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  refuseOverlap(entries, directory);
  return entries;
}

/** The unpacked bytes of one entry, a piece at a time; its size and checksum are held to what the contents promise. */
export async function* unpack(bytes: Uint8Array, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  const packed = bytes.subarray(entry.start, entry.start + entry.packed);
  let size = 0;
  let sum = 0;
  const take = (piece: Uint8Array): Uint8Array => {
    size += piece.length;
    if (size > entry.unpacked) throw tooLargeInside("a part is larger than it claims");
    sum = crc32(piece, sum);
    return piece;
  };
  if (entry.stored) {
    for (let at = 0; at < packed.length; at += MEGABYTE) yield take(packed.subarray(at, at + MEGABYTE));
  } else {
    const inflate = createInflateRaw();
    try {
      // A failure to unpack is met while reading; this only keeps it from being reported twice.
      once(inflate, "error").catch(() => undefined);
      inflate.end(packed);
      for await (const piece of inflate) yield take(piece as Uint8Array);
    } catch (error) {
      if (error instanceof UnreadableFile) throw error;
      throw damaged("a part cannot be unpacked");
    } finally {
      inflate.destroy();
    }
  }
  if (size !== entry.unpacked || (sum !== entry.crc && entry.unpacked > 0))
    throw damaged("a part does not match its checksum");
}
