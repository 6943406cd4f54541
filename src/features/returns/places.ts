import { pathOf, type XmlNode } from "../../platform/files/xml.ts";
import type { CinChild } from "../../returns/cin/child.ts";
import type { Location } from "../../returns/cin/check/rule.ts";
import { MESSAGE, type Item } from "../../returns/cin/layout.ts";

/** A thing of the record that a place in the return stands for: a table and the day by which its rows go, `#2` for a second of that day. */
type Anchor = { readonly table: string; readonly on: string };

/** A value an issue rests on, or where one is missing. */
export type Place = {
  /** As the return calls it: `AssessmentAuthorisationDate`. */
  readonly item: string;
  /** Null where it is missing. */
  readonly value: string | null;
  readonly anchor: Anchor | null;
  /** The column it is kept in, where it is one column. */
  readonly column: string | null;
  /** The row, where the record has exactly one that is meant. */
  readonly row: number | null;
};

/** Where each item of the return is kept. Several tables may hold one (a conference date); then the anchor says which. */
const COLUMNS: { readonly [item: string]: string } = {
  LAchildID: "identifier.value",
  UPN: "identifier.value",
  FormerUPN: "identifier.value",
  UPNunknown: "person_detail.upn_unknown",
  PersonBirthDate: "person_detail.birth_date",
  ExpectedPersonBirthDate: "person_detail.expected_birth_date",
  GenderCurrent: "person_detail.gender",
  Sex: "person_detail.sex",
  PersonDeathDate: "person_detail.death_date",
  Ethnicity: "person_detail.ethnicity",
  Disability: "person_detail.disabilities",
  Disabilities: "person_detail.disabilities",
  CINreferralDate: "referral.received_on",
  ReferralSource: "referral.source",
  PrimaryNeedCode: "referral.need",
  CINclosureDate: "referral.closed_on",
  ReasonForClosure: "referral.close_reason",
  ReferralNFA: "referral.no_further_action",
  AssessmentActualStartDate: "assessment.started_on",
  AssessmentInternalReviewDate: "assessment.review_on",
  AssessmentAuthorisationDate: "assessment.authorised_on",
  AssessmentFactors: "assessment.factors",
  FactorsIdentifiedAtAssessment: "assessment.factors",
  CINPlanStartDate: "in_need_plan.started_on",
  CINPlanEndDate: "in_need_plan.ended_on",
  S47ActualStartDate: "section47.started_on",
  InitialCPCtarget: "section47.conference_target",
  ICPCnotRequired: "section47.conference_not_required",
  CPPstartDate: "protection_plan.started_on",
  CPPendDate: "protection_plan.ended_on",
  InitialCategoryOfAbuse: "protection_plan.initial_category",
  LatestCategoryOfAbuse: "protection_plan.latest_category",
  CPPreviewDate: "plan_review.held_on",
  PPStartDate: "pre_proceedings.started_on",
  LBPSentDate: "pre_proceedings.letter_on",
  PPOutcome: "pre_proceedings.outcome",
  CourtAppDate: "pre_proceedings.application_on",
};

/** The column that dates the rows of a table, as an anchor has it. */
export const DATED_BY: { readonly [table: string]: string } = {
  referral: "received_on",
  assessment: "started_on",
  section47: "started_on",
  conference: "held_on",
  in_need_plan: "started_on",
  protection_plan: "started_on",
  plan_review: "held_on",
  pre_proceedings: "started_on",
};

export type Anchors = ReadonlyMap<string, Anchor>;

/** Which thing of the record each part of a child's return is, by the part's path in the file. */
export function anchorsOf(child: CinChild): Anchors {
  const anchors = new Map<string, Anchor>();
  const seen = new Map<string, number>();
  const put = (node: XmlNode, table: string, day: string | undefined): void => {
    const base = `${table}:${day ?? ""}`;
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    anchors.set(pathOf(node), { table, on: nth === 1 ? (day ?? "") : `${day ?? ""}#${nth}` });
  };
  for (const episode of child.episodes) {
    put(episode.node, "referral", episode.referral?.said);
    if (episode.conference !== undefined) put(episode.conference.node, "conference", episode.conference.said);
    for (const part of episode.assessments) put(part.node, "assessment", part.start?.said);
    for (const part of episode.inNeedPlans) put(part.node, "in_need_plan", part.start?.said);
    for (const part of episode.enquiries) put(part.node, "section47", part.start?.said);
    for (const part of episode.preProceedings) put(part.node, "pre_proceedings", part.start?.said);
    for (const part of episode.protectionPlans) {
      put(part.node, "protection_plan", part.start?.said);
      for (const group of part.reviews)
        for (const review of group.dates) put(review.node, "plan_review", review.said);
    }
  }
  return anchors;
}

/** The innermost part of the record a path leads into; null for what is the child's own. */
function anchorAt(anchors: Anchors, path: string): Anchor | null {
  for (let at = path.length; at > 0; at = path.lastIndexOf("/", at - 1)) {
    const found = anchors.get(path.slice(0, at));
    if (found !== undefined) return found;
  }
  return null;
}

/** A place in the file as a place in the record. */
export function placeAt(anchors: Anchors, location: Location): Place {
  const item = location.path.slice(location.path.lastIndexOf("/") + 1).replace(/\[\d+\]$/, "");
  const anchor = anchorAt(anchors, location.path);
  const column = COLUMNS[item] ?? (item === "DateOfInitialCPC" ? conferenceColumn(anchor) : undefined);
  const table = column?.split(".", 1)[0];
  return {
    item,
    value: location.value,
    anchor: anchor ?? (table === "person_detail" || table === "identifier" ? { table, on: "" } : null),
    column: column ?? null,
    row: null,
  };
}

const conferenceColumn = (anchor: Anchor | null): string =>
  anchor?.table === "section47" ? "section47.conference_on" : "conference.held_on";

/** What has to be done about an issue, by the kind of thing it points at. */
export type FixKind = "missing" | "date" | "code" | "number" | "duplicate" | "explain" | "made";

const TYPES = typesIn(MESSAGE);

function typesIn(item: Item, types = new Map<string, Item["type"]>()): Map<string, Item["type"]> {
  types.set(item.name, item.type);
  for (const part of item.items ?? []) typesIn(part, types);
  return types;
}

/** Rules that compare children find two records of one child, or one number given twice. */
export function fixOf(severity: string, across: boolean, places: readonly Place[]): FixKind {
  if (severity === "structure") return "made";
  if (places.length === 0) return "explain";
  if (across) return "duplicate";
  if (places.some((place) => place.value === null)) return "missing";
  const types = places.map((place) => TYPES.get(place.item));
  if (types.some((type) => type === "code" || type === "yes-no")) return "code";
  return types.every((type) => type === "date") ? "date" : "number";
}
