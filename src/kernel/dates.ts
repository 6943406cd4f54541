/**
 * Calendar dates as the law counts them: a day, with no time and no zone.
 *
 * A date is kept as ISO text (`2026-11-21`), because that is what files, the database and people hold, and is
 * turned into a whole number of days since 1 January 1970 for arithmetic. `Date` is not used: it has a time and a
 * zone, and statutory clocks have neither.
 */
declare const isoDate: unique symbol;
export type IsoDate = string & { readonly [isoDate]: true };

declare const isoInstant: unique symbol;
/** A moment in UTC, `2026-11-21T16:55:00.000Z`. Text order is time order. */
export type IsoInstant = string & { readonly [isoInstant]: true };

/** Days since 1 January 1970, which is day 0. */
export type DayNumber = number;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days in a month, 1 = January. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Day number of a civil date (proleptic Gregorian). */
export function dayNumber(year: number, month: number, day: number): DayNumber {
  // Count in 400-year cycles from March, so that the leap day is the last of its year.
  const y = month <= 2 ? year - 1 : year;
  const cycle = Math.floor(y / 400);
  const yearOfCycle = y - cycle * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfCycle =
    yearOfCycle * 365 + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100) + dayOfYear;
  return cycle * 146_097 + dayOfCycle - 719_468;
}

export type Civil = { year: number; month: number; day: number };

export function civilOf(days: DayNumber): Civil {
  const z = days + 719_468;
  const cycle = Math.floor(z / 146_097);
  const dayOfCycle = z - cycle * 146_097;
  const yearOfCycle = Math.floor(
    (dayOfCycle -
      Math.floor(dayOfCycle / 1460) +
      Math.floor(dayOfCycle / 36_524) -
      Math.floor(dayOfCycle / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfCycle - (365 * yearOfCycle + Math.floor(yearOfCycle / 4) - Math.floor(yearOfCycle / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfCycle + cycle * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day };
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);

/** The date of three whole numbers, or undefined when there is no such day. */
export function civilDate(year: number, month: number, day: number): IsoDate | undefined {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return undefined;
  if (year < 1000 || year > 9999) return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return `${year}-${two(month)}-${two(day)}` as IsoDate;
}

/** Reads `YYYY-MM-DD`, and refuses anything else and days that do not exist. */
export function parseDate(text: string): IsoDate | undefined {
  const parts = SHAPE.exec(text);
  return parts ? civilDate(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

/** For dates written in the source code; throws on a date that is not one, which is a bug. */
export function date(text: string): IsoDate {
  const parsed = parseDate(text);
  if (parsed === undefined) throw new Error(`not a date: ${text}`);
  return parsed;
}

export function toDay(on: IsoDate): DayNumber {
  return dayNumber(Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8, 10)));
}

export function fromDay(days: DayNumber): IsoDate {
  const { year, month, day } = civilOf(days);
  return `${year}-${two(month)}-${two(day)}` as IsoDate;
}

export const addDays = (on: IsoDate, days: number): IsoDate => fromDay(toDay(on) + days);

/** A week is seven calendar days, bank holidays or not. */
export const addWeeks = (on: IsoDate, weeks: number): IsoDate => addDays(on, weeks * 7);

/** The same day-number so many months on, or the last day of that month (30 November + 3 = 28 or 29 February). */
export function addMonths(on: IsoDate, months: number): IsoDate {
  const { year, month, day } = civilOf(toDay(on));
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  const clamped = Math.min(day, daysInMonth(toYear, toMonth));
  return `${toYear}-${two(toMonth)}-${two(clamped)}` as IsoDate;
}

/** Calendar days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number => toDay(to) - toDay(from);

/** 1 = Monday to 7 = Sunday. */
export function dayOfWeek(on: IsoDate): number {
  return weekdayOf(toDay(on));
}

/** 1 = Monday to 7 = Sunday, of a day number; day 0 was a Thursday. */
export function weekdayOf(days: DayNumber): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Completed years on a day. A child born on 29 February is a year older on 1 March of a common year. */
export function ageOn(born: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

export const earlier = <T extends string>(a: T, b: T): T => (a <= b ? a : b);
export const later = <T extends string>(a: T, b: T): T => (a >= b ? a : b);

/** The day in England at a moment in UTC (summer time counted). */
export function londonDate(at: IsoInstant): IsoDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO("Europe/London").toPlainDate().toString() as IsoDate;
}

/** Clock time in England, `16:55`. */
export function londonTime(at: IsoInstant): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO("Europe/London").toPlainTime().toString().slice(0, 5);
}

/** The moment a day begins in England. */
export function startOfDay(on: IsoDate): IsoInstant {
  return Temporal.PlainDate.from(on)
    .toZonedDateTime("Europe/London")
    .toInstant()
    .toString({ smallestUnit: "millisecond" }) as IsoInstant;
}

/** Elapsed clock hours later, parts of an hour included: 72 hours is 72 hours on the days the clocks change too. */
export function addHours(at: IsoInstant, hours: number): IsoInstant {
  return Temporal.Instant.from(at)
    .add({ seconds: Math.round(hours * 3600) })
    .toString({ smallestUnit: "millisecond" }) as IsoInstant;
}

/** The moment now; the only clock. Everything else is handed a time. */
export function systemNow(): IsoInstant {
  return Temporal.Now.instant().toString({ smallestUnit: "millisecond" }) as IsoInstant;
}
