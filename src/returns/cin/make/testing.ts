import type { IsoDate } from "../../../kernel/dates.ts";
import type { ByteSource } from "../../../platform/files/bytes.ts";
import type { CinChild, Episode, Said, SaidDate } from "../child.ts";
import { readCin } from "../read.ts";
import { yesNo, dayOf } from "../values.ts";
import type { CensusChild, CensusEpisode } from "./child.ts";
import { GENDER_OF_SEX, SEX_OF_GENDER } from "./unsaid.ts";

/**
 * What a census file means, for tests that hold two files to the same meaning: the set of its children, each with what it says, whatever the order and spelling of what repeats. Defined
 * here once. Codes are read in capitals; a code given twice in one list says no more than once; dates are days; sex and gender are one item in two years' spelling; whether a family group
 * meeting was offered is yes when its day is given.
 */
export async function meaningsOf(source: ByteSource, year: number): Promise<Map<string, CensusChild>> {
  const found = new Map<string, CensusChild>();
  for await (const part of readCin(source, () => {})) {
    if (part.kind !== "child") continue;
    const child = meaningOf(part.child, year);
    // A number that comes again is not a second child; the import says that it was not used.
    if (child.localId !== "" && !found.has(child.localId)) found.set(child.localId, child);
  }
  return found;
}

const day = (value: SaidDate | undefined): IsoDate | null => value?.on ?? null;
const code = (value: Said | undefined): string | null => value?.said.toUpperCase() ?? null;
const codes = (values: readonly Said[]): string[] =>
  [...new Set(values.map((v) => v.said.toUpperCase()))].sort();
const NO_DAY = "" as IsoDate;

function meaningOf(child: CinChild, year: number): CensusChild {
  const sex = code(child.sex);
  const gender = code(child.gender);
  return {
    localId: child.localId?.said ?? "",
    upn: code(child.upn),
    formerUpn: code(child.formerUpn),
    upnUnknown: code(child.upnUnknown),
    born: day(child.born),
    expected: day(child.expected),
    sex: year >= 2025 ? (sex ?? SEX_OF_GENDER.get(gender ?? "") ?? null) : null,
    gender: year >= 2025 ? null : (gender ?? GENDER_OF_SEX.get(sex ?? "") ?? null),
    died: day(child.died),
    ethnicity: code(child.ethnicity),
    disabilities: codes(child.disabilities),
    episodes: child.episodes.map((episode) => episodeOf(episode, year)),
  };
}

function episodeOf(episode: Episode, year: number): CensusEpisode {
  return {
    referral: day(episode.referral) ?? NO_DAY,
    source: code(episode.source),
    need: code(episode.need),
    closure: day(episode.closure),
    closeReason: code(episode.closeReason),
    conference: day(episode.conference),
    nfa: episode.nfa?.yes ?? null,
    assessments: episode.assessments.map((a) => ({
      start: day(a.start) ?? NO_DAY,
      review: day(a.review),
      authorised: day(a.authorised),
      factors: codes(a.factors),
    })),
    inNeedPlans:
      year < 2022 ? [] : episode.inNeedPlans.map((p) => ({ start: day(p.start) ?? NO_DAY, end: day(p.end) })),
    enquiries: episode.enquiries.map((e) => ({
      start: day(e.start) ?? NO_DAY,
      target: day(e.target),
      conference: day(e.conference),
      notRequired: e.notRequired?.yes ?? null,
    })),
    protectionPlans: episode.protectionPlans.map((p) => ({
      start: day(p.start) ?? NO_DAY,
      end: day(p.end),
      initialCategory: code(p.initialCategory),
      latestCategory: code(p.latestCategory),
      previous: p.previous?.count ?? null,
      reviews: [...new Set(p.reviews.flatMap((g) => g.dates.flatMap((d) => d.on ?? [])))].sort(),
    })),
    preProceedings:
      year < 2027
        ? []
        : episode.preProceedings.map((p) => ({
            start: day(p.start),
            letter: day(p.letter),
            offered: answer(p.offered),
            held: answer(p.held),
            firstMeeting: day(p.firstMeeting),
            reviewMeetings: p.reviewMeetings?.count ?? null,
            decided: day(p.decided),
            outcome: code(p.outcome),
            application: day(p.application),
            initialLetter: day(p.initialLetter),
          })),
  };
}

