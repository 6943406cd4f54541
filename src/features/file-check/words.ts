import { type IsoInstant, londonDate, londonTime } from "../../kernel/dates.ts";
import type { Issue } from "../../returns/cin/check/issue.ts";
import { sayDate, sayNumber } from "../../ui/words.ts";
import { explain } from "./explain.ts";
import { NOT_FOLLOWED } from "./holders.ts";
import { type Group, type Grouping, type Show, type Totals } from "./issues.ts";
import { isRemedy, REMEDIES } from "./remedies.ts";

/** `1 error`, `1,204 queries`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${sayNumber(n)} ${n === 1 ? one : many}`;

export const SEVERITY_WORDS: { readonly [severity in Issue["severity"]]: string } = {
  structure: "Structure",
  error: "Error",
  query: "Query",
};

export const SHOW_WORDS: { readonly [show in Show]: string } = {
  all: "To look at",
  structure: "Structure",
  error: "Errors",
  query: "Queries",
  accepted: "Accepted queries",
};

export const GROUPING_WORDS: { readonly [by in Grouping]: string } = {
  remedy: "Kind of fix",
  rule: "Rule",
  child: "Child",
  team: "Team",
  worker: "Worker",
};

/** The one sentence a check comes to. Nothing found is never said to be nothing wrong. */
export function findingOf(totals: Totals): string {
  const { structure, error, query } = totals;
  if (totals.cutShort) return "More is wrong with this file than can be listed";
  if (structure > 0) return "DfE’s loader would refuse this file";
  if (error > 0) return `${count(error, "error")} to put right before this file is sent`;
  if (query > 0) return `No error found, and ${count(query, "query", "queries")} to answer`;
  return "Nothing to put right was found";
}

/** Of whom, and by which rules. */
export function leadOf(
  check: { readonly children: number | null; readonly ruleset: string | null },
  totals: Totals,
): string {
  const children = check.children ?? 0;
  const read = `${count(children, "child", "children")} read, by the rules of ${check.ruleset ?? "the year"}`;
  const all = totals.structure + totals.error + totals.query;
  if (all === 0)
    return children === 0
      ? "The file holds no child, so no rule about children was asked."
      : `${read}. Kith asks every rule it knows; DfE may ask more.`;
  return `${read}; ${sayNumber(totals.children)} of them with something to look at.`;
}

/** What a group is called. */
export function groupName(
  by: Grouping,
  group: Pick<Group, "key" | "name" | "severity" | "scope" | "child">,
): string {
  switch (by) {
    case "remedy":
      return isRemedy(group.key) ? REMEDIES[group.key].do : group.key;
    case "rule":
      return explain(group.key, group.severity).words;
    case "child":
      return childName(group);
    case "team":
    case "worker":
      if (group.key === NOT_FOLLOWED) return "Not known in Kith, or not yours to open";
      return group.name ?? (by === "team" ? "No team" : "Nobody holds them now");
  }
}

/** A child by the number the file gives. */
export function childName(issue: Pick<Issue, "scope" | "child">): string {
  if (issue.scope === "return") return "The return as a whole";
  return issue.child === null ? "Children without a number" : `Child ${issue.child}`;
}

/** The finding of a picture of groups: `12 of 31 are a date to correct`. */
export function pictureFinding(by: Grouping, groups: readonly Group[], all: number): string {
  const [first] = groups;
  if (first === undefined) return "Nothing to draw";
  const most = first.structure + first.error + first.query;
  if (by === "remedy" && isRemedy(first.key))
    return `${sayNumber(most)} of ${sayNumber(all)} ${most === 1 ? "is" : "are"} ${REMEDIES[first.key].are}`;
  return `${sayNumber(most)} of ${sayNumber(all)}: ${groupName(by, first).replace(/\.$/, "")}`;
}

/** A moment as people in England say it. */
export const sayMoment = (at: IsoInstant): string => `${sayDate(londonDate(at))}, ${londonTime(at)}`;

/** A size as people say it. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
