import { addMonths, date, type IsoDate } from "../../kernel/dates.ts";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { measureById } from "../insight/index.ts";
import { type Population, populationFor, readPopulation } from "../insight/population.ts";
import { monthlyTallies } from "../insight/queries.ts";
import { waitingCount } from "../insight/view.ts";
import { type Covered, lastMonthOver, type SourceScope, toldMonths, usualMonths } from "./coverage.ts";
import type { Count } from "./months.ts";
import type { DemandSeries } from "./series.ts";

/** One series as it is known, by month. */
export type History = {
  readonly series: DemandSeries;
  readonly months: readonly Count[];
  readonly covered: Covered | null;
  /** Why there is nothing; null where there is. */
  readonly missing: "not carried" | "no full month" | null;
};

export type Demand = {
  readonly histories: readonly History[];
  readonly population: readonly Population[];
  /** Children whose change is not counted yet. */
  readonly waiting: number;
};

/** Where a file's own account may begin: no return is older. */
const EARLIEST = date("2008-04-01");

/**
 * Series by month, each over the months it is whole in. As the system and without restricted children, as the indicators: everybody sees the same figures, and
 * each month's is the indicator's.
 */
export async function readDemand(handle: Handle, wanted: readonly DemandSeries[]): Promise<Demand> {
  const { today } = handle;
  const [carried, sources] = [await carriedKinds(handle), await scopesOf(handle)];
  const known = wanted.filter(({ kind }) => carried.has(kind));
  const measures = known.flatMap(({ measure }) => measureById(measure) ?? []);
  const { months, tallies } = await monthlyTallies(handle, measures, EARLIEST, lastMonthOver(today));
  const histories = wanted.map((series): History => {
    const counts = (tallies.get(series.measure) ?? []).flatMap(({ num, both }, i): Count[] => {
      const on = months[i];
      return on === undefined ? [] : [{ on, n: num + both }];
    });
    return historyOf(series, counts, sources, carried, today);
  });
  return { histories, population: await readPopulation(handle), waiting: await waitingCount(handle) };
}

/** A series over the months it is whole in. */
export function historyOf(
  series: DemandSeries,
  counts: readonly Count[],
  sources: readonly SourceScope[],
  carried: ReadonlySet<EventKind>,
  today: IsoDate,
): History {
  if (!carried.has(series.kind)) return { series, months: [], covered: null, missing: "not carried" };
  const covered = toldMonths(sources, series.tables, today) ?? unsaid(counts, sources);
  if (covered === null) return { series, months: [], covered, missing: "no full month" };
  const months = counts.filter(({ on }) => on >= covered.first && on <= covered.last);
  return { series, months, covered, missing: months.length === 0 ? "no full month" : null };
}

/** What was done here is a source of its own and no account of anything, until it is the only source there is. */
const HERE = "kith";

/** Counts alone are asked only where there is a source that does not say what it is a full account of. */
function unsaid(counts: readonly Count[], sources: readonly SourceScope[]): Covered | null {
  const isOnlyHere = sources.every(({ format }) => format === HERE);
  const without = sources.filter(({ scope, format }) => scope === null && (format !== HERE || isOnlyHere));
  const asAt = without.reduce<IsoDate | null>(
    (last, s) => (last === null || s.asAt > last ? s.asAt : last),
    null,
  );
  if (asAt === null) return null;
  return usualMonths(counts.filter(({ on }) => addMonths(on, 1) <= asAt));
}

/** What each source applied says it gives a full account of. */
async function scopesOf(handle: Handle): Promise<SourceScope[]> {
  const rows = await handle.db
    .selectFrom("source")
    .select(["format", "as_at", "scope_from", "scope_to", "scope_tables"])
    .where("authority_id", "=", handle.context.authorityId)
    .where("applied_at", "is not", null)
    .execute();
  return rows.map((row) => ({
    format: row.format,
    asAt: row.as_at,
    scope:
      row.scope_from === null || row.scope_to === null
        ? null
        : { from: row.scope_from, to: row.scope_to, tables: row.scope_tables },
  }));
}

/** For each 10,000 children aged 0 to 17, by the population of the year before the one ending in March; null where it is not loaded. */
export function ratePer10k(n: number, on: IsoDate, population: readonly Population[]): number | null {
  const people = populationFor(population, on);
  return people === null ? null : (n / people.children) * 10_000;
}
