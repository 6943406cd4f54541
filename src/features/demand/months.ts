import { addDays, addMonths, civilDate, date, type IsoDate } from "../../kernel/dates.ts";
import type { Period } from "../../stats/forecast/types.ts";

/** A month or a quarter of a series; months are what is counted, quarters are three whole months of them. */
export type By = "month" | "quarter";

/** A period by its first day, and what came in it. */
export type Count = { readonly on: IsoDate; readonly n: number };

export const FREQUENCY: Readonly<Record<By, 12 | 4>> = { month: 12, quarter: 4 };
const MONTHS: Readonly<Record<By, 1 | 3>> = { month: 1, quarter: 3 };

export const firstOfMonth = (day: IsoDate): IsoDate => date(`${day.slice(0, 7)}-01`);

const monthOf = (day: IsoDate): number => Number(day.slice(5, 7));

/** The first month that is wholly in what a day begins. */
export const firstWholeMonth = (from: IsoDate): IsoDate =>
  from.endsWith("-01") ? from : addMonths(firstOfMonth(from), 1);

/** The last month that is wholly in what a day ends. */
export const lastWholeMonth = (to: IsoDate): IsoDate => addMonths(firstOfMonth(addDays(to, 1)), -1);

/** Whole calendar quarters of months that follow each other; months at either end that fill none are left out. */
export function inQuarters(months: readonly Count[]): Count[] {
  const begins = months.findIndex(({ on }) => monthOf(on) % 3 === 1);
  if (begins < 0) return [];
  const quarters: Count[] = [];
  for (let at = begins; at + 2 < months.length; at += 3) {
    const [first, ...rest] = months.slice(at, at + 3);
    if (first !== undefined)
      quarters.push({ on: first.on, n: rest.reduce((sum, { n }) => sum + n, first.n) });
  }
  return quarters;
}

export const inPeriods = (months: readonly Count[], by: By): readonly Count[] =>
  by === "month" ? months : inQuarters(months);

/** The first days of the periods after one. */
export const periodsAfter = (on: IsoDate, by: By, count: number): IsoDate[] =>
  Array.from({ length: count }, (_, step) => addMonths(on, (step + 1) * MONTHS[by]));

/** A day's period as the forecaster numbers it: 1 to 12, or 1 to 4. */
export const periodOf = (on: IsoDate, by: By): Period => [
  Number(on.slice(0, 4)),
  Math.ceil(monthOf(on) / MONTHS[by]),
];

/** Reads "2026-04", as a form gives a month. */
export function readMonth(text: string): IsoDate | undefined {
  const parts = /^(\d{4})-(\d{1,2})$/.exec(text.trim());
  return parts === null ? undefined : civilDate(Number(parts[1]), Number(parts[2]), 1);
}

/** What came in the last twelve months, and in the twelve before; null where there are not so many. */
export function lastYears(months: readonly Count[]): { now: number | null; before: number | null } {
  const sum = (list: readonly Count[]): number | null =>
    list.length === 12 ? list.reduce((total, { n }) => total + n, 0) : null;
  return { now: sum(months.slice(-12)), before: sum(months.slice(-24, -12)) };
}
