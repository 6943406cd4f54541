import { wordsFor, type CodeSet } from "../../kernel/codes/codeSet.ts";
import { parseDate } from "../../kernel/dates.ts";
import type { KindGroup } from "../../kernel/timeline/kinds.ts";
import { MESSAGE, type Item } from "../../returns/cin/layout.ts";
import { sayDate } from "../../ui/words.ts";

/** The census's elements as a practitioner says them. One that stands in two groups has the group's words before its own. */
const WORDS: { readonly [name: string]: string } = {
  Collection: "Which return it is",
  Year: "Year of the return",
  ReferenceDate: "Reference date",
  SourceLevel: "Level of the source",
  LEA: "Authority’s number",
  SoftwareCode: "Software",
  Release: "Release of the software",
  SerialNo: "Serial number",
  DateTime: "When the file was made",
  LAchildID: "Child’s number (LAchildID)",
  UPN: "Unique pupil number",
  FormerUPN: "Former unique pupil number",
  UPNunknown: "Why there is no unique pupil number",
  PersonBirthDate: "Birth date",
  ExpectedPersonBirthDate: "Expected birth date",
  GenderCurrent: "Gender",
  Sex: "Sex",
  PersonDeathDate: "Death date",
  Ethnicity: "Ethnicity",
  Disabilities: "Disabilities",
  Disability: "Disability",
  ChildIdentifiers: "Who the child is",
  ChildCharacteristics: "The child’s characteristics",
  Child: "Child",
  CINdetails: "Episode of need",
  CINreferralDate: "Referral",
  ReferralSource: "Who referred",
  PrimaryNeedCode: "Primary need",
  CINclosureDate: "Closure",
  ReasonForClosure: "Reason for closure",
  DateOfInitialCPC: "Initial child protection conference",
  ReferralNFA: "Referral ended with no further action",
  Assessments: "Assessment",
  AssessmentActualStartDate: "Assessment started",
  AssessmentInternalReviewDate: "Assessment’s internal review",
  AssessmentAuthorisationDate: "Assessment authorised",
  FactorsIdentifiedAtAssessment: "Factors found",
  AssessmentFactors: "Factor found",
  CINPlanDates: "Child in need plan",
  CINPlanStartDate: "Child in need plan started",
  CINPlanEndDate: "Child in need plan ended",
  Section47: "Section 47 enquiry",
  S47ActualStartDate: "Section 47 enquiry started",
  InitialCPCtarget: "Conference due by",
  ICPCnotRequired: "Conference not required",
  ChildProtectionPlans: "Child protection plan",
  CPPstartDate: "Child protection plan started",
  CPPendDate: "Child protection plan ended",
  InitialCategoryOfAbuse: "First category of abuse",
  LatestCategoryOfAbuse: "Latest category of abuse",
  NumberOfPreviousCPP: "Earlier child protection plans",
  Reviews: "Reviews of the plan",
  CPPreviewDate: "Plan reviewed",
  PreProceedingsandFGDM: "Pre-proceedings and family group decision making",
  PPStartDate: "Pre-proceedings started",
  LBPSentDate: "Letter before proceedings sent",
  FGDMMeetingOffer: "Family group decision making offered",
  FGDMMeetingFac: "Family group decision making held",
  InitialPPMeetingDate: "First pre-proceedings meeting",
  ReviewMeetingsCount: "Review meetings held",
  StepDecisionDate: "Decision to step up or down",
  PPOutcome: "Outcome of pre-proceedings",
  CourtAppDate: "Application to court",
  LetterInitCPDate: "Letter starting care proceedings",
};

const ITEMS: ReadonlyMap<string, Item> = new Map(itemsIn(MESSAGE).map((item) => [item.name, item]));

function itemsIn(item: Item): Item[] {
  return [item, ...(item.items ?? []).flatMap(itemsIn)];
}

/** Every element of the census, for the test that each has words. */
export const ELEMENT_NAMES: readonly string[] = [...ITEMS.keys()];

/** `/Message/Children/Child[25]/CINdetails[2]/CINPlanDates` as its names, without the numbers. */
export const namesOf = (path: string): string[] =>
  path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.replace(/\[\d+\]$/, ""));

/** What an element is called: its own words, or its name as the file has it. */
export function sayElement(path: string): string {
  const name = namesOf(path).at(-1) ?? "";
  return WORDS[name] ?? name;
}

const YES_NO: ReadonlyMap<string, string> = new Map([
  ["true", "yes"],
  ["1", "yes"],
  ["false", "no"],
  ["0", "no"],
]);

/** Letters of a value shown on a page; the downloads have all that was kept. */
const LONGEST = 80;

/** A value as people say it: a day as a day, a code with its meaning; anything else as the file has it. */
export function sayValue(path: string, value: string): string {
  const item = ITEMS.get(namesOf(path).at(-1) ?? "");
  const shown = value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  switch (item?.type) {
    case "date":
      return parseDate(value) === undefined ? `“${shown}”, which is not a date` : sayDate(value);
    case "yes-no": {
      const words = YES_NO.get(value);
      return words === undefined ? `“${shown}”` : words;
    }
    case "code":
      return sayCode(item.codes, value, shown);
    case "text":
    case "moment":
    case "count":
    case "upn":
    case undefined:
      return shown === "" ? "nothing" : shown;
  }
}

function sayCode(codes: CodeSet | undefined, value: string, shown: string): string {
  const words = codes === undefined ? undefined : wordsFor(codes, value);
  return words === undefined ? `${shown}, which is not one of the codes` : `${shown} (${words})`;
}

/** Where in the child, as the file names it: `CINdetails[2]/CINPlanDates/CINPlanEndDate`. */
export const withinChild = (path: string): string =>
  path.replace(/^\/Message(?:\[\d+\])?\/(?:Children(?:\[\d+\])?\/(?:Child(?:\[\d+\])?\/)?)?/, "");

/** The part of a child's record a place in the file speaks of, as the record's own timeline is grouped. */
const GROUPS: readonly (readonly [element: string, group: KindGroup, words: string])[] = [
  ["Assessments", "assessment", "Assessments"],
  ["Section47", "protection", "Child protection"],
  ["ChildProtectionPlans", "protection", "Child protection"],
  ["DateOfInitialCPC", "protection", "Child protection"],
  ["CINPlanDates", "in-need", "Child in need plans"],
  ["PreProceedingsandFGDM", "court", "Court"],
  ["CINdetails", "front-door", "Referrals"],
];

export type RecordPart = { readonly group: KindGroup | null; readonly words: string };

/** Where in the record to look; the top of it for what is about the child as a person. */
export function recordPartOf(path: string): RecordPart {
  const names = namesOf(path);
  const found = GROUPS.find(([element]) => names.includes(element));
  return found === undefined ? { group: null, words: "The child" } : { group: found[1], words: found[2] };
}
