import { sql } from "kysely";
import { addDays, daysBetween, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** How far back the trend on the page goes, a point a week. */
export const TREND_WEEKS = 12;

export type NetCount = {
  readonly invariant: string;
  readonly now: number;
  readonly children: number;
  readonly oldest: IsoDate | null;
  /** Counts holding on the same weekday of each week, oldest first, today last. */
  readonly trend: readonly number[];
  readonly takenUp: number;
};

/** What is wrong on a day, in one pass over the breaches this person may see. Time needs no job: a breach says from when until when it holds. */
export async function netCounts(handle: Handle): Promise<Map<string, NetCount>> {
  const { today } = handle;
  const days = Array.from({ length: TREND_WEEKS + 1 }, (_, i) => addDays(today, -7 * (TREND_WEEKS - i)));
  const oldest = days[0] ?? today;
  const points = sql.join(
    days.map(
      (day) =>
        sql`count(*) filter (where from_on <= ${day}::date and (until_on is null or until_on > ${day}::date))`,
    ),
  );
  const holding = sql`from_on <= ${today}::date and (until_on is null or until_on > ${today}::date)`;
  const rows = await sql<{ invariant: string; trend: number[]; children: number; oldest: IsoDate | null }>`
    select invariant_id as invariant, array[${points}] as trend, count(distinct person_id) filter (where ${holding}) as children, min(from_on) filter (where ${holding}) as oldest
    from breach where until_on is null or until_on > ${oldest}::date group by invariant_id`.execute(
    handle.db,
  );
  const taken = await sql<{ invariant: string; n: number }>`
    select b.invariant_id as invariant, count(distinct (b.person_id, b.key)) as n
    from breach b join take_up t on t.person_id = b.person_id and t.invariant_id = b.invariant_id and t.key = b.key
    where b.from_on <= ${today}::date and (b.until_on is null or b.until_on > ${today}::date) group by 1`.execute(
    handle.db,
  );
  const takenBy = new Map(taken.rows.map((row) => [row.invariant, row.n]));
  return new Map(
    rows.rows.map((row) => {
      const trend = row.trend.map(Number);
      return [
        row.invariant,
        {
          invariant: row.invariant,
          now: trend.at(-1) ?? 0,
          children: row.children,
          oldest: row.oldest,
          trend,
          takenUp: takenBy.get(row.invariant) ?? 0,
        },
      ];
    }),
  );
}

export type BreachLine = {
  readonly personId: number;
  readonly key: string;
  readonly from: IsoDate;
  readonly detail: Detail;
  readonly name: string | null;
  readonly localId: string | null;
  readonly born: IsoDate | null;
  readonly workerName: string | null;
  readonly teamName: string | null;
  readonly managerName: string | null;
  readonly takenUp: { readonly by: string; readonly note: string; readonly at: IsoInstant } | null;
};

export type BreachFilter = {
  readonly invariant: string;
  readonly child?: number | undefined;
  readonly after?: { on: IsoDate; personId: number; key: string } | undefined;
  readonly limit: number;
};

/** The children behind one number, longest first, a page by key. */
export async function breachLines(handle: Handle, filter: BreachFilter): Promise<BreachLine[]> {
  const { today } = handle;
  const names = handle.context.rights.has("names");
  const rows = await sql<
    Omit<BreachLine, "takenUp"> & { by: string | null; note: string | null; at: IsoInstant | null }
  >`
    with page as (
      select * from breach b where b.invariant_id = ${filter.invariant} and b.from_on <= ${today}::date and (b.until_on is null or b.until_on > ${today}::date)
        and (${filter.child ?? null}::bigint is null or b.person_id = ${filter.child ?? null}::bigint)
        and (${filter.after?.on ?? null}::date is null or (b.from_on, b.person_id, b.key) > (${filter.after?.on ?? null}::date, ${filter.after?.personId ?? 0}::bigint, ${filter.after?.key ?? ""}::text))
      order by b.from_on, b.person_id, b.key limit ${filter.limit})
    select b.person_id as "personId", b.key, b.from_on as from, b.detail, p.name, p.local_id as "localId", p.birth_date as born,
      coalesce(w.name, s.worker_ref) as "workerName", coalesce(t.name, s.team_ref) as "teamName", m.name as "managerName", u.by_name as by, u.note, u.at
    from page b join person p on p.id = b.person_id
      left join lateral (select worker_ref, team_ref, authority_id from span where person_id = b.person_id and status = 'held' and from_on <= ${today}::date and (until_on is null or until_on > ${today}::date) order by from_on desc limit 1) s on true
      left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref
      left join team t on t.authority_id = s.authority_id and t.ref = s.team_ref
      left join worker m on m.authority_id = t.authority_id and m.ref = t.manager_ref
      left join lateral (select by_name, note, at from take_up where person_id = b.person_id and invariant_id = b.invariant_id and key = b.key order by id desc limit 1) u on true
    order by b.from_on, b.person_id, b.key`.execute(handle.db);
  return rows.rows.map(({ by, note, at, ...row }) => ({
    ...row,
    name: names ? row.name : null,
    takenUp: by === null || at === null ? null : { by, note: note ?? "", at },
  }));
}

export type FeedAge = {
  readonly format: string;
  readonly fileName: string;
  readonly asAt: IsoDate;
  readonly days: number;
};

/** The newest file of each format, and how old what it tells is. */
export async function feedAges(handle: Handle): Promise<FeedAge[]> {
  const rows = await sql<{
    format: string;
    fileName: string;
    asAt: IsoDate;
  }>`select distinct on (format) format, file_name as "fileName", as_at as "asAt"
    from source where applied_at is not null and format <> 'kith' order by format, as_at desc, id desc`.execute(
    handle.db,
  );
  return rows.rows.map((row) => ({ ...row, days: daysBetween(row.asAt, handle.today) }));
}

export async function unreadableFiles(handle: Handle): Promise<{ fileName: string; at: IsoInstant }[]> {
  return await handle.db
    .selectFrom("import_run as r")
    .select(["r.file_name as fileName", "r.updated_at as at"])
    .where("r.state", "in", ["unreadable", "failed"])
    .where("r.updated_at", ">=", sql<IsoInstant>`now() - interval '30 days'`)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("import_run as later")
            .select("later.id")
            .whereRef("later.file_name", "=", "r.file_name")
            .whereRef("later.id", ">", "r.id")
            .where("later.state", "in", ["applied", "same", "set aside"]),
        ),
      ),
    )
    .orderBy("r.id", "desc")
    .limit(20)
    .execute();
}

/** Children this person may see for whom anything is open: the denominator of the page. */
export async function openChildren(handle: Handle): Promise<number> {
  const row = await sql<{
    n: number;
  }>`select count(distinct person_id) as n from span where status in ('open', 'protection-plan', 'looked-after') and from_on <= ${handle.today}::date
    and (until_on is null or until_on > ${handle.today}::date)`.execute(handle.db);
  return row.rows[0]?.n ?? 0;
}

export async function pendingRuleChanges(handle: Handle): Promise<number> {
  const row = await sql<{
    n: number;
  }>`select count(*) as n from rule_change where decided_at is null and effective_from <= ${handle.today}::date`.execute(
    handle.db,
  );
  return row.rows[0]?.n ?? 0;
}