const answer = (value: Said | undefined): boolean | null =>
  value === undefined ? null : dayOf(value.said) === null ? yesNo(value.said) : true;

/** One thing said of a child: the element, in which group of which episode, and its value. */
export type Fact = { readonly element: string; readonly text: string };

/** Everything a child's record says, as a sorted list; two children mean the same when their lists are the same. */
export function factsOf(child: CensusChild): Fact[] {
  const facts: Fact[] = [];
  const say = (place: string, element: string, value: string | number | boolean | null): void => {
    if (value !== null && value !== "") facts.push({ element, text: `${place}${element} ${value}` });
  };
  say("", "UPN", child.upn);
  say("", "FormerUPN", child.formerUpn);
  say("", "UPNunknown", child.upnUnknown);
  say("", "PersonBirthDate", child.born);
  say("", "ExpectedPersonBirthDate", child.expected);
  say("", "Sex", child.sex);
  say("", "GenderCurrent", child.gender);
  say("", "PersonDeathDate", child.died);
  say("", "Ethnicity", child.ethnicity);
  for (const each of child.disabilities) say("", "Disability", each);
  for (const e of child.episodes) {
    const of = `${e.referral}: `;
    say(of, "CINreferralDate", e.referral);
    say(of, "ReferralSource", e.source);
    say(of, "PrimaryNeedCode", e.need);
    say(of, "CINclosureDate", e.closure);
    say(of, "ReasonForClosure", e.closeReason);
    say(of, "DateOfInitialCPC", e.conference);
    say(of, "ReferralNFA", e.nfa);
    for (const a of e.assessments) {
      const at = `${of}assessment ${a.start}: `;
      say(at, "AssessmentActualStartDate", a.start);
      say(at, "AssessmentInternalReviewDate", a.review);
      say(at, "AssessmentAuthorisationDate", a.authorised);
      for (const each of a.factors) say(at, "AssessmentFactors", each);
    }
    for (const p of e.inNeedPlans) {
      say(`${of}plan ${p.start}: `, "CINPlanStartDate", p.start);
      say(`${of}plan ${p.start}: `, "CINPlanEndDate", p.end);
    }
    for (const s of e.enquiries) {
      const at = `${of}enquiry ${s.start}: `;
      say(at, "S47ActualStartDate", s.start);
      say(at, "InitialCPCtarget", s.target);
      say(at, "DateOfInitialCPC", s.conference);
      say(at, "ICPCnotRequired", s.notRequired);
    }
    for (const p of e.protectionPlans) {
      const at = `${of}protection ${p.start}: `;
      say(at, "CPPstartDate", p.start);
      say(at, "CPPendDate", p.end);
      say(at, "InitialCategoryOfAbuse", p.initialCategory);
      say(at, "LatestCategoryOfAbuse", p.latestCategory);
      say(at, "NumberOfPreviousCPP", p.previous);
      for (const on of p.reviews) say(at, "CPPreviewDate", on);
    }
    for (const p of e.preProceedings) {
      const at = `${of}pre-proceedings ${p.start}: `;
      say(at, "PPStartDate", p.start);
      say(at, "LBPSentDate", p.letter);
      say(at, "FGDMMeetingOffer", p.offered);
      say(at, "FGDMMeetingFac", p.held);
      say(at, "InitialPPMeetingDate", p.firstMeeting);
      say(at, "ReviewMeetingsCount", p.reviewMeetings);
      say(at, "StepDecisionDate", p.decided);
      say(at, "PPOutcome", p.outcome);
      say(at, "CourtAppDate", p.application);
      say(at, "LetterInitCPDate", p.initialLetter);
    }
  }
  return facts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
}

/** What one child's record says and the other's does not, each as often as it does. */
export function lost(from: CensusChild, to: CensusChild): Fact[] {
  const left = new Map<string, number>();
  for (const { text } of factsOf(to)) left.set(text, (left.get(text) ?? 0) + 1);
  return factsOf(from).filter(({ text }) => {
    const count = left.get(text) ?? 0;
    if (count > 0) left.set(text, count - 1);
    return count === 0;
  });
}
