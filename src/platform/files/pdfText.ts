import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fontOfWoff } from "./woff.ts";

/** A cut of the typeface, as words are asked for in it. */
export type Face = "regular" | "bold";
/** Letters of one file of the typeface: those of English, or those of other Latin alphabets. */
type Run = { readonly text: string; readonly more: boolean };
export type Line = readonly Run[];

export type PdfFaces = { readonly [name in Face | `${Face}More`]: Buffer };

const CUTS = {
  regular: "latin-400",
  bold: "latin-700",
  regularMore: "latin-ext-400",
  boldMore: "latin-ext-700",
} as const;

let faces: Promise<PdfFaces> | undefined;

/** The product's typeface, read once. */
export async function readFonts(): Promise<PdfFaces> {
  const { resolve } = createRequire(import.meta.url);
  const read = async (cut: string): Promise<Buffer> =>
    Buffer.from(
      fontOfWoff(
        await readFile(
          resolve(
            `@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${cut}-normal.woff`,
          ),
        ),
      ),
    );
  faces ??= (async () => ({
    regular: await read(CUTS.regular),
    bold: await read(CUTS.bold),
    regularMore: await read(CUTS.regularMore),
    boldMore: await read(CUTS.boldMore),
  }))().catch((error: unknown) => {
    // The next document tries again: a file that could not be read once may be readable then.
    faces = undefined;
    throw error;
  });
  return await faces;
}

export type PdfFonts = {
  /** Splits words by the file of the typeface that has their letters. */
  readonly lineOf: (text: string) => Line;
  readonly widthOf: (line: Line, face: Face, size: number) => number;
  /** Sets a line whose top is at `y`. */
  readonly put: (
    line: Line,
    face: Face,
    size: number,
    x: number,
    y: number,
    options?: PDFKit.Mixins.TextOptions,
  ) => void;
};

type Known = { font: { hasGlyphForCodePoint(code: number): boolean } };

/** For letters nobody has: a mark that something stood here. */
const LOST = "?";
/** Figures of one width, so that columns line up. */
const FEATURES = ["tnum", "kern"] as const;

/** The typeface, for one document. */
export function openFonts(doc: PDFKit.PDFDocument, faces: PdfFaces): PdfFonts {
  for (const [name, file] of Object.entries(faces)) doc.registerFont(name, file);
  const nameOf = (face: Face, run: Run): string => (run.more ? `${face}More` : face);
  const has = (name: string, code: number): boolean => {
    doc.font(name);
    return (doc as unknown as { _font: Known })._font.font.hasGlyphForCodePoint(code);
  };
  const kinds = new Map<string, "plain" | "more" | "lost">();
  const kindOf = (letter: string): "plain" | "more" | "lost" => {
    const known = kinds.get(letter);
    if (known !== undefined) return known;
    const code = letter.codePointAt(0) ?? 0;
    const kind = has("regular", code) ? "plain" : has("regularMore", code) ? "more" : "lost";
    kinds.set(letter, kind);
    return kind;
  };
  const lineOf = (text: string): Line => {
    const runs: { text: string; more: boolean }[] = [];
    for (const letter of text.toWellFormed().normalize("NFC")) {
      const kind = kindOf(letter);
      const more = kind === "more";
      const last = runs.at(-1);
      const shown = kind === "lost" ? LOST : letter;
      if (last !== undefined && last.more === more) last.text += shown;
      else runs.push({ text: shown, more });
    }
    return runs;
  };
  // The same words are measured again and again while lines are broken; measuring shapes every letter.
  const widths = new Map<string, number>();
  const width = (run: Run, face: Face, size: number): number => {
    const name = nameOf(face, run);
    const key = `${name}|${run.text}`;
    const known = widths.get(key);
    const unit =
      known ??
      doc
        .font(name)
        .fontSize(1)
        .widthOfString(run.text, { features: [...FEATURES] });
    if (known === undefined) widths.set(key, unit);
    return unit * size;
  };
  return {
    lineOf,
    widthOf: (line, face, size) => line.reduce((sum, run) => sum + width(run, face, size), 0),
    put: (line, face, size, x, y, options = {}) => {
      let at = x;
      for (const run of line) {
        const wide = width(run, face, size);
        doc.font(nameOf(face, run)).fontSize(size);
        doc.text(run.text, at, y, { ...options, lineBreak: false, features: [...FEATURES] });
        at += wide;
      }
    },
  };
}

/** Text in lines that fit a width; a line's own breaks are kept, and a word too long for any line is cut. */
export function linesOf(fonts: PdfFonts, text: string, face: Face, size: number, width: number): Line[] {
  return text.split(/\r?\n/).flatMap((part) => wrapped(fonts, part, face, size, width));
}

function wrapped(fonts: PdfFonts, text: string, face: Face, size: number, width: number): Line[] {
  const widthOf = (words: string): number => fonts.widthOf(fonts.lineOf(words), face, size);
  const fits = (words: string): boolean => widthOf(words) <= width;
  const space = widthOf(" ");
  const lines: string[] = [];
  let line: string[] = [];
  let wide = 0;
  for (const word of text
    .split(" ")
    .filter((one) => one !== "")
    .flatMap((one) => cut(one, fits))) {
    const more = widthOf(word);
    if (line.length > 0 && wide + space + more > width) {
      lines.push(line.join(" "));
      line = [];
      wide = 0;
    }
    wide += (line.length === 0 ? 0 : space) + more;
    line.push(word);
  }
  if (line.length > 0 || lines.length === 0) lines.push(line.join(" "));
  return lines.map((one) => fonts.lineOf(one));
}

function cut(word: string, fits: (words: string) => boolean): string[] {
  if (fits(word)) return [word];
  const parts: string[] = [];
  let part = "";
  for (const letter of word) {
    if (part !== "" && !fits(part + letter)) {
      parts.push(part);
      part = "";
    }
    part += letter;
  }
  return [...parts, part];
}
