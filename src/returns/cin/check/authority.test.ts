import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "../../../platform/files/bytes.ts";
import { bytes, message } from "../fixtures.ts";
import { authority } from "./authority.ts";
import type { Issue } from "./issue.ts";
import { checkCin } from "./run.ts";

const issuesOf = async (children: readonly string[]): Promise<readonly Issue[]> =>
  (await checkCin(bytesFromBuffer("cin.xml", bytes(message(children))))).issues;

/** A fault to plant in the child that has everything: the rule that must find it, what to change, and where it is found. */
const FAULTS: readonly (readonly [rule: string, from: string | RegExp, to: string, path: string])[] = [
  ["1510", "C202130000001", "D202130000001", "ChildIdentifiers/UPN"],
  ["1530", "C202130000001", "C999130000001", "ChildIdentifiers/UPN"],
  ["1540", "C202130000001", "C20213X000001", "ChildIdentifiers/UPN"],
  ["1550", "C202130000001", "C20213000000S", "ChildIdentifiers/UPN"],
  ["1560Q", "C20213000000B", "C20213000000", "ChildIdentifiers/FormerUPN"],
  ["4180", /<Sex>.*<\/Sex>\n/, "", "ChildIdentifiers/Sex"],
  ["4220", "WBRI", "WXYZ", "ChildCharacteristics/Ethnicity"],
  ["8520", "2012-05-14", "2025-05-14", "ChildIdentifiers/PersonBirthDate"],
  ["8540", ">MOB<", ">MOBILE<", "ChildCharacteristics/Disabilities/Disability[1]"],
  ["8790", ">MOB<", ">NONE<", "ChildCharacteristics/Disabilities/Disability[1]"],
  ["8794", ">MOB<", ">CON<", "ChildCharacteristics/Disabilities/Disability[1]"],
  ["8600", "2024-05-01", "2026-05-01", "CINdetails/CINreferralDate"],
  ["8650", "N1<", "N99<", "CINdetails/PrimaryNeedCode"],
  ["8610", /<PrimaryNeedCode>.*\n/, "", "CINdetails/PrimaryNeedCode"],
  ["8866", "<ReferralSource>6", "<ReferralSource>66", "CINdetails/ReferralSource"],
  ["8568", "<ReferralNFA>false", "<ReferralNFA>perhaps", "CINdetails/ReferralNFA"],
  ["8640", "RC7", "RC77", "CINdetails/ReasonForClosure"],
  ["8805", /<ReasonForClosure>.*\n/, "", "CINdetails/CINclosureDate"],
  ["8810", /<CINclosureDate>.*\n/, "", "CINdetails/ReasonForClosure"],
  ["8620", "<CINclosureDate>2025-02-28", "<CINclosureDate>2025-04-28", "CINdetails/CINclosureDate"],
  ["1103", "2024-05-02", "2024-04-02", "CINdetails/Assessments/AssessmentActualStartDate"],
  ["8608", "2024-06-20", "2024-04-30", "CINdetails/Assessments/AssessmentActualStartDate"],
  ["8614", /<AssessmentAuthorisationDate>.*\n/, "", "CINdetails/Assessments/AssessmentAuthorisationDate"],
  ["8869", ">16A<", ">21<", "CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors[1]"],
  ["8898", ">16A<", ">3A<", "CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors[1]"],
  ["8945Q", ">16A<", ">18A<", "CINdetails/Assessments/FactorsIdentifiedAtAssessment/AssessmentFactors[2]"],
  [
    "8875",
    "<DateOfInitialCPC>2024-06-03",
    "<DateOfInitialCPC>2024-06-01",
    "CINdetails/Section47/DateOfInitialCPC",
  ],
  [
    "8870Q",
    "<InitialCPCtarget>2024-06-03",
    "<InitialCPCtarget>2024-06-02",
    "CINdetails/Section47/InitialCPCtarget",
  ],
  [
    "2885",
    "<CPPstartDate>2024-06-03",
    "<CPPstartDate>2024-06-04",
    "CINdetails/ChildProtectionPlans/CPPstartDate",
  ],
  [
    "8905",
    "<InitialCategoryOfAbuse>NEG",
    "<InitialCategoryOfAbuse>NEGL",
    "CINdetails/ChildProtectionPlans/InitialCategoryOfAbuse",
  ],
  ["8730", /<NumberOfPreviousCPP>.*\n/, "", "CINdetails/ChildProtectionPlans/NumberOfPreviousCPP"],
  ["8925", "<CPPendDate>2024-12-02", "<CPPendDate>2024-06-02", "CINdetails/ChildProtectionPlans/CPPendDate"],
  [
    "8841",
    "<CPPreviewDate>2024-08-30",
    "<CPPreviewDate>2024-06-03",
    "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[1]",
  ],
  [
    "4003",
    "<CINPlanStartDate>2024-12-02",
    "<CINPlanStartDate>2024-08-30",
    "CINdetails/ChildProtectionPlans/Reviews/CPPreviewDate[1]",
  ],
  [
    "4011",
    "<CINPlanEndDate>2025-02-28",
    "<CINPlanEndDate>2024-12-01",
    "CINdetails/CINPlanDates/CINPlanEndDate",
  ],
  [
    "4016",
    "<CINPlanStartDate>2024-12-02",
    "<CINPlanStartDate>2024-12-01",
    "CINdetails/CINPlanDates/CINPlanStartDate",
  ],
];

describe("a clean authority", () => {
  it("raises nothing", async () => {
    await fc.assert(
      fc.asyncProperty(authority, async ({ children }) => {
        expect(await issuesOf(children)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("has each fault planted in it found where it was planted, once, and no other child is blamed", async () => {
    await fc.assert(
      fc.asyncProperty(
        authority,
        fc.constantFrom(...FAULTS),
        async ({ children, at }, [rule, from, to, path]) => {
          const spoilt = children.map((xml, i) => (i === at ? xml.replace(from, to) : xml));
          expect(spoilt[at]).not.toBe(children[at]);
          const issues = await issuesOf(spoilt);
          const found = issues.filter((issue) => issue.rule === rule);
          expect(found.map((issue) => [issue.child, issue.locations[0]?.path])).toEqual([
            ["EVERYTHING", `/Message/Children/Child[${at + 1}]/${path}`],
          ]);
          for (const issue of issues) if (issue.scope === "child") expect(issue.child).toBe("EVERYTHING");
        },
      ),
      { numRuns: 400 },
    );
  });

  it("is found the same whatever order its children stand in", async () => {
    await fc.assert(
      fc.asyncProperty(authority, fc.constantFrom(...FAULTS), async ({ children, at }, [, from, to]) => {
        const spoilt = children.map((xml, i) => (i === at ? xml.replace(from, to) : xml));
        const summary = async (list: readonly string[]): Promise<string[]> =>
          (await issuesOf(list)).map((issue) => `${issue.rule} ${issue.child}`).sort();
        expect(await summary(spoilt.toReversed())).toEqual(await summary(spoilt));
      }),
      { numRuns: 100 },
    );
  });
});
