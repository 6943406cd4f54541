import { describe, expect, it } from "vitest";
import { date, type IsoInstant } from "../../kernel/dates.ts";
import { lastNight } from "./work.ts";
import { periodOf, readYear, yearOfDay, yearsInPlay } from "./year.ts";

describe("the year of a return", () => {
  it("turns on 1 April", () => {
    expect([yearOfDay(date("2026-03-31")), yearOfDay(date("2026-04-01"))]).toEqual([2026, 2027]);
  });

  it("is checked beside last year's while that can still be put right, to the end of October", () => {
    expect(yearsInPlay(date("2026-03-31"))).toEqual([2026]);
    expect(yearsInPlay(date("2026-04-01"))).toEqual([2027, 2026]);
    expect(yearsInPlay(date("2026-10-31"))).toEqual([2027, 2026]);
    expect(yearsInPlay(date("2026-11-01"))).toEqual([2027]);
    expect(yearsInPlay(date("2027-01-01"))).toEqual([2027]);
  });

  it("goes to today until it is over, and then to its reference date", () => {
    expect(periodOf(2027, date("2026-11-20"))).toMatchObject({ from: "2026-04-01", to: "2026-11-20" });
    expect(periodOf(2026, date("2026-11-20"))).toMatchObject({ from: "2025-04-01", to: "2026-03-31" });
  });

  it("is read from an address only where it is a year", () => {
    expect([readYear("2027"), readYear("none"), readYear(undefined), readYear("1999")]).toEqual([
      2027,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("last night's check", () => {
  it("was at two o'clock in England, in summer and in winter", () => {
    expect(lastNight("2026-11-20T09:00:00Z" as IsoInstant)).toMatch(/^2026-11-20T02:00:00/);
    expect(lastNight("2026-11-20T01:59:00Z" as IsoInstant)).toMatch(/^2026-11-19T02:00:00/);
    expect(lastNight("2026-07-20T01:00:00Z" as IsoInstant)).toMatch(/^2026-07-20T01:00:00/);
    expect(lastNight("2026-07-20T00:59:00Z" as IsoInstant)).toMatch(/^2026-07-19T01:00:00/);
  });
});
