import Holidays from "date-holidays";
import { describe, expect, test } from "vitest";
import { date, dayOfWeek } from "./dates.ts";
import { bankHolidays, easterSunday, PROCLAIMED } from "./holidays.ts";

describe("Easter", () => {
  test("agrees with an independent library over two hundred years", () => {
    const oracle = new Holidays("DE", { types: ["public", "bank", "observance", "school", "optional"] });
    for (let year = 1950; year <= 2150; year += 1) {
      const theirs = oracle.getHolidays(year).find((day) => day.rule === "easter");
      expect(easterSunday(year), `${year}`).toBe(theirs?.date.slice(0, 10));
    }
  });

  test("falls on the earliest and the latest day it can", () => {
    expect([easterSunday(1818), easterSunday(2285), easterSunday(1943), easterSunday(2038)]).toEqual([
      "1818-03-22",
      "2285-03-22",
      "1943-04-25",
      "2038-04-25",
    ]);
    expect([easterSunday(1954), easterSunday(1981), easterSunday(2049), easterSunday(2076)]).toEqual([
      "1954-04-18",
      "1981-04-19",
      "2049-04-18",
      "2076-04-19",
    ]);
  });
});

describe("the holidays of a year", () => {
  test.each([
    ["Monday", 2028, ["2028-12-25", "2028-12-26"], 1],
    ["Tuesday", 2029, ["2029-12-25", "2029-12-26"], 2],
    ["Wednesday", 2030, ["2030-12-25", "2030-12-26"], 3],
    ["Thursday", 2025, ["2025-12-25", "2025-12-26"], 4],
    ["Friday", 2026, ["2026-12-25", "2026-12-28"], 5],
    ["Saturday", 2027, ["2027-12-27", "2027-12-28"], 6],
    ["Sunday", 2033, ["2033-12-26", "2033-12-27"], 7],
  ])("at Christmas on a %s", (_name, year, days, weekday) => {
    expect(dayOfWeek(date(`${year}-12-25`))).toBe(weekday);
    expect(bankHolidays(year).slice(-2)).toEqual(days);
  });

  test("at New Year move from a weekend to the Monday", () => {
    const first = [2026, 2027, 2028, 2029, 2033].map((year) => bankHolidays(year)[0]);
    expect(first).toEqual(["2026-01-01", "2027-01-01", "2028-01-03", "2029-01-01", "2033-01-03"]);
    expect(bankHolidays(2034)[0]).toBe("2034-01-02");
  });

  test("in May and August are Mondays: the first, and the last ones", () => {
    expect(bankHolidays(2028).slice(3, 6)).toEqual(["2028-05-01", "2028-05-29", "2028-08-28"]);
    expect(bankHolidays(2027).slice(3, 6)).toEqual(["2027-05-03", "2027-05-31", "2027-08-30"]);
    expect(bankHolidays(2032).slice(3, 6)).toEqual(["2032-05-03", "2032-05-31", "2032-08-30"]);
  });

  test("are eight weekdays in order, but for what was proclaimed", () => {
    for (let year = 2013; year <= 2120; year += 1) {
      const days = bankHolidays(year);
      expect(days, `${year}`).toHaveLength(year === 2022 ? 10 : year === 2023 ? 9 : 8);
      expect(days).toEqual([...days].sort());
      for (const on of days) expect(dayOfWeek(on) < 6, on).toBe(true);
    }
  });
});

describe("what was proclaimed", () => {
  test("moved or added these days", () => {
    expect(
      PROCLAIMED.map(({ on, insteadOf, name }) => `${on} ${name}${insteadOf ? `, for ${insteadOf}` : ""}`),
    ).toEqual([
      "1995-05-08 VE Day, 50 years, for 1995-05-01",
      "1999-12-31 Millennium Eve",
      "2002-06-04 Spring bank holiday, moved, for 2002-05-27",
      "2002-06-03 Golden Jubilee",
      "2011-04-29 Royal wedding",
      "2012-06-04 Spring bank holiday, moved, for 2012-05-28",
      "2012-06-05 Diamond Jubilee",
      "2020-05-08 VE Day, 75 years, for 2020-05-04",
      "2022-06-02 Spring bank holiday, moved, for 2022-05-30",
      "2022-06-03 Platinum Jubilee",
      "2022-09-19 State funeral of Queen Elizabeth II",
      "2023-05-08 Coronation of King Charles III",
    ]);
  });

  test("takes away the day it moved, and no other", () => {
    for (const { on, insteadOf } of PROCLAIMED) {
      const days = bankHolidays(Number(on.slice(0, 4)));
      expect(days).toContain(on);
      if (insteadOf !== undefined) expect(days).not.toContain(insteadOf);
    }
    expect(bankHolidays(2020)).toEqual([
      "2020-01-01",
      "2020-04-10",
      "2020-04-13",
      "2020-05-08",
      "2020-05-25",
      "2020-08-31",
      "2020-12-25",
      "2020-12-28",
    ]);
  });

  test("counts once where it is a holiday already, and only in its own year", () => {
    const christmas = { on: date("2025-12-25"), name: "Again" };
    expect(bankHolidays(2025, [christmas])).toEqual(bankHolidays(2025, []));
    const extra = { on: date("2029-06-15"), name: "Extra" };
    expect(bankHolidays(2028, [extra])).toEqual(bankHolidays(2028, []));
    expect(bankHolidays(2029, [extra])).toEqual([...bankHolidays(2029, []), extra.on].sort());
  });
});
