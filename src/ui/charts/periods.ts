import { sayDate } from "../words.ts";
import { widthOf } from "./text-width.ts";

/** What one point of a series is of. A series by day has a point for each event or day. */
export type Period = "day" | "week" | "month" | "quarter" | "year";

interface Parts {
  day: string;
  month: string;
  year: string;
}

function partsOf(iso: string): Parts | undefined {
  const [, day, month, year] = sayDate(iso).split(" ");
  return day !== undefined && month !== undefined && year !== undefined ? { day, month, year } : undefined;
}

/** A period by its first day, in words: "Mar 2026", "from 2 Mar 2026", "2026". Text that is no date comes back as it was. */
export function sayPeriod(iso: string, period: Period): string {
  const parts = partsOf(iso);
  if (parts === undefined) return iso;
  const { day, month, year } = parts;
  switch (period) {
    case "day":
      return `${day} ${month} ${year}`;
    case "week":
      return `week of ${day} ${month} ${year}`;
    case "month":
      return `${month} ${year}`;
    case "quarter":
      return `${month} to ${monthAfter(iso, 2)} ${year}`;
    case "year":
      return year;
  }
}

/** The same after a preposition: "in Mar 2026", "on 3 Mar 2026". */
export function inPeriod(iso: string, period: Period): string {
  if (period === "day") return `on ${sayPeriod(iso, period)}`;
  return period === "week" ? `in the ${sayPeriod(iso, period)}` : `in ${sayPeriod(iso, period)}`;
}

const MONTHS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

function monthAfter(iso: string, months: number): string {
  const month = MONTHS[(Number(iso.slice(5, 7)) - 1 + months) % 12] ?? "01";
  return partsOf(`2000-${month}-01`)?.month ?? "";
}

/** "7 months", "1 week": so many periods. A day stands for an event, so its points are called points. */
export function sayPeriods(count: number, period: Period): string {
  const word = period === "day" ? "point" : period;
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

/** Months since the year 0, January being a multiple of 12. */
const monthNumber = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1;

export interface PeriodTick {
  /** Place in the series. */
  index: number;
  text: string;
}

/** What stands under a series of periods: names of periods, and under them each year once. */
export interface PeriodAxis {
  ticks: PeriodTick[];
  years: PeriodTick[];
}

/** Months between labels, thinnest first. */
const MONTH_STEPS = [1, 3, 6, 12, 24, 60, 120, 240, 600, 1200];
const PLAIN_STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 26, 52, 100, 200, 500, 1000];

/**
 * Chooses which periods are named so that names do not touch. Months and quarters are named in step with the calendar (Jan, Apr, Jul, Oct),
 * others every so many.
 * @param dates first day of each period, in order
 * @param step distance between two periods
 * @param size of the type, in the unit of `step`
 */
export function periodAxis(dates: readonly string[], period: Period, step: number, size: number): PeriodAxis {
  const parts = dates.map(partsOf);
  const name = (index: number): string => {
    const part = parts[index];
    if (part === undefined) return dates[index] ?? "";
    if (period === "year") return part.year;
    return period === "month" || period === "quarter" ? part.month : `${part.day} ${part.month}`;
  };
  const widest = Math.max(0, ...dates.map((_, index) => widthOf(name(index), size))) + 0.6 * size;
  const calendar = period === "month" || period === "quarter";
  const steps = calendar ? MONTH_STEPS : PLAIN_STEPS;
  const months = period === "quarter" ? 3 : 1;
  const every = steps.find((every) => (every / months) * step >= widest) ?? steps.at(-1) ?? 1;
  const named = dates.flatMap((date, index) => {
    const inStep = calendar ? monthNumber(date) % every === 0 : index % every === 0;
    return inStep ? [{ index, text: name(index) }] : [];
  });
  // Too few periods to reach a calendar step: the first is named.
  const ticks = named.length === 0 && dates.length > 0 ? [{ index: 0, text: name(0) }] : named;
  if (period === "year") return { ticks, years: [] };
  return { ticks, years: yearsOf(parts, step, size) };
}

/** Each year at its first period, left out where the next one would run into it. */
function yearsOf(parts: readonly (Parts | undefined)[], step: number, size: number): PeriodTick[] {
  const found = parts.flatMap((part, index) =>
    part !== undefined && part.year !== parts[index - 1]?.year ? [{ index, text: part.year }] : [],
  );
  const room = widthOf("2000", size, true) + 0.5 * size;
  const kept: PeriodTick[] = [];
  // From the last back, because the first year is the one most likely to be a stub.
  for (const year of found.toReversed()) {
    const next = kept[0];
    if (next === undefined || (next.index - year.index) * step >= room) kept.unshift(year);
  }
  return kept;
}
