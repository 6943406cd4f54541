import { civilDate, type IsoDate, parseDate } from "../../../kernel/dates.ts";

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/**
 * The first day of an inspection as its report prints it: "14 January - 5 February 2014", "6 to 30 July 2015", "12/09/2016 to 06/10/2016". The year is the first one
 * printed, the month the first one. Null where no day can be made out.
 */
export function firstDaySaid(text: string): IsoDate | null {
  const slashed = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  if (slashed !== null) return civilDate(Number(slashed[3]), Number(slashed[2]), Number(slashed[1])) ?? null;
  const day = /^\s*(\d{1,2})\b/.exec(text)?.[1];
  const month = /[A-Za-z]{3,}/g;
  const named = [...text.matchAll(month)]
    .map(([word]) => MONTHS.indexOf(word.slice(0, 3).toLowerCase()))
    .find((index) => index >= 0);
  const year = /\b(20\d{2})\b/.exec(text)?.[1];
  if (day === undefined || named === undefined || year === undefined) return null;
  return civilDate(Number(year), named + 1, Number(day)) ?? null;
}

/** An ISO date, or null for a blank; undefined for anything else. */
export const dateOrBlank = (text: string): IsoDate | null | undefined =>
  text === "" ? null : parseDate(text);
