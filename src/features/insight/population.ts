import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** Children aged 0 to 17 at the middle of a year. */
export type Population = { readonly year: number; readonly children: number; readonly source: string };

/** What is known of this authority's population, the newest first. */
export async function readPopulation(handle: Handle): Promise<readonly Population[]> {
  const rows = await sql<Population>`select p.year, p.population as children, p.source from population p
    join authority a on a.code = p.authority_code where a.id = (select kith_authority()) order by p.year desc`.execute(
    handle.db,
  );
  return rows.rows;
}

/** A year ending in March is divided by the middle of the year before. Where that is not published yet, by the newest before it. */
export function populationFor(known: readonly Population[], day: IsoDate): Population | null {
  const wanted = yearEnding(day) - 1;
  return known.find((one) => one.year <= wanted && one.children > 0) ?? null;
}

/** The year, ending in March, that a day falls in: 2026 for April 2025 to March 2026. */
export function yearEnding(day: IsoDate): number {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return month >= 4 ? year + 1 : year;
}
