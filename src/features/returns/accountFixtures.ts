import type { Finding } from "../../kernel/record/claim.ts";
import { CENSUS_TABLES } from "./assemble.ts";

/** Which elements a column of the record is written as, and by its table alone all of a group's. */
const ELEMENTS: { readonly [where: string]: readonly string[] } = {
  // Without a birth date that can be, the expected one is written.
  "person_detail.birth_date": ["PersonBirthDate", "ExpectedPersonBirthDate"],
  "person_detail.expected_birth_date": ["ExpectedPersonBirthDate"],
  "person_detail.death_date": ["PersonDeathDate"],
  "person_detail.upn_unknown": ["UPN", "FormerUPN", "UPNunknown"],
  "person_detail.disabilities": ["Disability"],
  "referral.received_on": ["CINreferralDate"],
  "referral.no_further_action": ["ReferralNFA"],
  "referral.closed_on": ["CINclosureDate", "ReasonForClosure"],
  "conference.held_on": ["DateOfInitialCPC"],
  "assessment.started_on": ["AssessmentActualStartDate"],
  "assessment.review_on": ["AssessmentInternalReviewDate"],
  "assessment.authorised_on": ["AssessmentAuthorisationDate"],
  "assessment.factors": ["AssessmentFactors"],
  "section47.started_on": ["S47ActualStartDate"],
  "section47.conference_target": ["InitialCPCtarget"],
  "section47.conference_on": ["DateOfInitialCPC"],
  "section47.conference_not_required": ["ICPCnotRequired"],
  "in_need_plan.started_on": ["CINPlanStartDate"],
  "in_need_plan.ended_on": ["CINPlanEndDate"],
  "protection_plan.started_on": ["CPPstartDate"],
  "protection_plan.ended_on": ["CPPendDate"],
  "protection_plan.previous_plans": ["NumberOfPreviousCPP"],
  "plan_review.held_on": ["CPPreviewDate"],
};

const GROUPS: { readonly [table: string]: readonly string[] } = {
  assessment: [
    "AssessmentActualStartDate",
    "AssessmentInternalReviewDate",
    "AssessmentAuthorisationDate",
    "AssessmentFactors",
  ],
  section47: ["S47ActualStartDate", "InitialCPCtarget", "DateOfInitialCPC", "ICPCnotRequired"],
  in_need_plan: ["CINPlanStartDate", "CINPlanEndDate"],
  protection_plan: [
    "CPPstartDate",
    "CPPendDate",
    "InitialCategoryOfAbuse",
    "LatestCategoryOfAbuse",
    "NumberOfPreviousCPP",
    "CPPreviewDate",
  ],
  plan_review: ["CPPreviewDate"],
  conference: ["DateOfInitialCPC"],
  referral: [
    "CINreferralDate",
    "ReferralSource",
    "PrimaryNeedCode",
    "CINclosureDate",
    "ReasonForClosure",
    "ReferralNFA",
  ],
  pre_proceedings: [
    "PPStartDate",
    "LBPSentDate",
    "FGDMMeetingOffer",
    "FGDMMeetingFac",
    "InitialPPMeetingDate",
    "ReviewMeetingsCount",
    "StepDecisionDate",
    "PPOutcome",
    "CourtAppDate",
    "LetterInitCPDate",
  ],
};

/** Findings that a whole row was left out, or was there before. */
const OF_ROWS = new Set(["row-without-date", "row-duplicated"]);

/** The elements a finding of the import accounts for. An episode without a date takes all in it along. */
export function accountedBy({ code, table, column }: Finding): readonly string[] {
  if (table === undefined) return [];
  if (OF_ROWS.has(code))
    return table === "referral" ? CENSUS_TABLES.flatMap((t) => GROUPS[t] ?? []) : (GROUPS[table] ?? []);
  return ELEMENTS[`${table}.${column}`] ?? (table === "pre_proceedings" ? (GROUPS[table] ?? []) : []);
}
