import { type CodeSet, wordsFor } from "../../kernel/codes/codeSet.ts";
import { ETHNICITY } from "../../kernel/codes/ethnicity.ts";
import { ASSESSMENT_FACTOR } from "../../kernel/codes/factors.ts";
import {
  ABUSE_CATEGORY,
  CLOSURE_REASON,
  DISABILITY,
  PRIMARY_NEED,
  REFERRAL_SOURCE,
} from "../../kernel/codes/inNeed.ts";
import { SEX } from "../../kernel/codes/sex.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { CinChild, Episode, Said } from "../../returns/cin/child.ts";
import type { Period } from "./year.ts";

/** What one child adds to each number of the return: the days it is counted for, or an empty text where the item has no day. */
export type Items = { readonly [item: string]: readonly string[] };

type PlainItem = { readonly id: string; readonly name: string; readonly table: string };

/** Items that are one number each, in the order they are read. */
const PLAIN: readonly PlainItem[] = [
  { id: "child", name: "Children", table: "person_detail" },
  { id: "episode", name: "Episodes of need", table: "referral" },
  { id: "referral", name: "Referrals in the year", table: "referral" },
  { id: "referral.nfa", name: "Referrals in the year with no further action", table: "referral" },
  { id: "open", name: "Episodes open at the end", table: "referral" },
  { id: "closure", name: "Episodes closed in the year", table: "referral" },
  { id: "assessment", name: "Assessments authorised in the year", table: "assessment" },
  { id: "assessment.open", name: "Assessments not authorised", table: "assessment" },
  { id: "section47", name: "Section 47 enquiries begun in the year", table: "section47" },
  { id: "conference", name: "Initial conferences held in the year", table: "conference" },
  { id: "plan.start", name: "Child protection plans begun in the year", table: "protection_plan" },
  { id: "plan.again", name: "Plans begun for a child who had one before", table: "protection_plan" },
  { id: "plan.end", name: "Child protection plans ended in the year", table: "protection_plan" },
  { id: "plan.open", name: "Child protection plans open at the end", table: "protection_plan" },
  { id: "review", name: "Reviews of child protection plans", table: "plan_review" },
  { id: "inNeedPlan", name: "Child in need plans", table: "in_need_plan" },
];

type CodedItem = {
  readonly id: string;
  readonly name: string;
  readonly table: string;
  readonly codes: CodeSet;
};

/** Items counted by code: `source:1A` and so on. */
const CODED: readonly CodedItem[] = [
  { id: "source", name: "Source of referral", table: "referral", codes: REFERRAL_SOURCE },
  { id: "need", name: "Primary need", table: "referral", codes: PRIMARY_NEED },
  { id: "closed", name: "Reason for closure", table: "referral", codes: CLOSURE_REASON },
  { id: "factor", name: "Factor found at assessment", table: "assessment", codes: ASSESSMENT_FACTOR },
  { id: "first", name: "First category of abuse", table: "protection_plan", codes: ABUSE_CATEGORY },
  { id: "latest", name: "Latest category of abuse", table: "protection_plan", codes: ABUSE_CATEGORY },
  { id: "sex", name: "Sex", table: "person_detail", codes: SEX },
  { id: "ethnicity", name: "Ethnicity", table: "person_detail", codes: ETHNICITY },
  { id: "disability", name: "Disability", table: "person_detail", codes: DISABILITY },
];

type ItemWords = {
  readonly name: string;
  readonly group: string;
  /** The process table its rows are of. */
  readonly table: string;
};

const ALL = "The whole return";
const plainById = new Map(PLAIN.map((item) => [item.id, item]));
const codedById = new Map(CODED.map((item) => [item.id, item]));
const ORDER = new Map([...PLAIN, ...CODED].map((item, at) => [item.id, at]));

/** What an item is, in words; undefined when there is none of that name. */
export function itemWords(id: string): ItemWords | undefined {
  const plain = plainById.get(id);
  if (plain !== undefined) return { name: plain.name, group: ALL, table: plain.table };
  const at = id.indexOf(":");
  const coded = codedById.get(id.slice(0, at));
  if (at < 0 || coded === undefined) return undefined;
  const code = id.slice(at + 1);
  const meaning = code === "" ? "not said" : wordsFor(coded.codes, code);
  return {
    name: code === "" ? "Not said" : `${code} ${meaning ?? "(not a code of the list)"}`,
    group: coded.name,
    table: coded.table,
  };
}

