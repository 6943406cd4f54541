import { type RawBuilder, sql } from "kysely";
import { addDays, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { currentRule, ruleOn, type RuleBook } from "../../kernel/duties/rule.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { DutyLine } from "../duties/words.ts";

/** A child as a list of work names one. */
export type ChildRef = {
  readonly id: number;
  readonly name: string | null;
  readonly localId: string | null;
};

export type WorkLine = DutyLine & {
  readonly key: string;
  readonly child: ChildRef;
  /** The worker who is away, where the child is theirs and only covered. */
  readonly coverFor: string | null;
};

/** How far ahead "this week" looks, today not counted. */
export const WEEK = 7;
/** How far ahead the list of what comes later looks. */
export const LATER = 92;

export type Part = "now" | "later";

/** The last line of the page before: where the next one goes on. */
export type After = { readonly due: IsoDate; readonly id: number; readonly key: string };

/**
 * The children a worker holds on a day, and those of workers away whom they cover. The walls stand behind this: nobody's list can have a child on it who does not
 * open to them.
 */
export const mineSql = (authorityId: number, workerRef: string, today: IsoDate): RawBuilder<unknown> => sql`(
  select distinct on (person_id) person_id, cover_for from (
    select s.person_id, null::text as cover_for from span s
      where s.status = 'held' and s.authority_id = ${authorityId} and s.worker_ref = ${workerRef}
        and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date)
    union all
    select s.person_id, s.worker_ref from span s join absence a on a.authority_id = s.authority_id and a.worker_ref = s.worker_ref
      where s.status = 'held' and s.authority_id = ${authorityId} and a.cover_ref = ${workerRef}
        and a.from_on <= ${today}::date and (a.to_on is null or a.to_on >= ${today}::date)
        and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date)
  ) h order by person_id, cover_for nulls first)`;

/** A duty begun, not done and still needed on a day. A day of ending may lie ahead: the eighteenth birthday. */
export const standsSql = (today: IsoDate): RawBuilder<boolean> => sql<boolean>`(d.from_on <= ${today}::date
  and (d.done_on is null or d.done_on > ${today}::date) and (d.ended_on is null or d.ended_on > ${today}::date))`;

type LineRow = {
  person_id: number;
  name: string | null;
  local_id: string | null;
  cover_for: string | null;
  rule_id: string;
  key: string;
  from_on: IsoDate;
  due_on: IsoDate;
  act_by: IsoDate;
  done_on: IsoDate | null;
  ended_on: IsoDate | null;
};

export type WorkFilter = {
  readonly rules: readonly string[];
  readonly part: Part;
  readonly after: After | null;
  readonly limit: number;
};

/** What is due for a worker's children, the longest late first. */
export async function workLines(
  handle: Handle,
  book: RuleBook,
  workerRef: string,
  filter: WorkFilter,
): Promise<WorkLine[]> {
  const { today } = handle;
  const until = addDays(today, WEEK);
  const window =
    filter.part === "now"
      ? sql`d.due_on <= ${until}::date`
      : sql`d.due_on > ${until}::date and d.due_on <= ${addDays(today, LATER)}::date`;
  const after =
    filter.after === null
      ? sql`true`
      : sql`(d.due_on, d.person_id, d.key) > (${filter.after.due}::date, ${filter.after.id}::bigint, ${filter.after.key})`;
  const rows = await sql<LineRow>`
    with mine as materialized ${mineSql(handle.context.authorityId, workerRef, today)}
    select d.person_id, p.name, p.local_id, coalesce(w.name, m.cover_for) as cover_for, d.rule_id, d.key, d.from_on, d.due_on, d.act_by, d.done_on, d.ended_on
    from mine m join duty d on d.person_id = m.person_id join person p on p.id = m.person_id
      left join worker w on w.authority_id = d.authority_id and w.ref = m.cover_for
    where not d.flag and d.rule_id = any(${[...filter.rules]}) and ${standsSql(today)} and ${window} and ${after}
    order by d.due_on, d.person_id, d.key limit ${filter.limit}`.execute(handle.db);
  return rows.rows.map((row) => toLine(handle, book, row));
}

function toLine(handle: Handle, book: RuleBook, row: LineRow): WorkLine {
  return {
    rule: ruleOn(book, row.rule_id, row.from_on) ?? currentRule(book, row.rule_id, handle.today),
    key: row.key,
    from: row.from_on,
    due: row.due_on,
    actBy: row.act_by,
    doneOn: row.done_on,
    endedOn: row.ended_on,
    child: childRef(handle, row.person_id, row.name, row.local_id),
    coverFor: row.cover_for,
  };
}

export const childRef = (
  handle: Handle,
  id: number,
  name: string | null,
  localId: string | null,
): ChildRef => ({ id, name: handle.context.rights.has("names") ? name : null, localId });

export type RuleCount = {
  readonly rule: string;
  readonly late: number;
  readonly today: number;
  readonly week: number;
  readonly later: number;
};

/** How much of each rule's work there is, in one pass. */
export async function workCounts(handle: Handle, workerRef: string): Promise<RuleCount[]> {
  const { today } = handle;
  const week = addDays(today, WEEK);
  const rows = await sql<RuleCount>`
    with mine as materialized ${mineSql(handle.context.authorityId, workerRef, today)}
    select d.rule_id as rule,
      count(*) filter (where d.due_on < ${today}::date) as late,
      count(*) filter (where d.due_on >= ${today}::date and d.act_by <= ${today}::date) as today,
      count(*) filter (where d.act_by > ${today}::date and d.due_on <= ${week}::date) as week,
      count(*) filter (where d.due_on > ${week}::date and d.due_on <= ${addDays(today, LATER)}::date) as later
    from mine m join duty d on d.person_id = m.person_id
    where not d.flag and ${standsSql(today)} group by 1`.execute(handle.db);
  return rows.rows;
}

export type Flag = { readonly rule: string; readonly from: IsoDate; readonly child: ChildRef };

/** What asks for attention and is never late. */
export async function workFlags(handle: Handle, workerRef: string, limit: number): Promise<Flag[]> {
  const { today } = handle;
  const rows = await sql<LineRow>`
    with mine as materialized ${mineSql(handle.context.authorityId, workerRef, today)}
    select d.person_id, p.name, p.local_id, d.rule_id, d.from_on
    from mine m join duty d on d.person_id = m.person_id join person p on p.id = m.person_id
    where d.flag and ${standsSql(today)} order by d.from_on desc, d.person_id, d.key limit ${limit}`.execute(
    handle.db,
  );
  return rows.rows.map((row) => ({
    rule: row.rule_id,
    from: row.from_on,
    child: childRef(handle, row.person_id, row.name, row.local_id),
  }));
}

/** How many children a worker holds, and how many they cover. */
export async function workChildren(
  handle: Handle,
  workerRef: string,
): Promise<{ held: number; covered: number }> {
  const rows = await sql<{ held: number; covered: number }>`
    select count(*) filter (where cover_for is null) as held, count(*) filter (where cover_for is not null) as covered
    from ${mineSql(handle.context.authorityId, workerRef, handle.today)} m`.execute(handle.db);
  return rows.rows[0] ?? { held: 0, covered: 0 };
}

/** A child offered to a worker, who has not said yes or no. */
export type Waiting = {
  readonly handover: number;
  readonly child: ChildRef;
  readonly born: IsoDate | null;
  readonly from: IsoDate;
  readonly reason: string;
  readonly offeredAt: IsoInstant;
  readonly offeredBy: string | null;
  readonly sender: string | null;
};

/**
 * Children offered to a worker. The offer lies behind the wall of a child the worker does not hold yet, so it is read as the system; who the child is, is read
 * through the wall, and a child who may not be found is left out.
 */
export async function waitingFor(handle: Handle, workerRef: string): Promise<Waiting[]> {
  type Row = {
    id: number;
    person_id: number;
    from_on: IsoDate;
    reason: string;
    offered_at: IsoInstant;
    by: string | null;
    sender: string | null;
  };
  const offers = await handle.asSystem(async (db) => {
    const rows =
      await sql<Row>`select h.id, h.person_id, h.from_on, h.reason, h.offered_at, a.name as by, coalesce(w.name, h.from_worker_ref) as sender
      from handover h left join account a on a.id = h.offered_by left join worker w on w.authority_id = h.authority_id and w.ref = h.from_worker_ref
      where h.authority_id = ${handle.context.authorityId} and h.to_worker_ref = ${workerRef} and h.answered_at is null order by h.from_on, h.id`.execute(
        db,
      );
    return rows.rows;
  });
  if (offers.length === 0) return [];
  const people = await handle.db
    .selectFrom("person")
    .select(["id", "name", "local_id", "birth_date"])
    .where(
      "id",
      "in",
      offers.map((offer) => offer.person_id),
    )
    .execute();
  const known = new Map(people.map((person) => [person.id, person]));
  return offers.flatMap((offer): Waiting[] => {
    const person = known.get(offer.person_id);
    if (person === undefined) return [];
    return [
      {
        handover: offer.id,
        child: childRef(handle, person.id, person.name, person.local_id),
        born: person.birth_date,
        from: offer.from_on,
        reason: offer.reason,
        offeredAt: offer.offered_at,
        offeredBy: offer.by,
        sender: offer.sender,
      },
    ];
  });
}
