import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sayDate, sayDayAndMonth, sayDays, sayLateness, sayNumber } from "./words.ts";

describe("a date as people say it", () => {
  it("names the day of the week, the day, the month and the year", () => {
    expect(sayDate("2026-03-03")).toBe("Tue 3 Mar 2026");
    expect(sayDate("2024-02-29")).toBe("Thu 29 Feb 2024");
    expect(sayDate("1900-01-01")).toBe("Mon 1 Jan 1900");
  });

  it("leaves the year out where it stands nearby", () => {
    expect(sayDayAndMonth("2026-12-08")).toBe("Tue 8 Dec");
  });

  it.each([
    "2026-02-29",
    "1900-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-04-31",
    "2026-4-3",
    "31/02/2026",
    "",
    "soon",
  ])("gives back %j as it was written, as it is no date", (text) => {
    expect(sayDate(text)).toBe(text);
    expect(sayDayAndMonth(text)).toBe(text);
  });

  it("agrees with the calendar on every day it can be asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
        const date = Temporal.PlainDate.from("1970-01-01").add({ days: day });
        const names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const said = sayDate(date.toString());
        expect(said.slice(0, 3)).toBe(names[date.dayOfWeek - 1]);
        expect(said.split(" ")[1]).toBe(String(date.day));
        expect(said.split(" ")[3]).toBe(String(date.year));
      }),
    );
  });
});

describe("a span as people say it", () => {
  it("has one of a thing, and several", () => {
    expect(sayDays(1)).toBe("1 day");
    expect(sayDays(0)).toBe("0 days");
    expect(sayDays(2, "working day")).toBe("2 working days");
    expect(sayDays(1204, "week")).toBe("1,204 weeks");
  });

  it("is late, due today, or still to come", () => {
    expect(sayLateness(2)).toBe("2 days late");
    expect(sayLateness(1, "working day")).toBe("1 working day late");
    expect(sayLateness(0)).toBe("due today");
    expect(sayLateness(-3)).toBe("in 3 days");
  });

  it("marks thousands", () => {
    expect(sayNumber(999)).toBe("999");
    expect(sayNumber(12_408)).toBe("12,408");
    expect(sayNumber(1_234_567)).toBe("1,234,567");
  });
});
