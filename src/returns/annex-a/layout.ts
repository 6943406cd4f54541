import { bare } from "../values.ts";
import { CARE_LISTS } from "./careLists.ts";
import type { AnnexList } from "./columns.ts";
import { HELP_LISTS } from "./helpLists.ts";

/**
 * Ofsted's child-level lists ("Annex A" of the inspection of local authority children's services), as data. A column's names are
 * those of Ofsted's templates and ways authorities are known to write them; case, punctuation, small words, line breaks and text in brackets are
 * ignored when they are compared (see `headingKey`).
 */
export const LISTS: readonly AnnexList[] = [...HELP_LISTS, ...CARE_LISTS];

const SMALL_WORDS = new Set([
  "a",
  "an",
  "the",
  "of",
  "to",
  "in",
  "for",
  "was",
  "is",
  "did",
  "does",
  "yn",
  "y",
  "n",
  "s",
]);

/** A heading as it is compared: letters and digits, without small words, text in brackets, or a leading column letter. */
export function headingKey(heading: string): string {
  const unbracketed = heading.replaceAll(/\([^()]*\)+/g, " ").replace(/^\s*[a-z]{1,2}\s*\)\s*/i, "");
  const words = bare(unbracketed).split(" ");
  const kept = words
    .filter((word) => !SMALL_WORDS.has(word))
    .map((word) => word.replace(/(?<=[a-z]{3})s$/, ""));
  return (kept.length === 0 ? words : kept).join(" ");
}
