import type { ByteSource } from "./bytes.ts";

/** What the first bytes of a file say it is, whatever its name says. */
export type FileKind =
  | "zip"
  | "old-office"
  | "xml"
  | "html"
  | "json"
  | "pdf"
  | "image"
  | "database"
  | "packed"
  | "rich-text"
  | "program"
  | "text"
  | "unknown"
  | "empty";

/** For "It looks like ...". */
export const KIND_WORDS: { readonly [kind in FileKind]: string } = {
  zip: "a zip file",
  "old-office": "an old Excel or Word file (.xls, .doc), or one protected with a password",
  xml: "an XML file",
  html: "a web page",
  json: "a JSON file",
  pdf: "a PDF",
  image: "a picture",
  database: "a database file",
  packed: "a compressed file",
  "rich-text": "a rich text document",
  program: "a program",
  text: "plain text",
  unknown: "a kind of file Kith does not know",
  empty: "an empty file",
};

const SIGNATURES: readonly (readonly [hex: string, kind: FileKind])[] = [
  ["504b0304", "zip"],
  ["504b0506", "zip"],
  ["504b0708", "zip"],
  ["d0cf11e0a1b11ae1", "old-office"],
  ["0902060000001000", "old-office"],
  ["255044462d", "pdf"],
  ["89504e47", "image"],
  ["ffd8ff", "image"],
  ["47494638", "image"],
  ["49492a00", "image"],
  ["4d4d002a", "image"],
  ["424d", "image"],
  ["53514c69746520666f726d6174203300", "database"],
  ["000100005374616e64617264", "database"],
  ["1f8b", "packed"],
  ["377abcaf271c", "packed"],
  ["526172211a07", "packed"],
  ["28b52ffd", "packed"],
  ["7b5c727466", "rich-text"],
  ["4d5a", "program"],
  ["7f454c46", "program"],
];

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** Up to `most` bytes from the start of a file. */
export async function firstBytes(source: ByteSource, most = 4096): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source.open()) {
    pieces.push(piece);
    size += piece.length;
    if (size >= most) break;
  }
  return new Uint8Array(Buffer.concat(pieces).subarray(0, most));
}

/** Text of the first bytes, if they are text in UTF-8, UTF-16 or (with a doubt) the Windows alphabet. */
export function headText(head: Uint8Array): string | undefined {
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder("utf-16le").decode(head.subarray(2));
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder("utf-16be").decode(head.subarray(2));
  // A control character that no text has: it is something else.
  if (head.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return undefined;
  return new TextDecoder("utf-8").decode(head).replace(/^\uFEFF/, "");
}

export function fileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return "empty";
  const start = hex(head.subarray(0, 16));
  // Two-letter signatures could begin a text; then the letters decide nothing.
  const text = headText(head);
  for (const [signature, kind] of SIGNATURES)
    if (start.startsWith(signature) && (signature.length > 4 || text === undefined)) return kind;
  if (text === undefined) return "unknown";
  const trimmed = text.trimStart();
  if (trimmed === "") return "empty";
  if (/^<(?:!doctype html|html|head|body|table|div|script)\b/i.test(trimmed)) return "html";
  if (/^<[?!a-z_]/i.test(trimmed)) return /<html[\s>]/i.test(trimmed) ? "html" : "xml";
  if (/^(?:\{\s*["}]|\[\s*[[{"\]])/.test(trimmed)) return "json";
  return "text";
}
