import { UnreadableFile } from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { readXmlInBulk, type XmlNode, type XmlPiece } from "../../platform/files/xml.ts";
import type { CinChild } from "./child.ts";
import { readHeader, type CinHeader } from "./header.ts";
import { readChild, type Stranger } from "./readChild.ts";

/**
 * What stands in a census file, in file order: the header, each child, and what is neither. `opened` and `closed` are the elements
 * around them (`Message`, `Children`). `elements` says how large a child is.
 */
export type CinPart =
  | { readonly kind: "header"; readonly header: CinHeader }
  | { readonly kind: "child"; readonly child: CinChild; readonly elements: number }
  | { readonly kind: "opened" | "closed" | "stranger"; readonly node: XmlNode };

/** Reads a census file one child at a time. `stranger` is told of elements within a child that the census has never had. Throws UnreadableFile. */
export async function* readCin(source: ByteSource, stranger: Stranger): AsyncGenerator<CinPart> {
  for await (const parts of readCinInBulk(source, stranger)) yield* parts;
}

/** As `readCin`, all that one block of the file completes at once. */
export async function* readCinInBulk(
  source: ByteSource,
  stranger: Stranger,
): AsyncGenerator<readonly CinPart[]> {
  for await (const pieces of readXmlInBulk(source, ["/Message", "/Message/Children"]))
    yield pieces.map((piece) => partOf(piece, stranger));
}

function partOf(piece: XmlPiece, stranger: Stranger): CinPart {
  const { node } = piece;
  if (piece.kind !== "read") return { kind: piece.kind, node };
  if (node.parent?.name === "Children" && node.name === "Child")
    return { kind: "child", child: readChild(node, stranger), elements: piece.elements };
  if (node.name === "Header" && node.parent?.name === "Message")
    return { kind: "header", header: readHeader(node) };
  return { kind: "stranger", node };
}

/** The header alone. Throws UnreadableFile when there is none before the children. */
export async function readCinHeader(source: ByteSource): Promise<CinHeader> {
  for await (const part of readCin(source, () => {})) {
    if (part.kind === "header") return part.header;
    if (part.kind === "child" || (part.kind === "opened" && part.node.name === "Children")) break;
  }
  throw new UnreadableFile({
    code: "no-header",
    message:
      "The file has no Header before its children, so it does not say which census it is. Export it again with its header.",
  });
}
