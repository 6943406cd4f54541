import { sql } from "kysely";
import { addDays, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import type { Status } from "../../kernel/duties/rule.ts";
import { HOLDER_DIFFERS } from "../allocation/dispute.ts";
import type { SpanNow } from "../children/derived.ts";
import { childRef, type ChildRef, standsSql, WEEK } from "../work/queries.ts";
import { type Absence, absencesOf, type Holding, holdingOf, NOTHING_HELD, openOn } from "./holding.ts";

export type Team = { readonly ref: string; readonly name: string };

/** The teams whose page a person may read: those they lead, or all of them. */
export async function teamsOf(handle: Handle): Promise<Team[]> {
  const { context } = handle;
  let query = handle.db
    .selectFrom("team")
    .select(["ref", "name"])
    .where("authority_id", "=", context.authorityId);
  if (context.scope !== "all")
    query = query.where(
      "ref",
      "in",
      context.scope === "team" && context.teamRefs.length > 0 ? [...context.teamRefs] : [""],
    );
  return await query.orderBy("name").orderBy("ref").execute();
}

export type TeamLine = Team & { readonly workers: number; readonly children: number; readonly late: number };

/** Every team with what it holds and what is late, in one statement. */
export async function teamLines(
  handle: Handle,
  teams: readonly Team[],
  rules: readonly string[],
): Promise<TeamLine[]> {
  const { today, context } = handle;
  const rows = await sql<{ ref: string; workers: number; children: number; late: number }>`
    with h as materialized (select distinct s.person_id, s.team_ref as ref from span s
      where s.authority_id = ${context.authorityId} and s.status = 'held' and s.team_ref = any(${teams.map((team) => team.ref)}) and ${openOn("s", today)}),
    l as (select h.ref, count(*) as late from h join duty d on d.person_id = h.person_id
      where not d.flag and d.rule_id = any(${[...rules]}) and d.due_on < ${today}::date and ${standsSql(today)} group by 1),
    c as (select ref, count(*) as children from h group by 1),
    w as (select team_ref as ref, count(*) as workers from worker where authority_id = ${context.authorityId} and (left_on is null or left_on >= ${today}::date) group by 1)
    select t.ref, coalesce(w.workers, 0) as workers, coalesce(c.children, 0) as children, coalesce(l.late, 0) as late
    from unnest(${teams.map((team) => team.ref)}::text[]) t(ref) left join c on c.ref = t.ref left join l on l.ref = t.ref left join w on w.ref = t.ref`.execute(
    handle.db,
  );
  const counts = new Map(rows.rows.map((row) => [row.ref, row]));
  return teams.map((team) => ({ ...team, workers: 0, children: 0, late: 0, ...counts.get(team.ref) }));
}

export type WorkerLine = {
  readonly ref: string;
  readonly name: string;
  readonly title: string | null;
  readonly registered: boolean | null;
  readonly leftOn: IsoDate | null;
  readonly holding: Holding;
  readonly absences: readonly Absence[];
  readonly late: number;
  readonly week: number;
  /** Due day of the longest late. */
  readonly oldest: IsoDate | null;
};

/** Each worker of a team, and anybody else who holds its children, by name: three statements, however many there are. */
export async function workerLines(
  handle: Handle,
  teamRef: string,
  rules: readonly string[],
): Promise<WorkerLine[]> {
  const { today, context, db } = handle;
  type Row = Pick<WorkerLine, "ref" | "name" | "title" | "registered" | "leftOn">;
  const rows = await sql<Row>`
    with h as (select distinct s.worker_ref as ref, s.detail->>'workerName' as said from span s
      where s.authority_id = ${context.authorityId} and s.status = 'held' and s.team_ref = ${teamRef} and s.worker_ref is not null and ${openOn("s", today)})
    select w.ref, w.name, w.title, w.registered, w.left_on as "leftOn" from worker w
      where w.authority_id = ${context.authorityId} and ((w.team_ref = ${teamRef} and (w.left_on is null or w.left_on >= ${today}::date)) or w.ref in (select ref from h))
    union all
    select ref, coalesce(min(said), ref), null, null, null from h
      where not exists (select from worker w where w.authority_id = ${context.authorityId} and w.ref = h.ref) group by ref
    order by name, ref`.execute(db);
  const refs = rows.rows.map((row) => row.ref);
  const holding = await holdingOf(db, context.authorityId, refs, today);
  const away = await absencesOf(db, refs, today);
  const due = await dueOf(handle, refs, rules);
  return rows.rows.map((row) => ({
    ...row,
    holding: holding.get(row.ref) ?? NOTHING_HELD,
    absences: away.get(row.ref) ?? [],
    ...(due.get(row.ref) ?? { late: 0, week: 0, oldest: null }),
  }));
}

type Due = Pick<WorkerLine, "late" | "week" | "oldest">;

async function dueOf(
  handle: Handle,
  refs: readonly string[],
  rules: readonly string[],
): Promise<Map<string, Due>> {
  if (refs.length === 0) return new Map();
  const { today, context } = handle;
  const rows = await sql<Due & { ref: string }>`
    with h as materialized (select distinct s.person_id, s.worker_ref as ref from span s
      where s.authority_id = ${context.authorityId} and s.status = 'held' and s.worker_ref = any(${[...refs]}) and ${openOn("s", today)})
    select h.ref, count(*) filter (where d.due_on < ${today}::date) as late, count(*) filter (where d.due_on >= ${today}::date) as week,
      min(d.due_on) filter (where d.due_on < ${today}::date) as oldest
    from h join duty d on d.person_id = h.person_id
    where not d.flag and d.rule_id = any(${[...rules]}) and d.due_on <= ${addDays(today, WEEK)}::date and ${standsSql(today)} group by 1`.execute(
    handle.db,
  );
  return new Map(rows.rows.map(({ ref, ...due }) => [ref, due]));
}

export type Unheld = { readonly child: ChildRef; readonly since: IsoDate };

/** Open children with no named worker (INV-01), the longest first, and how many there are in all. */
export async function unheldChildren(
  handle: Handle,
  limit: number,
): Promise<{ rows: Unheld[]; all: number }> {
  const { today, context } = handle;
  const rows = await sql<{
    id: number;
    name: string | null;
    local_id: string | null;
    since: IsoDate;
    all: number;
  }>`
    select p.id, p.name, p.local_id, min(b.from_on) as since, count(*) over () as all from breach b join person p on p.id = b.person_id
    where b.authority_id = ${context.authorityId} and b.invariant_id = 'INV-01' and b.from_on <= ${today}::date and (b.until_on is null or b.until_on > ${today}::date)
    group by p.id order by since, p.id limit ${limit}`.execute(handle.db);
  return {
    rows: rows.rows.map((row) => ({
      child: childRef(handle, row.id, row.name, row.local_id),
      since: row.since,
    })),
    all: rows.rows[0]?.all ?? 0,
  };
}

export type HolderDispute = {
  readonly child: ChildRef;
  readonly said: string;
  readonly message: string;
  readonly file: string;
};

/** The team's children whom a file names somebody else for than was accepted here, the longest asked first. */
export async function holderDisputes(handle: Handle, teamRef: string): Promise<HolderDispute[]> {
  const { today, context } = handle;
  const rows = await sql<{
    id: number;
    name: string | null;
    local_id: string | null;
    said: string | null;
    message: string;
    file: string;
  }>`
    select p.id, p.name, p.local_id, f.said, f.message, s.title as file from finding f join person p on p.id = f.person_id join source s on s.id = f.source_id
    where f.authority_id = ${context.authorityId} and f.code = ${HOLDER_DIFFERS} and f.superseded_at is null
      and exists (select from span h where h.person_id = f.person_id and h.status = 'held' and h.team_ref = ${teamRef} and ${openOn("h", today)})
    order by f.id limit 50`.execute(handle.db);
  return rows.rows.map((row) => ({
    child: childRef(handle, row.id, row.name, row.local_id),
    said: row.said ?? "somebody else",
    message: row.message,
    file: row.file,
  }));
}

export type WaitingOffer = {
  readonly child: ChildRef;
  readonly to: string;
  readonly from: string | null;
  readonly offeredAt: IsoInstant;
};

/** Offers of the team's children that nobody has answered. */
export async function offersWaiting(handle: Handle, teamRef: string): Promise<WaitingOffer[]> {
  const rows = await sql<{
    id: number;
    name: string | null;
    local_id: string | null;
    to: string;
    from: string | null;
    at: IsoInstant;
  }>`
    select p.id, p.name, p.local_id, coalesce(w.name, h.to_worker_ref) as to, coalesce(f.name, h.from_worker_ref) as from, h.offered_at as at
    from handover h join person p on p.id = h.person_id
      left join worker w on w.authority_id = h.authority_id and w.ref = h.to_worker_ref
      left join worker f on f.authority_id = h.authority_id and f.ref = h.from_worker_ref
    where h.authority_id = ${handle.context.authorityId} and h.answered_at is null and (w.team_ref = ${teamRef} or f.team_ref = ${teamRef})
    order by h.offered_at, h.id limit 50`.execute(handle.db);
  return rows.rows.map((row) => ({
    child: childRef(handle, row.id, row.name, row.local_id),
    to: row.to,
    from: row.from,
    offeredAt: row.at,
  }));
}

export type HeldChild = {
  readonly child: ChildRef;
  readonly born: IsoDate | null;
  readonly died: IsoDate | null;
  readonly since: IsoDate;
  readonly spans: readonly SpanNow[];
  readonly late: number;
  readonly next: IsoDate | null;
};

/** The children one worker holds, by name, with where each stands: two statements. */
export async function heldBy(
  handle: Handle,
  workerRef: string,
  rules: readonly string[],
): Promise<HeldChild[]> {
  const { today, context, db } = handle;
  type Row = {
    id: number;
    name: string | null;
    local_id: string | null;
    born: IsoDate | null;
    died: IsoDate | null;
    since: IsoDate;
    late: number;
    next: IsoDate | null;
  };
  const rows = await sql<Row>`
    with h as materialized (select s.person_id, max(s.from_on) as since from span s
      where s.authority_id = ${context.authorityId} and s.status = 'held' and s.worker_ref = ${workerRef} and ${openOn("s", today)} group by 1),
    d as (select d.person_id, count(*) filter (where d.due_on < ${today}::date) as late, min(d.due_on) filter (where d.due_on >= ${today}::date) as next
      from duty d where d.person_id in (select person_id from h) and not d.flag and d.rule_id = any(${[...rules]}) and ${standsSql(today)} group by 1)
    select p.id, p.name, p.local_id, p.birth_date as born, p.death_date as died, h.since, coalesce(d.late, 0) as late, d.next
    from h join person p on p.id = h.person_id left join d on d.person_id = h.person_id order by p.name, p.id limit 200`.execute(
    db,
  );
  const ids = rows.rows.map((row) => row.id);
  const spans = await sql<{
    id: number;
    status: Status;
    from: IsoDate;
    until: IsoDate | null;
    detail: Detail;
  }>`
    select s.person_id as id, s.status, s.from_on as from, s.until_on as until, s.detail from span s
    where s.person_id = any(${ids}::bigint[]) and ${openOn("s", today)}`.execute(db);
  const open = Map.groupBy(spans.rows, (span) => span.id);
  return rows.rows.map((row) => ({
    child: childRef(handle, row.id, row.name, row.local_id),
    born: row.born,
    died: row.died,
    since: row.since,
    spans: open.get(row.id) ?? [],
    late: row.late,
    next: row.next,
  }));
}