const rankOf = (id: string): number => ORDER.get(id.split(":", 1)[0] ?? "") ?? ORDER.size;

/** The order items are read in: the whole return first, then by code. */
export const compareItems = (a: string, b: string): number =>
  rankOf(a) - rankOf(b) || (a < b ? -1 : a > b ? 1 : 0);

/** What one child of a census adds to its numbers. Pure: the same file always counts the same. */
export function itemsOf(child: CinChild, period: Period): Items {
  const items: Record<string, string[]> = {};
  const add = (item: string, on: string): void => void (items[item] ??= []).push(on);
  const within = (on: IsoDate | null | undefined): on is IsoDate =>
    on !== null && on !== undefined && period.from <= on && on <= period.to;
  add("child", "");
  add(`sex:${said(child.sex ?? child.gender)}`, "");
  add(`ethnicity:${said(child.ethnicity)}`, "");
  for (const disability of child.disabilities) add(`disability:${said(disability)}`, "");
  for (const episode of child.episodes) countEpisode(episode, add, within);
  return items;
}

/** A code no longer than any real one: what a file says is not a name for a number. */
const said = (value: Said | undefined): string => value?.said.toUpperCase().slice(0, 8) ?? "";

type Add = (item: string, on: string) => void;
type Within = (on: IsoDate | null | undefined) => on is IsoDate;

function countEpisode(episode: Episode, add: Add, within: Within): void {
  const referral = episode.referral?.on ?? "";
  add("episode", referral);
  add(`need:${said(episode.need)}`, referral);
  if (within(episode.referral?.on)) {
    add("referral", referral);
    add(`source:${said(episode.source)}`, referral);
    if (episode.nfa?.yes === true) add("referral.nfa", referral);
  }
  if (within(episode.closure?.on)) {
    add("closure", referral);
    add(`closed:${said(episode.closeReason)}`, referral);
  } else if (episode.closure === undefined && episode.nfa?.yes !== true) add("open", referral);
  if (within(episode.conference?.on)) add("conference", episode.conference?.on ?? "");
  for (const assessment of episode.assessments) {
    const on = assessment.start?.on ?? "";
    if (assessment.authorised === undefined) add("assessment.open", on);
    else if (within(assessment.authorised.on)) {
      add("assessment", on);
      for (const factor of assessment.factors) add(`factor:${said(factor)}`, on);
    }
  }
  for (const enquiry of episode.enquiries) {
    if (within(enquiry.start?.on)) add("section47", enquiry.start?.on ?? "");
    if (within(enquiry.conference?.on)) add("conference", enquiry.conference?.on ?? "");
  }
  for (const plan of episode.inNeedPlans) add("inNeedPlan", plan.start?.on ?? "");
  for (const plan of episode.protectionPlans) {
    const on = plan.start?.on ?? "";
    if (within(plan.start?.on)) {
      add("plan.start", on);
      add(`first:${said(plan.initialCategory)}`, on);
      if ((plan.previous?.count ?? 0) > 0) add("plan.again", on);
    }
    add(`latest:${said(plan.latestCategory)}`, on);
    if (within(plan.end?.on)) add("plan.end", on);
    else if (plan.end === undefined) add("plan.open", on);
    for (const group of plan.reviews) for (const review of group.dates) add("review", review.on ?? "");
  }
}

/** A number of the return: how often, and of how many children. */
export type Total = { readonly n: number; readonly children: number };
export type Totals = { readonly [item: string]: Total };

/** Adds what some children count, or takes it away again with `sign` -1. */
export function addItems(totals: Record<string, Total>, items: Items, sign: 1 | -1 = 1): void {
  for (const [item, days] of Object.entries(items)) {
    const before = totals[item] ?? { n: 0, children: 0 };
    const after = { n: before.n + sign * days.length, children: before.children + sign };
    if (after.n === 0 && after.children === 0) delete totals[item];
    else totals[item] = after;
  }
}

export type ItemChange = { readonly item: string; readonly before: Total; readonly after: Total };

const NONE: Total = { n: 0, children: 0 };

/** Two returns item by item, in reading order, those that are the same too. */
export function compareTotals(before: Totals, after: Totals): readonly ItemChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort(compareItems)
    .map((item) => ({ item, before: before[item] ?? NONE, after: after[item] ?? NONE }));
}
