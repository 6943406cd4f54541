import type { EventKind } from "../../kernel/timeline/kinds.ts";
import { canTell, type Rule, type RuleBook } from "../../kernel/duties/rule.ts";

/** What sort of work a duty is, for narrowing a list. */
export const WORK_KINDS = [
  "visits",
  "reviews",
  "assessments",
  "protection",
  "health",
  "care",
  "other",
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export const WORK_KIND_WORDS: Record<WorkKind, string> = {
  visits: "Visits",
  reviews: "Reviews and meetings",
  assessments: "Assessments",
  protection: "Protection",
  health: "Health",
  care: "Care and leaving care",
  other: "Other",
};

const REVIEWS: ReadonlySet<string> = new Set([
  "cp.reviewed",
  "cp.coreGroup",
  "cin.reviewed",
  "care.reviewed",
  "pathway.reviewed",
  "conference.held",
]);
const BY_SLICE: Record<string, WorkKind> = {
  assessments: "assessments",
  "section-47": "protection",
  conferences: "protection",
  plans: "protection",
  health: "health",
  "looked-after": "care",
  "leaving-care": "care",
  missing: "care",
};

/** By what would do the duty (a visit is a visit whichever plan asks for it), else by the slice it belongs to. */
export function workKind(rule: Rule): WorkKind {
  const stops = rule.stops.map((match) => match.kind);
  if (rule.slice !== "assessments" && stops.includes("visit.made")) return "visits";
  if (stops.some((kind) => REVIEWS.has(kind)) && rule.slice !== "section-47") return "reviews";
  return BY_SLICE[rule.slice] ?? "other";
}

export type Tellable = {
  /** Rules whose duties can be called done or late. */
  readonly rules: readonly string[];
  /** Rules whose stop nothing told to this authority carries: what they ask may have been done and nobody could tell. */
  readonly cannot: readonly string[];
  readonly flags: readonly string[];
};

/** Sorts the rules by whether anything that was told could have said that their duties are done. */
export function tellableRules(book: RuleBook, carried: ReadonlySet<EventKind>): Tellable {
  const sorted = { rules: [] as string[], cannot: [] as string[], flags: [] as string[] };
  for (const id of book.ids) {
    const versions = book.rows.get(id) ?? [];
    if (versions.some((rule) => rule.sort === "flag")) sorted.flags.push(id);
    else if (versions.some((rule) => canTell(rule, carried))) sorted.rules.push(id);
    else sorted.cannot.push(id);
  }
  return sorted;
}
