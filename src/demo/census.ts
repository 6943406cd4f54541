import type { RowValues } from "../kernel/record/table.ts";
import {
  day,
  during,
  known,
  recordOf,
  returnYear,
  within,
  words,
  type RecordRows,
  type Year,
} from "./reading.ts";
import type { DemoAuthority, DemoChild } from "./types.ts";

/**
 * The children in need census of a year as an XML stream: a header, one piece per child, a footer. The year is the one its 31
 * March ends; what happened after that day is not in it. Element order is the census's own. Every child with a referral open on any
 * day of the year is in, so the file holds about four in ten of the generated children, fewer for early years.
 */
export function* writeCensusXml(authority: DemoAuthority, year: number): Generator<string> {
  const period = returnYear(year);
  yield `<?xml version="1.0" encoding="utf-8"?>
<Message>
  <Header>
    <CollectionDetails>
      <Collection>CIN</Collection>
      <Year>${year}</Year>
      <ReferenceDate>${period.to}</ReferenceDate>
    </CollectionDetails>
    <Source>
      <SourceLevel>L</SourceLevel>
      <LEA>${authority.code}</LEA>
      <SoftwareCode>Northmoor</SoftwareCode>
      <Release>1.0</Release>
      <SerialNo>001</SerialNo>
      <DateTime>${year}-05-01T09:00:00</DateTime>
    </Source>
  </Header>
  <Children>
`;
  for (const child of authority.children()) {
    const text = childXml(child, period, year);
    if (text !== null) yield text;
  }
  yield "  </Children>\n</Message>\n";
}

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** An element on its own line, or nothing when there is nothing to say. */
const element = (indent: number, name: string, value: string | null): string =>
  value === null ? "" : `${" ".repeat(indent)}<${name}>${escape(value)}</${name}>\n`;

const group = (indent: number, name: string, inside: string): string =>
  `${" ".repeat(indent)}<${name}>\n${inside}${" ".repeat(indent)}</${name}>\n`;

const truth = (value: unknown): string => (value === true ? "true" : "false");

function childXml(child: DemoChild, year: Year, yearNumber: number): string | null {
  const record = recordOf(child);
  const episodes = record("referral").filter((row) => {
    const nfa = row["no_further_action"] === true;
    return nfa ? within(day(row, "received_on"), year) : during(row, "received_on", "closed_on", year);
  });
  const person = record("person_detail")[0];
  if (episodes.length === 0 || person === undefined) return null;
  const inside =
    group(6, "ChildIdentifiers", identifiers(child, person, year)) +
    group(6, "ChildCharacteristics", characteristics(person, year)) +
    episodes.map((row) => group(6, "CINdetails", episode(record, row, year, yearNumber))).join("");
  return group(4, "Child", inside);
}

function identifiers(child: DemoChild, person: RowValues, year: Year): string {
  const born = known(person, "birth_date", year.to);
  const expected = day(person, "expected_birth_date") ?? (born === null ? day(person, "birth_date") : null);
  const died = known(person, "death_date", year.to);
  const upn = child.claims.identifiers.find((each) => each.type === "upn")?.value ?? null;
  const unborn = born === null && expected !== null;
  return (
    element(8, "LAchildID", child.claims.id.value) +
    element(8, "UPN", unborn ? null : upn) +
    element(8, "UPNunknown", unborn || upn === null ? (words(person, "upn_unknown") ?? "UN1") : null) +
    element(8, "PersonBirthDate", born) +
    element(8, "ExpectedPersonBirthDate", unborn ? expected : null) +
    element(8, "Sex", unborn ? "U" : words(person, "sex")) +
    element(8, "PersonDeathDate", died)
  );
}

function characteristics(person: RowValues, year: Year): string {
  const codes = person["disabilities"];
  const list =
    Array.isArray(codes) && known(person, "birth_date", year.to) !== null ? (codes as readonly string[]) : [];
  // The census has to have an ethnicity: one that nobody recorded goes in as not obtained.
  return (
    element(8, "Ethnicity", words(person, "ethnicity") ?? "NOBT") +
    (list.length === 0
      ? ""
      : group(8, "Disabilities", list.map((code) => element(10, "Disability", code)).join("")))
  );
}

/** Rows of a table that fall in one episode: by the referral they name, or by their day. */
function belonging(
  record: RecordRows,
  table: string,
  column: string,
  referral: RowValues,
): readonly RowValues[] {
  const from = day(referral, "received_on") ?? "";
  const to = day(referral, "closed_on") ?? "9999";
  return record(table).filter((row) => {
    const named = words(row, "referral");
    const on = day(row, column) ?? "";
    return named === null ? on >= from && on <= to : named === from;
  });
}

