import { sql } from "kysely";
import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { NOT_RESTRICTED } from "../team/holding.ts";
import { childRef, type After, type ChildRef, standsSql } from "../work/queries.ts";
import type { Finished } from "./measures.ts";

/** How far back finished work is counted. */
export const MONTHS = 12;

export type ServiceCounts = {
  readonly finished: ReadonlyMap<string, readonly Finished[]>;
  readonly over: ReadonlyMap<string, number>;
  readonly missed: ReadonlyMap<string, number>;
};

/**
 * Everything the page counts, by rule. As the system and without restricted children, so that everybody who may see the page sees the same figures, whichever
 * records open to them.
 */
export async function serviceCounts(handle: Handle, rules: readonly string[]): Promise<ServiceCounts> {
  const { today, context } = handle;
  const since = addMonths(today, -MONTHS);
  const scope = sql`d.authority_id = ${context.authorityId} and d.rule_id = any(${[...rules]}) and not d.flag and ${NOT_RESTRICTED("d.person_id")}`;
  return await handle.asSystem(async (db) => {
    const done =
      await sql<Finished>`select d.rule_id as rule, d.from_on as from, d.due_on as due, d.done_on as done, count(*) as count
      from duty d where ${scope} and d.done_on > ${since}::date and d.done_on <= ${today}::date group by 1, 2, 3, 4`.execute(
        db,
      );
    // Not done, and done on a day still to come (a file may say so): apart, because each has an index of its own.
    const left = await sql<{ rule: string; over: number; missed: number }>`select d.rule_id as rule,
        count(*) filter (where ${standsSql(today)}) as over,
        count(*) filter (where d.done_on is null and d.ended_on > ${since}::date and d.ended_on <= ${today}::date and d.due_on < d.ended_on) as missed
      from (
        select d.rule_id, d.from_on, d.due_on, d.done_on, d.ended_on from duty d where ${scope} and d.due_on < ${today}::date and d.done_on is null
        union all
        select d.rule_id, d.from_on, d.due_on, d.done_on, d.ended_on from duty d where ${scope} and d.due_on < ${today}::date and d.done_on > ${today}::date
      ) d group by 1`.execute(db);
    return {
      finished: Map.groupBy(done.rows, (row) => row.rule),
      over: new Map(left.rows.map((row) => [row.rule, row.over])),
      missed: new Map(left.rows.map((row) => [row.rule, row.missed])),
    };
  });
}

export type OverLine = {
  readonly child: ChildRef;
  readonly rule: string;
  readonly from: IsoDate;
  readonly due: IsoDate;
  readonly key: string;
  readonly holder: string | null;
};

/** The children behind "still open and over", as far as their records open to who asks. */
export async function overLines(
  handle: Handle,
  rules: readonly string[],
  after: After | null,
  limit: number,
): Promise<OverLine[]> {
  const { today, context } = handle;
  type Row = Omit<OverLine, "child"> & { id: number; name: string | null; local_id: string | null };
  const on =
    after === null
      ? sql`true`
      : sql`(d.due_on, d.person_id, d.key) > (${after.due}::date, ${after.id}::bigint, ${after.key})`;
  const rows = await sql<Row>`
    with o as materialized (select d.* from duty d where d.authority_id = ${context.authorityId} and d.rule_id = any(${[...rules]}) and not d.flag
      and d.due_on < ${today}::date and ${standsSql(today)} and ${on} order by d.due_on, d.person_id, d.key limit ${limit})
    select p.id, p.name, p.local_id, d.rule_id as rule, d.from_on as from, d.due_on as due, d.key,
      (select coalesce(w.name, s.worker_ref) from span s left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref
        where s.person_id = p.id and s.status = 'held' and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date) order by s.from_on desc limit 1) as holder
    from o d join person p on p.id = d.person_id order by d.due_on, d.person_id, d.key`.execute(handle.db);
  return rows.rows.map(({ id, name, local_id, ...row }) => ({
    ...row,
    child: childRef(handle, id, name, local_id),
  }));
}
