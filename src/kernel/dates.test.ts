import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addHours,
  addMonths,
  addWeeks,
  ageOn,
  civilDate,
  date,
  dayOfWeek,
  daysBetween,
  daysInMonth,
  earlier,
  fromDay,
  isLeapYear,
  later,
  londonDate,
  londonTime,
  parseDate,
  startOfDay,
  systemNow,
  toDay,
  weekdayOf,
  type IsoInstant,
} from "./dates.ts";

const anyDay = fc.integer({ min: -40_000, max: 60_000 });
const plain = (day: number): Temporal.PlainDate => Temporal.PlainDate.from(fromDay(day));

describe("dates", () => {
  test("agree with the platform's calendar on every day of 210 years", () => {
    let expected = Temporal.PlainDate.from("1890-01-01");
    for (let day = toDay(date("1890-01-01")); day <= toDay(date("2099-12-31")); day += 1) {
      expect(fromDay(day)).toBe(expected.toString());
      expect(toDay(fromDay(day))).toBe(day);
      expected = expected.add({ days: 1 });
    }
  });

  test("know the day of the week", () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(dayOfWeek(fromDay(day))).toBe(plain(day).dayOfWeek);
      }),
    );
  });

  test("add months by day-number and clamp to the end of the month", () => {
    expect(addMonths(date("2025-11-30"), 3)).toBe("2026-02-28");
    expect(addMonths(date("2023-11-30"), 3)).toBe("2024-02-29");
    expect(addMonths(date("2026-01-31"), -2)).toBe("2025-11-30");
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -60, max: 60 }), (day, months) => {
        expect(addMonths(fromDay(day), months)).toBe(plain(day).add({ months }).toString());
      }),
    );
  });

  test("count weeks and days by the calendar", () => {
    expect(addWeeks(date("2025-12-20"), 6)).toBe(addDays(date("2025-12-20"), 42));
    expect(daysBetween(date("2024-02-28"), date("2024-03-01"))).toBe(2);
    expect(daysBetween(date("2024-03-01"), date("2024-02-28"))).toBe(-2);
  });

  test("refuse what is not a day", () => {
    for (const bad of [
      "2025-02-29",
      "2025-13-01",
      "2025-00-10",
      "2025-1-1",
      "01/02/2025",
      "",
      "2025-06-31",
      "0001-01-01",
      "2025-06-30T00:00",
    ]) {
      expect(parseDate(bad)).toBeUndefined();
    }
    expect(parseDate("2024-02-29")).toBe("2024-02-29");
    expect(() => date("tomorrow")).toThrow("not a date");
  });

  test("give age in completed years", () => {
    expect(ageOn(date("2019-02-14"), date("2026-02-13"))).toBe(6);
    expect(ageOn(date("2019-02-14"), date("2026-02-14"))).toBe(7);
    expect(ageOn(date("2020-02-29"), date("2021-02-28"))).toBe(0);
    expect(ageOn(date("2020-02-29"), date("2021-03-01"))).toBe(1);
  });

  test("place a moment on England's day and clock, in winter and summer time", () => {
    expect(londonDate("2026-06-30T23:30:00.000Z" as IsoInstant)).toBe("2026-07-01");
    expect(londonDate("2026-12-31T23:30:00.000Z" as IsoInstant)).toBe("2026-12-31");
    expect(londonTime("2026-06-30T15:55:00.000Z" as IsoInstant)).toBe("16:55");
    expect(startOfDay(date("2026-07-01"))).toBe("2026-06-30T23:00:00.000Z");
  });

  test("know leap years and the length of every month", () => {
    expect([1900, 2000, 2023, 2024, 2100, 2400].map(isLeapYear)).toEqual([
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
    const lengths = (year: number): number[] =>
      Array.from({ length: 12 }, (_, i) => daysInMonth(year, i + 1));
    expect(lengths(2026)).toEqual([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]);
    expect(lengths(2024)[1]).toBe(29);
  });

  test("are made of three whole numbers, within four-digit years", () => {
    expect(civilDate(2026, 3, 4)).toBe("2026-03-04");
    expect(civilDate(2026, 12, 31)).toBe("2026-12-31");
    expect(civilDate(1000, 1, 1)).toBe("1000-01-01");
    expect(civilDate(9999, 10, 10)).toBe("9999-10-10");
    for (const [year, month, day] of [
      [999, 1, 1],
      [10_000, 1, 1],
      [2026.5, 1, 1],
      [2026, 0, 1],
      [2026, 13, 1],
      [2026, 1, 0],
      [2026, 1, 32],
    ] as const)
      expect(civilDate(year, month, day)).toBeUndefined();
  });

  test("are refused with words before or after them", () => {
    expect(parseDate("on 2026-03-04")).toBeUndefined();
    expect(parseDate("2026-03-04Z")).toBeUndefined();
    expect(() => date("2026-02-30")).toThrow("not a date: 2026-02-30");
  });

  test("agree with the platform's calendar far before and after our time", () => {
    for (const text of ["1000-01-01", "1600-02-29", "1899-12-31", "2000-02-29", "2400-12-31", "9999-12-31"]) {
      const days = Temporal.PlainDate.from("1970-01-01").until(text).days;
      expect(toDay(date(text))).toBe(days);
      expect(fromDay(days)).toBe(text);
    }
  });

  test("know the weekday of any day, before 1970 too", () => {
    expect([
      dayOfWeek(date("1970-01-01")),
      dayOfWeek(date("1969-12-31")),
      dayOfWeek(date("1969-12-28")),
    ]).toEqual([4, 3, 7]);
    expect(weekdayOf(-10)).toBe(1);
  });

  test("are compared as text", () => {
    const [a, b] = [date("2026-01-05"), date("2026-02-01")];
    expect([earlier(a, b), earlier(b, a), later(a, b), later(b, a), later(a, a)]).toEqual([a, a, b, b, a]);
  });

  test("take the moment now from one clock, to the thousandth of a second", () => {
    expect(systemNow()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  test("count elapsed hours across the clock changes", () => {
    expect(addHours("2026-03-28T12:00:00.000Z" as IsoInstant, 72)).toBe("2026-03-31T12:00:00.000Z");
    expect(addHours("2026-10-24T12:00:00.000Z" as IsoInstant, 24)).toBe("2026-10-25T12:00:00.000Z");
    expect(addHours("2026-10-24T12:00:00.000Z" as IsoInstant, 1.5)).toBe("2026-10-24T13:30:00.000Z");
  });
});
