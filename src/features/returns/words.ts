import { daysBetween, type IsoDate, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import { CHILD_RULES, RETURN_RULES } from "../../returns/cin/check/ruleset.ts";
import type { RuleText } from "../../returns/cin/check/rule.ts";
import { sayDate, sayDays } from "../../ui/words.ts";
import type { Age, Group, GroupCount, State } from "./issues.ts";
import { NOBODY } from "./issues.ts";
import { NOT_IN_IT } from "./outsideIssues.ts";
import type { FixKind, Place } from "./places.ts";

/** A child the file would leave out is found by no rule of the department's. */
const LEFT_OUT: RuleText = {
  id: NOT_IN_IT,
  severity: "error",
  on: "whole return",
  words: "The child has work of the year and is not in the return.",
  meaning: "The return has a place for an assessment, an enquiry or a plan only in an episode of need.",
  cause: "The referral was not recorded, or a file told of the plan and not of the referral.",
  fix: "Record the referral that began the work.",
};

const rules = new Map<string, RuleText>(
  [...CHILD_RULES, ...RETURN_RULES, LEFT_OUT].map((rule) => [rule.id, rule]),
);

/** What a rule means, what usually breaks it and what puts it right; undefined for faults of the file's structure. */
export const ruleText = (id: string): RuleText | undefined => rules.get(id);

export const STATE_WORDS: Record<State, string> = {
  error: "Errors",
  query: "Queries to answer",
  accepted: "Queries accepted",
};

export const FIX_WORDS: Record<FixKind, string> = {
  missing: "Record what is missing",
  date: "Correct a date",
  code: "Correct a code or a yes or no",
  number: "Correct a number or put two things in order",
  duplicate: "Tell two records apart, or join them",
  explain: "Look at the whole return and explain",
  made: "Not as the department's file has it",
};

const AGE_WORDS: Record<Age, string> = {
  old: "Three months or more",
  quarter: "Four weeks to three months",
  month: "One to four weeks",
  new: "Less than a week",
};

export const GROUP_WORDS: Record<Group, string> = {
  rule: "Rule",
  team: "Team",
  worker: "Worker",
  fix: "What puts it right",
  age: "How long it has stood",
};

const isFix = (value: string): value is FixKind => value in FIX_WORDS;
const isAge = (value: string): value is Age => value in AGE_WORDS;

/** What one group is called. */
export function sayGroup(count: Pick<GroupCount, "group" | "value" | "name">): string {
  const { group, value } = count;
  if (group === "rule") return sayRule(value);
  if (group === "fix") return isFix(value) ? FIX_WORDS[value] : value;
  if (group === "age") return isAge(value) ? AGE_WORDS[value] : value;
  if (value === NOBODY) return group === "team" ? "No team is known" : "Nobody is known to hold the child";
  return count.name ?? value;
}

export const sayRule = (id: string): string => {
  const text = ruleText(id);
  if (text === undefined) return id.replaceAll("-", " ");
  return /^\d/.test(id) ? `${id}: ${text.words}` : text.words;
};

const THINGS: { readonly [table: string]: string } = {
  referral: "episode referred",
  assessment: "assessment begun",
  section47: "section 47 enquiry begun",
  conference: "conference held",
  in_need_plan: "child in need plan begun",
  protection_plan: "child protection plan begun",
  plan_review: "review held",
  pre_proceedings: "pre-proceedings begun",
};

const sayDay = (text: string): string => {
  const [day = "", nth] = text.split("#");
  const said = /^\d{4}-\d{2}-\d{2}$/.test(day) ? sayDate(day) : day === "" ? "on an unknown day" : day;
  return nth === undefined ? said : `${said} (number ${nth} of that day)`;
};

/** The thing of the record a place belongs to; null for the child's own details. */
export function sayThing(place: Place): string | null {
  if (place.anchor === null || place.anchor.on === "") return null;
  const thing = THINGS[place.anchor.table];
  return thing === undefined ? null : `${thing} ${sayDay(place.anchor.on)}`;
}

/** What stands there: the value as the return has it, days in words. */
export const sayValue = (value: string | null): string =>
  value === null ? "missing" : /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayDate(value) : value;

/** Which part of the timeline of the child's record tells of it. */
const TIMELINE: { readonly [table: string]: string } = {
  referral: "front-door",
  assessment: "assessment",
  section47: "protection",
  conference: "protection",
  protection_plan: "protection",
  plan_review: "protection",
  in_need_plan: "in-need",
  pre_proceedings: "court",
};

/** The place in the child's record where the issue is put right. */
export function recordHref(child: number, places: readonly Place[]): string {
  const table = places.find((place) => place.anchor !== null && place.anchor.on !== "")?.anchor?.table;
  const group = table === undefined ? undefined : TIMELINE[table];
  return group === undefined ? `/children/${child}` : `/children/${child}?group=${group}#timeline`;
}

/** How long it has stood. */
export const saySince = (foundAt: IsoInstant, today: IsoDate): string => {
  const days = daysBetween(londonDate(foundAt), today);
  return days <= 0 ? "found today" : `for ${sayDays(days)}`;
};

export const sayChildOf = (child: {
  readonly name: string | null;
  readonly localId: string | null;
}): string => child.name ?? (child.localId === null ? "A child without a number" : `Child ${child.localId}`);

export const plural = (n: number, one: string, many: string): string => (n === 1 ? one : many);
