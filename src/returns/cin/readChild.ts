import type { XmlNode } from "../../platform/files/xml.ts";
import type {
  Assessment,
  CinChild,
  Enquiry,
  Episode,
  InNeedPlan,
  PreProceedings,
  ProtectionPlan,
} from "./child.ts";
import { KNOWN_NAMES } from "./layout.ts";
import { said, saidCount, saidDate, saidFlag } from "./values.ts";

/** Told of an element that the census has never had in that place. */
export type Stranger = (node: XmlNode) => void;

type Take<T> = (to: T, node: XmlNode, stranger: Stranger) => void;
type Takers<T> = { readonly [name: string]: Take<T> };

/**
 * One `Child` element as a typed child. Files differ in how they write what repeats: one group with many entries or many groups
 * with one, and in the capitals of names. All read the same here; the census check is where the difference is reported. Where a
 * single value is given twice the first one counts.
 */
export function readChild(node: XmlNode, stranger: Stranger): CinChild {
  const child = whole<CinChild>({
    node,
    identifiers: node,
    characteristics: node,
    localId: undefined,
    upn: undefined,
    formerUpn: undefined,
    upnUnknown: undefined,
    born: undefined,
    expected: undefined,
    sex: undefined,
    gender: undefined,
    died: undefined,
    ethnicity: undefined,
    disabilities: [],
    episodes: [],
  });
  take(CHILD, child, node, stranger);
  return child;
}

function take<T>(takers: Takers<T>, to: T, node: XmlNode, stranger: Stranger): void {
  for (const part of node.children) {
    const taker = takers[part.name] ?? takers[KNOWN_NAMES.get(part.name.toLowerCase()) ?? ""];
    if (taker === undefined) stranger(part);
    else taker(to, part, stranger);
  }
}

/**
 * A part of a child with every value it might have in its place, so that all have one shape: a hundred rules look at them faster by a third. What is undefined is as good as left out:
 * nothing asks whether a value's name is there.
 */
const whole = <T>(value: { readonly [K in keyof Required<T>]: T[K] | undefined }): T => value as T;

/** The members of a table, without what every object inherits: an element may be called `constructor`. */
const table = <T>(entries: Takers<T>): Takers<T> => Object.assign(Object.create(null), entries);

/** Reads a repeating group; a second `first` element in one group begins the next entry. */
function takeGroup<T>(
  takers: Takers<T>,
  first: string,
  node: XmlNode,
  stranger: Stranger,
  begin: () => T,
): void {
  let entry = begin();
  let begun = false;
  for (const part of node.children) {
    const known = takers[part.name] !== undefined;
    const name = known ? part.name : (KNOWN_NAMES.get(part.name.toLowerCase()) ?? "");
    if (name === first) {
      if (begun) entry = begin();
      begun = true;
    }
    const taker = takers[name];
    if (taker === undefined) stranger(part);
    else taker(entry, part, stranger);
  }
}

const IDENTIFIERS = table<CinChild>({
  LAchildID: (to, node) => set(to, "localId", said(node)),
  UPN: (to, node) => set(to, "upn", said(node)),
  FormerUPN: (to, node) => set(to, "formerUpn", said(node)),
  UPNunknown: (to, node) => set(to, "upnUnknown", said(node)),
  PersonBirthDate: (to, node) => set(to, "born", saidDate(node)),
  ExpectedPersonBirthDate: (to, node) => set(to, "expected", saidDate(node)),
  Sex: (to, node) => set(to, "sex", said(node)),
  GenderCurrent: (to, node) => set(to, "gender", said(node)),
  PersonDeathDate: (to, node) => set(to, "died", saidDate(node)),
});

const DISABILITIES = table<CinChild>({
  Disability: (to, node) => push(to.disabilities, said(node)),
});

const CHARACTERISTICS = table<CinChild>({
  Ethnicity: (to, node) => set(to, "ethnicity", said(node)),
  Disabilities: (to, node, stranger) => take(DISABILITIES, to, node, stranger),
});

const FACTORS = table<Assessment>({
  AssessmentFactors: (to, node) => push(to.factors, said(node)),
});

const ASSESSMENT = table<Assessment>({
  AssessmentActualStartDate: (to, node) => set(to, "start", saidDate(node)),
  AssessmentInternalReviewDate: (to, node) => set(to, "review", saidDate(node)),
  AssessmentAuthorisationDate: (to, node) => set(to, "authorised", saidDate(node)),
  FactorsIdentifiedAtAssessment: (to, node, stranger) => take(FACTORS, to, node, stranger),
});

const IN_NEED_PLAN = table<InNeedPlan>({
  CINPlanStartDate: (to, node) => set(to, "start", saidDate(node)),
  CINPlanEndDate: (to, node) => set(to, "end", saidDate(node)),
});

const ENQUIRY = table<Enquiry>({
  S47ActualStartDate: (to, node) => set(to, "start", saidDate(node)),
  InitialCPCtarget: (to, node) => set(to, "target", saidDate(node)),
  DateOfInitialCPC: (to, node) => set(to, "conference", saidDate(node)),
  ICPCnotRequired: (to, node) => set(to, "notRequired", saidFlag(node)),
});

