/**
 * Builds census files for tests. Each function gives XML text; what is left out takes a value that breaks no rule, and null leaves the
 * element out. The children are invented.
 */
export type Given = string | number | boolean | null | undefined;

/** An element; empty when its content is null, so that optional ones can be written in line. */
export function el(name: string, ...inside: Given[]): string {
  if (inside.every((part) => part === null || part === undefined)) return "";
  return `<${name}>${inside.filter((part) => part !== null && part !== undefined).join("")}</${name}>\n`;
}

export type ChildGiven = {
  id?: Given;
  upn?: Given;
  formerUpn?: Given;
  upnUnknown?: Given;
  born?: Given;
  expected?: Given;
  sex?: Given;
  gender?: Given;
  died?: Given;
  ethnicity?: Given;
  /** Codes of one Disabilities group; null leaves the group out. */
  disabilities?: readonly string[] | null;
  episodes?: readonly string[];
};

const or = (value: Given, otherwise: Given): Given => (value === undefined ? otherwise : value);

export function child(given: ChildGiven = {}): string {
  const disabilities = given.disabilities === undefined ? ["NONE"] : given.disabilities;
  return el(
    "Child",
    el(
      "ChildIdentifiers",
      el("LAchildID", or(given.id, "C1")),
      el("UPN", given.upn),
      el("FormerUPN", given.formerUpn),
      el("UPNunknown", or(given.upnUnknown, given.upn === undefined ? "UN2" : null)),
      el("PersonBirthDate", or(given.born, "2015-06-01")),
      el("ExpectedPersonBirthDate", given.expected),
      el("GenderCurrent", given.gender),
      el("Sex", or(given.sex, given.gender === undefined ? "F" : null)),
      el("PersonDeathDate", given.died),
    ),
    el(
      "ChildCharacteristics",
      el("Ethnicity", or(given.ethnicity, "WBRI")),
      disabilities === null ? "" : el("Disabilities", ...disabilities.map((code) => el("Disability", code))),
    ),
    ...(given.episodes ?? [episode()]),
  );
}

export type EpisodeGiven = {
  referral?: Given;
  source?: Given;
  need?: Given;
  closure?: Given;
  reason?: Given;
  conference?: Given;
  nfa?: Given;
  assessments?: readonly string[];
  plans?: readonly string[];
  enquiries?: readonly string[];
  protection?: readonly string[];
  pre?: readonly string[];
};

export function episode(given: EpisodeGiven = {}): string {
  return el(
    "CINdetails",
    el("CINreferralDate", or(given.referral, "2024-05-01")),
    el("ReferralSource", or(given.source, "1A")),
    el("PrimaryNeedCode", or(given.need, "N1")),
    el("CINclosureDate", given.closure),
    el("ReasonForClosure", given.reason),
    el("DateOfInitialCPC", given.conference),
    ...(given.assessments ?? []),
    ...(given.plans ?? []),
    ...(given.enquiries ?? []),
    el("ReferralNFA", or(given.nfa, "false")),
    ...(given.protection ?? []),
    ...(given.pre ?? []),
  );
}

/** `factors` null leaves the group out. */
export const assessment = (
  start: Given,
  authorised: Given = null,
  factors: readonly string[] | null = null,
): string =>
  el(
    "Assessments",
    el("AssessmentActualStartDate", start),
    el("AssessmentAuthorisationDate", authorised),
    factors === null
      ? ""
      : el("FactorsIdentifiedAtAssessment", "", ...factors.map((code) => el("AssessmentFactors", code))),
  );

export const inNeedPlan = (start: Given, end: Given = null): string =>
  el("CINPlanDates", "", el("CINPlanStartDate", start), el("CINPlanEndDate", end));

export const enquiry = (
  start: Given,
  conference: Given = null,
  notRequired: Given = "false",
  target: Given = null,
): string =>
  el(
    "Section47",
    "",
    el("S47ActualStartDate", start),
    el("InitialCPCtarget", target),
    el("DateOfInitialCPC", conference),
    el("ICPCnotRequired", notRequired),
  );

export type PlanGiven = {
  start?: Given;
  end?: Given;
  initial?: Given;
  latest?: Given;
  previous?: Given;
  /** Dates of one Reviews group; null leaves it out. */
  reviews?: readonly Given[] | null;
};

export const protectionPlan = (given: PlanGiven = {}): string =>
  el(
    "ChildProtectionPlans",
    "",
    el("CPPstartDate", or(given.start, "2024-07-01")),
    el("CPPendDate", given.end),
    el("InitialCategoryOfAbuse", or(given.initial, "NEG")),
    el("LatestCategoryOfAbuse", or(given.latest, "NEG")),
    el("NumberOfPreviousCPP", or(given.previous, 0)),
    given.reviews === undefined || given.reviews === null
      ? ""
      : el("Reviews", "", ...given.reviews.map((on) => el("CPPreviewDate", on))),
  );

export type HeaderGiven = { collection?: Given; year?: Given; reference?: Given; lea?: Given; at?: Given };

export const header = (given: HeaderGiven = {}): string =>
  el(
    "Header",
    el(
      "CollectionDetails",
      el("Collection", or(given.collection, "CIN")),
      el("Year", or(given.year, "2025")),
      el("ReferenceDate", or(given.reference, "2025-03-31")),
    ),
    el(
      "Source",
      el("SourceLevel", "L"),
      el("LEA", or(given.lea, "201")),
      el("SoftwareCode", "invented"),
      el("Release", "1"),
      el("SerialNo", "001"),
      el("DateTime", or(given.at, "2025-05-01T09:00:00")),
    ),
  );

/** A whole file of these children. */
export const message = (children: readonly string[], given: HeaderGiven = {}): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${el("Message", header(given), el("Children", "", ...children))}`;

export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A child with every kind of part, whose record keeps every rule and is the same each time. */
export const EVERYTHING = (id: string): string =>
  child({
    id,
    upn: "C202130000001",
    formerUpn: "C20213000000B",
    born: "2012-05-14",
    disabilities: ["MOB", "HAND", "PC", "INC", "COMM", "LD", "VIS", "CON"],
    episodes: [
      episode({
        referral: "2024-05-01",
        source: "6",
        closure: "2025-02-28",
        reason: "RC7",
        assessments: [assessment("2024-05-02", "2024-06-20", ["3A", "16A"])],
        enquiries: [enquiry("2024-05-10", "2024-06-03", "false", "2024-06-03")],
        plans: [inNeedPlan("2024-12-02", "2025-02-28")],
        protection: [
          protectionPlan({
            start: "2024-06-03",
            end: "2024-12-02",
            previous: 1,
            reviews: ["2024-08-30", "2024-12-02"],
          }),
        ],
      }),
    ],
  });
