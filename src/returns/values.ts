import { civilDate, fromDay, parseDate, type IsoDate } from "../kernel/dates.ts";

/**
 * How people write days, yes and no, and codes in workbooks and extracts. Each answers `undefined` for "cannot be read", null for "empty".
 */
export type Raw = string | number | boolean | null;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const TIME = String.raw`(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(?:Z|[ap]m|[+-]\d{2}:?\d{2})?)?`;
const ISO = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${TIME}$`, "i");
const BRITISH = new RegExp(String.raw`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})${TIME}$`, "i");
const NAMED = new RegExp(
  String.raw`^(\d{1,2})(?:st|nd|rd|th)?[\s\-/]+([a-z]{3,9})\.?,?[\s\-/]+(\d{4})${TIME}$`,
  "i",
);
const PLAIN = /^(\d{4})(\d{2})(\d{2})$/;
const EMPTY = /^(?:|-+|n\/?a|null|none|nil|not (?:known|recorded|applicable)|unknown|\.)$/i;

/** Day 1 of the two day-counts spreadsheets use, and the day both reach in 2199. */
const FROM_1900 = -25_569;
const FROM_1904 = -24_107;
const LAST_SERIAL = 109_500;

/** The longest way of saying nothing; a longer text need not be looked at. */
const LONGEST_EMPTY = 14;

/** Empty, or one of the ways people say so in a cell. */
export function isEmpty(raw: Raw): boolean {
  if (raw === null) return true;
  if (typeof raw !== "string") return false;
  const text = raw.trim();
  return text === "" || (text.length <= LONGEST_EMPTY && EMPTY.test(text));
}

/** A spreadsheet's day count as a day; 60 in the 1900 count is a 29 February that never was, read as the 28th. */
export function serialDay(serial: number, dates1904: boolean): IsoDate | undefined {
  const whole = Math.floor(serial + 1e-6);
  if (!(whole >= 1 && whole <= LAST_SERIAL)) return undefined;
  if (dates1904) return fromDay(whole + FROM_1904);
  return fromDay(whole + FROM_1900 + (whole < 60 ? 1 : 0));
}

/** A day, however written (day before month); null when empty, undefined when it cannot be read. */
export function readDay(raw: Raw, dates1904 = false): IsoDate | null | undefined {
  // By far the most usual form in an extract of millions of rows.
  const usual = typeof raw === "string" && raw.length === 10 && raw[4] === "-" ? parseDate(raw) : undefined;
  if (usual !== undefined) return usual;
  if (isEmpty(raw)) return null;
  if (typeof raw === "boolean") return undefined;
  const text = String(raw).trim();
  const plain = PLAIN.exec(text);
  if (plain) return civilDate(Number(plain[1]), Number(plain[2]), Number(plain[3]));
  if (typeof raw === "number" || /^\d{5}(?:\.\d+)?$/.test(text)) return serialDay(Number(raw), dates1904);
  const iso = ISO.exec(text);
  if (iso) return civilDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const british = BRITISH.exec(text);
  if (british) return civilDate(Number(british[3]), Number(british[2]), Number(british[1]));
  const named = NAMED.exec(text);
  if (named === null) return undefined;
  const month = MONTHS.indexOf((named[2] ?? "").slice(0, 3).toLowerCase()) + 1;
  return month === 0 ? undefined : civilDate(Number(named[3]), month, Number(named[1]));
}

/** `q) 6: Police` as `6: Police`: the letter that numbers a choice in a template says nothing. */
export const withoutLetter = (text: string): string => text.replace(/^\s*[a-z]{1,2}\s*\)\s*/i, "").trim();

/** Spaces at either end or together, or a break of any kind. */
const UNTIDY = /^\s|\s$|\s\s|[\n\r\t\f\v\u00A0]/;

/** Trimmed words with inner line breaks and runs of spaces made one space. */
export const readText = (raw: Raw): string | null => {
  if (isEmpty(raw)) return null;
  const text = String(raw);
  return UNTIDY.test(text) ? text.replaceAll(/\s+/g, " ").trim() : text;
};

export function readFlag(raw: Raw): boolean | null | undefined {
  if (isEmpty(raw)) return null;
  if (typeof raw === "boolean") return raw;
  const text = withoutLetter(String(raw)).toLowerCase();
  if (/^(?:y|yes|true|t|1|1\.0)\b/.test(text)) return true;
  if (/^(?:n|no|false|f|0|0\.0)$/.test(text) || /^no\b(?! information)/.test(text)) return false;
  return isEmpty(text) || /^not (?:stated|recorded|known)|^no information/.test(text) ? null : undefined;
}

/** A whole number not below nought. */
export function readCount(raw: Raw): number | null | undefined {
  if (isEmpty(raw)) return null;
  const text = String(raw).trim();
  if (!/^\d{1,6}(?:\.0+)?$/.test(text)) return undefined;
  return Number(text);
}

/** Letters and digits only, for comparing what people type. */
export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll("&", " and ")
    .replaceAll(/['’‘`]/g, "")
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();

/** Codes with the names people give them instead. */
export type Choices = { readonly [code: string]: readonly string[] };

/** Code, or the text as given with `known` false; a code may come with its letter, its name, or as its name alone. */
export function readCode(raw: Raw, set: Choices): { readonly code: string; readonly known: boolean } | null {
  // A code or a name that also says nothing (`NONE`, `unknown`) is an answer where the set has it.
  const said = raw === null ? "" : String(raw).trim();
  if (Object.hasOwn(set, said.toUpperCase())) return { code: said.toUpperCase(), known: true };
  const text = readText(raw);
  if (text === null) {
    const [code] =
      said === ""
        ? []
        : (Object.entries(set).find(([, names]) => names.some((name) => bare(name) === bare(said))) ?? []);
    return code === undefined ? null : { code, known: true };
  }
  const stripped = withoutLetter(text);
  const first = (/^[A-Z0-9]+/i.exec(stripped)?.[0] ?? "").toUpperCase();
  const alone = first.length === stripped.length || /^[A-Z0-9]+\s*[:\-–.,(]/i.test(stripped);
  if (Object.hasOwn(set, first) && alone) return { code: first, known: true };
  const wanted = bare(stripped);
  const paren = bare(/\(([^()]*)\)\s*$/.exec(stripped)?.[1] ?? "").toUpperCase();
  if (paren !== "" && Object.hasOwn(set, paren)) return { code: paren, known: true };
  for (const [code, names] of Object.entries(set))
    if (names.some((name) => bare(name) === wanted)) return { code, known: true };
  if (Object.hasOwn(set, first) && /^[A-Z]+\d|^\d+[A-Z]?$/i.test(first)) return { code: first, known: true };
  if (alone && /^[A-Z]{0,3}\d{1,2}[A-Z]?$/.test(first)) return { code: first, known: false };
  return { code: stripped.length <= 12 ? stripped.toUpperCase() : stripped.slice(0, 200), known: false };
}
