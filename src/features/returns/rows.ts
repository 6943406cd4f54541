import { type RawBuilder, sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import { CENSUS_TABLES, type Held } from "./assemble.ts";
import { leadDays } from "./cohort.ts";
import type { KnownNumber } from "./person.ts";
import type { StoredRow } from "./thing.ts";
import type { Period } from "./year.ts";

type Db = Handle["db"];

/** A person who may be of a census, with the authority's number for the child. */
export type Candidate = { readonly personId: number; readonly localId: string };

/**
 * Everybody with a referral that some source has in the year, in the order of the authority's number for the child: as its census gives it, else as the freshest file does,
 * else as the record was made. A little wider than the cohort, which is decided for each child with all sources together.
 */
export async function candidates(
  db: Db,
  period: Period,
  only: readonly number[] | undefined,
): Promise<Candidate[]> {
  const { from, to } = period;
  const lead = leadDays(period);
  const among: RawBuilder<boolean> = only === undefined ? sql`true` : sql`person_id = any(${[...only]})`;
  const found = await sql<Candidate>`
    select p.id as "personId", coalesce(i.value, p.local_id, p.id::text) as "localId"
    from (select distinct person_id from referral
      where superseded_at is null and ${among} and received_on <= ${to}::date
        and (received_on >= ${lead}::date or greatest(closed_on, decided_on) >= ${from}::date
          or (closed_on is null and no_further_action is not true))) r
    join person p on p.id = r.person_id
    left join lateral (select i.value from identifier i left join source s on s.id = i.source_id
      where i.person_id = p.id and i.type = 'local' and i.superseded_at is null
      order by i.issuer = 'cin' desc, s.rank collate "C" desc nulls last, i.value collate "C" desc limit 1) i on true
    order by coalesce(i.value, p.local_id, p.id::text) collate "C", p.id`.execute(db);
  return found.rows;
}

const COLUMNS: { readonly [table in (typeof CENSUS_TABLES)[number]]: readonly string[] } = {
  person_detail: [
    "birth_date",
    "expected_birth_date",
    "death_date",
    "sex",
    "gender",
    "ethnicity",
    "disabilities",
    "upn_unknown",
  ],
  referral: ["received_on", "source", "need", "no_further_action", "decided_on", "closed_on", "close_reason"],
  assessment: ["referral", "started_on", "review_on", "authorised_on", "factors"],
  section47: [
    "referral",
    "started_on",
    "ended_on",
    "conference_target",
    "conference_on",
    "conference_not_required",
  ],
  conference: ["referral", "section47", "held_on", "target_on", "transfer_in"],
  in_need_plan: ["referral", "started_on", "ended_on"],
  protection_plan: [
    "referral",
    "started_on",
    "ended_on",
    "initial_category",
    "latest_category",
    "previous_plans",
  ],
  plan_review: ["plan", "held_on"],
  pre_proceedings: [
    "referral",
    "started_on",
    "letter_on",
    "meeting_offered",
    "meeting_offered_on",
    "meeting_held",
    "first_meeting_on",
    "review_meetings",
    "decided_on",
    "outcome",
    "application_on",
    "initial_letter_on",
  ],
};

/** What is held of some people, in their order: one query for each table, however many they are. */
export async function holdings(db: Db, people: readonly Candidate[]): Promise<Held[]> {
  if (people.length === 0) return [];
  const rows = new Map<number, Map<string, StoredRow[]>>(people.map(({ personId }) => [personId, new Map()]));
  const among = amongPeople(people.map(({ personId }) => personId));
  for (const table of CENSUS_TABLES) {
    const columns = sql.join(COLUMNS[table].map((name) => sql.ref(name)));
    const found =
      await sql<StoredRow>`select id, person_id, issuer, key, seen_rank, vanished_source_id, kept_by, ${columns}
      from ${sql.table(table)} where ${among} and superseded_at is null`.execute(db);
    for (const row of found.rows) {
      const of = rows.get(row.person_id);
      const list = of?.get(table);
      if (list !== undefined) list.push(row);
      else of?.set(table, [row]);
    }
  }
  const numbers = await numbersOf(db, among);
  return people.map(({ personId, localId }) => ({
    personId,
    localId,
    numbers: numbers.get(personId) ?? [],
    rows: rows.get(personId) ?? new Map(),
  }));
}

/** One value and not a thousand for the driver to write out; and between which they lie, or the whole table is read for each batch. */
function amongPeople(ids: readonly number[]): RawBuilder<boolean> {
  let [least, most] = [ids[0] ?? 0, ids[0] ?? 0];
  for (const id of ids) {
    if (id < least) least = id;
    if (id > most) most = id;
  }
  return sql`person_id between ${least} and ${most} and person_id = any(${`{${ids.join(",")}}`}::bigint[])`;
}

async function numbersOf(db: Db, among: RawBuilder<boolean>): Promise<Map<number, KnownNumber[]>> {
  const found = await sql<KnownNumber & { person_id: number }>`
    select i.id, i.person_id, i.type, i.value, i.issuer, coalesce(s.rank, '') as rank
    from identifier i left join source s on s.id = i.source_id
    where ${among} and i.type in ('local', 'upn', 'former-upn') and i.superseded_at is null`.execute(db);
  return Map.groupBy(found.rows, (row) => row.person_id);
}
