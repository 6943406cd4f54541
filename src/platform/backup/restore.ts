import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Engine } from "../db/engine.ts";
import { migrate, type Migration, migrationState } from "../db/migrate.ts";
import type { ByteSource } from "../files/bytes.ts";
import { BadArchive, type Header, readArchive, type TableHeader } from "./archive.ts";
import { type Client, LEFT_OUT, quoted, type StoredTable, storedTables, travelsAsText } from "./catalogue.ts";
import { refusal } from "./versions.ts";

export type RestoreOptions = {
  /** The migrations of this version of Kith. */
  readonly migrations: readonly Migration[];
  /** Restore although the database has people or accounts: they and everything else in it are removed first. */
  readonly replace?: boolean;
  /** Told the number of rows written so far. */
  readonly progress?: (rows: number) => void;
};

export type Restored = {
  readonly header: Header;
  readonly rows: number;
  readonly tables: readonly { readonly name: string; readonly rows: number }[];
  /** Migrations applied after it, when the archive is from an older Kith. */
  readonly migrated: readonly string[];
};

/**
 * Reads an archive to its end without using any of it.
 * @returns its header, or why it cannot be used
 */
export async function inspectArchive(source: ByteSource): Promise<Result<Header>> {
  try {
    let header: Header | undefined;
    for await (const part of readArchive(source)) if (part.kind === "header") header = part.header;
    return header === undefined ? fail("unreadable-file", `${source.name} is empty.`) : ok(header);
  } catch (error) {
    if (error instanceof BadArchive) return fail("unreadable-file", error.message);
    throw error;
  }
}

/** Undoes the transaction of a restore, with the reason for the person. */
class Refused extends Error {}

/**
 * Puts an archive into a database, of either engine, whatever engine it came from. The archive is read to its end first; then everything is put in within
 * one transaction, so that it is all there or the database is as it was. An archive of an older Kith goes into an empty database, which is
 * then brought to this version. Nobody else should be using the database.
 */
export async function restore(
  engine: Engine,
  source: ByteSource,
  options: RestoreOptions,
): Promise<Result<Restored>> {
  const whole = await inspectArchive(source);
  if (!whole.ok) return whole;
  const header = whole.value;
  const { applied } = await migrationState(engine, options.migrations);
  const problem = refusal(header, applied, options.migrations);
  if (problem !== null) return fail("unreadable-file", problem);
  // Tables as they were when the archive was made; without rows this changes nothing anybody has.
  const then = options.migrations.filter((migration) =>
    header.migrations.some((made) => made.name === migration.name),
  );
  await migrate(engine, then);
  try {
    const tables = await load(engine, source, options);
    const migrated = await migrate(engine, options.migrations);
    return ok({ header, rows: tables.reduce((sum, table) => sum + table.rows, 0), tables, migrated });
  } catch (error) {
    if (error instanceof Refused) return fail("already-done", error.message);
    if (error instanceof BadArchive) return fail("unreadable-file", error.message);
    throw error;
  }
}

async function load(
  engine: Engine,
  source: ByteSource,
  options: RestoreOptions,
): Promise<{ name: string; rows: number }[]> {
  const client = await engine.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin");
    // No import, no seal and no migration meanwhile.
    await client.query(
      "select pg_advisory_xact_lock(5484123), pg_advisory_xact_lock(5484124), pg_advisory_xact_lock(5484125)",
    );
    const tables = await storedTables(client);
    const forced = tables.filter((table) => table.forced).map((table) => quoted(table.name));
    // The walls hold for the owner too; the owner may lower them, and only inside this transaction.
    for (const name of forced) await client.query(`alter table ${name} no force row level security`);
    await refuseOccupied(client, options);
    await client.query(
      `truncate ${[...tables.map((table) => table.name), ...LEFT_OUT.filter((name) => name !== "kith_migration")].map(quoted).join(", ")}`,
    );
    const done = await copyIn(client, source, tables, options);
    for (const name of forced) await client.query(`alter table ${name} force row level security`);
    await client.query("commit");
    return done;
  } catch (error) {
    await client.query("rollback").catch((problem: Error) => (broken = problem));
    throw error;
  } finally {
    client.release(broken);
  }
}

async function refuseOccupied(client: Client, options: RestoreOptions): Promise<void> {
  if (options.replace === true) return;
  const found = await client.query(
    "select (select count(*) from person)::int8 as people, (select count(*) from account)::int8 as accounts",
  );
  const { people, accounts } = found.rows[0] as { people: number; accounts: number };
  if (people + accounts > 0)
    throw new Refused(
      `This database already has people in it (${people} on record, ${accounts} accounts). Nothing was changed. Restore into an empty database, or say that what is here is to be replaced.`,
    );
}

async function copyIn(
  client: Client,
  source: ByteSource,
  tables: readonly StoredTable[],
  options: RestoreOptions,
): Promise<{ name: string; rows: number }[]> {
  const counts = new Map<string, number>();
  let header: Header | undefined;
  let rows = 0;
  for await (const part of readArchive(source)) {
    if (part.kind === "header") header = part.header;
    if (part.kind !== "rows") continue;
    const table = tables.find((known) => known.name === part.table.name);
    if (table === undefined)
      throw new BadArchive(`The backup has a table this Kith has not: ${part.table.name}.`);
    await insert(client, table, part.table, part.lines);
    counts.set(table.name, (counts.get(table.name) ?? 0) + part.lines.length);
    rows += part.lines.length;
    options.progress?.(rows);
  }
  for (const table of header?.tables ?? []) {
    if (table.next === null) continue;
    await client.query(
      `alter table ${quoted(table.name)} alter column ${quoted(table.next.column)} restart with ${table.next.value}`,
    );
  }
  return (header?.tables ?? []).map((table) => ({ name: table.name, rows: counts.get(table.name) ?? 0 }));
}

async function insert(
  client: Client,
  table: StoredTable,
  described: TableHeader,
  lines: readonly string[],
): Promise<void> {
  const columns = described.columns.map((name) => {
    const column = table.columns.find((known) => known.name === name);
    if (column === undefined)
      throw new BadArchive(`The backup has a column this Kith has not: ${table.name}.${name}.`);
    return column;
  });
  const names = columns.map((column) => quoted(column.name)).join(", ");
  const shape = columns.map(
    (column) => `${quoted(column.name)} ${travelsAsText(column) ? "text" : column.type}`,
  );
  const values = columns.map((column) =>
    travelsAsText(column) ? `${quoted(column.name)}::${column.type}` : quoted(column.name),
  );
  const result = await client.query(
    `insert into ${quoted(table.name)} (${names}) overriding system value select ${values.join(", ")} from json_to_recordset($1::json) as r(${shape.join(", ")})`,
    [`[${lines.join(",")}]`],
  );
  if (result.rowCount !== lines.length)
    throw new BadArchive(`Not every row of ${table.name} could be put back.`);
}
