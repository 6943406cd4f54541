import fc from "fast-check";
import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { addDays, date, dayOfWeek, fromDay, toDay, type IsoDate } from "./dates.ts";
import { bankHolidays, PROCLAIMED } from "./holidays.ts";
import { ENGLAND, workingCalendar } from "./workingDays.ts";

const first = toDay(date("2012-01-01"));
const last = toDay(date("2035-12-31"));
const anyDate = fc.integer({ min: first, max: last }).map(fromDay);

/** The independent reading: walk a day at a time and ask, of each, whether it is a working day. */
function naiveAdd(from: IsoDate, n: number): IsoDate {
  let day = from;
  for (let left = n; left > 0;) {
    day = addDays(day, 1);
    if (naiveWorks(day)) left -= 1;
  }
  return day;
}
const naiveWorks = (on: IsoDate): boolean =>
  dayOfWeek(on) < 6 && !bankHolidays(Number(on.slice(0, 4))).includes(on);

describe("bank holidays", () => {
  test("agree with an independent library for England, 2019 to 2027", () => {
    const oracle = new Holidays("GB", "ENG", { types: ["public", "bank"] });
    for (let year = 2019; year <= 2027; year += 1) {
      const theirs = oracle
        .getHolidays(year)
        .filter((h) => h.type === "public" || h.type === "bank")
        .map((h) => h.date.slice(0, 10) as IsoDate)
        .filter((on) => dayOfWeek(on) < 6);
      expect(bankHolidays(year), `${year}`).toEqual([...new Set(theirs)].sort());
    }
  });

  test("of 2026 and 2027 are those published", () => {
    expect(bankHolidays(2026)).toEqual([
      "2026-01-01",
      "2026-04-03",
      "2026-04-06",
      "2026-05-04",
      "2026-05-25",
      "2026-08-31",
      "2026-12-25",
      "2026-12-28",
    ]);
    expect(bankHolidays(2027)).toEqual([
      "2027-01-01",
      "2027-03-26",
      "2027-03-29",
      "2027-05-03",
      "2027-05-31",
      "2027-08-30",
      "2027-12-27",
      "2027-12-28",
    ]);
  });

  test("a day proclaimed tomorrow is one row", () => {
    const calendar = workingCalendar([...PROCLAIMED, { on: date("2029-06-15"), name: "A new holiday" }]);
    expect(ENGLAND.isWorkingDay(date("2029-06-15"))).toBe(true);
    expect(calendar.isWorkingDay(date("2029-06-15"))).toBe(false);
  });
});

