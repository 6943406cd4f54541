import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

export type LogLine = {
  readonly seq: number;
  readonly at: IsoInstant;
  readonly who: string;
  readonly act: string;
  readonly view: string | null;
  readonly child: number | null;
  /** The child's own number, where this person may know of the child. */
  readonly localId: string | null;
};

export type LogFilter = {
  readonly child?: number | undefined;
  readonly account?: number | undefined;
  readonly after?: number | undefined;
  readonly from?: IsoInstant | undefined;
  readonly to?: IsoInstant | undefined;
};

/** Rows of the audit, newest first, one more than asked for where there are more. Numbers of children come through the walls. */
export async function readLog(handle: Handle, filter: LogFilter, size: number): Promise<LogLine[]> {
  const rows = await sql<{
    seq: number;
    at: IsoInstant;
    who: string;
    act: string;
    view: string | null;
    person_id: number | null;
    local_id: string | null;
  }>`select e.seq, e.at, e.who, e.act, coalesce(e.detail->>'view', e.detail->>'route', e.detail->>'act') as view, e.person_id, p.local_id
    from audit_event e left join person p on p.id = e.person_id
    where e.authority_id in (${handle.context.authorityId}, 0)
      ${filter.child === undefined ? sql`` : sql`and e.person_id = ${filter.child}`}
      ${filter.account === undefined ? sql`` : sql`and e.account_id = ${filter.account}`}
      ${filter.after === undefined ? sql`` : sql`and e.seq < ${filter.after}`}
      ${filter.from === undefined ? sql`` : sql`and e.at >= ${filter.from}`}
      ${filter.to === undefined ? sql`` : sql`and e.at <= ${filter.to}`}
    order by e.seq desc limit ${size + 1}`.execute(handle.db);
  return rows.rows.map((row) => ({
    seq: row.seq,
    at: row.at,
    who: row.who,
    act: row.act,
    view: row.view,
    child: row.person_id,
    localId: row.local_id,
  }));
}

/** Whether this person may see who has looked: they know of the child, and the child is in their scope or they keep the whole log. */
export async function mayReadLog(handle: Handle, child: number): Promise<boolean> {
  const rows = await sql<{
    open: boolean;
  }>`select (select kith_scope()) = 'all' or id in (select kith_mine()) as open
    from person where id = ${child}`.execute(handle.db);
  const row = rows.rows[0];
  return row !== undefined && (row.open || handle.context.rights.has("log.all"));
}
