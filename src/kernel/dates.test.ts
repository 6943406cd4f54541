import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addHours,
  addMonths,
  addWeeks,
  ageOn,
  date,
  dayOfWeek,
  daysBetween,
  fromDay,
  londonDate,
  londonTime,
  parseDate,
  startOfDay,
  toDay,
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

  test("count elapsed hours across the clock changes", () => {
    expect(addHours("2026-03-28T12:00:00.000Z" as IsoInstant, 72)).toBe("2026-03-31T12:00:00.000Z");
    expect(addHours("2026-10-24T12:00:00.000Z" as IsoInstant, 24)).toBe("2026-10-25T12:00:00.000Z");
  });
});