describe("working days", () => {
  test("the Nth working day after a date equals walking there", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, n) => {
        expect(ENGLAND.addWorkingDays(from, n)).toBe(naiveAdd(from, n));
      }),
    );
  });

  test("counting back undoes counting on", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 0, max: 300 }), (from, n) => {
        expect(ENGLAND.workingDaysBetween(from, ENGLAND.addWorkingDays(from, n))).toBe(n);
      }),
    );
  });

  test("going back n and on n from a working day returns to it", () => {
    fc.assert(
      fc.property(
        anyDate.map((on) => ENGLAND.nextOrSame(on)),
        fc.integer({ min: 1, max: 60 }),
        (from, n) => {
          expect(ENGLAND.addWorkingDays(ENGLAND.addWorkingDays(from, -n), n)).toBe(from);
        },
      ),
    );
  });

  test("back from a weekend, the Friday before is day 1", () => {
    expect(ENGLAND.addWorkingDays(date("2026-11-21"), -1)).toBe("2026-11-20");
    expect(ENGLAND.addWorkingDays(date("2026-11-20"), -1)).toBe("2026-11-19");
  });

  test("from a weekend, the first working day after is day 1", () => {
    expect(ENGLAND.addWorkingDays(date("2026-11-21"), 1)).toBe("2026-11-23");
    expect(ENGLAND.addWorkingDays(date("2026-12-24"), 1)).toBe("2026-12-29");
  });

  test("the inclusive count is one day shorter from a working day and the same from a weekend", () => {
    expect(ENGLAND.addWorkingDays(date("2026-11-19"), 1, "inclusive")).toBe("2026-11-19");
    expect(ENGLAND.addWorkingDays(date("2026-11-19"), 15, "inclusive")).toBe(
      ENGLAND.addWorkingDays(date("2026-11-19"), 14),
    );
    expect(ENGLAND.addWorkingDays(date("2026-11-21"), 1, "inclusive")).toBe("2026-11-23");
    fc.assert(
      fc.property(anyDate, fc.integer({ min: 1, max: 60 }), (from, n) => {
        expect(
          ENGLAND.workingDaysBetween(from, ENGLAND.addWorkingDays(from, n, "inclusive"), "inclusive"),
        ).toBe(n);
      }),
    );
  });

  test("act by the working day on or before the due date", () => {
    expect(ENGLAND.previousOrSame(date("2026-04-06"))).toBe("2026-04-02");
    expect(ENGLAND.previousOrSame(date("2026-04-02"))).toBe("2026-04-02");
    fc.assert(
      fc.property(anyDate, (on) => {
        expect(naiveWorks(ENGLAND.previousOrSame(on))).toBe(true);
      }),
    );
  });

  test("no days on is the day itself, whichever way it is counted", () => {
    for (const on of ["2026-11-19", "2026-11-21"])
      for (const mode of ["exclusive", "inclusive"] as const)
        expect(ENGLAND.addWorkingDays(date(on), 0, mode)).toBe(on);
  });

  test("counting back from a day is less than nothing, and the same under either count", () => {
    expect(ENGLAND.workingDaysBetween(date("2026-11-23"), date("2026-11-20"))).toBe(-1);
    expect(ENGLAND.workingDaysBetween(date("2026-11-23"), date("2026-11-20"), "inclusive")).toBe(-1);
    expect(ENGLAND.workingDaysBetween(date("2026-11-23"), date("2026-11-23"))).toBe(0);
    expect(ENGLAND.workingDaysBetween(date("2026-11-23"), date("2026-11-23"), "inclusive")).toBe(1);
    expect(ENGLAND.workingDaysBetween(date("2026-11-21"), date("2026-11-21"), "inclusive")).toBe(0);
    expect(ENGLAND.addWorkingDays(date("2026-11-23"), -1, "inclusive")).toBe("2026-11-20");
  });

  test("act on the working day on or after", () => {
    expect(ENGLAND.nextOrSame(date("2026-04-03"))).toBe("2026-04-07");
    expect(ENGLAND.nextOrSame(date("2026-04-07"))).toBe("2026-04-07");
  });

  test("are every day of the calendar that is no weekend and no holiday, to both its ends", () => {
    expect([ENGLAND.firstYear, ENGLAND.lastYear]).toEqual([1960, 2120]);
    expect(ENGLAND.isWorkingDay(date("1960-01-01"))).toBe(false);
    expect(ENGLAND.isWorkingDay(date("1960-01-04"))).toBe(true);
    expect(ENGLAND.addWorkingDays(date("1960-01-01"), 1)).toBe("1960-01-04");
    expect(ENGLAND.isWorkingDay(date("2120-12-31"))).toBe(true);
    expect(ENGLAND.isWorkingDay(date("2120-12-25"))).toBe(false);
    for (let on = date("2026-01-01"); on < "2027-01-01"; on = addDays(on, 1))
      expect(ENGLAND.isWorkingDay(on), on).toBe(naiveWorks(on));
  });

  test("refuse a day outside the calendar", () => {
    expect(() => ENGLAND.isWorkingDay(date("1900-01-01"))).toThrow("outside");
    expect(() => ENGLAND.isWorkingDay(date("1959-12-31"))).toThrow(
      "1959-12-31 is outside the working-day calendar",
    );
    expect(() => ENGLAND.isWorkingDay(date("2121-01-01"))).toThrow("2121-01-01 is outside");
    expect(() => ENGLAND.addWorkingDays(date("2120-12-31"), 5)).toThrow("outside the working-day calendar");
    expect(() => ENGLAND.addWorkingDays(date("1960-01-04"), -5)).toThrow("outside the working-day calendar");
  });
});
