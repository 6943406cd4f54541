import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

export type LatestNote = {
  readonly on: IsoDate;
  readonly kind: string;
  readonly words: string;
  readonly childsWords: string | null;
  readonly by: string | null;
  readonly id: number;
};

export async function notesOf(
  handle: Handle,
  id: number,
  limit: number,
  before?: { on: IsoDate; id: number },
): Promise<LatestNote[]> {
  let query = handle.db
    .selectFrom("note")
    .leftJoin("worker", (join) =>
      join.onRef("worker.ref", "=", "note.worker_ref").onRef("worker.authority_id", "=", "note.authority_id"),
    )
    .select([
      "note.id",
      "note.on_date as on",
      "note.kind",
      "note.words",
      "note.childs_words as childsWords",
      "worker.name as by",
    ])
    .where("note.person_id", "=", id);
  if (before)
    query = query.where(sql<boolean>`(note.on_date, note.id) < (${before.on}::date, ${before.id}::bigint)`);
  return await query.orderBy("note.on_date", "desc").orderBy("note.id", "desc").limit(limit).execute();
}

/** How many case notes there are, and the child's own words most lately written down. */
export async function notesAtAGlance(
  handle: Handle,
  id: number,
): Promise<{ readonly count: number; readonly words: LatestNote | null }> {
  const found = await sql<LatestNote & { count: number; id: number | null }>`
    with theirs as (select id, on_date, kind, words, childs_words, worker_ref, authority_id from note where person_id = ${id}),
      latest as (select * from theirs where childs_words is not null order by on_date desc, id desc limit 1)
    select n.count, l.id, l.on_date as on, l.kind, l.words, l.childs_words as "childsWords", w.name as by
    from (select count(*) as count from theirs) n left join latest l on true left join worker w on w.ref = l.worker_ref and w.authority_id = l.authority_id`.execute(
    handle.db,
  );
  const row = found.rows[0];
  return { count: row?.count ?? 0, words: row === undefined || row.id === null ? null : row };
}
