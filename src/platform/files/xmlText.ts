import { UnreadableFile } from "../../kernel/record/claim.ts";
import { MAX_FILE_BYTES, refuseTooLarge, tooLarge, type ByteSource } from "./bytes.ts";

/** Small pieces, so that one enormous chunk cannot run the parser past its limits before they are looked at. */
const PIECE = 64 * 1024;
/** An XML declaration stands within the first bytes or there is none. */
const HEAD = 256;

const DECODERS: { readonly [label: string]: string } = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "us-ascii": "utf-8",
  ascii: "utf-8",
  // Files that say ISO-8859-1 are in practice written by Windows; the two differ only in codes no text uses.
  "iso-8859-1": "windows-1252",
  "iso8859-1": "windows-1252",
  "iso_8859-1": "windows-1252",
  latin1: "windows-1252",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
};

/**
 * The text of an XML file, in order, in small pieces. The encoding is the byte order mark's, or the declaration's, or UTF-8.
 * `line` is asked for where the parser stands when bytes cannot be decoded. Throws UnreadableFile.
 */
export async function* decodeXml(
  source: ByteSource,
  line: () => number,
  limit: number = MAX_FILE_BYTES,
): AsyncGenerator<string> {
  refuseTooLarge(source, limit);
  let head = new Uint8Array(0);
  let decoder: TextDecoder | undefined;
  let total = 0;
  const decode = (by: TextDecoder, bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? by.decode() : by.decode(bytes, { stream: true });
    } catch {
      throw badBytes(line() + linesBeforeFault(by.encoding, bytes));
    }
  };
  for await (const chunk of source.open()) {
    total += chunk.byteLength;
    if (total > limit) throw tooLarge(source.name, limit);
    let bytes = chunk;
    if (decoder === undefined) {
      head = joined(head, chunk);
      if (head.byteLength < HEAD) continue;
      decoder = decoderFor(head);
      bytes = head;
    }
    for (let at = 0; at < bytes.byteLength; at += PIECE) {
      const piece = decode(decoder, bytes.subarray(at, at + PIECE));
      if (piece !== "") yield piece;
    }
  }
  if (total === 0) {
    throw new UnreadableFile({ code: "empty", message: "The file is empty. Export it again." });
  }
  if (decoder === undefined) {
    decoder = decoderFor(head);
    yield decode(decoder, head);
  }
  const rest = decode(decoder);
  if (rest !== "") yield rest;
}

function decoderFor(head: Uint8Array): TextDecoder {
  const [a, b, c, d] = head;
  if (a === 0x50 && b === 0x4b) {
    throw new UnreadableFile({
      code: "not-xml",
      message: "This is a zip file or a workbook, not an XML file. Unzip it, or choose the XML file itself.",
    });
  }
  if ((a === 0xff && b === 0xfe && c === 0 && d === 0) || (a === 0 && b === 0 && c === 0xfe && d === 0xff)) {
    throw unknownEncoding("UTF-32");
  }
  if (a === 0xef && b === 0xbb && c === 0xbf) return strict("utf-8");
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return strict("utf-16le");
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return strict("utf-16be");
  const declared = declaredEncoding(head);
  if (declared === undefined) return strict("utf-8");
  const label = DECODERS[declared.toLowerCase()];
  if (label !== undefined) return strict(label);
  if (/^utf-?16/i.test(declared)) {
    throw new UnreadableFile({
      code: "encoding",
      message: `Line 1 says the file is ${declared}, but its bytes are not. Save it again as UTF-8.`,
      place: "line 1",
    });
  }
  throw unknownEncoding(declared);
}

function declaredEncoding(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, HEAD));
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(start)?.[1];
}

const strict = (label: string): TextDecoder => new TextDecoder(label, { fatal: true });

/** How many lines of a piece come before the first character that cannot be read: the parser stands where the piece begins. */
function linesBeforeFault(encoding: string, bytes: Uint8Array | undefined): number {
  if (bytes === undefined) return 0;
  const text = new TextDecoder(encoding).decode(bytes);
  // The last character of the piece before may end in this one; its tail alone is not the fault.
  const at = text.indexOf("\uFFFD", 3);
  return at === -1 ? 0 : text.slice(0, at).split("\n").length - 1;
}

const badBytes = (line: number): UnreadableFile =>
  new UnreadableFile({
    code: "encoding",
    message: `Near line ${line} the file has bytes that are not in the encoding it says it uses. Save it again as UTF-8.`,
    place: `line ${line}`,
  });

const unknownEncoding = (name: string): UnreadableFile =>
  new UnreadableFile({
    code: "encoding",
    message: `The file says its encoding is ${name}, which cannot be read here. Save it again as UTF-8.`,
    place: "line 1",
  });

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.byteLength + b.byteLength);
  both.set(a);
  both.set(b, a.byteLength);
  return both;
}
