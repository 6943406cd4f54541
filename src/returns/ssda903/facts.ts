import type { IsoDate } from "../../kernel/dates.ts";
import type { FileFacts } from "../../kernel/record/claim.ts";
import { titleOf } from "./layout.ts";
import { yearEnding, yearStart } from "./work.ts";

/** What is known of a file of the return, CSV or XML. */
export function factsOf(words: string, asAt: IsoDate, tables: readonly string[]): FileFacts {
  const year = yearEnding(asAt);
  return {
    format: "ssda903",
    title: titleOf(words, year),
    asAt,
    producedAt: "",
    authorityCode: null,
    scope: { from: yearStart(year), to: asAt, tables },
  };
}