const PROTECTION_PLAN = table<ProtectionPlan>({
  CPPstartDate: (to, node) => set(to, "start", saidDate(node)),
  CPPendDate: (to, node) => set(to, "end", saidDate(node)),
  InitialCategoryOfAbuse: (to, node) => set(to, "initialCategory", said(node)),
  LatestCategoryOfAbuse: (to, node) => set(to, "latestCategory", said(node)),
  NumberOfPreviousCPP: (to, node) => set(to, "previous", saidCount(node)),
  Reviews: (to, node, stranger) => {
    const group = { node, dates: [] };
    to.reviews.push(group);
    take(REVIEWS, group, node, stranger);
  },
  CPPreviewDate: (to, node) => {
    const date = saidDate(node);
    to.reviews.push({ node, dates: date === undefined ? [] : [date] });
  },
});

const REVIEWS = table<ProtectionPlan["reviews"][number]>({
  CPPreviewDate: (to, node) => push(to.dates, saidDate(node)),
});

const PRE_PROCEEDINGS = table<PreProceedings>({
  PPStartDate: (to, node) => set(to, "start", saidDate(node)),
  LBPSentDate: (to, node) => set(to, "letter", saidDate(node)),
  FGDMMeetingOffer: (to, node) => set(to, "offered", said(node)),
  FGDMMeetingFac: (to, node) => set(to, "held", said(node)),
  InitialPPMeetingDate: (to, node) => set(to, "firstMeeting", saidDate(node)),
  ReviewMeetingsCount: (to, node) => set(to, "reviewMeetings", saidCount(node)),
  StepDecisionDate: (to, node) => set(to, "decided", saidDate(node)),
  PPOutcome: (to, node) => set(to, "outcome", said(node)),
  CourtAppDate: (to, node) => set(to, "application", saidDate(node)),
  LetterInitCPDate: (to, node) => set(to, "initialLetter", saidDate(node)),
});

const EPISODE = table<Episode>({
  CINreferralDate: (to, node) => set(to, "referral", saidDate(node)),
  ReferralSource: (to, node) => set(to, "source", said(node)),
  PrimaryNeedCode: (to, node) => set(to, "need", said(node)),
  CINclosureDate: (to, node) => set(to, "closure", saidDate(node)),
  ReasonForClosure: (to, node) => set(to, "closeReason", said(node)),
  DateOfInitialCPC: (to, node) => set(to, "conference", saidDate(node)),
  ReferralNFA: (to, node) => set(to, "nfa", saidFlag(node)),
  Assessments: (to, node, stranger) =>
    takeGroup(ASSESSMENT, "AssessmentActualStartDate", node, stranger, () =>
      added(
        to.assessments,
        whole<Assessment>({ node, start: undefined, review: undefined, authorised: undefined, factors: [] }),
      ),
    ),
  CINPlanDates: (to, node, stranger) =>
    takeGroup(IN_NEED_PLAN, "CINPlanStartDate", node, stranger, () =>
      added(to.inNeedPlans, whole<InNeedPlan>({ node, start: undefined, end: undefined })),
    ),
  Section47: (to, node, stranger) =>
    takeGroup(ENQUIRY, "S47ActualStartDate", node, stranger, () =>
      added(
        to.enquiries,
        whole<Enquiry>({
          node,
          start: undefined,
          target: undefined,
          conference: undefined,
          notRequired: undefined,
        }),
      ),
    ),
  ChildProtectionPlans: (to, node, stranger) =>
    takeGroup(PROTECTION_PLAN, "CPPstartDate", node, stranger, () =>
      added(
        to.protectionPlans,
        whole<ProtectionPlan>({
          node,
          start: undefined,
          end: undefined,
          initialCategory: undefined,
          latestCategory: undefined,
          previous: undefined,
          reviews: [],
        }),
      ),
    ),
  PreProceedingsandFGDM: (to, node, stranger) =>
    takeGroup(PRE_PROCEEDINGS, "PPStartDate", node, stranger, () => added(to.preProceedings, { node })),
});

const CHILD = table<CinChild>({
  ChildIdentifiers: (to, node, stranger) => {
    to.identifiers = node;
    take(IDENTIFIERS, to, node, stranger);
  },
  ChildCharacteristics: (to, node, stranger) => {
    to.characteristics = node;
    take(CHARACTERISTICS, to, node, stranger);
  },
  CINdetails: (to, node, stranger) => {
    const episode = whole<Episode>({
      node,
      referral: undefined,
      source: undefined,
      need: undefined,
      closure: undefined,
      closeReason: undefined,
      conference: undefined,
      nfa: undefined,
      assessments: [],
      inNeedPlans: [],
      enquiries: [],
      protectionPlans: [],
      preProceedings: [],
    });
    to.episodes.push(episode);
    take(EPISODE, episode, node, stranger);
  },
});

function set<T, K extends keyof T>(to: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined && to[key] === undefined) to[key] = value;
}

function push<T>(list: T[], value: T | undefined): void {
  if (value !== undefined) list.push(value);
}

function added<T>(list: T[], value: T): T {
  list.push(value);
  return value;
}
