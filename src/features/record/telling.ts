import { sql } from "kysely";
import type { Db } from "./bulk.ts";
import { readFreshness } from "./ranks.ts";

/** What is needed of a stored entry to tell whose word on it is the freshest. */
export type Told = {
  readonly person_id: number;
  readonly kind: string;
  readonly subject: string;
  readonly issuer: string;
  /** The row that says so, `table:key`. */
  readonly origin: string;
  readonly as_at: string | null;
  readonly superseded_at: string | null;
};

/** An entry that no file's row stands behind is somebody's own, made here: it comes after every file. */
const OWN = "9999-12-31";

const thing = (row: Told): string => `${row.person_id}|${row.kind}|${row.subject}`;
const rowOf = (row: Told): string => `${row.person_id}|${row.issuer}|${row.origin}`;

/**
 * Puts entries in the order in which they are to be told: where several sources tell of one thing, the one whose row was told of by the freshest file comes last, so
 * that its word stands. It is the row that counts and not the entry, which stays as it was first told; and so the order does not depend on which file came first.
 */
export async function inTellingOrder<Row extends Told>(
  db: Db,
  rows: readonly Row[],
): Promise<readonly Row[]> {
  const things = Map.groupBy(
    rows.filter((row) => row.superseded_at === null),
    thing,
  );
  const disputed = [...things.values()].filter((group) => group.length > 1).flat();
  if (disputed.length === 0) return rows;
  const seen = await ranksOf(db, disputed);
  const rank = (row: Row): string => seen.get(rowOf(row)) ?? row.as_at ?? OWN;
  const order = new Map(
    disputed
      .map((row) => ({ row, text: [rank(row), row.issuer, row.origin].join("\n") }))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
      .map(({ row }, at) => [row, at] as const),
  );
  return rows.toSorted((a, b) => a.person_id - b.person_id || (order.get(a) ?? -1) - (order.get(b) ?? -1));
}

/** The ranks of the rows behind some entries. */
async function ranksOf(db: Db, entries: readonly Told[]): Promise<Map<string, string>> {
  const tables = Map.groupBy(entries, (entry) => entry.origin.slice(0, entry.origin.indexOf(":")));
  const known = await sql<{ name: string }>`select name from unnest(${[...tables.keys()]}::text[]) name
    where exists (select from pg_attribute where attrelid = to_regclass(name) and attname = 'seen_rank')`.execute(
    db,
  );
  const seen = new Map<string, string>();
  for (const { name } of known.rows) {
    const ids = [...new Set((tables.get(name) ?? []).map((entry) => entry.person_id))];
    const rows = await sql<{ person_id: number; issuer: string; key: string; seen_rank: string }>`
      select person_id, issuer, key, seen_rank from ${sql.table(name)}
      where person_id = any(${ids}) and superseded_at is null`.execute(db);
    for (const row of rows.rows)
      seen.set(`${row.person_id}|${row.issuer}|${name}:${row.key}`, readFreshness(row.seen_rank).rank);
  }
  return seen;
}
