import {
  addMonths,
  civilOf,
  dayNumber,
  fromDay,
  toDay,
  type DayNumber,
  type IsoDate,
} from "../kernel/dates.ts";
import { ENGLAND } from "../kernel/workingDays.ts";

/** The generator's calendar: day numbers, with the text of each day and the working-day counts made once. */
export type Days = {
  readonly today: DayNumber;
  iso(day: DayNumber): IsoDate;
  /** The date, or null while it has not come. */
  past(day: DayNumber | null): IsoDate | null;
  works(day: DayNumber): boolean;
  /** The end of the Nth working day after a day; N below 0 goes back. */
  work(day: DayNumber, n: number): DayNumber;
  /** Working days passed from one day to another. */
  workBetween(from: DayNumber, to: DayNumber): number;
  nextWork(day: DayNumber): DayNumber;
  previousWork(day: DayNumber): DayNumber;
  months(day: DayNumber, n: number): DayNumber;
  years(day: DayNumber, n: number): DayNumber;
  /** Completed years on a day. */
  age(born: DayNumber, on: DayNumber): number;
};

const YEARS_BACK = 28;
const YEARS_ON = 4;

export function daysUpTo(today: IsoDate): Days {
  const now = toDay(today);
  const first = now - YEARS_BACK * 366;
  const last = now + YEARS_ON * 366;
  const texts: IsoDate[] = [];
  const passed = new Int32Array(last - first + 1);
  const working: DayNumber[] = [];
  for (let day = first; day <= last; day += 1) {
    const text = fromDay(day);
    texts.push(text);
    if (ENGLAND.isWorkingDay(text)) working.push(day);
    passed[day - first] = working.length;
  }
  const count = (day: DayNumber): number => passed[day - first] ?? 0;
  const nth = (n: number): DayNumber => working[Math.max(0, Math.min(working.length - 1, n - 1))] ?? now;
  const works = (day: DayNumber): boolean => count(day) !== count(day - 1);
  const iso = (day: DayNumber): IsoDate => texts[day - first] ?? fromDay(day);
  const previousWork = (day: DayNumber): DayNumber => nth(count(day));
  const age = (born: DayNumber, on: DayNumber): number => {
    const a = civilOf(born);
    const b = civilOf(on);
    return b.year - a.year - (b.month < a.month || (b.month === a.month && b.day < a.day) ? 1 : 0);
  };
  return {
    today: now,
    iso,
    past: (day) => (day === null || day > now ? null : iso(day)),
    works,
    work: (day, n) => {
      if (n === 0) return day;
      return n > 0 ? nth(count(day) + n) : nth(count(day) - (works(day) ? 1 : 0) + n + 1);
    },
    workBetween: (from, to) => count(to) - count(from),
    nextWork: (day) => (works(day) ? day : nth(count(day) + 1)),
    previousWork,
    months: (day, n) => toDay(addMonths(iso(day), n)),
    years: (day, n) => {
      const { year, month, day: date } = civilOf(day);
      return dayNumber(year + n, month, month === 2 && date === 29 ? 28 : date);
    },
    age,
  };
}

/** How busy a month is beside the year's average: schools closed in August and at Christmas refer nobody. */
const MONTHS = [1.02, 0.98, 1.1, 0.93, 1.08, 1.07, 1.06, 0.82, 0.98, 1.07, 1.05, 0.84];
const MOST = 1.1;

/** Moves a day, by chance, so that the days so moved follow the year's seasons; never outside the bounds. */
export function seasonal(
  unit: () => number,
  days: Days,
  draw: () => DayNumber,
  from: DayNumber,
  to: DayNumber,
): DayNumber {
  let day = draw();
  for (let tries = 0; tries < 4; tries += 1) {
    const month = Number(days.iso(day).slice(5, 7));
    if (day >= from && day <= to && unit() * MOST < (MONTHS[month - 1] ?? 1)) break;
    day = draw();
  }
  return Math.max(from, Math.min(to, day));
}
