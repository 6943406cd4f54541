import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe } from "vitest";
import { auditWriter } from "../../src/platform/audit/write.ts";
import { type Engine, openMemory, openPostgres } from "../../src/platform/db/engine.ts";
import { migrate, readMigrations } from "../../src/platform/db/migrate.ts";
import { type Database, database } from "../../src/platform/db/transact.ts";
import { type Cluster, startCluster } from "./cluster.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const migrations = readMigrations(join(root, "migrations"));
const version = createHash("sha256")
  .update(migrations.map((migration) => migration.sql).join("\n"))
  .digest("hex")
  .slice(0, 16);

/** The key audit rows are written with in tests. */
export const AUDIT_KEY = Buffer.alloc(32, 7);

/** A migrated database of a suite's own. */
export type Opened = { readonly engine: Engine; readonly database: Database };

/**
 * Runs a suite on both engines: the embedded one, and a PostgreSQL server started for the tests. `open` gives the suite's own fresh, migrated
 * database; every call in one suite gives the same one.
 */
export function eachEngine(name: string, suite: (open: () => Promise<Opened>) => void): void {
  describe.each(["pglite", "postgres"] as const)(`${name}, on %s`, (kind) => {
    let opened: Promise<Opened & { close(): Promise<void> }> | undefined;
    afterAll(async () => {
      await (await opened)?.close();
      opened = undefined;
    });
    suite(() => (opened ??= kind === "pglite" ? openPglite() : openServer()));
  });
}

/** A fresh migrated database on the embedded engine, for tests that need just one. */
export async function openPglite(): Promise<Opened & { close(): Promise<void> }> {
  const engine = await openMemory(await dump());
  return { engine, database: database(engine, auditWriter(AUDIT_KEY)), close: () => engine.close() };
}

/** The migrated embedded database as a file, made once for each state of the migrations. */
async function dump(): Promise<Blob> {
  const folder = join(root, ".kith");
  const file = join(folder, `embedded-${version}.tar.gz`);
  if (!existsSync(file)) {
    const engine = await openMemory();
    await migrate(engine, migrations);
    if (engine.embedded === undefined) throw new Error("the embedded engine has no database");
    const made = await engine.embedded.dumpDataDir("gzip");
    await engine.close();
    mkdirSync(folder, { recursive: true });
    // Under another name first: two runs at once must not read half a file.
    const half = `${file}.${process.pid}`;
    writeFileSync(half, Buffer.from(await made.arrayBuffer()));
    renameSync(half, file);
  }
  return new Blob([readFileSync(file)], { type: "application/x-gzip" });
}

// Kept on the process and not in the module, so that test files run one after another share a server.
const shared = globalThis as typeof globalThis & {
  kithTestCluster?: Promise<Cluster>;
  kithTestCount?: number;
};
const TEMPLATE = `kith_${version}`;

async function cluster(): Promise<Cluster> {
  shared.kithTestCluster ??= (async () => {
    const started = await startCluster();
    const engine = openPostgres(await started.create(TEMPLATE), 1);
    await migrate(engine, migrations);
    await engine.close();
    return started;
  })();
  return await shared.kithTestCluster;
}

/** A fresh migrated database on the PostgreSQL server, for tests that need just one. */
export async function openServer(): Promise<Opened & { close(): Promise<void> }> {
  const server = await cluster();
  shared.kithTestCount = (shared.kithTestCount ?? 0) + 1;
  const name = `kith_suite_${shared.kithTestCount}`;
  const engine = openPostgres(await server.create(name, TEMPLATE), 6);
  return {
    engine,
    database: database(engine, auditWriter(AUDIT_KEY)),
    close: async () => {
      await engine.close();
      await server.drop(name);
    },
  };
}
