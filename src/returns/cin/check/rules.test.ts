import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { bytes, message } from "../fixtures.ts";
import { assessmentCases, factorCases } from "./cases/assessment.ts";
import type { Case, CaseTable } from "./cases/case.ts";
import { closureCases } from "./cases/closure.ts";
import { identifierCases } from "./cases/identifiers.ts";
import { inNeedPlanCases } from "./cases/inNeedPlan.ts";
import { personCases } from "./cases/person.ts";
import { protectionPlanCases, reviewCases } from "./cases/protectionPlan.ts";
import { referralCases } from "./cases/referral.ts";
import { section47Cases } from "./cases/section47.ts";
import { wholeReturnCases } from "./cases/wholeReturn.ts";
import { CHILD_RULES, RETURN_RULES, rulesetFor } from "./ruleset.ts";
import { checkCin } from "./run.ts";

const CASES: CaseTable = {
  ...identifierCases,
  ...personCases,
  ...referralCases,
  ...closureCases,
  ...assessmentCases,
  ...factorCases,
  ...section47Cases,
  ...inNeedPlanCases,
  ...protectionPlanCases,
  ...reviewCases,
  ...wholeReturnCases,
};

const RULES = [...CHILD_RULES, ...RETURN_RULES];

async function isRaised(rule: string, { children, header }: Case): Promise<boolean> {
  const report = await checkCin(bytesFromBuffer("cin.xml", bytes(message(children, header))));
  expect(report.issues.filter((issue) => issue.message.startsWith("Not run"))).toEqual([]);
  return report.issues.some((issue) => issue.rule === rule);
}

describe("every rule, from its text", () => {
  for (const rule of RULES) {
    const cases = CASES[rule.id];
    describe(`${rule.id}: ${rule.words}`, () => {
      for (const [kind, list] of Object.entries(cases ?? {}) as [string, readonly Case[]][]) {
        for (const one of list) {
          it(`${one.raised ? "is" : "is not"} raised when ${one.when} (${kind})`, async () => {
            expect(await isRaised(rule.id, one)).toBe(one.raised);
          });
        }
      }
      it("has been tried failing, passing, at its boundary and with a value missing", () => {
        expect(cases?.fails.every((c) => c.raised)).toBe(true);
        expect(cases?.passes.some((c) => c.raised)).toBe(false);
        for (const list of Object.values(cases ?? {})) expect(list.length).toBeGreaterThan(0);
      });
    });
  }
});

describe("the rules of a year", () => {
  const ids = (year: number): string[] => {
    const found = rulesetFor(year);
    return [...(found?.childRules ?? []), ...(found?.returnRules ?? [])].map((rule) => rule.id);
  };

  it("are 105 in 2022-23 and 2023-24, and 109 from 2024-25", () => {
    expect([2023, 2024, 2025, 2026, 2027].map((year) => ids(year).length)).toEqual([105, 105, 109, 109, 109]);
    expect(new Set(ids(2026)).size).toBe(109);
  });

  it("are 83 errors and 26 queries", () => {
    expect(RULES.filter((rule) => rule.severity === "error")).toHaveLength(83);
    expect(RULES.filter((rule) => rule.severity === "query")).toHaveLength(26);
  });

  it("have a Q at the end of a query's number and of no error's", () => {
    for (const rule of RULES)
      expect([rule.id, rule.id.endsWith("Q")]).toEqual([rule.id, rule.severity === "query"]);
  });

  it("gained four in 2024-25", () => {
    const before = new Set(ids(2024));
    expect(
      ids(2025)
        .filter((id) => !before.has(id))
        .sort(),
    ).toEqual(["1570", "1580", "8945Q", "8950Q"]);
  });

  it("are not known for other years", () => {
    expect([rulesetFor(2022), rulesetFor(2028)]).toEqual([undefined, undefined]);
  });

  it("each say in sentences what is wrong, what it means, how it comes about and what to do", () => {
    for (const rule of RULES) {
      for (const text of [rule.words, rule.meaning, rule.cause, rule.fix])
        expect(text).toMatch(/^\S.{8,200}\.$/);
      expect(rule.on).toMatch(/^[A-Za-z]/);
    }
  });
});
