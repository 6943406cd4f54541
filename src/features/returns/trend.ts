import { sql } from "kysely";
import { addDays, type IsoDate, type IsoInstant, startOfDay } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { ReturnId } from "./year.ts";

export type TrendPoint = {
  readonly on: IsoDate;
  readonly errors: number | null;
  readonly queries: number | null;
};

/**
 * How many errors and queries stood at the end of each week since the year began, today last. Null before the first check: nobody looked, which is not none.
 * @param from the first day of the year
 */
export async function issueTrend(
  handle: Handle,
  of: ReturnId,
  from: IsoDate,
  to: IsoDate,
): Promise<TrendPoint[]> {
  const days: IsoDate[] = [];
  for (let on = to; on >= from; on = addDays(on, -7)) days.unshift(on);
  const first = await sql<{ at: IsoInstant | null }>`select min(finished_at) as at from return_run
    where return_kind = ${of.kind} and year = ${of.year} and kind = 'check'`.execute(handle.db);
  const since = first.rows[0]?.at ?? null;
  const rows = await sql<{ n: number; errors: number; queries: number }>`
    select d.n::int, count(i.id) filter (where i.severity <> 'query')::int as errors, count(i.id) filter (where i.severity = 'query')::int as queries
    from unnest(${days.map((on) => startOfDay(addDays(on, 1)))}::timestamptz[]) with ordinality d(until, n)
      left join return_issue i on i.return_kind = ${of.kind} and i.year = ${of.year} and i.found_at < d.until and (i.gone_at is null or i.gone_at >= d.until)
    group by d.n order by d.n`.execute(handle.db);
  return days.map((on, at) => {
    const row = rows.rows[at];
    const known = since !== null && since < startOfDay(addDays(on, 1));
    return { on, errors: known ? (row?.errors ?? 0) : null, queries: known ? (row?.queries ?? 0) : null };
  });
}
