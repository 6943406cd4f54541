import { dayNumber, fromDay, toDay, weekdayOf, type DayNumber, type IsoDate } from "./dates.ts";
import { bankHolidays, PROCLAIMED, type ProclaimedDay } from "./holidays.ts";

/**
 * How the day of the trigger counts.
 * `exclusive` the day itself is day 0, which is how Working Together and the DfE statistics read (the default);
 * `inclusive` the day itself is day 1, which is how some checkers count. Printed beside every due date.
 */
export type CountMode = "exclusive" | "inclusive";

/**
 * Working days in England: not Saturday, Sunday, Christmas Day, Good Friday or a bank holiday (SI 2007/462,
 * SI 2006/1738, SI 2010/959 reg 2). School holidays and office closures are working days.
 */
export type WorkingCalendar = {
  readonly firstYear: number;
  readonly lastYear: number;
  isWorkingDay(on: IsoDate): boolean;
  /** The end of the Nth working day after `from`. With n = 0, `from` itself. */
  addWorkingDays(from: IsoDate, n: number, mode?: CountMode): IsoDate;
  /** How many working days have passed from `from` to `to`: the number that `addWorkingDays` undoes. Negative if `to` is earlier. */
  workingDaysBetween(from: IsoDate, to: IsoDate, mode?: CountMode): number;
  /** `on` itself if it is a working day, else the last one before it: the day by which to act. */
  previousOrSame(on: IsoDate): IsoDate;
  /** `on` itself if it is a working day, else the next. */
  nextOrSame(on: IsoDate): IsoDate;
};

/** Years the calendar answers for. A date outside them is refused rather than guessed at. */
const FIRST_YEAR = 1960;
const LAST_YEAR = 2120;

export function workingCalendar(proclaimed: readonly ProclaimedDay[] = PROCLAIMED): WorkingCalendar {
  const start = dayNumber(FIRST_YEAR, 1, 1);
  const end = dayNumber(LAST_YEAR, 12, 31);
  const holidays = new Set<DayNumber>();
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (const on of bankHolidays(year, proclaimed)) holidays.add(toDay(on));
  }
  // passed[i]: working days from the first day of the calendar up to and including day start + i.
  const passed = new Int32Array(end - start + 1);
  const workingDays: DayNumber[] = [];
  for (let day = start; day <= end; day += 1) {
    if (weekdayOf(day) < 6 && !holidays.has(day)) workingDays.push(day);
    passed[day - start] = workingDays.length;
  }

  const count = (day: DayNumber): number => {
    const found = passed[day - start];
    if (found === undefined) throw new RangeError(`${fromDay(day)} is outside the working-day calendar`);
    return found;
  };
  const nth = (n: number): DayNumber => {
    const found = workingDays[n - 1];
    if (found === undefined) throw new RangeError("outside the working-day calendar");
    return found;
  };
  const works = (day: DayNumber): boolean => count(day) !== (day === start ? 0 : count(day - 1));
  // Under the inclusive count a trigger on a working day has already used day 1.
  const shift = (day: DayNumber, mode: CountMode): number => (mode === "inclusive" && works(day) ? 1 : 0);

  const addTo = (from: DayNumber, n: number, mode: CountMode): DayNumber => {
    if (n === 0) return from;
    if (n > 0) return nth(count(from) + n - shift(from, mode));
    // Going back, the first working day before `from` is day 1.
    return nth(count(from) - (works(from) ? 1 : 0) + n + 1);
  };

  return {
    firstYear: FIRST_YEAR,
    lastYear: LAST_YEAR,
    isWorkingDay: (on) => works(toDay(on)),
    addWorkingDays: (from, n, mode = "exclusive") => fromDay(addTo(toDay(from), n, mode)),
    workingDaysBetween: (from, to, mode = "exclusive") => {
      const a = toDay(from);
      const b = toDay(to);
      return count(b) - count(a) + (b >= a ? shift(a, mode) : 0);
    },
    previousOrSame: (on) => (works(toDay(on)) ? on : fromDay(nth(count(toDay(on))))),
    nextOrSame: (on) => (works(toDay(on)) ? on : fromDay(nth(count(toDay(on)) + 1))),
  };
}

/** England's calendar with the proclaimed days shipped. */
export const ENGLAND: WorkingCalendar = workingCalendar();