function episode(record: RecordRows, row: RowValues, year: Year, yearNumber: number): string {
  const nfa = row["no_further_action"] === true;
  const closed = known(row, "closed_on", year.to);
  const of = (table: string, column: string): readonly RowValues[] =>
    nfa ? [] : belonging(record, table, column, row);
  const transferIn = of("conference", "held_on").find((each) => each["transfer_in"] === true);
  const transferred = transferIn === undefined ? null : known(transferIn, "held_on", year.to);
  return (
    element(8, "CINreferralDate", day(row, "received_on")) +
    element(8, "ReferralSource", words(row, "source")) +
    element(8, "PrimaryNeedCode", words(row, "need")) +
    element(8, "CINclosureDate", closed) +
    element(8, "ReasonForClosure", closed === null ? null : words(row, "close_reason")) +
    element(8, "DateOfInitialCPC", within(transferred, year) ? transferred : null) +
    of("assessment", "started_on")
      .map((each) => assessment(each, year))
      .join("") +
    of("in_need_plan", "started_on")
      .map((each) => inNeedPlan(each, year))
      .join("") +
    of("section47", "started_on")
      .map((each) => section47(each, year))
      .join("") +
    element(8, "ReferralNFA", truth(nfa)) +
    of("protection_plan", "started_on")
      .map((each) => plan(record, each, year))
      .join("") +
    (yearNumber >= 2027
      ? of("pre_proceedings", "started_on")
          .map((each) => preProceedings(each, year))
          .join("")
      : "")
  );
}

function assessment(row: RowValues, year: Year): string {
  if (!during(row, "started_on", "authorised_on", year)) return "";
  const done = known(row, "authorised_on", year.to);
  const factors = row["factors"];
  const list = done !== null && Array.isArray(factors) ? (factors as readonly string[]) : [];
  return group(
    8,
    "Assessments",
    element(10, "AssessmentActualStartDate", day(row, "started_on")) +
      element(10, "AssessmentInternalReviewDate", known(row, "review_on", year.to)) +
      element(10, "AssessmentAuthorisationDate", done) +
      (list.length === 0
        ? ""
        : group(
            10,
            "FactorsIdentifiedAtAssessment",
            list.map((code) => element(12, "AssessmentFactors", code)).join(""),
          )),
  );
}

function inNeedPlan(row: RowValues, year: Year): string {
  if (!during(row, "started_on", "ended_on", year)) return "";
  return group(
    8,
    "CINPlanDates",
    element(10, "CINPlanStartDate", day(row, "started_on")) +
      element(10, "CINPlanEndDate", known(row, "ended_on", year.to)),
  );
}

function section47(row: RowValues, year: Year): string {
  const held = known(row, "conference_on", year.to);
  if (!within(day(row, "started_on"), year) && !within(held, year)) return "";
  const ended = known(row, "ended_on", year.to);
  return group(
    8,
    "Section47",
    element(10, "S47ActualStartDate", day(row, "started_on")) +
      element(10, "InitialCPCtarget", day(row, "conference_target")) +
      element(10, "DateOfInitialCPC", held) +
      element(10, "ICPCnotRequired", truth(ended !== null && row["conference_not_required"] === true)),
  );
}

function plan(record: RecordRows, row: RowValues, year: Year): string {
  if (!during(row, "started_on", "ended_on", year)) return "";
  const from = day(row, "started_on") ?? "";
  const ended = known(row, "ended_on", year.to);
  const reviews = record("plan_review")
    .map((each) => day(each, "held_on"))
    .filter((on) => on !== null && on > from && on <= (ended ?? year.to) && within(on, year));
  return group(
    8,
    "ChildProtectionPlans",
    element(10, "CPPstartDate", from) +
      element(10, "CPPendDate", ended) +
      element(10, "InitialCategoryOfAbuse", words(row, "initial_category")) +
      element(10, "LatestCategoryOfAbuse", words(row, "latest_category")) +
      element(10, "NumberOfPreviousCPP", words(row, "previous_plans")) +
      (reviews.length === 0
        ? ""
        : group(10, "Reviews", reviews.map((on) => element(12, "CPPreviewDate", on)).join(""))),
  );
}

function preProceedings(row: RowValues, year: Year): string {
  if (!during(row, "started_on", "decided_on", year)) return "";
  const decided = known(row, "decided_on", year.to);
  return group(
    8,
    "PreProceedingsandFGDM",
    element(10, "PPStartDate", day(row, "started_on")) +
      element(10, "LBPSentDate", known(row, "letter_on", year.to)) +
      element(10, "FGDMMeetingOffer", truth(row["meeting_offered"])) +
      element(10, "FGDMMeetingFac", truth(row["meeting_held"])) +
      element(10, "InitialPPMeetingDate", known(row, "first_meeting_on", year.to)) +
      element(10, "ReviewMeetingsCount", words(row, "review_meetings")) +
      element(10, "StepDecisionDate", decided) +
      element(10, "PPOutcome", decided === null ? null : words(row, "outcome")) +
      element(10, "CourtAppDate", known(row, "application_on", year.to)) +
      element(10, "LetterInitCPDate", known(row, "initial_letter_on", year.to)),
  );
}
