import { describe, expect, it } from "vitest";
import { CHILD_RULES, RETURN_RULES } from "../../returns/cin/check/ruleset.ts";
import { ELEMENT_NAMES, recordPartOf, sayElement, sayValue, withinChild } from "./elements.ts";
import { explain } from "./explain.ts";
import type { Totals } from "./issues.ts";
import { remedyOf, RULES_BY_REMEDY } from "./remedies.ts";
import { findingOf, leadOf } from "./words.ts";

const RULES = [...CHILD_RULES, ...RETURN_RULES];
const totals = (change: Partial<Totals> = {}): Totals => ({
  structure: 0,
  error: 0,
  query: 0,
  accepted: 0,
  children: 0,
  cutShort: false,
  ...change,
});

describe("kinds of fix", () => {
  it("has every rule of the census under exactly one", () => {
    const sorted = Object.values(RULES_BY_REMEDY).flat();
    expect(sorted.toSorted()).toEqual(RULES.map(({ id }) => id).toSorted());
  });

  it("asks somebody to look at what it does not know", () => {
    expect(remedyOf({ rule: "9999", severity: "error", scope: "child" })).toBe("explain");
  });

  it("sends what is wrong with the file to its maker, and a value that is missing to whoever records it", () => {
    expect(remedyOf({ rule: "element-misplaced", severity: "structure", scope: "child" })).toBe("file");
    expect(remedyOf({ rule: "element-missing", severity: "structure", scope: "return" })).toBe("file");
    expect(remedyOf({ rule: "element-missing", severity: "structure", scope: "child" })).toBe("missing");
    expect(remedyOf({ rule: "value-not-a-code", severity: "structure", scope: "child" })).toBe("code");
  });
});

describe("what is said of a rule", () => {
  it("is said of every rule, and of structure too", () => {
    for (const rule of RULES) expect(explain(rule.id, rule.severity).words, rule.id).toBe(rule.words);
    for (const rule of ["element-missing", "value-not-a-date", "a rule to come"])
      expect(explain(rule, "structure").fix, rule).toMatch(/\w+\.$/);
  });
});

describe("what the file says", () => {
  it("has words for every element of the census", () => {
    const groups = new Set(["Message", "Header", "Children", "CollectionDetails", "Source", "Release"]);
    for (const name of ELEMENT_NAMES.filter((one) => !groups.has(one)))
      if (!["UPN", "Sex", "Ethnicity", "Disabilities", "Disability", "Child"].includes(name))
        expect(sayElement(`/Message/${name}`), name).not.toBe(name);
  });

  it("says a day as a day, a code with its meaning, and what is neither as it stands", () => {
    const at = (name: string) => `/Message/Children/Child[3]/CINdetails/${name}`;
    expect(sayValue(at("CINreferralDate"), "2026-03-03")).toBe("Tue 3 Mar 2026");
    expect(sayValue(at("CINreferralDate"), "03/03/2026")).toBe("“03/03/2026”, which is not a date");
    expect(sayValue(at("PrimaryNeedCode"), "N1")).toMatch(/^N1 \(.+\)$/);
    expect(sayValue(at("PrimaryNeedCode"), "n1")).toBe("n1, which is not one of the codes");
    expect(sayValue(at("ReferralNFA"), "1")).toBe("yes");
    expect(sayValue(at("ReferralNFA"), "maybe")).toBe("“maybe”");
    expect(sayValue(at("Whatever"), "x".repeat(200))).toHaveLength(81);
  });

  it("names the place within the child, and the part of the record it is about", () => {
    expect(withinChild("/Message/Children/Child[25]/CINdetails[2]/CINPlanDates/CINPlanEndDate")).toBe(
      "CINdetails[2]/CINPlanDates/CINPlanEndDate",
    );
    expect(withinChild("/Message/Header/CollectionDetails/Year")).toBe("Header/CollectionDetails/Year");
    expect(recordPartOf("/Message/Children/Child/CINdetails/Section47[2]/DateOfInitialCPC").group).toBe(
      "protection",
    );
    expect(recordPartOf("/Message/Children/Child/ChildIdentifiers/UPN").group).toBe(null);
  });
});

describe("the finding of a check", () => {
  it("puts what DfE would refuse before errors, and errors before queries", () => {
    expect(findingOf(totals({ structure: 1, error: 9 }))).toBe("DfE’s loader would refuse this file");
    expect(findingOf(totals({ error: 1, query: 3 }))).toBe("1 error to put right before this file is sent");
    expect(findingOf(totals({ query: 1204 }))).toBe("No error found, and 1,204 queries to answer");
  });

  it("says so when the list is cut short", () => {
    expect(findingOf(totals({ structure: 1, error: 50_000, cutShort: true }))).toMatch(/more is wrong/i);
  });

  it("never takes nothing found for nothing wrong", () => {
    expect(findingOf(totals({ accepted: 2 }))).toBe("Nothing to put right was found");
    expect(leadOf({ children: 0, ruleset: "2025-26" }, totals())).toContain("no child");
    expect(leadOf({ children: 12, ruleset: "2025-26" }, totals())).toContain("DfE may ask more");
  });
});
