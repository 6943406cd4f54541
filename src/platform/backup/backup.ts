import { createHash } from "node:crypto";
import { createGzip } from "node:zlib";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Engine } from "../db/engine.ts";
import { type End, FORMAT, type Header, type TableHeader, through } from "./archive.ts";
import { type Client, quoted, type StoredTable, storedTables, travelsAsText } from "./catalogue.ts";

/** Rows fetched at a time. */
const PAGE = 1000;

export type BackupOptions = {
  /** This version of Kith. */
  readonly version: string;
  readonly now: IsoInstant;
  /** Told the number of rows written so far. */
  readonly progress?: (rows: number) => void;
};

/**
 * Everything in the database but sessions and tries to sign in, as one archive (see archive.ts), from one consistent look: what is committed while it is being
 * made is not in it. Holds a page of rows at a time. On the embedded engine nothing else can use the database until it is done, so write it to disk first and
 * send it from there.
 */
export function backup(engine: Engine, options: BackupOptions): AsyncIterable<Uint8Array> {
  return through(lines(engine, options), createGzip({ level: 6 }));
}

async function* lines(engine: Engine, options: BackupOptions): AsyncGenerator<Uint8Array> {
  const client = await engine.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables = await storedTables(client);
    await client.query("set local role kith_backup");
    // The first look at the data fixes the moment the backup speaks for.
    const header = await headerOf(client, engine, tables, options);
    const hash = createHash("sha256");
    const hashed = (text: string): Uint8Array => {
      const bytes = Buffer.from(text, "utf8");
      hash.update(bytes);
      return bytes;
    };
    yield hashed(`${JSON.stringify(header)}\n`);
    let rows = 0;
    for (const table of tables) {
      for await (const page of pagesOf(client, table)) {
        rows += page.length;
        yield hashed(`${page.join("\n")}\n`);
        options.progress?.(rows);
      }
    }
    const end: End = { end: true, rows, sha256: hash.digest("hex") };
    yield Buffer.from(`${JSON.stringify(end)}\n`, "utf8");
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    // Also reached when the reader goes away half way: the connection must not go back with a transaction or a role on it.
    await client.query("rollback").catch((error: Error) => (broken = error));
    client.release(broken);
  }
}

async function headerOf(
  client: Client,
  engine: Engine,
  tables: readonly StoredTable[],
  options: BackupOptions,
): Promise<Header> {
  const described: TableHeader[] = [];
  for (const table of tables) {
    await refuseHidden(client, table);
    const counted = await client.query(`select count(*)::int8 as rows from ${quoted(table.name)}`);
    described.push({
      name: table.name,
      rows: Number(counted.rows[0]?.rows),
      columns: table.columns.map((column) => column.name),
      next: await nextOf(client, table),
    });
  }
  const migrations = await client.query("select name, hash from kith_migration order by name");
  return {
    kith: "backup",
    format: FORMAT,
    version: options.version,
    engine: engine.kind,
    at: options.now,
    migrations: migrations.rows as Header["migrations"],
    tables: described,
  };
}

/** A table behind a wall the backup has no way through would look empty and be left out without a word. */
async function refuseHidden(client: Client, table: StoredTable): Promise<void> {
  if (!table.walled) return;
  const way = await client.query(
    "select 1 from pg_policies where schemaname = 'public' and tablename = $1 and policyname = 'backup' and 'kith_backup' = any (roles)",
    [table.name],
  );
  if (way.rows.length === 0)
    throw new Error(
      `the backup may not read ${table.name}: its migration must call kith_backup_reads('${table.name}')`,
    );
}

/** The number the identity column gives next. Read after the look was taken, so never less than a row in it needs. */
async function nextOf(client: Client, table: StoredTable): Promise<TableHeader["next"]> {
  if (table.identity === null) return null;
  const { column, sequence } = table.identity;
  const found = await client.query(
    `select greatest((select coalesce(max(${quoted(column)}), 0) + 1 from ${quoted(table.name)}),
      (select last_value + is_called::int from ${sequence})) as value`,
  );
  return { column, value: Number(found.rows[0]?.value) };
}

async function* pagesOf(client: Client, table: StoredTable): AsyncGenerator<string[]> {
  const columns = table.columns
    .map((column) =>
      travelsAsText(column) ? `${quoted(column.name)}::text as ${quoted(column.name)}` : quoted(column.name),
    )
    .join(", ");
  const order = table.key.length > 0 ? `order by ${table.key.map(quoted).join(", ")}` : "";
  await client.query(
    `declare kith_backup_rows no scroll cursor for select row_to_json(r)::text as line from (select ${columns} from ${quoted(table.name)} ${order}) r`,
  );
  for (;;) {
    const page = await client.query(`fetch ${PAGE} from kith_backup_rows`);
    if (page.rows.length > 0) yield page.rows.map((row: { line: string }) => row.line);
    if (page.rows.length < PAGE) break;
  }
  await client.query("close kith_backup_rows");
}
