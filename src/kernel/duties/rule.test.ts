import { describe, expect, test } from "vitest";
import { date } from "../dates.ts";
import type { EventKind } from "../timeline/kinds.ts";
import { canTell, currentRule, ruleBook, ruleOn, sayCounting, sayTimescale, type Unit } from "./rule.ts";
import { aRule } from "./testing.ts";

const first = aRule({ offset: 10, effectiveFrom: date("2020-01-01") });
const second = aRule({ offset: 20, effectiveFrom: date("2026-04-01") });
const other = aRule({ id: "X2", effectiveFrom: date("2022-01-01"), effectiveTo: date("2022-12-31") });
const book = ruleBook([second, other, first]);
const offsetOn = (on: string): number | undefined => ruleOn(book, "X1", date(on))?.offset;

describe("a rule book", () => {
  test("keeps the rows of one rule together, in order of effect", () => {
    expect(book.ids).toEqual(["X1", "X2"]);
    expect(book.rows.get("X1")).toEqual([first, second]);
    for (const given of [
      [first, second],
      [second, first],
    ])
      expect(ruleBook(given).rows.get("X1")).toEqual([first, second]);
    const third = aRule({ offset: 30, effectiveFrom: date("2027-04-01") });
    expect(ruleBook([second, third, other, first]).rows.get("X1")).toEqual([first, second, third]);
  });

  test("answers with the row in force on the day", () => {
    expect(offsetOn("2019-12-31")).toBeUndefined();
    expect(offsetOn("2020-01-01")).toBe(10);
    expect(offsetOn("2026-03-31")).toBe(10);
    expect(offsetOn("2026-04-01")).toBe(20);
    expect(ruleOn(book, "none", date("2026-04-01"))).toBeUndefined();
  });

  test("has nothing for a rule that has run out; its last day is still in force", () => {
    expect(ruleOn(book, "X2", date("2022-12-31"))).toBe(other);
    expect(ruleOn(book, "X2", date("2023-01-01"))).toBeUndefined();
  });

  test("does not go back to an older row when the newest has run out", () => {
    const short = aRule({ effectiveFrom: date("2025-01-01"), effectiveTo: date("2025-01-31") });
    const run = ruleBook([first, short]);
    expect(ruleOn(run, "X1", date("2025-01-31"))).toBe(short);
    expect(ruleOn(run, "X1", date("2025-02-01"))).toBeUndefined();
  });

  test("shows the row of today, or else the last there is", () => {
    expect(currentRule(book, "X1", date("2026-03-31"))).toBe(first);
    expect(currentRule(book, "X1", date("2019-01-01"))).toBe(second);
    expect(currentRule(book, "X2", date("2026-01-01"))).toBe(other);
    expect(() => currentRule(book, "none", date("2026-01-01"))).toThrow("no rule none");
  });
});

describe("whether a duty can be called late", () => {
  const tells = (more: Parameters<typeof aRule>[0], ...carried: EventKind[]): boolean =>
    canTell(aRule(more), new Set(carried));
  const two = {
    triggers: [{ kind: "contact.received" as const }, { kind: "referral.received" as const }],
    stops: [{ kind: "contact.decided" as const }, { kind: "assessment.started" as const }],
  };

  test("needs something that starts its clock and something that stops it to be told of", () => {
    expect(tells(two)).toBe(false);
    expect(tells(two, "contact.received")).toBe(false);
    expect(tells(two, "contact.decided")).toBe(false);
    expect(tells(two, "contact.received", "contact.decided")).toBe(true);
    expect(tells(two, "referral.received", "assessment.started")).toBe(true);
  });

  test("needs no stop to be told of where there is none", () => {
    expect(tells({ stops: [] }, "contact.received")).toBe(true);
    expect(tells({ stops: [] })).toBe(false);
  });

  test("hangs on those the rule names, where it names any", () => {
    const named = { ...two, toldBy: ["contact.decided" as const, "referral.decided" as const] };
    expect(tells(named, "contact.received", "assessment.started")).toBe(false);
    expect(tells(named, "contact.received", "referral.decided")).toBe(true);
    expect(tells(named, "referral.decided")).toBe(false);
  });

  test("takes what the calendar gives as told", () => {
    for (const kind of ["person.turned16", "leaving.becameEligible"] as const)
      expect(tells({ triggers: [{ kind }] }, "contact.decided"), kind).toBe(true);
    expect(tells({ triggers: [{ kind: "person.born" }] }, "contact.decided")).toBe(false);
    expect(tells({ triggers: [{ kind: "leaving.eligible" }] }, "contact.decided")).toBe(false);
  });
});

describe("in words", () => {
  const say = (unit: Unit, offset: number): string => sayTimescale(aRule({ unit, offset }));

  test("a timescale is one or several of its unit", () => {
    expect(say("workingDays", 1)).toBe("1 working day");
    expect(say("workingDays", 15)).toBe("15 working days");
    expect(say("days", 28)).toBe("28 days");
    expect(say("weeks", 1)).toBe("1 week");
    expect(say("months", 3)).toBe("3 months");
    expect(say("hours", 72)).toBe("72 hours");
    expect(say("days", 0)).toBe("the same day");
  });

  test("the counting is said as it is done", () => {
    const counting = (unit: Unit, countMode: "exclusive" | "inclusive" = "exclusive"): string =>
      sayCounting(aRule({ unit, countMode }));
    expect(counting("workingDays")).toBe("working days, the first day not counted");
    expect(counting("workingDays", "inclusive")).toBe("working days, the first day counted");
    expect(counting("months")).toBe("calendar months: the same day of the month, or its last day");
    expect(counting("hours")).toBe("clock hours");
    expect(counting("days")).toBe("calendar days");
    expect(counting("weeks")).toBe("calendar days");
  });
});
