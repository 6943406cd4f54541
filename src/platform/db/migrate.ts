import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import type { Engine } from "./engine.ts";

export type Migration = { readonly name: string; readonly sql: string };

/** The migrations of a folder, in order of their numbers. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => ({ name: name.replace(/\.sql$/, ""), sql: readFileSync(join(folder, name), "utf8") }));
}

export type MigrationState = { readonly applied: readonly string[]; readonly waiting: readonly string[] };

/**
 * Brings the database to this version: numbered SQL, forward only, each in its own transaction, one process at a time. A migration whose text has changed
 * since it was applied, or a database from a newer Kith, is refused in words.
 */
export async function migrate(engine: Engine, migrations: readonly Migration[]): Promise<readonly string[]> {
  const done: string[] = [];
  const client = await engine.pool.connect();
  try {
    // Two starting processes take turns; the number is Kith's own.
    await client.query("select pg_advisory_lock(5484123)");
    await client.query(
      "create table if not exists kith_migration (name text primary key, hash text not null, applied_at timestamptz not null default now())",
    );
    const applied = new Map<string, string>(
      (await client.query<{ name: string; hash: string }>("select name, hash from kith_migration")).rows.map(
        (row) => [row.name, row.hash],
      ),
    );
    refuseStrangers(applied, migrations);
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      await client.query("begin");
      try {
        await client.query(migration.sql);
        await client.query("insert into kith_migration (name, hash) values ($1, $2)", [
          migration.name,
          hashOf(migration),
        ]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new Error(
          `Migration ${migration.name} failed and was rolled back: ${(error as Error).message}`,
          { cause: error },
        );
      }
      done.push(migration.name);
    }
    await client.query("select pg_advisory_unlock(5484123)");
  } finally {
    client.release();
  }
  return done;
}

const hashOf = (migration: Migration): string => createHash("sha256").update(migration.sql).digest("hex");

function refuseStrangers(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((m) => [m.name, hashOf(m)]));
  for (const [name, hash] of applied) {
    if (!known.has(name))
      throw new Error(
        `This database was made by a newer Kith (it has ${name}). Start that version, or restore a backup made by this one.`,
      );
    if (known.get(name) !== hash)
      throw new Error(
        `Migration ${name} has changed since it was applied here. Use the version of Kith that was installed.`,
      );
  }
}

export async function migrationState(
  engine: Engine,
  migrations: readonly Migration[],
): Promise<MigrationState> {
  const exists = await sql<{
    found: boolean;
  }>`select to_regclass('kith_migration') is not null as found`.execute(engine.db);
  if (exists.rows[0]?.found !== true) return { applied: [], waiting: migrations.map((m) => m.name) };
  const rows = await sql<{ name: string }>`select name from kith_migration order by name`.execute(engine.db);
  const applied = rows.rows.map((row) => row.name);
  return { applied, waiting: migrations.map((m) => m.name).filter((name) => !applied.includes(name)) };
}
