import type { Face, Line, PdfFonts } from "./pdfText.ts";

export const [WIDTH, HEIGHT] = [595.28, 841.89];
export const EDGE = 56;
export const TOP = 74;
export const BOTTOM = HEIGHT - 70;
export const INNER = WIDTH - 2 * EDGE;
export const INK = "#14212b";
export const QUIET = "#4a5963";
export const RULE = "#b5b0a3";
export const SMALL = 8.5;
export const BODY = 10.5;
export const TABLE = 9;
export const LEADING = 1.38;
export const HEADINGS = { 1: 22, 2: 15, 3: 11.5 } as const;
export const PAD = 4;

export type Doc = PDFKit.PDFDocument;
export type Element = PDFKit.PDFStructureElement;

/** The types of the package lag behind it: a header cell may say what it heads. */
export type Structure = {
  struct(tag: string, options?: { alt?: string; scope?: "Row" | "Column"; bbox?: number[] }): Element;
};

export type Page = { readonly doc: Doc; readonly fonts: PdfFonts; readonly root: Element; y: number };

export function newPage(page: Page): void {
  page.doc.addPage();
  page.y = TOP;
}

/** Goes to a new page where so much does not fit any more. */
export function need(page: Page, height: number): void {
  if (page.y + height > BOTTOM && page.y > TOP) newPage(page);
}

export const structOf = (page: Page): Structure => page.doc as unknown as Structure;

export function childOf(
  page: Page,
  parent: Element,
  tag: string,
  options: Parameters<Structure["struct"]>[1] = {},
): Element {
  const element = structOf(page).struct(tag, options);
  parent.add(element);
  return element;
}

export function putLine(
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
export function putLines(
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

/** What is there for the eye only: lines, and what repeats on every page. */
export function artifact(page: Page, work: () => void, side?: "Top" | "Bottom"): void {
  page.doc.markContent(
    "Artifact",
    side === undefined ? { type: "Layout" } : { type: "Pagination", attached: [side] },
  );
  work();
  page.doc.endMarkedContent();
}
