import { UnreadableFile } from "../../kernel/record/claim.ts";
import { type ByteSource, MAX_FILE_BYTES, refuseTooLarge, tooLarge } from "./bytes.ts";

export type CsvEncoding = "utf-8" | "utf-16le" | "utf-16be" | "windows-1252";

/** Decoded in pieces of this many bytes, so that a source that comes as one buffer does not become one string. */
const PIECE = 64 * 1024;

/** Enough of the beginning to tell by. */
const START = 4;

/** The five bytes Windows-1252 gives no character to: a file that has one is not in it either. */
const UNUSED_1252 = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/**
 * Finds how a text file is encoded by reading all of it once. A byte order mark is believed; so is the zero beside every letter of
 * UTF-16 without one; text that is not UTF-8 is taken for Windows-1252, which is what older spreadsheet programs save. Throws
 * UnreadableFile when it is none of them, empty, or larger than `limit` bytes.
 */
export async function csvEncoding(source: ByteSource, limit: number = MAX_FILE_BYTES): Promise<CsvEncoding> {
  refuseTooLarge(source, limit);
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let marked: CsvEncoding | null = null;
  let isUtf8 = true;
  let unused = false;
  let start: readonly number[] = [];
  for await (const piece of pieces(source, limit)) {
    if (start.length < START) {
      start = [...start, ...piece.subarray(0, START - start.length)];
      marked = fromStart(start, source.name);
      if (marked === "utf-16le" || marked === "utf-16be") return marked;
    }
    isUtf8 &&= accepts(utf8, piece, true);
    if (!unused) unused = UNUSED_1252.some((byte) => piece.includes(byte));
    if (!isUtf8 && (marked === "utf-8" || unused)) throw undecodable(source.name);
  }
  if (start.length === 0) throw empty(source.name);
  isUtf8 &&= accepts(utf8, new Uint8Array(), false);
  if (isUtf8) return "utf-8";
  if (marked === "utf-8" || unused) throw undecodable(source.name);
  return "windows-1252";
}

/** The text of a file, a piece at a time, without its byte order mark. */
export async function* csvText(
  source: ByteSource,
  encoding: CsvEncoding,
  limit: number = MAX_FILE_BYTES,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const piece of pieces(source, limit)) yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (problem) {
    if (problem instanceof TypeError) throw undecodable(source.name);
    throw problem;
  }
}

const empty = (name: string): UnreadableFile =>
  new UnreadableFile({ code: "empty", message: `${name} is empty. Make the file again and add that.` });

/** Counts what really comes: a source may say it is smaller than it is. */
async function* pieces(source: ByteSource, limit: number): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of source.open()) {
    read += chunk.byteLength;
    if (read > limit) throw tooLarge(source.name, limit);
    for (let at = 0; at < chunk.byteLength; at += PIECE) yield chunk.subarray(at, at + PIECE);
  }
}

/** Without a mark, UTF-16 needs two letters with a zero each: a single zero is damage, not an alphabet. */
function fromStart(start: readonly number[], name: string): CsvEncoding | null {
  const [a, b, c, d] = start;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a && b === 0 && c && d === 0) return "utf-16le";
  if (a === 0 && b && c === 0 && d) return "utf-16be";
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4)
    throw new UnreadableFile({
      code: "not-csv",
      message: `${name} is a workbook or a zip, not a CSV file. Save it as CSV (or take the CSV out of the zip) and add that.`,
    });
  return null;
}

function accepts(decoder: TextDecoder, piece: Uint8Array, stream: boolean): boolean {
  try {
    decoder.decode(piece, { stream });
    return true;
  } catch {
    return false;
  }
}

const undecodable = (name: string): UnreadableFile =>
  new UnreadableFile({
    code: "encoding-unknown",
    message: `The letters in ${name} are saved in a way Kith cannot read, or in two ways at once. Save it again as CSV UTF-8 and add that.`,
  });
