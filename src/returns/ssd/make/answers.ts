import { cut } from "./cells.ts";
import { codesIn, yesAnswers } from "../json.ts";

/** As much as a reader takes of a comment; cut here, because a cell cut later would no longer be JSON. */
const LONGEST_COMMENT = 200;

/**
 * An outcome in words as one of the dataset's small objects. Words that are a list of answers are written as answers (`single assessment` as
 * `{"OUTCOME_SINGLE_ASSESSMENT_FLAG":"Y"}`), any other words as a comment. Null when there are none.
 */
export function answersJson(words: string | null): string | null {
  if (words === null) return null;
  const flags = Object.fromEntries(
    words.split(", ").map((answer) => [`OUTCOME_${answer.toUpperCase().replaceAll(" ", "_")}_FLAG`, "Y"]),
  );
  const asAnswers = JSON.stringify(flags);
  // Only what a reader takes back as the same words.
  if (/^[a-z][a-z0-9 ]*(?:, [a-z][a-z0-9 ]*)*$/.test(words) && yesAnswers(asAnswers) === words)
    return asAnswers;
  return JSON.stringify({ COMMENTS: cut(words, LONGEST_COMMENT) });
}

/** Codes as a list; null when there are none. */
export function codesJson(codes: readonly string[]): string | null {
  const json = JSON.stringify(codes);
  return codes.length === 0 || codesIn(json) === undefined ? null : json;
}
