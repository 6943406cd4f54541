import { describe, expect, test } from "vitest";
import { date, type IsoInstant } from "../dates.ts";
import { ENGLAND } from "../workingDays.ts";
import { dayOfWindow, type Due, dueUnder, lateBy } from "./clock.ts";
import { aRule } from "./testing.ts";

const due = (rule: Parameters<typeof aRule>[0], on: string, at?: string, offset?: number): Due =>
  dueUnder(aRule(rule), date(on), (at ?? null) as IsoInstant | null, ENGLAND, offset);
const workingDays = aRule({ unit: "workingDays", offset: 10 });

describe("a due date", () => {
  test("is counted in the rule's own unit", () => {
    expect(due({ unit: "days", offset: 28 }, "2026-03-04").due).toBe("2026-04-01");
    expect(due({ unit: "weeks", offset: 6 }, "2026-01-10").due).toBe("2026-02-21");
    expect(due({ unit: "months", offset: 3 }, "2025-11-30").due).toBe("2026-02-28");
    expect(due({ unit: "workingDays", offset: 15 }, "2026-03-31").due).toBe("2026-04-23");
    for (const unit of ["days", "weeks", "months", "workingDays"] as const)
      expect(due({ unit, offset: 1 }, "2026-03-04", "2026-03-04T10:00:00.000Z").dueAt).toBeNull();
  });

  test("comes a day sooner where the rule counts the day itself, if that is a working day", () => {
    const inclusive = { unit: "workingDays", offset: 10, countMode: "inclusive" } as const;
    expect(due({ ...inclusive, countMode: "exclusive" }, "2026-02-23").due).toBe("2026-03-09");
    expect(due(inclusive, "2026-02-23").due).toBe("2026-03-06");
    expect(due(inclusive, "2026-02-21").due).toBe("2026-03-06");
    expect(due({ ...inclusive, offset: 1 }, "2026-02-23").due).toBe("2026-02-23");
  });

  test("takes another number in place of the rule's where one is given", () => {
    expect(due({ unit: "workingDays", offset: 10 }, "2026-02-23", undefined, 15).due).toBe("2026-03-16");
  });

  test("of hours is a moment where the moment is known, and elapsed time when the clocks change", () => {
    const hours = { unit: "hours", offset: 72 } as const;
    expect(due(hours, "2026-03-28", "2026-03-28T12:00:00.000Z")).toEqual({
      due: "2026-03-31",
      dueAt: "2026-03-31T12:00:00.000Z",
      actBy: "2026-03-31",
    });
    // 23:30 in winter, and an hour later on the wall three days after.
    expect(due(hours, "2026-03-27", "2026-03-27T23:30:00.000Z").due).toBe("2026-03-31");
    expect(due(hours, "2026-10-24", "2026-10-23T23:30:00.000Z").due).toBe("2026-10-26");
    expect(due({ unit: "hours", offset: 4 }, "2026-06-30", "2026-06-30T22:30:00.000Z").due).toBe(
      "2026-07-01",
    );
  });

  test("of hours is so many days on where only the day is known: nobody is late who may not be", () => {
    const after = (offset: number, on: string): Due => due({ unit: "hours", offset }, on);
    expect(after(24, "2026-02-02")).toEqual({ due: "2026-02-03", dueAt: null, actBy: "2026-02-03" });
    expect(after(72, "2026-02-02").due).toBe("2026-02-05");
    expect(after(4, "2026-02-02").due).toBe("2026-02-03");
    expect(after(36, "2026-02-02").due).toBe("2026-02-04");
    expect([after(24, "2026-10-25").due, after(24, "2026-03-29").due]).toEqual(["2026-10-26", "2026-03-30"]);
    expect(after(72, "2026-10-23").due).toBe("2026-10-26");
  });

  test("does not move for a weekend, but is to be acted on by the working day before", () => {
    expect(due({ unit: "weeks", offset: 1 }, "2026-01-10")).toEqual({
      due: "2026-01-17",
      dueAt: null,
      actBy: "2026-01-16",
    });
    expect(due({ unit: "months", offset: 3 }, "2026-01-06").actBy).toBe("2026-04-02");
  });

  test("is not to be acted on before there was anything to act on", () => {
    expect(due({ unit: "days", offset: 0 }, "2026-02-21").actBy).toBe("2026-02-21");
    expect(due({ unit: "days", offset: 1 }, "2026-02-21").actBy).toBe("2026-02-21");
  });
});

describe("lateness", () => {
  test("is told in working days where the rule counts them, and otherwise in days", () => {
    expect(lateBy(workingDays, date("2026-02-20"), date("2026-02-23"), ENGLAND)).toBe(1);
    expect(lateBy(aRule(), date("2026-02-20"), date("2026-02-23"), ENGLAND)).toBe(3);
    expect(lateBy(aRule(), date("2026-02-20"), date("2026-02-18"), ENGLAND)).toBe(-2);
    expect(lateBy(workingDays, date("2026-02-20"), date("2026-02-20"), ENGLAND)).toBe(0);
  });

  test("is day so many of the window, counted as the rule counts", () => {
    const on = date("2026-03-02");
    expect(dayOfWindow(workingDays, date("2026-02-23"), on, ENGLAND)).toBe(5);
    expect(dayOfWindow({ ...workingDays, countMode: "inclusive" }, date("2026-02-23"), on, ENGLAND)).toBe(6);
    expect(dayOfWindow(aRule(), date("2026-02-23"), on, ENGLAND)).toBe(7);
  });
});
