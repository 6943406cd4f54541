import { wrongValue } from "../check/values.ts";
import { type Item, layoutFor } from "../layout.ts";
import type { CensusAssessment, CensusChild, CensusEpisode, CensusProtectionPlan } from "./child.ts";
import { GENDER_OF_SEX, SEX_OF_GENDER, UNDECIDED, UNSAID } from "./unsaid.ts";

/** A child as a year's layout can hold it, and each thing that is otherwise than it was given. */
export type Fitted = { readonly child: CensusChild; readonly notes: readonly string[] };

type Fit = { readonly items: ReadonlyMap<string, Item>; readonly year: number; readonly notes: string[] };

const layouts = new Map<number, ReadonlyMap<string, Item>>();

/** The leaves of a year's layout by name; no two groups give one name two types. */
function leavesOf(year: number): ReadonlyMap<string, Item> {
  let found = layouts.get(year);
  if (found === undefined) {
    const leaves = (item: Item): Item[] => (item.items === undefined ? [item] : item.items.flatMap(leaves));
    layouts.set(year, (found = new Map(leaves(layoutFor(year)).map((item) => [item.name, item]))));
  }
  return found;
}

/**
 * Fits a child to a year's layout, so that the file has no fault of structure: what the year cannot hold is left out, and what it demands and nobody has said is
 * written as the census writes "not known". Both are noted. A value that a rule and not the structure would query is written as it is held: the check is
 * where it is found. Idempotent but for the notes. Each note begins with the element it is about.
 */
export function fitChild(child: CensusChild, year: number): Fitted {
  const fit: Fit = { items: leavesOf(year), year, notes: [] };
  const plans = child.episodes
    .flatMap((episode) => episode.protectionPlans)
    .toSorted((a, b) => (a.start < b.start ? -1 : 1));
  return {
    child: {
      ...child,
      upn: allowed(fit, "UPN", child.upn),
      formerUpn: allowed(fit, "FormerUPN", child.formerUpn),
      upnUnknown: allowed(fit, "UPNunknown", child.upnUnknown),
      ...sexOf(fit, child),
      ethnicity: said(fit, "Ethnicity", child.ethnicity),
      disabilities: codesOf(fit, "Disability", child.disabilities),
      episodes: child.episodes.map((episode) => fitEpisode(fit, episode, plans)),
    },
    notes: fit.notes,
  };
}

/** The year's own spelling first, then the other's; the year has no element for the other. */
function sexOf(fit: Fit, { sex, gender }: CensusChild): { sex: string | null; gender: string | null } {
  const own = { sex: blank(sex), gender: blank(gender) };
  const asSex = own.sex ?? SEX_OF_GENDER.get(own.gender ?? "") ?? null;
  const asGender = own.gender ?? GENDER_OF_SEX.get(own.sex ?? "") ?? null;
  const other = fit.items.has("Sex") ? own.gender : own.sex;
  const why = other === null ? "not recorded" : `${other} is recorded, which it has no code for`;
  return fit.items.has("Sex")
    ? { sex: said(fit, "Sex", asSex, "", why), gender: null }
    : { sex: null, gender: said(fit, "GenderCurrent", asGender, "", why) };
}

function fitEpisode(fit: Fit, episode: CensusEpisode, plans: readonly CensusProtectionPlan[]): CensusEpisode {
  const { referral } = episode;
  return {
    ...episode,
    source: said(fit, "ReferralSource", episode.source, `of ${referral}`),
    need: blank(episode.need),
    closeReason: blank(episode.closeReason),
    nfa: decided(fit, "ReferralNFA", episode.nfa, `of ${referral}`),
    assessments: episode.assessments.map((a) => fitAssessment(fit, a)),
    enquiries: episode.enquiries.map((e) => ({
      ...e,
      notRequired: decided(fit, "ICPCnotRequired", e.notRequired, `of the enquiry of ${e.start}`),
    })),
    protectionPlans: episode.protectionPlans.map((p) => fitPlan(fit, p, plans.indexOf(p))),
    preProceedings: episode.preProceedings.map((p) => ({
      ...p,
      outcome: allowed(fit, "PPOutcome", p.outcome),
      reviewMeetings: counted(fit, "ReviewMeetingsCount", p.reviewMeetings),
    })),
  };
}

const fitAssessment = (fit: Fit, assessment: CensusAssessment): CensusAssessment => ({
  ...assessment,
  factors: codesOf(fit, "AssessmentFactors", assessment.factors, `of the assessment of ${assessment.start}`),
});

/** @param before how many of the child's plans that are written began before this one */
function fitPlan(fit: Fit, plan: CensusProtectionPlan, before: number): CensusProtectionPlan {
  const of = `of the plan of ${plan.start}`;
  const initial = blank(plan.initialCategory);
  const latest = blank(plan.latestCategory);
  if (initial === null && latest === null)
    tell(
      fit,
      "InitialCategoryOfAbuse",
      of,
      "no category is recorded, and there is no code for that; record it",
    );
  else if (initial === null || latest === null)
    tell(
      fit,
      initial === null ? "InitialCategoryOfAbuse" : "LatestCategoryOfAbuse",
      of,
      `not recorded; written as ${initial ?? latest}, the only category recorded`,
    );
  const previous = counted(fit, "NumberOfPreviousCPP", plan.previous, of);
  if (previous === null)
    tell(fit, "NumberOfPreviousCPP", of, `not recorded; written as ${before}, the earlier plans held`);
  return {
    ...plan,
    initialCategory: initial ?? latest,
    latestCategory: latest ?? initial,
    previous: previous ?? before,
    reviews: [...new Set(plan.reviews)],
  };
}

const tell = (fit: Fit, name: string, of: string, what: string): void =>
  void fit.notes.push(`${name}${of === "" ? "" : ` ${of}`}: ${what}`);

const blank = (value: string | null): string | null => (value === null || value.trim() === "" ? null : value);

/** A value that has to be there: the census's own code for "not known" where nobody has said. */
function said(
  fit: Fit,
  name: keyof typeof UNSAID,
  value: string | null,
  of = "",
  why = "not recorded",
): string {
  const given = blank(value);
  if (given !== null) return given;
  tell(fit, name, of, `${why}; written as ${UNSAID[name].code} (${UNSAID[name].words})`);
  return UNSAID[name].code;
}

function decided(fit: Fit, name: keyof typeof UNDECIDED, value: boolean | null, of: string): boolean {
  if (value !== null) return value;
  tell(fit, name, of, `not recorded; written as false (${UNDECIDED[name]})`);
  return false;
}

/** A value that may be left out, unless the structure would refuse it. */
function allowed(fit: Fit, name: string, value: string | null, of = ""): string | null {
  const given = blank(value);
  if (given === null) return null;
  const item = fit.items.get(name);
  const wrong = item === undefined ? undefined : wrongValue(item, given, fit.year);
  if (wrong === undefined) return given;
  tell(fit, name, of, `${given.slice(0, 40)} left out. ${wrong.message}`);
  return null;
}

function counted(fit: Fit, name: string, value: number | null, of = ""): number | null {
  const given = value === null ? null : allowed(fit, name, String(value), of);
  return given === null ? null : value;
}

const codesOf = (fit: Fit, name: string, values: readonly string[], of = ""): string[] =>
  [...new Set(values)].filter((value) => allowed(fit, name, value, of) !== null).sort();
