import { sql } from "kysely";
import type { ChildClaims } from "../../kernel/record/claim.ts";
import { type Db, insertMany } from "./bulk.ts";
import type { Incoming, Person } from "./incoming.ts";

/** New people and everybody's identifiers. */
export async function writePeople(db: Db, incoming: Incoming, people: readonly Person[]): Promise<void> {
  const added = people.filter((p) => p.isNew);
  await insertMany(
    db,
    "person",
    added.map(({ personId, child }) => ({
      id: personId,
      authority_id: incoming.authorityId,
      local_id: child.id.value,
      created_at: incoming.recordedAt,
      ...shownOf(child),
    })),
  );
  // Nobody new has an identifier yet, so theirs need no look for one already there.
  await insertMany(
    db,
    "identifier",
    added.flatMap((p) => identifiersFor(incoming, p)),
  );
  const others = people.filter((p) => !p.isNew).flatMap((p) => identifiersFor(incoming, p));
  if (others.length === 0) return;
  await sql`insert into identifier (authority_id, person_id, type, value, issuer, source_id, recorded_at)
    select authority_id, person_id, type, value, issuer, source_id, recorded_at from json_populate_recordset(null::identifier, ${JSON.stringify(others)}::json)
    on conflict (authority_id, issuer, type, value, person_id) where superseded_at is null do nothing`.execute(
    db,
  );
}

/** What a list shows of somebody of whom only this file has told; `refreshPeople` says the same for everybody else. */
function shownOf(child: ChildClaims): object {
  const said = child.claims.find((claim) => claim.table === "person_detail")?.values ?? {};
  const name = [said["forename"], said["surname"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ")
    .trim();
  return {
    name: name === "" ? null : name,
    birth_date: said["birth_date"] ?? child.born,
    expected_birth_date: said["expected_birth_date"] ?? null,
    death_date: said["death_date"] ?? null,
    sex: said["sex"] ?? null,
    ethnicity: said["ethnicity"] ?? null,
  };
}

/** Each identifier of a child once. */
function identifiersFor(incoming: Incoming, { personId, child }: Person): object[] {
  const once = new Map([child.id, ...child.identifiers].map((id) => [`${id.type} ${id.value}`, id]));
  return [...once.values()].map((id) => ({
    authority_id: incoming.authorityId,
    person_id: personId,
    type: id.type,
    value: id.value,
    issuer: incoming.format,
    source_id: incoming.sourceId,
    recorded_at: incoming.recordedAt,
  }));
}

/** The name, dates and so on a list shows, from the freshest source that gives each. */
export async function refreshPeople(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update person p set name = d.name, birth_date = coalesce(d.birth_date, p.birth_date), expected_birth_date = d.expected_birth_date, death_date = d.death_date,
      sex = d.sex, ethnicity = d.ethnicity
    from (select person_id,
        (array_agg(nullif(trim(concat_ws(' ', forename, surname)), '') order by seen_rank collate "C" desc) filter (where surname is not null or forename is not null))[1] as name,
        (array_agg(birth_date order by seen_rank collate "C" desc) filter (where birth_date is not null))[1] as birth_date,
        (array_agg(expected_birth_date order by seen_rank collate "C" desc) filter (where expected_birth_date is not null))[1] as expected_birth_date,
        (array_agg(death_date order by seen_rank collate "C" desc) filter (where death_date is not null))[1] as death_date,
        (array_agg(sex order by seen_rank collate "C" desc) filter (where sex is not null))[1] as sex,
        (array_agg(ethnicity order by seen_rank collate "C" desc) filter (where ethnicity is not null))[1] as ethnicity
      from person_detail where person_id = any(${ids}) and superseded_at is null group by person_id) d
    where p.id = d.person_id`.execute(db);
}
