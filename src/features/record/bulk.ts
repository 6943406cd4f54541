import { sql, type RawBuilder, type Transaction } from "kysely";
import type { Schema } from "../../platform/db/types.gen.ts";

export type Db = Transaction<Schema>;

type Row = Readonly<Record<string, unknown>>;

/**
 * Inserts many rows in one statement for each few thousand. What all of them share is sent once, the rest column by column as arrays: about half the work for both sides of sending each
 * row as an object. Rows must all have the same columns.
 */
export async function insertMany(db: Db, table: string, rows: readonly object[]): Promise<void> {
  const first = rows[0];
  if (first === undefined) return;
  const names = Object.keys(first);
  const types = await typesOf(db, table);
  for (let from = 0; from < rows.length; from += CHUNK)
    await insertChunk(db, table, names, types, rows.slice(from, from + CHUNK) as readonly Row[]);
}

const CHUNK = 5000;

async function insertChunk(
  db: Db,
  table: string,
  names: readonly string[],
  types: ReadonlyMap<string, string>,
  rows: readonly Row[],
): Promise<void> {
  const wanted: RawBuilder<unknown>[] = [];
  const arrays: RawBuilder<unknown>[] = [];
  const given: RawBuilder<unknown>[] = [];
  for (const [at, name] of names.entries()) {
    const type = types.get(name);
    if (type === undefined) throw new Error(`${table} has no column ${name}`);
    // One column must be an array, for there to be as many rows.
    if (at < names.length - 1 || arrays.length > 0) {
      const shared = sharedBy(rows, name);
      if (shared !== undefined) {
        wanted.push(sql`${literal(shared)}::${sql.raw(type)}`);
        continue;
      }
    }
    // An array of arrays would have to be square, so each is sent as its own text.
    const sent = type.endsWith("[]") ? "text" : type;
    arrays.push(sql`${arrayText(rows, name)}::${sql.raw(sent)}[]`);
    const column = sql.ref(`u.${name}`);
    given.push(sql.ref(name));
    wanted.push(sent === type ? column : sql`${column}::${sql.raw(type)}`);
  }
  await sql`insert into ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(wanted)} from unnest(${sql.join(arrays)}) as u(${sql.join(given)})`.execute(db);
}

/** The value every row has, or undefined when they differ. */
function sharedBy(rows: readonly Row[], name: string): unknown {
  const value = rows[0]?.[name] ?? null;
  if (typeof value === "object" && value !== null) return undefined;
  for (const row of rows) if ((row[name] ?? null) !== value) return undefined;
  return value;
}

const ODD = /[{}",\\\s]/;

/** A column's values as the text of an array. */
function arrayText(rows: readonly Row[], name: string): string {
  const items: string[] = [];
  for (const row of rows) {
    const text = literal(row[name] ?? null);
    if (text === null) items.push("NULL");
    else if (text === "" || ODD.test(text) || (text.length === 4 && text.toLowerCase() === "null"))
      items.push(`"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`);
    else items.push(text);
  }
  return `{${items.join(",")}}`;
}

/** A value as the database reads it: lists as arrays of text, other objects as JSON. */
function literal(value: unknown): string | null {
  if (value === null || typeof value === "string") return value;
  if (Array.isArray(value))
    return arrayText(
      value.map((item: unknown) => ({ item })),
      "item",
    );
  return typeof value === "number" || typeof value === "boolean" ? `${value}` : JSON.stringify(value);
}

/** The columns' types, asked for once: tables do not change while a process runs. */
async function typesOf(db: Db, table: string): Promise<ReadonlyMap<string, string>> {
  const known = TYPES.get(table);
  if (known !== undefined) return known;
  const found = await sql<{ name: string; type: string }>`
    select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped`.execute(db);
  const types = new Map(found.rows.map(({ name, type }) => [name, type]));
  TYPES.set(table, types);
  return types;
}

const TYPES = new Map<string, ReadonlyMap<string, string>>();

/** The next ids of a table whose ids are given before the rows are written. */
export async function nextIds(db: Db, table: string, count: number): Promise<number[]> {
  if (count === 0) return [];
  const rows = await sql<{ id: number }>`
    select nextval((select pg_get_serial_sequence(${table}, 'id'))::regclass) as id from generate_series(1, ${count})`.execute(
    db,
  );
  return rows.rows.map((row) => row.id);
}
