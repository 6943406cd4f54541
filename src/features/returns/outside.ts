import { sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import type { CensusAsk } from "./census.ts";
import { lawFor } from "./cohort.ts";
import { candidates } from "./rows.ts";
import { periodOf } from "./year.ts";

/** A person with work of the year who is in no census of it, and of which tables. */
export type Outside = { readonly personId: number; readonly tables: readonly string[] };

/** What only a child with an episode of need has. */
const WORK = ["assessment", "section47", "in_need_plan", "protection_plan", "pre_proceedings"] as const;

/**
 * Who has an assessment, an enquiry or a plan of the year and no episode of need in it: the census has no place for them, so they are missing from it until their
 * referral is recorded. Sources that tell of plans and not of referrals leave such gaps.
 */
export async function outsideCensus(handle: Pick<Handle, "db">, ask: CensusAsk): Promise<Outside[]> {
  const { db } = handle;
  const period = periodOf(ask.year, ask.asAt);
  const { from, to } = period;
  const parts = WORK.flatMap((table) => {
    const law = lawFor(table, {}, ask.year);
    if (law === undefined) return [];
    const opened = sql`coalesce(${sql.join(law.opens.map((column) => sql.ref(column)))})`;
    const closed =
      law.closes.length === 0
        ? sql`null::date`
        : sql`coalesce(${sql.join(law.closes.map((column) => sql.ref(column)))})`;
    const over = table === "section47" ? sql`conference_not_required is true` : sql`false`;
    return [
      sql`select person_id, ${sql.lit(table)} as what from ${sql.table(table)}
        where superseded_at is null and ${opened} <= ${to}::date
          and (${opened} >= ${from}::date or ${closed} >= ${from}::date or (${closed} is null and not ${over}))`,
    ];
  });
  const found = await sql<{ personId: number; tables: string[] }>`
    select person_id as "personId", array_agg(distinct what order by what) as tables
    from (${sql.join(parts, sql` union all `)}) work group by person_id order by person_id`.execute(db);
  const among = ask.only === undefined ? null : new Set(ask.only);
  const inside = new Set((await candidates(db, period, ask.only)).map(({ personId }) => personId));
  return found.rows.filter(
    ({ personId }) => !inside.has(personId) && (among === null || among.has(personId)),
  );
}
