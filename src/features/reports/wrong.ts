import { sql } from "kysely";
import type { Invariant } from "../../kernel/duties/invariant.ts";
import { daysBetween, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { type Undecidable, undecidableOf } from "../safety-net/decidable.ts";
import { INVARIANTS } from "../safety-net/invariants.ts";
import { netCounts } from "../safety-net/queries.ts";
import { workerGaps, workersTold } from "../safety-net/workersTold.ts";
import { NOT_RESTRICTED } from "../team/holding.ts";
import { sayDays } from "../../ui/words.ts";
import { isEnough, type Sees } from "./sees.ts";

/** Something that must never be and is. Counts as they are: said through `sayCount`. */
export type WrongLine = {
  readonly invariant: Invariant;
  readonly children: number;
  readonly oldest: IsoDate | null;
  readonly takenUp: number | null;
};

export type Wrong = {
  readonly lines: readonly WrongLine[];
  readonly looked: number;
  readonly undecidable: readonly Undecidable[];
};

/**
 * What is wrong now, the longest first. For who opens records, of the children whose records open to them; otherwise of all, without restricted children, so that everybody who
 * gets a figure gets the same.
 */
export async function readWrong(handle: Handle, sees: Sees): Promise<Wrong> {
  const carried = await carriedKinds(handle);
  const undecidable = undecidableOf(carried, workerGaps(await workersTold(handle)));
  const unknown = new Set(undecidable.map(({ invariant }) => invariant.id));
  const known = INVARIANTS.filter(({ id, find }) => find !== undefined && !unknown.has(id));
  const counts = sees === "all" ? await seen(handle) : await totals(handle);
  const lines = known.flatMap((invariant): WrongLine[] => {
    const found = counts.get(invariant.id);
    return found === undefined || found.children === 0 ? [] : [{ invariant, ...found }];
  });
  return {
    lines: lines.toSorted((a, b) => ((a.oldest ?? "") < (b.oldest ?? "") ? -1 : 1)),
    looked: known.length,
    undecidable,
  };
}

type Counted = Omit<WrongLine, "invariant">;

async function seen(handle: Handle): Promise<Map<string, Counted>> {
  const counts = await netCounts(handle);
  return new Map(
    [...counts].map(([id, { children, oldest, takenUp }]) => [id, { children, oldest, takenUp }]),
  );
}

async function totals(handle: Handle): Promise<Map<string, Counted>> {
  const { today, context } = handle;
  const rows = await handle.asSystem((db) =>
    sql<{ invariant: string; children: number; oldest: IsoDate }>`
      select invariant_id as invariant, count(distinct person_id) as children, min(from_on) as oldest from breach
      where authority_id = ${context.authorityId} and from_on <= ${today}::date and (until_on is null or until_on > ${today}::date) and ${NOT_RESTRICTED("person_id")}
      group by 1`.execute(db),
  );
  return new Map(
    rows.rows.map(({ invariant, children, oldest }) => [invariant, { children, oldest, takenUp: null }]),
  );
}

/** How long the oldest has stood: said only where so many stand that it shows nobody, and then in weeks. */
export function sayOldest(line: WrongLine, today: IsoDate, sees: Sees): string | null {
  if (line.oldest === null) return null;
  const days = daysBetween(line.oldest, today);
  if (sees === "all") return days === 0 ? "today" : sayDays(days);
  if (!isEnough(line.children, sees)) return null;
  return days < 7 ? "less than a week" : sayDays(Math.floor(days / 7), "week");
}
