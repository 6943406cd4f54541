import { addDays, civilDate, date, dayOfWeek, type IsoDate } from "./dates.ts";

/**
 * Bank holidays in England and Wales: Banking and Financial Dealings Act 1971, schedule 1, with the days moved or
 * added by proclamation. The yearly rules are code because they are arithmetic; what a proclamation changed is a
 * table, and an authority can add a day to it the evening it is announced.
 */
export type ProclaimedDay = {
  /** The day that became a holiday. */
  readonly on: IsoDate;
  /** The ordinary holiday it replaced, if it was moved and not added. */
  readonly insteadOf?: IsoDate;
  readonly name: string;
};

export const PROCLAIMED: readonly ProclaimedDay[] = [
  { on: date("1995-05-08"), insteadOf: date("1995-05-01"), name: "VE Day, 50 years" },
  { on: date("1999-12-31"), name: "Millennium Eve" },
  { on: date("2002-06-04"), insteadOf: date("2002-05-27"), name: "Spring bank holiday, moved" },
  { on: date("2002-06-03"), name: "Golden Jubilee" },
  { on: date("2011-04-29"), name: "Royal wedding" },
  { on: date("2012-06-04"), insteadOf: date("2012-05-28"), name: "Spring bank holiday, moved" },
  { on: date("2012-06-05"), name: "Diamond Jubilee" },
  { on: date("2020-05-08"), insteadOf: date("2020-05-04"), name: "VE Day, 75 years" },
  { on: date("2022-06-02"), insteadOf: date("2022-05-30"), name: "Spring bank holiday, moved" },
  { on: date("2022-06-03"), name: "Platinum Jubilee" },
  { on: date("2022-09-19"), name: "State funeral of Queen Elizabeth II" },
  { on: date("2023-05-08"), name: "Coronation of King Charles III" },
];

/** Easter Sunday, by the Gregorian computus. */
export function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const leapCorrection = Math.floor(century / 4);
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - leapCorrection - moonCorrection + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor((year % 100) / 4) - epact - ((year % 100) % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const index = epact + weekday - 7 * shift + 114;
  return day(year, Math.floor(index / 31), (index % 31) + 1);
}

/** The bank holidays of a year by rule and proclamation, in date order. */
export function bankHolidays(year: number, proclaimed: readonly ProclaimedDay[] = PROCLAIMED): IsoDate[] {
  const easter = easterSunday(year);
  const christmas = day(year, 12, 25);
  const byRule = [
    nextWeekday(day(year, 1, 1)),
    addDays(easter, -2),
    addDays(easter, 1),
    firstMonday(year, 5),
    lastMonday(year, 5, 31),
    lastMonday(year, 8, 31),
    ...christmasPair(christmas),
  ];
  const moved = new Set(proclaimed.map((p) => p.insteadOf));
  const added = proclaimed.filter((p) => p.on.startsWith(`${year}-`)).map((p) => p.on);
  return [...new Set([...byRule.filter((on) => !moved.has(on)), ...added])].sort();
}

/** Christmas Day and Boxing Day, each with its substitute when it falls on a weekend. */
function christmasPair(christmas: IsoDate): IsoDate[] {
  const inDays = (first: number, second: number): IsoDate[] => [
    addDays(christmas, first),
    addDays(christmas, second),
  ];
  switch (dayOfWeek(christmas)) {
    case 5: // Friday and Saturday: Boxing Day moves to Monday 28
      return inDays(0, 3);
    case 6: // Saturday and Sunday: Monday 27 and Tuesday 28
      return inDays(2, 3);
    case 7: // Sunday and Monday: Boxing Day stands, Christmas moves to Tuesday 27
      return inDays(1, 2);
    default:
      return inDays(0, 1);
  }
}

function day(year: number, month: number, dayOfMonth: number): IsoDate {
  const found = civilDate(year, month, dayOfMonth);
  if (found === undefined) throw new Error(`no such day: ${year}-${month}-${dayOfMonth}`);
  return found;
}

function nextWeekday(on: IsoDate): IsoDate {
  const weekday = dayOfWeek(on);
  return weekday < 6 ? on : addDays(on, 8 - weekday);
}

function firstMonday(year: number, month: number): IsoDate {
  const first = day(year, month, 1);
  return addDays(first, (8 - dayOfWeek(first)) % 7);
}

function lastMonday(year: number, month: number, lastDay: number): IsoDate {
  const last = day(year, month, lastDay);
  return addDays(last, 1 - dayOfWeek(last));
}
