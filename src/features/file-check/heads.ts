import { explain, sayRule } from "./explain.ts";
import { NOT_FOLLOWED } from "./holders.ts";
import { type Grouping, type Part, type Show, type StoredIssue } from "./issues.ts";
import type { KnownChild } from "./known.ts";
import { isRemedy, REMEDIES } from "./remedies.ts";
import { childName, SHOW_WORDS } from "./words.ts";

export type Head = { readonly title: string; readonly lead: string; readonly by: Grouping };

/** What a page of issues is headed: what it is a part of, and what to do with it. */
export function headOf(
  query: Part & {
    readonly team?: string | undefined;
    readonly worker?: string | undefined;
    readonly show: Show;
  },
  first: StoredIssue | undefined,
  child: StoredIssue | undefined,
  /** Who the child, or the child of the first issue, is. */
  known: KnownChild | undefined,
): Head {
  if (child !== undefined) return { ...childHead(child, known), by: "child" };
  const held = query.team ?? query.worker;
  if (held !== undefined) return heldHead(query.team === undefined ? "worker" : "team", held, known);
  if (query.rule !== undefined && first !== undefined) {
    return {
      title: explain(query.rule, first.severity).words,
      lead: `${sayRule(query.rule, first.severity)}. Each case stands below with its own values.`,
      by: "rule",
    };
  }
  if (query.remedy !== undefined && isRemedy(query.remedy))
    return {
      title: REMEDIES[query.remedy].do,
      lead: "By rule: what is wrong, why, and each case with its own values.",
      by: "remedy",
    };
  return { title: SHOW_WORDS[query.show], lead: "By rule, each case with its own values.", by: "rule" };
}

function heldHead(by: "team" | "worker", key: string, known: KnownChild | undefined): Head {
  if (key === NOT_FOLLOWED)
    return {
      title: "Not known in Kith, or not yours to open",
      lead: "Children of the file whose records Kith cannot show you, and the return as a whole.",
      by,
    };
  const name = (by === "team" ? known?.team : known?.worker) ?? key.slice(1);
  if (name === "")
    return {
      title: "Nobody holds them now",
      lead: "Children who are known in Kith and held by nobody today.",
      by,
    };
  return {
    title: name,
    lead: `What was found about children ${by === "team" ? "this team" : name} holds today.`,
    by,
  };
}

const childHead = (child: StoredIssue, known: KnownChild | undefined): Omit<Head, "by"> => ({
  title: child.child !== null && known?.name ? `${childName(child)}, ${known.name}` : childName(child),
  lead:
    child.scope === "return"
      ? "What was found of all children together, and of the file’s own header."
      : `What was found of this child in the file.${known?.worker ? ` Held by ${known.worker} today.` : ""}`,
});
