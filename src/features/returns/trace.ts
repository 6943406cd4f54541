import { sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import type { ReturnId } from "./year.ts";

/** Where one number comes from: each child it counts, how often, and the rows that child's part was made of. */
export type TraceLine = {
  readonly child: { readonly id: number; readonly name: string | null; readonly localId: string | null };
  readonly days: readonly string[];
  readonly madeOf: readonly string[];
};

export type TraceFrom = { readonly submission: number } | { readonly now: ReturnId };

type TraceRow = {
  person_id: number;
  name: string | null;
  local_id: string | null;
  days: string[];
  made_of: string[];
};

/** The children behind one number, a page by key: of a file, or of the return as it would go today. */
export async function traceItem(
  handle: Handle,
  from: TraceFrom,
  item: string,
  limit: number,
  after = 0,
): Promise<TraceLine[]> {
  const names = handle.context.rights.has("names");
  const table =
    "submission" in from
      ? sql`return_submission_child c where c.submission_id = ${from.submission}`
      : sql`return_child c where c.return_kind = ${from.now.kind} and c.year = ${from.now.year}`;
  const rows =
    await sql<TraceRow>`select c.person_id, c.local_id, c.items -> ${item} as days, c.made_of, p.name
    from (select * from ${table} and c.items ? ${item} and c.person_id > ${after} order by c.person_id limit ${limit}) c
      left join person p on p.id = c.person_id order by c.person_id`.execute(handle.db);
  return rows.rows.map((row) => ({
    child: { id: row.person_id, name: names ? row.name : null, localId: row.local_id },
    days: row.days,
    madeOf: row.made_of,
  }));
}

/** A child counted otherwise in one return than in another. */
export type ChildChange = {
  readonly child: { readonly id: number; readonly name: string | null; readonly localId: string | null };
  readonly before: number;
  readonly after: number;
};

type ChangeRow = {
  person_id: number;
  name: string | null;
  local_id: string | null;
  before: number;
  after: number;
};

const countsSql = (from: TraceFrom, item: string) =>
  "submission" in from
    ? sql`select person_id, local_id, jsonb_array_length(items -> ${item}) as n from return_submission_child
        where submission_id = ${from.submission} and person_id is not null and items ? ${item}`
    : sql`select person_id, local_id, jsonb_array_length(items -> ${item}) as n from return_child
        where return_kind = ${from.now.kind} and year = ${from.now.year} and items ? ${item}`;

/** Whose part of one number differs between two returns, a page by key. */
export async function changedChildren(
  handle: Handle,
  before: TraceFrom,
  later: TraceFrom,
  item: string,
  limit: number,
  after = 0,
): Promise<ChildChange[]> {
  const names = handle.context.rights.has("names");
  const rows =
    await sql<ChangeRow>`select coalesce(a.person_id, b.person_id) as person_id, coalesce(b.local_id, a.local_id) as local_id, p.name,
      coalesce(a.n, 0)::int as before, coalesce(b.n, 0)::int as after
    from (${countsSql(before, item)}) a full join (${countsSql(later, item)}) b on b.person_id = a.person_id
      left join person p on p.id = coalesce(a.person_id, b.person_id)
    where coalesce(a.n, 0) <> coalesce(b.n, 0) and coalesce(a.person_id, b.person_id) > ${after} order by 1 limit ${limit}`.execute(
      handle.db,
    );
  return rows.rows.map((row) => ({
    child: { id: row.person_id, name: names ? row.name : null, localId: row.local_id },
    before: row.before,
    after: row.after,
  }));
}

/** What the file would say of a child otherwise than the record does. */
export type NoteLine = {
  readonly child: { readonly id: number; readonly name: string | null; readonly localId: string | null };
  readonly notes: readonly string[];
};

type NoteRow = { person_id: number; name: string | null; local_id: string | null; notes: string[] };

/** Children of whom something would be written otherwise than it is recorded, a page by key. */
export async function notedChildren(
  handle: Handle,
  of: ReturnId,
  limit: number,
  after = 0,
): Promise<NoteLine[]> {
  const names = handle.context.rights.has("names");
  const rows =
    await sql<NoteRow>`select c.person_id, c.local_id, c.notes, p.name from return_child c left join person p on p.id = c.person_id
    where c.return_kind = ${of.kind} and c.year = ${of.year} and c.notes <> '[]' and c.person_id > ${after}
    order by c.person_id limit ${limit}`.execute(handle.db);
  return rows.rows.map((row) => ({
    child: { id: row.person_id, name: names ? row.name : null, localId: row.local_id },
    notes: row.notes,
  }));
}

/** How many children that is, of those this person may see. */
export async function notedCount(handle: Handle, of: ReturnId): Promise<number> {
  const rows = await sql<{ n: number }>`select count(*)::int as n from return_child
    where return_kind = ${of.kind} and year = ${of.year} and notes <> '[]'`.execute(handle.db);
  return rows.rows[0]?.n ?? 0;
}
