import { sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** The last thing somebody said of an indicator. */
export type SaidLine = {
  readonly indicator: number;
  readonly words: string;
  readonly by: string;
  readonly at: IsoInstant;
};

/** The last word on each indicator, the newest first. */
export async function readSaid(handle: Handle): Promise<SaidLine[]> {
  const rows = await sql<SaidLine>`select indicator, words, by_name as by, at from (
      select distinct on (indicator) id, indicator, words, by_name, at from insight_narrative
      where authority_id = ${handle.context.authorityId} order by indicator, id desc) last
    order by id desc`.execute(handle.db);
  return rows.rows;
}

/** The days from which each indicator's limits start afresh, with why. */
export async function standingRebases(
  handle: Handle,
): Promise<ReadonlyMap<number, { on: IsoDate; reason: string }[]>> {
  const rows = await handle.db
    .selectFrom("insight_rebase")
    .select(["indicator", "on_date as on", "reason"])
    .where("authority_id", "=", handle.context.authorityId)
    .where("withdrawn_at", "is", null)
    .orderBy("on_date")
    .execute();
  return Map.groupBy(rows, (row) => row.indicator);
}
