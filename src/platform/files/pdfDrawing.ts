import { SaxesParser } from "saxes";
import type { Face, PdfFonts } from "./pdfText.ts";

/** A drawing as its marks in order, each with the look its style gives it. */
export type PdfDrawing = { readonly width: number; readonly height: number; readonly marks: readonly Mark[] };

type Look = { readonly [property: string]: string };
type Mark = {
  readonly what: "path" | "circle" | "rect" | "line" | "text";
  /** Where the marks around it have moved it. */
  readonly dx: number;
  readonly dy: number;
  readonly attributes: Look;
  readonly look: Look;
  readonly text: string;
};

/** Of a style sheet: the parts of a selector, outermost first, and what it says. */
type Rule = { readonly parts: readonly string[]; readonly weight: number; readonly look: Look };

type Open = {
  readonly name: string;
  readonly classes: readonly string[];
  readonly dx: number;
  readonly dy: number;
  readonly attributes: Look;
};

const MARKS: readonly string[] = ["path", "circle", "rect", "line", "text"];
/** What holds marks or says something of them, and draws nothing itself. */
const HOLDERS: readonly string[] = ["svg", "g", "a", "title", "desc", "style"];

/**
 * Reads one of our own charts: paths, circles, boxes, lines and words, with the style sheet inside it. It is drawn as lines and letters in the document, sharp at any size, and its
 * words can be selected.
 * @throws Error at anything our charts do not have, rather than leave it out unseen
 */
export function readDrawing(svg: string): PdfDrawing {
  const parser = new SaxesParser();
  const open: Open[] = [];
  const found: { mark: Omit<Mark, "look" | "text">; around: readonly Open[]; text: string }[] = [];
  let size = { width: 0, height: 0 };
  let sheet = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const given = attributes as Look;
    if (!MARKS.includes(name) && !HOLDERS.includes(name))
      throw new Error(`A drawing with <${name}> in it cannot be put in a document.`);
    if (name === "svg") size = { width: Number(given["width"]), height: Number(given["height"]) };
    const [dx, dy] = movedBy(given["transform"]);
    const last = open.at(-1);
    open.push({
      name,
      classes: (given["class"] ?? "").split(" ").filter(Boolean),
      dx: (last?.dx ?? 0) + dx,
      dy: (last?.dy ?? 0) + dy,
      attributes: given,
    });
    const here = open.at(-1);
    if (MARKS.includes(name) && here !== undefined)
      found.push({
        mark: { what: name as Mark["what"], dx: here.dx, dy: here.dy, attributes: given },
        around: [...open],
        text: "",
      });
  });
  parser.on("text", (text) => {
    const name = open.at(-1)?.name;
    if (name === "style") sheet += text;
    const last = found.at(-1);
    if (name === "text" && last !== undefined) last.text += text;
  });
  parser.on("closetag", () => void open.pop());
  parser.write(svg).close();
  const rules = rulesOf(sheet);
  return {
    ...size,
    marks: found.map(({ mark, around, text }) => ({ ...mark, text, look: lookOf(around, rules) })),
  };
}

function movedBy(transform: string | undefined): readonly [number, number] {
  if (transform === undefined) return [0, 0];
  const found = /^translate\(\s*(-?[\d.]+)(?:[ ,]+(-?[\d.]+))?\s*\)$/.exec(transform);
  if (found === null) throw new Error(`A drawing moved by ${transform} cannot be put in a document.`);
  return [Number(found[1]), Number(found[2] ?? 0)];
}

function rulesOf(sheet: string): Rule[] {
  return [...sheet.matchAll(/([^{}]+)\{([^}]*)\}/g)].flatMap(([, selectors = "", body = ""]) => {
    const look = Object.fromEntries(
      body.split(";").flatMap((one) => {
        const at = one.indexOf(":");
        return at < 0 ? [] : [[one.slice(0, at).trim(), one.slice(at + 1).trim()] as const];
      }),
    );
    return selectors.split(",").map((selector) => {
      const parts = selector.trim().split(/\s+/);
      return { parts, look, weight: parts.reduce((sum, part) => sum + (part.startsWith(".") ? 10 : 1), 0) };
    });
  });
}

