/** Why a figure has no value, in place of the letter printed for it. */
export type Status =
  | "known"
  | "suppressed"
  | "not-applicable"
  | "not-available"
  | "low-quality"
  | "rounds-to-zero"
  | "not-given";

/** A printed figure. The value stays text, digit for digit as printed, less marks for thousands, per cent and footnotes. */
export type PrintedFigure = { readonly value: string | null; readonly status: Status };

/** What government statistics print where there is no figure, with and without the brackets newer ones have. */
const SYMBOLS: { readonly [symbol: string]: Status } = {
  c: "suppressed",
  "*": "suppressed",
  z: "not-applicable",
  x: "not-available",
  ":": "not-available",
  u: "low-quality",
  k: "rounds-to-zero",
  low: "rounds-to-zero",
  "-": "not-given",
  "..": "not-given",
};

const NUMBER = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/;
/** A footnote after a figure: `[r]`, `(p)`, `[2]`. */
const FOOTNOTE = /\s*[[(](?:r|p|e|\d{1,2})[\])]$/i;

/**
 * Reads a printed figure. A blank is null: the file says nothing there.
 * @returns undefined for text that is neither a number nor a known symbol
 */
export function readFigure(text: string): PrintedFigure | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const symbol = /^\[(.+)\]$/.exec(trimmed)?.[1] ?? trimmed;
  const status = Object.hasOwn(SYMBOLS, symbol.toLowerCase()) ? SYMBOLS[symbol.toLowerCase()] : undefined;
  if (status !== undefined) return { value: null, status };
  const bare = trimmed.replace(FOOTNOTE, "").replace(/\s*%$/, "").trim();
  if (!NUMBER.test(bare)) return undefined;
  return { value: bare.replaceAll(",", ""), status: "known" };
}

/** Adds printed figures exactly, by whole numbers of their smallest decimal place. Null where one is not known. */
export function addFigures(parts: readonly (PrintedFigure | null)[]): string | null {
  let places = 0;
  for (const part of parts) {
    if (part?.value === null || part === null) return null;
    places = Math.max(places, part.value.split(".")[1]?.length ?? 0);
  }
  const scale = 10 ** places;
  const sum = parts.reduce((total, part) => total + Math.round(Number(part?.value ?? 0) * scale), 0);
  return places === 0 ? String(sum) : (sum / scale).toFixed(places);
}
