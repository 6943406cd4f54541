import { sql, type Transaction } from "kysely";
import type { Schema } from "../../platform/db/types.gen.ts";

export type Db = Transaction<Schema>;

/** Inserts many rows in one statement; the table's own column types read the JSON. Rows must all have the same columns. */
export async function insertMany(db: Db, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const columns = sql.join(Object.keys(first).map((name) => sql.ref(name)));
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = JSON.stringify(rows.slice(from, from + CHUNK));
    await sql`insert into ${sql.table(table)} (${columns}) select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${chunk}::json)`.execute(
      db,
    );
  }
}

const CHUNK = 5000;

/** The next ids of a table whose ids are given before the rows are written. */
export async function nextIds(db: Db, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await sql<{
    id: number;
  }>`select nextval(pg_get_serial_sequence(${table}, 'id')) as id from generate_series(1, ${count})`.execute(
    db,
  );
  return rows.rows.map((row) => row.id);
}
