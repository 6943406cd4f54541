import type { Location } from "./rule.ts";

export type Issue = {
  /** DfE's rule number, or for the structure of the file a name such as `element-missing`. */
  readonly rule: string;
  readonly severity: "error" | "query" | "structure";
  readonly scope: "child" | "return";
  /** LAchildID; null for the return, and for a child without one. */
  readonly child: string | null;
  readonly message: string;
  readonly locations: readonly Location[];
};

export type Report = {
  readonly file: string;
  /** `2025-26`. */
  readonly ruleset: string;
  readonly children: number;
  readonly issues: readonly Issue[];
};

/** Issues and places listed in all; no return can be put right from a longer list, and a hostile file could make one without end. */
export const MOST_LISTED = 100_000;
/** Places listed of one issue. */
export const MOST_PLACES = 100;

export type IssueList = {
  readonly issues: Issue[];
  readonly add: (issue: Issue) => void;
  /** No more issues of children are listed: there is no use in looking for them. */
  readonly isFull: () => boolean;
};

export function issueList(): IssueList {
  const issues: Issue[] = [];
  let listed = 0;
  const isFull = (): boolean => listed >= MOST_LISTED;
  return {
    issues,
    isFull,
    add: (issue) => {
      // What is wrong with the return as a whole is said whatever its children are like.
      if (isFull() && (issue.scope === "child" || issue.severity === "structure")) return;
      issues.push(issue);
      listed += 1 + issue.locations.length;
      if (isFull() && issue.scope === "child") issues.push(TOO_MANY);
    },
  };
}

const TOO_MANY: Issue = {
  rule: "too-many-issues",
  severity: "structure",
  scope: "return",
  child: null,
  message: "There are too many issues to list them all. Put right what is listed and check again.",
  locations: [],
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The return first, then by line in the file, then by rule: the same file always gives the same bytes. */
export function compareIssues(a: Issue, b: Issue): number {
  return (
    Number(a.scope === "child") - Number(b.scope === "child") ||
    (a.locations[0]?.line ?? 0) - (b.locations[0]?.line ?? 0) ||
    text(a.rule, b.rule) ||
    text(a.locations[0]?.path ?? "", b.locations[0]?.path ?? "") ||
    text(a.message, b.message)
  );
}
