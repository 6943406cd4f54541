import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { SpanNow } from "../children/derived.ts";
import type { Asked } from "./parse.ts";

/** As many as anybody reads. More than this and the question is too wide. */
export const MOST = 50;

export type Found = {
  readonly id: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  /** The number that was typed, where this child has it. */
  readonly matched: { readonly type: string; readonly value: string } | null;
  readonly spans: readonly SpanNow[];
  readonly holder: { readonly worker: string | null; readonly team: string | null } | null;
  /** Whether the record opens to who searches. */
  readonly opens: boolean;
};

export type SearchResult = { readonly found: readonly Found[]; readonly more: boolean };

type Row = {
  id: number;
  localId: string | null;
  name: string | null;
  born: IsoDate | null;
  expected: IsoDate | null;
  died: IsoDate | null;
  type: string | null;
  value: string | null;
};

/**
 * Children who may be the one asked for, the closest first and one with the very number before all others. The walls leave out who must not be found, before
 * anything is counted; who a child is like is never given as a figure.
 */
export async function searchChildren(handle: Handle, asked: Asked): Promise<SearchResult> {
  const named = handle.context.rights.has("names");
  // Without the right to names, a name typed must not find the child's number.
  const names = named ? asked.names : [];
  const rows: Row[] = [
    ...(asked.identifiers.length === 0 ? [] : await byNumber(handle, asked)),
    ...(names.length > 0
      ? await byName(handle, names, asked)
      : asked.born
        ? await byBirth(handle, asked)
        : []),
  ];
  // A child found twice keeps the first, closer place.
  const once = rows.filter((row, at) => rows.findIndex((other) => other.id === row.id) === at);
  return { found: await describe(handle, once.slice(0, MOST), named), more: once.length > MOST };
}

const COLUMNS = sql`p.id, p.local_id as "localId", p.name, p.birth_date as born, p.expected_birth_date as expected, p.death_date as died`;

async function byNumber(handle: Handle, asked: Asked): Promise<Row[]> {
  const found = await sql<Row>`select distinct on (p.id) ${COLUMNS}, i.type, i.value
    from identifier i join person p on p.id = i.person_id
    where i.authority_id = ${handle.context.authorityId} and i.value = any(${[...asked.identifiers]}) and i.superseded_at is null
    order by p.id, i.type limit ${MOST + 1}`.execute(handle.db);
  return found.rows;
}

const bornIn = (asked: Asked, column: string) =>
  sql<boolean>`${sql.ref(column)} between ${asked.born?.from}::date and ${asked.born?.to}::date`;

async function byBirth(handle: Handle, asked: Asked): Promise<Row[]> {
  const found = await sql<Row>`select ${COLUMNS}, null as type, null as value from person p
    where p.authority_id = ${handle.context.authorityId} and (${bornIn(asked, "p.birth_date")} or ${bornIn(asked, "p.expected_birth_date")})
    order by coalesce(p.birth_date, p.expected_birth_date), p.name, p.id limit ${MOST + 1}`.execute(
    handle.db,
  );
  return found.rows;
}

/**
 * Nearly the same letters (trigrams, which do not mind which name comes first), or the same sounds. With a birth date the date must agree or be unknown, and the
 * letters may be further off.
 */
async function byName(handle: Handle, names: readonly string[], asked: Asked): Promise<Row[]> {
  const text = names.join(" ");
  const last = names.length > 1 ? (names.at(-1) ?? "") : "";
  const birth =
    asked.born === null
      ? sql`true`
      : sql`(${bornIn(asked, "p.birth_date")} or ${bornIn(asked, "p.expected_birth_date")} or p.birth_date is null)`;
  const nearEnough = asked.born === null ? 0.34 : 0.22;
  // By index, as a function that the walls let through (migrations/0004): under row security no index may compare letters. Only those it names are then looked up, one by one: left to
  // itself the planner compares the letters of every child first.
  const nearby = sql`select kith_named_like(${text}, array(select dmetaphone(w) from unnest(${[...names]}::text[]) w where dmetaphone(w) <> '')) as id`;
  const found = await sql<Row>`
    with sound as (select dmetaphone(${names[0] ?? ""}) as a, nullif(dmetaphone(${last}), '') as b),
    nearby as materialized (${nearby}),
    near as (
      select p.*, similarity(lower(p.name), ${text}) as alike, word_similarity(${text}, lower(p.name)) as within,
        dmetaphone(split_part(p.name, ' ', 1)) as first, dmetaphone(split_part(p.name, ' ', -1)) as last
      from nearby cross join lateral (select * from person where id = nearby.id offset 0) p
      where p.authority_id = ${handle.context.authorityId} and p.name is not null and ${birth}
    ),
    heard as (
      select n.*, s.a <> '' and case when s.b is null then s.a in (n.first, n.last)
          else (n.first = s.a and n.last = s.b) or (n.first = s.b and n.last = s.a) end as sounds
      from near n, sound s
    )
    select ${sql.raw(`id, local_id as "localId", name, birth_date as born, expected_birth_date as expected, death_date as died`)}, null as type, null as value
    from heard
    where alike >= ${nearEnough} or within >= 0.62 or sounds
    order by birth_date is null and ${asked.born !== null}, alike + case when sounds then 0.35 else 0 end + within * 0.3 desc, name, id
    limit ${MOST + 1}`.execute(handle.db);
  return found.rows;
}

/** Who holds each child and where each stands: told to everyone who may ask whether a child is known, so that they know whom to ring. */
async function describe(handle: Handle, rows: readonly Row[], named: boolean): Promise<Found[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const opening = await sql<{ id: number }>`select id from unnest(${ids}::bigint[]) id
    where (select kith_scope()) = 'all' or id in (select kith_mine())`.execute(handle.db);
  const opens = new Set(handle.context.rights.has("record.open") ? opening.rows.map((row) => row.id) : []);
  type Standing = {
    id: number;
    status: SpanNow["status"];
    from: IsoDate;
    until: IsoDate | null;
    detail: SpanNow["detail"];
    worker: string | null;
    team: string | null;
  };
  // The walls have already said that these children may be found.
  const standing = await handle.asSystem(async (db) => {
    const found =
      await sql<Standing>`select s.person_id as id, s.status, s.from_on as from, s.until_on as until, s.detail,
        coalesce(w.name, s.detail->>'workerName', s.worker_ref) as worker, coalesce(t.name, s.detail->>'teamName', s.team_ref) as team
      from span s left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref
        left join team t on t.authority_id = s.authority_id and t.ref = s.team_ref
      where s.person_id = any(${ids}) and s.from_on <= ${handle.today}::date and (s.until_on is null or s.until_on > ${handle.today}::date)`.execute(
        db,
      );
    return Map.groupBy(found.rows, (row) => row.id);
  });
  return rows.map((row) => {
    const spans = standing.get(row.id) ?? [];
    const held = spans.find((span) => span.status === "held");
    return {
      id: row.id,
      localId: row.localId,
      name: named ? row.name : null,
      born: row.born,
      expected: row.expected,
      died: row.died,
      matched: row.type === null || row.value === null ? null : { type: row.type, value: row.value },
      spans,
      holder: held === undefined ? null : { worker: held.worker, team: held.team },
      opens: opens.has(row.id),
    };
  });
}
