import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { ASSESSMENT_FACTOR } from "../../kernel/codes/factors.ts";
import {
  ABUSE_CATEGORY,
  CLOSURE_REASON,
  DISABILITY,
  PRIMARY_NEED,
  REFERRAL_SOURCE,
  UPN_UNKNOWN,
} from "../../kernel/codes/inNeed.ts";
import { GENDER, SEX } from "../../kernel/codes/sex.ts";
import type { CodeSet } from "../../kernel/codes/codeSet.ts";

/**
 * The structure of the children in need census, 2020-21 to 2026-27, as data. Order matters. A year is the March it ends in (2025 is
 * 2024-25); `from` and `to` are the first and last year an element belongs to. Source: DfE's yearly specifications.
 */
export type ItemType = "text" | "date" | "moment" | "yes-no" | "count" | "code" | "upn";

export type Item = {
  readonly name: string;
  /** 0: may be left out. */
  readonly min: 0 | 1;
  readonly many?: true;
  readonly from?: number;
  readonly to?: number;
  readonly type?: ItemType;
  readonly codes?: CodeSet;
  /** No rule judges this code, so the structure does. */
  readonly judgedHere?: true;
  readonly maxLength?: number;
  /** The one thing it may say. */
  readonly always?: string;
  /** What is inside, in order; a group has these and no type. */
  readonly items?: readonly Item[];
};

export const FIRST_YEAR = 2021;
export const LAST_YEAR = 2027;

const date = (name: string, min: 0 | 1 = 0): Item => ({ name, min, type: "date" });
const code = (name: string, codes: CodeSet, min: 0 | 1 = 0): Item => ({ name, min, type: "code", codes });
const text = (name: string, min: 0 | 1, maxLength: number): Item => ({ name, min, type: "text", maxLength });
const group = (name: string, min: 0 | 1, items: readonly Item[]): Item => ({ name, min, items });
const many = (item: Item): Item => ({ ...item, many: true });

const HEADER = group("Header", 1, [
  group("CollectionDetails", 1, [
    { name: "Collection", min: 1, type: "text", always: "CIN" },
    { name: "Year", min: 1, type: "count", maxLength: 4 },
    date("ReferenceDate", 1),
  ]),
  group("Source", 1, [
    { name: "SourceLevel", min: 1, type: "text", always: "L" },
    { name: "LEA", min: 1, type: "count", maxLength: 3 },
    text("SoftwareCode", 1, 40),
    text("Release", 0, 40),
    text("SerialNo", 1, 20),
    { name: "DateTime", min: 1, type: "moment" },
  ]),
]);

const IDENTIFIERS = group("ChildIdentifiers", 1, [
  { name: "LAchildID", min: 1, type: "text" },
  { name: "UPN", min: 0, type: "upn", maxLength: 13 },
  { name: "FormerUPN", min: 0, type: "upn", maxLength: 13 },
  { ...code("UPNunknown", UPN_UNKNOWN), judgedHere: true },
  date("PersonBirthDate"),
  date("ExpectedPersonBirthDate"),
  { ...code("GenderCurrent", GENDER, 1), to: 2024 },
  { ...code("Sex", SEX, 1), from: 2025 },
  date("PersonDeathDate"),
]);

const ASSESSMENTS = group("Assessments", 0, [
  date("AssessmentActualStartDate", 1),
  date("AssessmentInternalReviewDate"),
  date("AssessmentAuthorisationDate"),
  group("FactorsIdentifiedAtAssessment", 0, [
    { ...many(code("AssessmentFactors", ASSESSMENT_FACTOR, 1)), judgedHere: true },
  ]),
]);

const SECTION_47 = group("Section47", 0, [
  date("S47ActualStartDate", 1),
  date("InitialCPCtarget"),
  date("DateOfInitialCPC"),
  { name: "ICPCnotRequired", min: 1, type: "yes-no" },
]);

const PROTECTION_PLANS = group("ChildProtectionPlans", 0, [
  date("CPPstartDate", 1),
  date("CPPendDate"),
  code("InitialCategoryOfAbuse", ABUSE_CATEGORY, 1),
  code("LatestCategoryOfAbuse", ABUSE_CATEGORY, 1),
  { name: "NumberOfPreviousCPP", min: 1, type: "count", maxLength: 3 },
  group("Reviews", 0, [many(date("CPPreviewDate", 1))]),
]);

/** New in 2026-27. What may be left out is not published where we have looked, so nothing is demanded. */
const PRE_PROCEEDINGS = group("PreProceedingsandFGDM", 0, [
  date("PPStartDate"),
  date("LBPSentDate"),
  { name: "FGDMMeetingOffer", min: 0, type: "yes-no" },
  { name: "FGDMMeetingFac", min: 0, type: "yes-no" },
  date("InitialPPMeetingDate"),
  { name: "ReviewMeetingsCount", min: 0, type: "count", maxLength: 3 },
  date("StepDecisionDate"),
  text("PPOutcome", 0, 10),
  date("CourtAppDate"),
  date("LetterInitCPDate"),
]);

const EPISODE = group("CINdetails", 1, [
  date("CINreferralDate", 1),
  code("ReferralSource", REFERRAL_SOURCE, 1),
  code("PrimaryNeedCode", PRIMARY_NEED),
  date("CINclosureDate"),
  code("ReasonForClosure", CLOSURE_REASON),
  date("DateOfInitialCPC"),
  many(ASSESSMENTS),
  { ...many(group("CINPlanDates", 0, [date("CINPlanStartDate", 1), date("CINPlanEndDate")])), from: 2022 },
  many(SECTION_47),
  { name: "ReferralNFA", min: 1, type: "yes-no" },
  many(PROTECTION_PLANS),
  { ...many(PRE_PROCEEDINGS), from: 2027 },
]);

const CHILD = group("Child", 1, [
  IDENTIFIERS,
  group("ChildCharacteristics", 1, [
    code("Ethnicity", ETHNICITY, 1),
    group("Disabilities", 0, [many(code("Disability", DISABILITY, 1))]),
  ]),
  many(EPISODE),
]);

export const MESSAGE: Item = group("Message", 1, [HEADER, group("Children", 1, [many(CHILD)])]);

/** Whether an element belongs to a year's return. */
export const inYear = (item: Item, year: number): boolean =>
  (item.from ?? year) <= year && year <= (item.to ?? year);

/** The structure of one year. */
export function layoutFor(year: number, item: Item = MESSAGE): Item {
  if (item.items === undefined) return item;
  return { ...item, items: item.items.filter((i) => inYear(i, year)).map((i) => layoutFor(year, i)) };
}

/**
 * Every name the census has ever used, by its lower-case letters: systems write `CINplanDates` for `CINPlanDates` and the like.
 */
export const KNOWN_NAMES: ReadonlyMap<string, string> = new Map(
  namesIn(MESSAGE).map((name) => [name.toLowerCase(), name]),
);

function namesIn(item: Item): string[] {
  return [item.name, ...(item.items ?? []).flatMap(namesIn)];
}
