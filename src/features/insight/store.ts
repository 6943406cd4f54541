import { createHash } from "node:crypto";
import { type RawBuilder, sql } from "kysely";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { type Db, insertMany } from "../record/bulk.ts";
import { loadTimelines } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { contributions } from "./counts.ts";
import type { Contribution } from "./cuts.ts";
import { codeOf } from "./indicators.ts";

export type Recount = {
  readonly children: number;
  /** Children whose rows were not what was stored. */
  readonly changed: number;
  /** Rows written for them. */
  readonly rows: number;
};

type Person = { readonly id: number; readonly sex: string | null; readonly ethnicity: string | null };

/** What a child's rows come to, in a few letters: the same rows in the same order have the same print. */
function printOf(person: Person, mine: readonly Contribution[]): string {
  const hash = createHash("sha1");
  let text = `${person.sex}|${person.ethnicity}`;
  for (const c of mine)
    text += `\n${c.measure}|${c.part}|${c.on}|${c.from}|${c.until}|${c.value}|${c.code}|${c.subject}|${c.team}|${c.age}|${c.need}`;
  return hash.update(text).digest("base64");
}

/** A stored row. */
const rowOf = (authorityId: number, person: Person, c: Contribution): object => ({
  authority_id: authorityId,
  person_id: person.id,
  measure: codeOf(c.measure),
  part: c.part,
  on_date: c.on,
  from_on: c.from,
  until_on: c.until,
  value: c.value,
  code: c.code,
  subject: c.subject,
  team_ref: c.team,
  age: c.age,
  need: c.need,
  sex: person.sex,
  ethnicity: person.ethnicity,
});

/**
 * Brings what some children add to the measures into line with their timelines. A child whose rows come out as they are stored is left alone; another's are replaced.
 * @param months keep the months in step; false where they are made afresh afterwards
 */
export async function contributionsFor(
  db: Db,
  spine: Pick<Spine, "guards">,
  brain: BrainContext,
  ids: readonly number[],
  months = true,
): Promise<Recount> {
  if (ids.length === 0) return { children: 0, changed: 0, rows: 0 };
  const authority = await sql<{ id: number }>`select (select kith_authority()) as id`.execute(db);
  const authorityId = authority.rows[0]?.id ?? 0;
  const [people, prints, timelines] = [
    await peopleOf(db, ids),
    await printsOf(db, ids),
    await loadTimelines(db, ids),
  ];
  const changed: { authority_id: number; person_id: number; print: string }[] = [];
  const rows: object[] = [];
  for (const person of people) {
    const mine = contributions(timelines.get(person.id) ?? [], brain, spine.guards);
    const print = printOf(person, mine);
    if (prints.get(person.id) === print) continue;
    changed.push({ authority_id: authorityId, person_id: person.id, print });
    for (const one of mine) rows.push(rowOf(authorityId, person, one));
  }
  if (changed.length === 0) return { children: ids.length, changed: 0, rows: 0 };
  const those = changed.map((child) => child.person_id);
  const stored = those.filter((id) => prints.has(id));
  if (stored.length > 0) {
    if (months) await addToMonths(db, stored, -1);
    await sql`delete from contribution where person_id = any(${stored})`.execute(db);
    await sql`delete from contribution_print where person_id = any(${stored})`.execute(db);
  }
  await insertMany(db, "contribution", rows);
  await insertMany(db, "contribution_print", changed);
  if (months) await addToMonths(db, those, 1);
  return { children: ids.length, changed: changed.length, rows: rows.length };
}

async function peopleOf(db: Db, ids: readonly number[]): Promise<Person[]> {
  return await db.selectFrom("person").select(["id", "sex", "ethnicity"]).where("id", "in", ids).execute();
}

async function printsOf(db: Db, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("contribution_print")
    .select(["person_id", "print"])
    .where("person_id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.person_id, row.print]));
}

/**
 * Rows as cells of a month: one in the month it happened, or began to stand; and one less in the month it ceased. What stood at the end of a month is the sum of all cells up to it.
 */
export const cellsSql = (where: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select authority_id, measure, part, coalesce(code, '') as code, coalesce(team_ref, '') as team_ref,
    date_trunc('month', coalesce(on_date, from_on))::date as month, 1 as n, coalesce(value, 0) as total
  from contribution where ${where}
  union all
  select authority_id, measure, part, coalesce(code, ''), coalesce(team_ref, ''), date_trunc('month', until_on)::date, -1, -coalesce(value, 0)
  from contribution where on_date is null and until_on is not null and ${where}`;

/** The whole authority, in place of a team. */
export const ALL_TEAMS = "*";

async function addToMonths(db: Db, ids: readonly number[], sign: 1 | -1): Promise<void> {
  await sql`insert into contribution_month (authority_id, measure, part, code, team_ref, month, n, total)
    select c.authority_id, c.measure, c.part, c.code, t.ref, c.month, ${sign}::int * sum(c.n), ${sign}::int * sum(c.total)
    from (${cellsSql(sql`person_id = any(${ids})`)}) c cross join lateral (values (${ALL_TEAMS}), (c.team_ref)) t (ref)
    group by 1, 2, 3, 4, 5, 6 having sum(c.n) <> 0 or sum(c.total) <> 0
    on conflict (authority_id, team_ref, measure, part, code, month)
      do update set n = contribution_month.n + excluded.n, total = contribution_month.total + excluded.total`.execute(
    db,
  );
}

/** Brings the months of an authority into line with its rows, writing only the cells that differ. */
export async function remakeMonths(db: Db): Promise<void> {
  await sql`with teams as materialized (
      select authority_id, measure, part, code, team_ref, month, sum(n) as n, sum(total) as total
      from (${cellsSql(sql`authority_id = (select kith_authority())`)}) c group by 1, 2, 3, 4, 5, 6),
    wanted as (
      select * from teams
      union all
      select authority_id, measure, part, code, ${ALL_TEAMS}, month, sum(n), sum(total) from teams group by 1, 2, 3, 4, 6)
    insert into contribution_month (authority_id, measure, part, code, team_ref, month, n, total)
    select authority_id, measure, part, code, team_ref, month, coalesce(w.n, 0), coalesce(w.total, 0)
    from wanted w
      full join (select * from contribution_month where authority_id = (select kith_authority())) h
        using (authority_id, measure, part, code, team_ref, month)
    where (coalesce(w.n, 0), coalesce(w.total, 0)) <> (coalesce(h.n, 0), coalesce(h.total, 0))
    on conflict (authority_id, team_ref, measure, part, code, month) do update set n = excluded.n, total = excluded.total`.execute(
    db,
  );
}
