/**
 * How dates and spans are said to people. Whole-number maths on the ISO text, so no time zone can move a
 * birthday.
 */

const weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const monthOffsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4] as const;

interface CalendarDay {
  year: number;
  month: number;
  day: number;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function readDay(isoDate: string): CalendarDay | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { year, month, day };
}

/** 0 is Sunday. Counts leap days up to the date; January and February belong to the year before. */
function weekday({ year, month, day }: CalendarDay): number {
  const y = month < 3 ? year - 1 : year;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return (y + leaps + (monthOffsets[month - 1] ?? 0) + day) % 7;
}

/**
 * `2026-03-03` as "Tue 3 Mar 2026". Text that is not a real date comes back as it was written: a page that
 * shows what a file said is better than one that invents a day or falls over.
 */
export function sayDate(isoDate: string): string {
  const date = readDay(isoDate);
  if (!date) return isoDate;
  return `${weekdays[weekday(date)]} ${date.day} ${months[date.month - 1]} ${date.year}`;
}

/** `2026-03-03` as "Tue 3 Mar", for places where the year stands nearby. */
export function sayDayAndMonth(isoDate: string): string {
  const date = readDay(isoDate);
  return date ? `${weekdays[weekday(date)]} ${date.day} ${months[date.month - 1]}` : isoDate;
}

/** What a span is counted in. */
export type SpanUnit = "day" | "working day" | "hour" | "minute" | "week" | "month" | "year";

/** A whole number with its thousands marked: 12408 as "12,408". */
export function sayNumber(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A count and its unit: `sayDays(1, "day")` is "1 day", `sayDays(12, "working day")` is "12 working days". */
export function sayDays(n: number, unit: SpanUnit = "day"): string {
  return `${sayNumber(n)} ${unit}${n === 1 ? "" : "s"}`;
}

/** Days past the due day as people say it: 2 is "2 days late", 0 is "due today", -3 is "in 3 days". */
export function sayLateness(daysPast: number, unit: SpanUnit = "day"): string {
  if (daysPast === 0) return "due today";
  return daysPast > 0 ? `${sayDays(daysPast, unit)} late` : `in ${sayDays(-daysPast, unit)}`;
}
