import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Identifier, IdentifierType } from "../../kernel/record/claim.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { ReturnChild } from "../../returns/ssd/make/child.ts";
import type { Db } from "../record/bulk.ts";
import { freshest, type Word } from "../record/freshest.ts";

/** A child as the record holds it now, of all sources together. */
export type HeldChild = {
  readonly personId: number;
  /** The authority's own number; null for a child known by other numbers only. */
  readonly laId: string | null;
  readonly child: ReturnChild;
};

/** The numbers of the next people after one, in order. */
export async function peopleAfter(db: Db, after: number, limit: number): Promise<number[]> {
  const rows = await sql<{
    id: number;
  }>`select id from person where id > ${after} order by id limit ${limit}`.execute(db);
  return rows.rows.map((row) => row.id);
}

/**
 * What is held of some people: one query for the people, one for their numbers and one for each table. Whom the handle may not see is not among them.
 * @param tables those whose rows are wanted
 */
export async function heldChildren(
  db: Db,
  tables: readonly RecordTable[],
  ids: readonly number[],
): Promise<HeldChild[]> {
  if (ids.length === 0) return [];
  const people = await sql<{ id: number; localId: string | null; born: IsoDate | null }>`
    select id, local_id as "localId", birth_date as born from person where id = any(${ids}::bigint[]) order by id`.execute(
    db,
  );
  const numbers = await sql<{ personId: number; type: IdentifierType; value: string }>`
    select distinct person_id as "personId", type, value from identifier
    where person_id = any(${ids}::bigint[]) and superseded_at is null order by 1, 2, 3`.execute(db);
  const byPerson = Map.groupBy(numbers.rows, (row) => row.personId);
  const claims = new Map<number, { table: string; key: string; values: RowValues }[]>(
    ids.map((id) => [id, []]),
  );
  for (const table of tables)
    for (const [person, rows] of await rowsOfTable(db, table, ids))
      for (const { key, values } of freshest(rows))
        claims.get(person)?.push({ table: table.name, key, values });
  return people.rows.map(({ id, localId, born }) => {
    const known = byPerson.get(id) ?? [];
    const laId = ownNumber(known, localId);
    return {
      personId: id,
      laId,
      child: {
        id: nameOf(known, laId, id),
        identifiers: known.map(({ type, value }) => ({ type, value })),
        born,
        claims: claims.get(id) ?? [],
      },
    };
  });
}

type Known = { readonly type: IdentifierType; readonly value: string };

/** The authority's own number of a person: the one lists show, where several files give several. */
function ownNumber(known: readonly Known[], shown: string | null): string | null {
  const own = known.filter(({ type }) => type === "local").map(({ value }) => value);
  return own.find((value) => value === shown) ?? own[0] ?? null;
}

/** Who the child is in a dataset: the authority's number, else the dataset's own, else Kith's. */
function nameOf(known: readonly Known[], laId: string | null, id: number): Identifier {
  if (laId !== null) return { type: "local", value: laId };
  const own = known.find(({ type }) => type === "ssd-person");
  return { type: "ssd-person", value: own?.value ?? `K${id}` };
}

async function rowsOfTable(db: Db, table: RecordTable, ids: readonly number[]): Promise<Map<number, Word[]>> {
  const columns = sql.join(Object.keys(table.columns).map((name) => sql.ref(name)));
  const found = await sql<
    Word & { person_id: number }
  >`select person_id, issuer, key, seen_rank, ${columns} from ${sql.table(table.name)}
    where person_id = any(${ids}::bigint[]) and superseded_at is null`.execute(db);
  return Map.groupBy(found.rows, (row) => row.person_id);
}
