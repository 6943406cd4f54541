import { emptyTally, type Preview, type TableTally } from "../record/tally.ts";
import type { FileReport } from "./importer.ts";
import type { RunState } from "./runs.ts";
import { type FeedAge, staleAfter } from "./rules.ts";
import { sayDate, sayDays, sayNumber } from "../../ui/words.ts";

/** What a file on its way in is doing, in a word or two. */
export const STATE_WORDS: { readonly [state in RunState]: string } = {
  waiting: "Waiting to be read",
  reading: "Being read",
  ready: "Ready to bring in",
  unreadable: "Cannot be read",
  applying: "Being brought in",
  applied: "Brought in",
  "set aside": "Set aside",
  failed: "Something went wrong",
  same: "Brought in before",
};

/** What a file does to rows, in the order they are shown, and how each is drawn. */
export const EFFECTS = [
  { name: "added", words: "added" },
  { name: "changed", words: "changed" },
  { name: "closed", words: "closed" },
  { name: "same", words: "the same" },
  { name: "older", words: "known from a newer file" },
  { name: "vanished", words: "in an earlier file, not in this one" },
] as const satisfies readonly { name: keyof TableTally; words: string }[];

export type Effect = (typeof EFFECTS)[number]["name"];

export const totalOf = (tally: TableTally): number => EFFECTS.reduce((sum, { name }) => sum + tally[name], 0);

/** Whether bringing the file in would change what is held at all. */
export const changesAnything = (preview: Preview): boolean =>
  Object.values(preview.tables).some((t) => t.added + t.changed + t.closed + t.vanished > 0);

/** What several files would do together: each child and each row once. */
export function totalsOf(
  reports: readonly Pick<FileReport, "preview" | "firstTold">[],
): Pick<Preview, "children" | "newChildren" | "tables"> {
  const totals = { children: 0, newChildren: 0, tables: {} as Record<string, TableTally> };
  for (const { preview, firstTold } of reports) {
    totals.children += firstTold ?? preview.children;
    totals.newChildren += preview.newChildren;
    for (const [name, tally] of Object.entries(preview.tables)) {
      const sum = (totals.tables[name] ??= emptyTally());
      for (const effect of EFFECTS) sum[effect.name] += tally[effect.name];
    }
  }
  return totals;
}

/** `36 children, 2 of them new here, 34 of them told of by a file before it`: one file's part of a set. */
export function sayPart({ preview, firstTold }: Pick<FileReport, "preview" | "firstTold">): string {
  const before = preview.children - (firstTold ?? preview.children);
  if (before === 0) return sayChildren(preview);
  const all = `${sayNumber(preview.children)} ${preview.children === 1 ? "child" : "children"}`;
  const fresh = preview.newChildren === 0 ? "" : `, ${sayNumber(preview.newChildren)} of them new here`;
  return before === preview.children
    ? `${all}, all told of by a file before it`
    : `${all}${fresh}, ${sayNumber(before)} of them told of by a file before it`;
}

/** `412 children, 3 of them new`. */
export function sayChildren(preview: Pick<Preview, "children" | "newChildren">): string {
  const all = `${sayNumber(preview.children)} ${preview.children === 1 ? "child" : "children"}`;
  if (preview.newChildren === 0) return `${all}, all known already`;
  return `${all}, ${sayNumber(preview.newChildren)} of them new here`;
}

/** `2 added, 1 closed`; what is nought is left out. */
export function sayTally(tally: TableTally): string {
  const parts = EFFECTS.filter(({ name }) => tally[name] > 0).map(
    ({ name, words }) => `${sayNumber(tally[name])} ${words}`,
  );
  return parts.length === 0 ? "nothing" : parts.join(", ");
}

/** How old a feed is, in words that never make nothing look like fresh. */
export function sayAge(age: FeedAge): string {
  if (age.standing === "none") return "never brought in";
  const old = age.days === 0 ? "today" : `${sayDays(age.days)} old`;
  return age.standing === "stale"
    ? `${old}: stale after ${sayDays(staleAfter(age.feed))}`
    : `${old}, speaks for ${sayDate(age.asAt)}`;
}

/** A size as people say it. */
export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** A code as words: `birth-date-changed` is "Birth date changed". */
export function sayCode(code: string): string {
  const words = code.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
