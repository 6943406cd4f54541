import { createHash } from "node:crypto";
import type { IsoDate } from "../../kernel/dates.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { own, pathOf } from "../../platform/files/xml.ts";
import type { Issue, Report } from "../../returns/cin/check/issue.ts";
import type { Location } from "../../returns/cin/check/rule.ts";
import { readCin } from "../../returns/cin/read.ts";
import { namesOf } from "./elements.ts";
import { type Remedy, remedyOf } from "./remedies.ts";

/** An issue with what its page needs beyond the check: the kind of fix, what it stands on, and the child's birth date as the file gives it. */
export type KeptIssue = Issue & {
  readonly remedy: Remedy;
  /**
   * A hash of what the issue stands on: the values the rule names, and the day of the referral of the episode each is in. Two alike of one child are told apart by
   * a count, so that a second is not taken for the first.
   */
  readonly facts: string;
  readonly born: IsoDate | null;
};

/** What else of a child is looked at: each episode's referral, by the path of the episode. */
type Around = {
  readonly born: IsoDate | null;
  readonly referrals: readonly (readonly [path: string, said: string])[];
};

const NOTHING: Around = { born: null, referrals: [] };
const CHILD = /^\/Message(?:\[\d+\])?\/Children(?:\[\d+\])?\/Child(?:\[\d+\])?/;

const childOf = (issue: Issue): string | undefined =>
  issue.scope === "child" ? CHILD.exec(issue.locations[0]?.path ?? "")?.[0] : undefined;

/** Gives each issue of a report its facts, reading the file once more for what the report does not carry. In the report's order. */
export async function withFacts(source: ByteSource, report: Report): Promise<KeptIssue[]> {
  const wanted = new Map<string, Around>();
  for (const issue of report.issues) {
    const path = childOf(issue);
    if (path !== undefined) wanted.set(path, NOTHING);
  }
  if (wanted.size > 0) {
    for await (const part of readCin(source, () => {})) {
      if (part.kind !== "child") continue;
      const path = pathOf(part.child.node);
      if (!wanted.has(path)) continue;
      wanted.set(path, {
        born: part.child.born?.on ?? null,
        referrals: part.child.episodes.map(({ node, referral }) => [
          own(pathOf(node)),
          own(referral?.said ?? ""),
        ]),
      });
    }
  }
  const seen = new Map<string, number>();
  return report.issues.map((issue) => {
    const around = wanted.get(childOf(issue) ?? "") ?? NOTHING;
    const said = saidBy(issue, around, report.ruleset);
    const key = `${issue.rule}\n${issue.child ?? ""}\n${said}`;
    const nth = (seen.get(key) ?? 0) + 1;
    seen.set(key, nth);
    return { ...issue, remedy: remedyOf(issue), facts: hash(`${said}\n${nth}`), born: around.born };
  });
}

const HASH_LENGTH = 32;
const hash = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, HASH_LENGTH);

/** What an issue stands on, as text. Without lines and the numbers of repeats: where a thing stands in the file is no fact about the child. */
function saidBy(issue: Issue, around: Around, ruleset: string): string {
  const values = issue.locations
    .map((place) => JSON.stringify([namesOf(place.path).join("/"), place.value, referralOf(place, around)]))
    .sort();
  // What is asked of a whole return is asked of that year's.
  return JSON.stringify([issue.scope === "return" ? ruleset : "", values]);
}

function referralOf({ path }: Location, { referrals }: Around): string | null {
  for (const [episode, said] of referrals)
    if (path === episode || path.startsWith(`${episode}/`)) return said;
  return null;
}
