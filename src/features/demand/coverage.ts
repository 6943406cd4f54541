import { addDays, addMonths, type IsoDate } from "../../kernel/dates.ts";
import { type Count, firstOfMonth, firstWholeMonth, lastWholeMonth } from "./months.ts";

/** What a source says it is a full account of; a source that does not say has no scope. */
export type SourceScope = {
  readonly format: string;
  readonly asAt: IsoDate;
  readonly scope: { readonly from: IsoDate; readonly to: IsoDate; readonly tables: readonly string[] } | null;
};

/** The months in which none counted is a true nought, first and last, and how that is known. */
export type Covered = {
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** `told`: sources say so. `usual`: none does, and it is read from the counts. */
  readonly known: "told" | "usual";
  /** Where nothing tells of some months in between, the last month before them: what came earlier is left out. */
  readonly gapAfter: IsoDate | null;
};

/**
 * The months a series is whole in. A source is believed for the days and tables it says it gives a full account of, and never for what it happens to carry from before: a
 * census lists a referral of three years ago only if its case stayed open. Accounts that follow each other without a day between are one stretch; the last stretch counts.
 * @returns null where no source gives a full account of these tables for a whole month
 */
export function toldMonths(
  sources: readonly SourceScope[],
  tables: readonly string[],
  today: IsoDate,
): Covered | null {
  const accounts = sources
    .flatMap(({ scope }) =>
      scope !== null && tables.some((table) => scope.tables.includes(table)) ? [scope] : [],
    )
    .map(({ from, to }) => ({ from, to: to < today ? to : addDays(today, -1) }))
    .filter(({ from, to }) => from <= to)
    .toSorted((a, b) => (a.from < b.from ? -1 : 1));
  const stretches: { from: IsoDate; to: IsoDate }[] = [];
  for (const account of accounts) {
    const open = stretches.at(-1);
    if (open === undefined || account.from > addDays(open.to, 1)) stretches.push({ ...account });
    else if (account.to > open.to) open.to = account.to;
  }
  const last = stretches.at(-1);
  if (last === undefined) return null;
  const covered = { first: firstWholeMonth(last.from), last: lastWholeMonth(last.to) };
  if (covered.first > covered.last) return null;
  const before = stretches.at(-2);
  return { ...covered, known: "told", gapAfter: before === undefined ? null : lastWholeMonth(before.to) };
}

/** A month is usual that has at least this share of the recent mean; and so must the year it begins. */
const USUAL_SHARE = 0.5;
const RECENT_MONTHS = 24;

/**
 * The same where no source says what it gives a full account of, from the counts themselves: from the first month that has half of what a recent month has and begins
 * a year that does, so that the few early ones that stayed open long enough to be listed do not pass for all there were. Weaker than being told, and said so.
 * @param counts months that follow each other up to the last one that is over
 */
export function usualMonths(counts: readonly Count[]): Covered | null {
  const recent = counts.slice(-RECENT_MONTHS);
  const mean = sumOf(recent) / Math.max(1, recent.length);
  const last = counts.at(-1);
  if (mean === 0 || last === undefined) return null;
  const at = counts.findIndex(({ n }, index) => {
    const year = counts.slice(index, index + 12);
    return n >= USUAL_SHARE * mean && sumOf(year) >= USUAL_SHARE * mean * year.length;
  });
  const first = counts[at];
  return first === undefined ? null : { first: first.on, last: last.on, known: "usual", gapAfter: null };
}

const sumOf = (counts: readonly Count[]): number => counts.reduce((sum, { n }) => sum + n, 0);

/** The last month that is over: the one we are in would look like a fall. */
export const lastMonthOver = (today: IsoDate): IsoDate => addMonths(firstOfMonth(today), -1);
