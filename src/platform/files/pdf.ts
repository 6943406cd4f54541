import PDFDocument from "pdfkit";
import type { IsoInstant } from "../../kernel/dates.ts";
import { drawingIn, type PdfDrawing, readDrawing } from "./pdfDrawing.ts";
import { type Face, type PdfFonts, type Line, linesOf, openFonts, readFonts } from "./pdfText.ts";

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

export type PdfTable = {
  readonly kind: "table";
  readonly caption: string;
  /** `share`: of the width, beside the other columns' shares. */
  readonly columns: readonly { readonly head: string; readonly share: number; readonly numeric?: boolean }[];
  /** Cells in the order of the columns; the first names its row. */
  readonly rows: readonly (readonly string[])[];
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

const [WIDTH, HEIGHT] = [595.28, 841.89];
const EDGE = 56;
const TOP = 74;
const BOTTOM = HEIGHT - 70;
const INNER = WIDTH - 2 * EDGE;
const INK = "#14212b";
const QUIET = "#4a5963";
const RULE = "#b5b0a3";
const SMALL = 8.5;
const BODY = 10.5;
const TABLE = 9;
const LEADING = 1.38;
const HEADINGS = { 1: 22, 2: 15, 3: 11.5 } as const;
const PAD = 4;

type Doc = PDFKit.PDFDocument;
type Element = PDFKit.PDFStructureElement;

/** The types of the package lag behind it: a header cell may say what it heads. */
type Structure = {
  struct(tag: string, options?: { alt?: string; scope?: "Row" | "Column"; bbox?: number[] }): Element;
};

type Page = { readonly doc: Doc; readonly fonts: PdfFonts; readonly root: Element; y: number };

/**
 * A tagged PDF (PDF/UA in its markers): language, title, structure with headings, lists, tables with header cells and figures with words for who cannot see them, and its own
 * typeface inside. What repeats on every page is marked as no part of the text. The same wanted gives the same bytes.
 * @throws Error where a drawing has something in it that ours do not
 */
export async function writePdf(wanted: PdfWanted): Promise<Uint8Array> {
  const faces = await readFonts();
  const made = new Date(wanted.madeAt);
  const doc = new PDFDocument({
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

function newPage(page: Page): void {
  page.doc.addPage();
  page.y = TOP;
}

/** Goes to a new page where so much does not fit any more. */
function need(page: Page, height: number): void {
  if (page.y + height > BOTTOM && page.y > TOP) newPage(page);
}

const structOf = (page: Page): Structure => page.doc as unknown as Structure;

function childOf(
  page: Page,
  parent: Element,
  tag: string,
  options: Parameters<Structure["struct"]>[1] = {},
): Element {
  const element = structOf(page).struct(tag, options);
  parent.add(element);
  return element;
}

function putLine(
  page: Page,
  line: Line,
  face: Face,
  size: number,
  colour: string,
  x: number,
  y: number,
): void {
  page.doc.fillColor(colour);
  page.fonts.put(line, face, size, x, y);
}

/** Lines of one element, over as many pages as they take. Nothing of an element may be open while a page is turned. */
function putLines(
  page: Page,
  element: Element,
  lines: readonly Line[],
  look: { face: Face; size: number; colour: string; x: number },
): void {
  const step = look.size * LEADING;
  let at = 0;
  while (at < lines.length) {
    need(page, step);
    const room = Math.max(1, Math.floor((BOTTOM - page.y) / step));
    const some = lines.slice(at, at + room);
    const from = page.y;
    element.add(() =>
      some.forEach((line, i) =>
        putLine(page, line, look.face, look.size, look.colour, look.x, from + i * step),
      ),
    );
    page.y += some.length * step;
    at += some.length;
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

type Cell = {
  readonly lines: readonly Line[];
  readonly numeric: boolean;
  readonly x: number;
  readonly width: number;
};

function putTable(page: Page, block: PdfTable): void {
  const { fonts, root } = page;
  const step = TABLE * LEADING;
  const whole = block.columns.reduce((sum, { share }) => sum + share, 0);
  const cellsOf = (texts: readonly string[], face: Face): Cell[] => {
    let x = EDGE;
    return block.columns.map(({ share, numeric }, i) => {
      const width = (INNER * share) / whole;
      const cell = {
        lines: linesOf(fonts, texts[i] ?? "", face, TABLE, width - 2 * PAD),
        numeric: numeric === true,
        x,
        width,
      };
      x += width;
      return cell;
    });
  };
  const heightOf = (cells: readonly Cell[]): number =>
    Math.max(1, ...cells.map(({ lines }) => lines.length)) * step + 2 * PAD;
  const draw = (cell: Cell, face: Face, y: number): void =>
    cell.lines.forEach((line, i) => {
      const left =
        cell.x + PAD + (cell.numeric ? cell.width - 2 * PAD - fonts.widthOf(line, face, TABLE) : 0);
      putLine(page, line, face, TABLE, INK, left, y + PAD + i * step);
    });
  const rule = (width: number): void =>
    artifact(page, () =>
      page.doc
        .moveTo(EDGE, page.y)
        .lineTo(EDGE + INNER, page.y)
        .lineWidth(width)
        .stroke(RULE),
    );

  const heads = cellsOf(
    block.columns.map(({ head }) => head),
    "bold",
  );
  const captions = linesOf(fonts, block.caption, "bold", BODY, INNER);
  const first = block.rows[0] === undefined ? 0 : heightOf(cellsOf(block.rows[0], "regular"));
  need(page, captions.length * BODY * LEADING + heightOf(heads) + first + 8);
  const table = childOf(page, root, "Table");
  const caption = childOf(page, table, "Caption");
  putLines(page, caption, captions, { face: "bold", size: BODY, colour: INK, x: EDGE });
  caption.end();
  page.y += 2;

  const row = (
    part: Element,
    cells: readonly Cell[],
    tags: (i: number) => ["TH" | "TD", "Row" | "Column" | undefined, Face],
  ): void => {
    const element = childOf(page, part, "TR");
    const from = page.y;
    cells.forEach((cell, i) => {
      const [tag, scope, face] = tags(i);
      const one = childOf(page, element, tag, scope === undefined ? {} : { scope });
      one.add(() => draw(cell, face, from));
      one.end();
    });
    element.end();
    page.y += heightOf(cells);
  };
  const head = childOf(page, table, "THead");
  rule(1);
  row(head, heads, () => ["TH", "Column", "bold"]);
  head.end();
  rule(1);
  const body = childOf(page, table, "TBody");
  for (const texts of block.rows) {
    const cells = cellsOf(texts, "regular");
    if (page.y + heightOf(cells) > BOTTOM) {
      newPage(page);
      // Said again for the eye only: the structure has it once.
      artifact(page, () => heads.forEach((cell) => draw(cell, "bold", page.y)));
      page.y += heightOf(heads);
      rule(1);
    }
    row(body, cells, (i) => (i === 0 ? ["TH", "Row", "regular"] : ["TD", undefined, "regular"]));
    rule(0.5);
  }
  body.end();
  table.end();
  page.y += 14;
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

/** What is there for the eye only: lines, and what repeats on every page. */
function artifact(page: Page, work: () => void, side?: "Top" | "Bottom"): void {
  page.doc.markContent(
    "Artifact",
    side === undefined ? { type: "Layout" } : { type: "Pagination", attached: [side] },
  );
  work();
  page.doc.endMarkedContent();
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
