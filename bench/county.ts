import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { seedRoles } from "../src/features/accounts/roles.ts";
import { loadDemonstration } from "../src/features/demonstration/load.ts";
import { systemNow } from "../src/kernel/dates.ts";
import { auditWriter } from "../src/platform/audit/write.ts";
import type { Engine } from "../src/platform/db/engine.ts";
import { migrate, readMigrations } from "../src/platform/db/migrate.ts";
import { type Database, database } from "../src/platform/db/transact.ts";
import { SPINE } from "../src/spine.ts";

export const SECRET = randomBytes(32);

export async function prepared(engine: Engine): Promise<Database> {
  await migrate(engine, readMigrations("migrations"));
  await seedRoles(engine);
  return database(engine, auditWriter(SECRET));
}

/** A county of so many children, seeded, with its notes: through the same code as a file. */
export async function loadCounty(
  db: Database,
  children: number,
  notesPerChild = 40,
): Promise<{ authorityId: number; children: number }> {
  return await loadDemonstration(
    db,
    SPINE,
    systemNow(),
    { seed: 20_260, children, notesPerChild },
    (done) => {
      if (done % 5000 === 0) process.stderr.write(`  ${done} children\n`);
    },
  );
}

/** After a bulk load the planner's statistics are stale; the server's own housekeeping would do this within minutes. */
export async function settle(db: Database): Promise<void> {
  await sql`vacuum analyze`.execute(db.engine.db);
}

export async function countOf(db: Database, name: string, authorityId: number): Promise<number> {
  return await db.engine.db.transaction().execute(async (t) => {
    await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
      t,
    );
    const row = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(t);
    return row.rows[0]?.n ?? 0;
  });
}
