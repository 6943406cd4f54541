import { type Item, layoutFor } from "../layout.ts";
import type { CensusChild, CensusEpisode, CensusHeader } from "./child.ts";

/** What an element holds: a value, the elements in it by name, several of either, or nothing. */
type Content = string | { readonly [name: string]: Content } | readonly Content[] | null;

/**
 * A census file as XML, piece by piece, of children as `fitChild` gives them, in the order in which they come (by LAchildID, for the same record to make the same
 * file). Within a child, what repeats is ordered by its first date and then by all it says.
 */
export async function* censusXml(
  header: CensusHeader,
  children: AsyncIterable<CensusChild> | Iterable<CensusChild>,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="utf-8"?>\n<Message>\n${headerXml(header)}  <Children>\n`;
  for await (const child of children) yield childXml(child, header.year);
  yield "  </Children>\n</Message>\n";
}

function headerXml(header: CensusHeader): string {
  return write(part(header.year, "Header"), {
    CollectionDetails: {
      Collection: "CIN",
      Year: String(header.year),
      ReferenceDate: `${header.year}-03-31`,
    },
    Source: {
      SourceLevel: "L",
      LEA: header.authorityCode,
      SoftwareCode: header.softwareCode,
      Release: header.release,
      SerialNo: header.serial,
      DateTime: header.producedAt,
    },
  });
}

/** One `Child`, in the order and with the elements of its year. */
export function childXml(child: CensusChild, year: number): string {
  return write(part(year, "Children", "Child"), {
    ChildIdentifiers: {
      LAchildID: child.localId,
      UPN: child.upn,
      FormerUPN: child.formerUpn,
      UPNunknown: child.upnUnknown,
      PersonBirthDate: child.born,
      ExpectedPersonBirthDate: child.expected,
      GenderCurrent: child.gender,
      Sex: child.sex,
      PersonDeathDate: child.died,
    },
    ChildCharacteristics: {
      Ethnicity: child.ethnicity,
      Disabilities: several("Disability", child.disabilities),
    },
    CINdetails: child.episodes.map(episodeContent),
  });
}

const episodeContent = (episode: CensusEpisode): Content => ({
  CINreferralDate: episode.referral,
  ReferralSource: episode.source,
  PrimaryNeedCode: episode.need,
  CINclosureDate: episode.closure,
  ReasonForClosure: episode.closeReason,
  DateOfInitialCPC: episode.conference,
  Assessments: episode.assessments.map((a) => ({
    AssessmentActualStartDate: a.start,
    AssessmentInternalReviewDate: a.review,
    AssessmentAuthorisationDate: a.authorised,
    FactorsIdentifiedAtAssessment: several("AssessmentFactors", a.factors),
  })),
  CINPlanDates: episode.inNeedPlans.map((p) => ({ CINPlanStartDate: p.start, CINPlanEndDate: p.end })),
  Section47: episode.enquiries.map((e) => ({
    S47ActualStartDate: e.start,
    InitialCPCtarget: e.target,
    DateOfInitialCPC: e.conference,
    ICPCnotRequired: truth(e.notRequired),
  })),
  ReferralNFA: truth(episode.nfa),
  ChildProtectionPlans: episode.protectionPlans.map((p) => ({
    CPPstartDate: p.start,
    CPPendDate: p.end,
    InitialCategoryOfAbuse: p.initialCategory,
    LatestCategoryOfAbuse: p.latestCategory,
    NumberOfPreviousCPP: number(p.previous),
    Reviews: several("CPPreviewDate", p.reviews),
  })),
  PreProceedingsandFGDM: episode.preProceedings.map((p) => ({
    PPStartDate: p.start,
    LBPSentDate: p.letter,
    FGDMMeetingOffer: truth(p.offered),
    FGDMMeetingFac: truth(p.held),
    InitialPPMeetingDate: p.firstMeeting,
    ReviewMeetingsCount: number(p.reviewMeetings),
    StepDecisionDate: p.decided,
    PPOutcome: p.outcome,
    CourtAppDate: p.application,
    LetterInitCPDate: p.initialLetter,
  })),
});

const truth = (value: boolean | null): string | null => (value === null ? null : value ? "true" : "false");
const number = (value: number | null): string | null => (value === null ? null : String(value));
/** A group there is only when there is something in it. */
const several = (name: string, values: readonly string[]): Content =>
  values.length === 0 ? null : { [name]: values };

/** An element of a year's layout with its tags made once: a file has a million of them. */
type Tagged = {
  readonly name: string;
  readonly open: string;
  readonly close: string;
  readonly indent: string;
  readonly items: readonly Tagged[];
};

const layouts = new Map<number, Tagged>();

function tagged(item: Item, depth: number): Tagged {
  const indent = "  ".repeat(depth);
  const items = (item.items ?? []).map((inner) => tagged(inner, depth + 1));
  const open = `${indent}<${item.name}>${items.length > 0 ? "\n" : ""}`;
  return { name: item.name, open, close: `</${item.name}>\n`, indent, items };
}

/** A part of a year's layout. */
function part(year: number, ...names: readonly string[]): Tagged {
  let whole = layouts.get(year);
  if (whole === undefined) layouts.set(year, (whole = tagged(layoutFor(year), 0)));
  return names.reduce<Tagged>((item, name) => {
    const inner = item.items.find((each) => each.name === name);
    if (inner === undefined) throw new Error(`the census of ${year} has no ${name}`);
    return inner;
  }, whole);
}

/** An element and all in it, in the layout's order; nothing when there is nothing to say. */
function write(item: Tagged, content: Content): string {
  if (content === null || content === "") return "";
  if (typeof content === "string") return item.open + escaped(content) + item.close;
  if (isList(content)) {
    if (content.length <= 1) return write(item, content[0] ?? null);
    return content
      .map((each) => write(item, each))
      .sort()
      .join("");
  }
  let inside = "";
  for (const inner of item.items) {
    const held = content[inner.name];
    if (held !== null && held !== undefined) inside += write(inner, held);
  }
  // A group with nothing said in it is no group.
  return inside === "" ? "" : item.open + inside + item.indent + item.close;
}

const isList = (content: Content): content is readonly Content[] => Array.isArray(content);

const SPECIAL = /[&<>\r]|[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ESCAPES: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  "\r": "&#13;",
};

/** Almost every value: dates, codes and numbers. */
const PLAIN = /^[\w -]*$/;

/** Text as XML has it. A character XML has no way to write becomes the one that says so. */
const escaped = (text: string): string =>
  PLAIN.test(text) ? text : text.replace(SPECIAL, (found) => ESCAPES[found] ?? "\uFFFD");
