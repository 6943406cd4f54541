import PdfKit from "pdfkit";
import type { IsoInstant } from "../../kernel/dates.ts";
import { drawingIn, type PdfDrawing, readDrawing } from "./pdfDrawing.ts";
import { linesOf, openFonts, readFonts } from "./pdfText.ts";
import {
  artifact,
  BODY,
  BOTTOM,
  childOf,
  EDGE,
  HEADINGS,
  HEIGHT,
  INK,
  INNER,
  LEADING,
  need,
  newPage,
  type Page,
  putLine,
  putLines,
  QUIET,
  SMALL,
  TOP,
  WIDTH,
} from "./pdfPage.ts";
import { type PdfTable, putTable } from "./pdfTable.ts";

export type { PdfTable };

/** A part of a document, in reading order. */
export type PdfBlock =
  | { readonly kind: "heading"; readonly level: 1 | 2 | 3; readonly text: string; readonly newPage?: boolean }
  | { readonly kind: "text"; readonly text: string; readonly quiet?: boolean }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | PdfTable
  | {
      readonly kind: "drawing";
      /** A whole SVG document of our own making. */ readonly svg: string;
      readonly alt: string;
    };

export type PdfWanted = {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  /** The moment in the file's own details: the same wanted again is the same bytes. */
  readonly madeAt: IsoInstant;
  /** Stand on every page, above and below; the page's number is put beside the lower one. */
  readonly above: string;
  readonly below: string;
  readonly blocks: readonly PdfBlock[];
};

/**
 * A tagged PDF (PDF/UA in its markers): language, title, structure with headings, lists, tables with header cells and figures with words for who cannot see them, and its own
 * typeface inside. What repeats on every page is marked as no part of the text. The same wanted gives the same bytes.
 * @throws Error where a drawing has something in it that ours do not
 */
export async function writePdf(wanted: PdfWanted): Promise<Uint8Array> {
  const faces = await readFonts();
  const made = new Date(wanted.madeAt);
  const doc = new PdfKit({
    size: [WIDTH, HEIGHT],
    margin: 0,
    autoFirstPage: false,
    bufferPages: true,
    pdfVersion: "1.7",
    tagged: true,
    lang: "en-GB",
    displayTitle: true,
    // Typed without it by the package's types: the standard that asks for everything done here.
    subset: "PDF/UA" as "PDF/A-1a",
    // Not a name but the font itself, so that no standard font is looked for.
    font: faces.regular as unknown as string,
    info: {
      Title: wanted.title,
      Subject: wanted.subject,
      Author: wanted.author,
      Creator: "Kith",
      Producer: "Kith",
      CreationDate: made,
      ModDate: made,
    },
  });
  const pieces: Uint8Array[] = [];
  doc.on("data", (piece: Uint8Array) => pieces.push(piece));
  const done = new Promise<void>((resolve, reject) => {
    doc.on("end", () => resolve());
    doc.on("error", reject);
  });
  const root = doc.struct("Document");
  doc.addStructure(root);
  const page: Page = { doc, fonts: openFonts(doc, faces), root, y: TOP };
  doc.addPage();
  for (const block of wanted.blocks) putBlock(page, block);
  root.end();
  stampPages(page, wanted);
  doc.end();
  await done;
  return new Uint8Array(Buffer.concat(pieces));
}

function putBlock(page: Page, block: PdfBlock): void {
  switch (block.kind) {
    case "heading":
      return putHeading(page, block);
    case "text":
      return putText(page, block.text, block.quiet === true ? QUIET : INK);
    case "list":
      return putList(page, block.items);
    case "table":
      return putTable(page, block);
    case "drawing":
      return putDrawing(page, readDrawing(block.svg), block.alt);
  }
}

function putHeading(page: Page, block: Extract<PdfBlock, { kind: "heading" }>): void {
  if (block.newPage === true && page.y > TOP) newPage(page);
  const size = HEADINGS[block.level];
  const lines = linesOf(page.fonts, block.text, "bold", size, INNER);
  if (page.y > TOP) page.y += size * (block.level === 2 ? 1 : 0.7);
  // A heading alone at the foot of a page heads nothing.
  need(page, lines.length * size * LEADING + 64);
  const element = childOf(page, page.root, `H${block.level}`);
  if (block.level < 3) page.doc.outline.addItem(block.text);
  putLines(page, element, lines, { face: "bold", size, colour: INK, x: EDGE });
  element.end();
  page.y += size * 0.35;
}

function putText(page: Page, text: string, colour: string): void {
  const element = childOf(page, page.root, "P");
  const lines = linesOf(page.fonts, text, "regular", BODY, INNER);
  // The first two lines stay together.
  need(page, Math.min(2, lines.length) * BODY * LEADING);
  putLines(page, element, lines, { face: "regular", size: BODY, colour, x: EDGE });
  element.end();
  page.y += BODY * 0.55;
}

function putList(page: Page, items: readonly string[]): void {
  const list = childOf(page, page.root, "L");
  for (const text of items) {
    const item = childOf(page, list, "LI");
    const lines = linesOf(page.fonts, text, "regular", BODY, INNER - 14);
    need(page, Math.min(2, lines.length) * BODY * LEADING);
    const from = page.y;
    const label = childOf(page, item, "Lbl");
    label.add(() => putLine(page, page.fonts.lineOf("•"), "regular", BODY, INK, EDGE + 2, from));
    label.end();
    const body = childOf(page, item, "LBody");
    putLines(page, body, lines, { face: "regular", size: BODY, colour: INK, x: EDGE + 14 });
    body.end();
    item.end();
    page.y += 2;
  }
  list.end();
  page.y += BODY * 0.4;
}

function putDrawing(page: Page, drawing: PdfDrawing, alt: string): void {
  const scale = INNER / drawing.width;
  const height = drawing.height * scale;
  if (height > BOTTOM - TOP) throw new Error("The drawing is too tall for a page.");
  need(page, height);
  const box = [EDGE, page.y, EDGE + INNER, page.y + height];
  const figure = childOf(page, page.root, "Figure", { alt, bbox: box });
  figure.add(() => drawingIn(page.doc, page.fonts, drawing, { x: EDGE, y: page.y, scale }));
  figure.end();
  page.y += height + 8;
}

function stampPages(page: Page, wanted: PdfWanted): void {
  const { doc, fonts } = page;
  const { start, count } = doc.bufferedPageRange();
  const above = linesOf(fonts, wanted.above, "bold", SMALL, INNER)[0] ?? [];
  const below = linesOf(fonts, wanted.below, "regular", SMALL, INNER - 80);
  for (let i = 0; i < count; i += 1) {
    doc.switchToPage(start + i);
    artifact(page, () => putLine(page, above, "bold", SMALL, QUIET, EDGE, 36), "Top");
    const no = fonts.lineOf(`Page ${i + 1} of ${count}`);
    artifact(
      page,
      () => {
        below.forEach((line, at) =>
          putLine(page, line, "regular", SMALL, QUIET, EDGE, HEIGHT - 50 + at * SMALL * LEADING),
        );
        putLine(
          page,
          no,
          "regular",
          SMALL,
          QUIET,
          EDGE + INNER - fonts.widthOf(no, "regular", SMALL),
          HEIGHT - 50,
        );
      },
      "Bottom",
    );
  }
}
