import { yearTitle } from "../../kernel/codes/codeSet.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import { type Finding, type Place, type ReadOptions, UnreadableFile } from "../../kernel/record/claim.ts";
import { parseReturnDate } from "./cells.ts";
import { FIRST_YEAR } from "./layout.ts";
import { asAtOf, yearEnding } from "./work.ts";

/** How many dates of a file fall in each year, counting those that may tell what year the file is for. */
export type YearCounts = Map<number, number>;

/** Counts one cell, if it holds a day that is not after `today`. */
export function countYear(counts: YearCounts, text: string | undefined, today: IsoDate): void {
  const on = text === undefined || text === "" ? undefined : parseReturnDate(text);
  if (on === undefined || on > today) return;
  const year = yearEnding(on);
  counts.set(year, (counts.get(year) ?? 0) + 1);
}

/** In a file of hundreds of events a few mistyped years must not decide: a year needs one date in a hundred. */
const SHARE_OF_EVENTS = 100;

/** What the dates that tell are: days of events, or (in a file that has no others) of births, of which the latest decides. */
export type Telling = "events" | "births";

/**
 * The day a file speaks for: what the person said; or the 31 March that ends the latest year its dates fall in, and today
 * while that year runs. Throws UnreadableFile (`as-at-needed`) where no date of the file can tell.
 */
export function workOutAsAt(
  name: string,
  counts: YearCounts,
  telling: Telling,
  options: ReadOptions,
): { readonly asAt: IsoDate; readonly finding: Finding | null } {
  if (options.asAt !== undefined) return { asAt: options.asAt, finding: null };
  const total = [...counts.values()].reduce((sum, n) => sum + n, 0);
  const enough = telling === "births" ? 0 : total / SHARE_OF_EVENTS;
  const years = [...counts].filter(([, n]) => n >= enough).map(([year]) => year);
  // A few children with none born lately tell nothing: better to ask than to take the file for ten years old.
  if (telling === "births" && Math.max(...years) < FIRST_YEAR) years.length = 0;
  if (years.length === 0)
    throw new UnreadableFile({
      code: "as-at-needed",
      message: `Nothing in ${name} tells which year it is for: it has no dates of its own, or none that can be read. Say which day it speaks for (31 March for a finished year) and add it again.`,
    });
  const year = Math.max(...years);
  return { asAt: asAtOf(year, options.today), finding: workedOut(name, telling, year) };
}

const workedOut = (place: Place, telling: Telling, year: number): Finding => ({
  code: "as-at-assumed",
  message: `The file does not say which year it is for. By ${telling === "births" ? "the latest birth in it" : "its dates"} it is taken to be ${yearTitle(year)}. If that is wrong, say which day it speaks for and add it again.`,
  place,
});
