import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { TABLES } from "../../tables.ts";
import { CENSUS_TABLES } from "./assemble.ts";
import { asOn, belongs, COHORT, lawFor, leadDays } from "./cohort.ts";
import { periodOf } from "./year.ts";

const period = periodOf(2026, date("2026-11-21"));

/** Whether a row is in the census of 2025-26, last told of by a file of some day. */
const is = (table: string, values: object, told = "2026-03-31"): boolean =>
  belongs(table, asOn(table, values as RowValues, period.to), period, told);

describe("the period", () => {
  it("ends on 31 March, or on the earlier day a draft speaks for", () => {
    expect(period).toEqual({ year: 2026, from: "2025-04-01", to: "2026-03-31" });
    expect(periodOf(2026, date("2026-01-31")).to).toBe("2026-01-31");
  });
});

describe("the law", () => {
  it("names tables and columns there are, and says its reading and its source", () => {
    for (const law of COHORT) {
      const columns = Object.keys(TABLES.find((table) => table.name === law.table)?.columns ?? {});
      expect(columns).toEqual(
        expect.arrayContaining([...law.opens, ...law.closes, ...(law.when === undefined ? [] : [law.when])]),
      );
      expect(`${law.reading}${law.source}`).toMatch(/\w+\./);
    }
  });

  it("has every part from the year the census has it", () => {
    const partsOf = (year: number): string[] => CENSUS_TABLES.filter((table) => lawFor(table, {}, year));
    expect(partsOf(2027)).toEqual(CENSUS_TABLES.filter((table) => table !== "person_detail"));
    expect(partsOf(2026)).not.toContain("pre_proceedings");
    expect(partsOf(2022)).toContain("in_need_plan");
    expect(partsOf(2021)).not.toContain("in_need_plan");
  });
});

describe("an episode of need", () => {
  it("belongs when it was open on any day of the year, its first and its last counted", () => {
    const episode = (received_on: string, closed_on: string | null): boolean =>
      is("referral", { received_on, closed_on });
    expect(episode("2019-01-01", null)).toBe(true);
    expect(episode("2019-01-01", "2025-04-01")).toBe(true);
    expect(episode("2019-01-01", "2025-03-31")).toBe(false);
    expect(episode("2026-03-31", null)).toBe(true);
    expect(episode("2026-04-01", null)).toBe(false);
    expect(episode("2025-06-01", "2025-06-02")).toBe(true);
  });

  it("belongs by the day it was received when its closure cannot be right, for the rules to find", () => {
    expect(is("referral", { received_on: "2025-06-01", closed_on: "2024-06-02" })).toBe(true);
  });

  it("of no further action belongs to the year it was received or decided in, and not to those after", () => {
    const nfa = (values: object, told?: string): boolean =>
      is("referral", { no_further_action: true, ...values }, told);
    expect(nfa({ received_on: "2025-04-01" })).toBe(true);
    expect(nfa({ received_on: "2024-06-03" })).toBe(false);
    expect(nfa({ received_on: "2025-03-31", decided_on: "2025-04-01" })).toBe(true);
    expect(nfa({ received_on: "2025-03-31", decided_on: "2025-03-31" })).toBe(false);
  });

  it("of no further action received the working day before 1 April belongs when a file of the year tells of it", () => {
    const nfa = { no_further_action: true, received_on: "2025-03-31" };
    expect(leadDays(period)).toBe("2025-03-31");
    expect(is("referral", nfa, "2026-03-31")).toBe(true);
    expect(is("referral", nfa, "2025-03-31")).toBe(false);
    expect(is("referral", { ...nfa, received_on: "2025-03-28" }, "2026-03-31")).toBe(false);
    // 1 April 2024 followed Easter Monday; the working day before was Maundy Thursday.
    expect(leadDays(periodOf(2025, date("2026-01-01")))).toBe("2024-03-28");
  });

  it("whose decision came after the last day was still an open one on it", () => {
    const values = { received_on: "2024-06-03", no_further_action: true, decided_on: "2026-04-02" };
    expect(is("referral", values)).toBe(true);
  });
});

describe("a part of an episode", () => {
  it("assessed: authorised in the year, or not yet, however long ago it began", () => {
    const assessment = (started_on: string, authorised_on: string | null): boolean =>
      is("assessment", { started_on, authorised_on });
    expect(assessment("2025-02-01", "2025-04-01")).toBe(true);
    expect(assessment("2025-02-01", "2025-03-31")).toBe(false);
    expect(assessment("2024-02-01", null)).toBe(true);
    expect(assessment("2026-03-30", "2026-05-01")).toBe(true);
    expect(assessment("2026-04-01", null)).toBe(false);
  });

  it("enquired into: begun or its conference held in the year, or waiting for one", () => {
    const enquiry = (values: object): boolean => is("section47", { started_on: "2025-03-20", ...values });
    expect(enquiry({ conference_on: "2025-04-03" })).toBe(true);
    expect(enquiry({ conference_on: "2025-03-31" })).toBe(false);
    expect(enquiry({})).toBe(true);
    expect(enquiry({ conference_not_required: true })).toBe(false);
    expect(enquiry({ conference_not_required: true, ended_on: "2025-04-02" })).toBe(true);
    expect(enquiry({ started_on: "2025-04-01", conference_not_required: true })).toBe(true);
    // What was found after the last day was not yet found on it.
    expect(enquiry({ conference_not_required: true, ended_on: "2026-04-02" })).toBe(true);
  });

  it("planned for: open on any day of the year, with every review up to the last", () => {
    for (const table of ["protection_plan", "in_need_plan"]) {
      expect(is(table, { started_on: "2023-02-01", ended_on: "2025-04-01" })).toBe(true);
      expect(is(table, { started_on: "2023-02-01", ended_on: "2025-03-31" })).toBe(false);
      expect(is(table, { started_on: "2023-02-01" })).toBe(true);
    }
    expect(is("plan_review", { held_on: "2023-05-01" })).toBe(true);
    expect(is("plan_review", { held_on: "2026-04-01" })).toBe(false);
  });

  it("conferred on of its own: in the year alone", () => {
    expect(is("conference", { held_on: "2025-04-01" })).toBe(true);
    expect(is("conference", { held_on: "2025-03-31" })).toBe(false);
  });
});

describe("a row as on a day", () => {
  it("knows nothing of what came after, or of what was said with it", () => {
    const row = { received_on: "2025-05-01", closed_on: "2026-04-01", close_reason: "RC7" } as RowValues;
    expect(asOn("referral", row, period.to)).toEqual({ ...row, closed_on: null, close_reason: null });
    expect(asOn("referral", row, date("2026-04-01"))).toBe(row);
    const done = { started_on: "2026-03-01", authorised_on: "2026-04-01", factors: ["3A"] } as RowValues;
    expect(asOn("assessment", done, period.to)).toMatchObject({ authorised_on: null, factors: null });
  });
});