function lookOf(around: readonly Open[], rules: readonly Rule[]): Look {
  const own = around.at(-1);
  // What is said on the mark itself or handed down by what is around it gives way to the style sheet, as in a browser.
  const inherited = Object.fromEntries(
    ["text-anchor", "fill", "stroke", "stroke-width"].flatMap((name) => {
      const holder = around.findLast(({ attributes }) => attributes[name] !== undefined);
      return holder === undefined ? [] : [[name, holder.attributes[name] ?? ""] as const];
    }),
  );
  const mine = rules.filter(({ parts }) => isMet(parts, around)).toSorted((a, b) => a.weight - b.weight);
  return Object.assign(
    {},
    inherited,
    own?.attributes["text-anchor"] === undefined ? {} : { "text-anchor": own.attributes["text-anchor"] },
    ...mine.map(({ look }) => look),
  ) as Look;
}

function isMet(parts: readonly string[], around: readonly Open[]): boolean {
  const meets = (part: string, one: Open | undefined): boolean =>
    one !== undefined && (part.startsWith(".") ? one.classes.includes(part.slice(1)) : one.name === part);
  if (!meets(parts.at(-1) ?? "", around.at(-1))) return false;
  let at = around.length - 2;
  for (const part of parts.slice(0, -1).toReversed()) {
    while (at >= 0 && !meets(part, around[at])) at -= 1;
    if (at < 0) return false;
    at -= 1;
  }
  return true;
}

/** Draws it, its upper left corner at a place and so many times its size. */
export function drawingIn(
  doc: PDFKit.PDFDocument,
  fonts: PdfFonts,
  drawing: PdfDrawing,
  at: { x: number; y: number; scale: number },
): void {
  doc.save();
  doc.translate(at.x, at.y).scale(at.scale);
  for (const mark of drawing.marks) {
    doc.save();
    if (mark.dx !== 0 || mark.dy !== 0) doc.translate(mark.dx, mark.dy);
    if (mark.what === "text") putWords(doc, fonts, mark);
    else putShape(doc, mark);
    doc.restore();
  }
  doc.restore();
}

const number = (text: string | undefined): number => (text === undefined ? 0 : Number.parseFloat(text));
const colourOf = (text: string | undefined, otherwise: string | null): string | null =>
  text === undefined ? otherwise : text === "none" ? null : text;

function putShape(doc: PDFKit.PDFDocument, { what, attributes: a, look }: Mark): void {
  const fill = colourOf(look["fill"], "#000000");
  const stroke = colourOf(look["stroke"], null);
  if (fill === null && stroke === null) return;
  if (what === "path") doc.path(a["d"] ?? "");
  else if (what === "circle") doc.circle(number(a["cx"]), number(a["cy"]), number(a["r"]));
  else if (what === "rect") doc.rect(number(a["x"]), number(a["y"]), number(a["width"]), number(a["height"]));
  else doc.moveTo(number(a["x1"]), number(a["y1"])).lineTo(number(a["x2"]), number(a["y2"]));
  doc.lineWidth(look["stroke-width"] === undefined ? 1 : number(look["stroke-width"]));
  doc
    .lineCap(look["stroke-linecap"] === "round" ? "round" : "butt")
    .lineJoin(look["stroke-linejoin"] === "round" ? "round" : "miter");
  const [dash, space] = (look["stroke-dasharray"] ?? "").split(/[ ,]+/).map(Number);
  if (dash !== undefined && dash > 0) doc.dash(dash, { space: space ?? dash });
  if (fill !== null && stroke !== null) doc.fillAndStroke(fill, stroke);
  else if (fill !== null) doc.fill(fill);
  else if (stroke !== null) doc.stroke(stroke);
}

function putWords(doc: PDFKit.PDFDocument, fonts: PdfFonts, { attributes, look, text }: Mark): void {
  const face: Face = Number(look["font-weight"] ?? 400) >= 600 ? "bold" : "regular";
  const size = number(look["font-size"] ?? "14px");
  const line = fonts.lineOf(text.trim());
  const wide = fonts.widthOf(line, face, size);
  const anchor = look["text-anchor"];
  const x = number(attributes["x"]) - (anchor === "middle" ? wide / 2 : anchor === "end" ? wide : 0);
  const y = number(attributes["y"]);
  const halo = colourOf(look["stroke"], null);
  if (halo !== null) {
    doc.lineWidth(number(look["stroke-width"])).lineJoin("round").strokeColor(halo);
    fonts.put(line, face, size, x, y, { baseline: "alphabetic", stroke: true, fill: false });
  }
  doc.fillColor(colourOf(look["fill"], "#000000") ?? "#000000");
  fonts.put(line, face, size, x, y, { baseline: "alphabetic" });
}
