import { addDays, civilDate, daysInMonth, type IsoDate } from "../../kernel/dates.ts";

/** What somebody typed into the search box, taken apart. */
export type Asked = {
  /** The text as typed, without outer and doubled spaces. */
  readonly text: string;
  /** Words that may be names, in lower case, in the order typed. */
  readonly names: readonly string[];
  /** Texts that may be a number of some kind, as the record would hold them: exact, never nearly. */
  readonly identifiers: readonly string[];
  /** The days a birth date must fall in, both included; null where none was typed. */
  readonly born: { readonly from: IsoDate; readonly to: IsoDate } | null;
};

/** Nobody types more; a longer text is a paste, and slow to compare. */
export const LONGEST = 100;
const MOST_WORDS = 6;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\\.?";

type Days = { readonly from: IsoDate; readonly to: IsoDate };

/** Each way a date is written, and the days it can mean. The first that fits is taken out of the text. */
const DATES: readonly {
  readonly shape: RegExp;
  readonly days: (p: readonly string[], today: IsoDate) => Days | null;
}[] = [
  { shape: /\b(\d{4})-(\d{1,2})-(\d{1,2})\b/, days: ([y, m, d]) => oneDay(Number(y), Number(m), Number(d)) },
  // Day first, as it is written here.
  {
    shape: /\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b/,
    days: ([d, m, y], today) => oneDay(yearOf(y, today), Number(m), Number(d)),
  },
  {
    shape: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)? +${MONTH},? +(\\d{4}|\\d{2})\\b`, "i"),
    days: ([d, m, y], today) => oneDay(yearOf(y, today), monthOf(m), Number(d)),
  },
  {
    shape: new RegExp(`\\b${MONTH} +(\\d{1,2})(?:st|nd|rd|th)?,? +(\\d{4})\\b`, "i"),
    days: ([m, d, y], today) => oneDay(yearOf(y, today), monthOf(m), Number(d)),
  },
  {
    shape: new RegExp(`\\b${MONTH} +(\\d{4})\\b`, "i"),
    days: ([m, y]) => wholeMonth(Number(y), monthOf(m)),
  },
  {
    shape: /\b((?:19|20)\d{2})\b/,
    days: ([y], today) => (Number(y) <= Number(today.slice(0, 4)) + 1 ? wholeYear(Number(y)) : null),
  },
];

function oneDay(year: number, month: number, day: number): Days | null {
  const on = civilDate(year, month, day);
  return on === undefined ? null : { from: on, to: on };
}

function wholeMonth(year: number, month: number): Days | null {
  const from = civilDate(year, month, 1);
  return from === undefined ? null : { from, to: addDays(from, daysInMonth(year, month) - 1) };
}

function wholeYear(year: number): Days | null {
  const [from, to] = [civilDate(year, 1, 1), civilDate(year, 12, 31)];
  return from === undefined || to === undefined ? null : { from, to };
}

const monthOf = (text: string | undefined): number =>
  MONTHS.indexOf((text ?? "").slice(0, 3).toLowerCase()) + 1;

/** Two figures mean the last such year: in 2026, "19" is 2019 and "98" is 1998. */
function yearOf(text: string | undefined, today: IsoDate): number {
  const year = Number(text);
  if ((text ?? "").length !== 2) return year;
  const century = Number(today.slice(0, 2)) * 100;
  return century + year > Number(today.slice(0, 4)) + 1 ? century - 100 + year : century + year;
}

/** Takes apart what was typed: "ellison 2019" is a name and a year, "14/2/2019" a day, "485 777 3456" a number. */
export function parseSearch(typed: string, today: IsoDate): Asked {
  const text = typed.normalize("NFC").replace(/\s+/g, " ").trim().slice(0, LONGEST);
  let rest = text;
  let born: Days | null = null;
  for (const { shape, days } of DATES) {
    const found = shape.exec(rest);
    const meant = found === null ? null : days(found.slice(1), today);
    if (found === null || meant === null) continue;
    born = meant;
    rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    break;
  }
  return {
    text,
    names: words(rest)
      .filter((word) => !/\d/.test(word))
      .slice(0, MOST_WORDS),
    identifiers: identifiersIn(text),
    born,
  };
}

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[\s,;]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter((word) => word !== "");

/** Any word may be a number of some kind, and so may the whole (an NHS number is said in three parts). They are matched exactly, so a name among them does no harm. */
function identifiersIn(text: string): string[] {
  const whole = text.replace(/[\s-]+/g, "");
  const all = [text, ...(/\d/.test(whole) ? [whole] : []), ...text.split(/[\s,;]+/).slice(0, MOST_WORDS)];
  return [...new Set(all.flatMap((word) => [word, word.toUpperCase(), word.toLowerCase()]))].filter(
    (word) => word.length >= 2,
  );
}

/** Whether there is anything to look for. */
export const isEmpty = (asked: Asked): boolean =>
  asked.names.length === 0 && asked.identifiers.length === 0 && asked.born === null;
