import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { fuzzystrmatch } from "@electric-sql/pglite/contrib/fuzzystrmatch";
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm";
import { createPgConfig } from "@electric-sql/pglite/node-postgres";
import { Kysely, PostgresDialect } from "kysely";
import pg, { type QueryResult } from "pg";
import { systemNow } from "../../kernel/dates.ts";
import { type Lock, takeLock } from "./lock.ts";
import type { Schema } from "./types.gen.ts";

export type { QueryResult };

/**
 * One of two engines behind one driver, so that the same SQL and the same types serve both.
 * `postgres` for real records. `pglite`, PostgreSQL compiled to run inside this process, for a trial, training and tests: it does not call fsync, so it survives
 * the death of the process but not a power cut, and it serves one process only.
 */
export type Engine = {
  readonly kind: "pglite" | "postgres";
  readonly db: Kysely<Schema>;
  readonly pool: pg.Pool;
  /** The embedded database itself, for a backup; undefined on PostgreSQL. */
  readonly embedded: PGlite | undefined;
  close(): Promise<void>;
};

// Dates stay text and counts stay numbers: the driver's own Date would bring a time zone with it. Moments are ISO text in UTC.
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.DATE, (text) => text);
types.setTypeParser(pg.types.builtins.INT8, Number);
types.setTypeParser(pg.types.builtins.NUMERIC, Number);
types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => instantOnce(text));

/** Rows that came together share their moment, so the last answer is often the next. */
const last = { text: "", instant: "" };
function instantOnce(text: string): string {
  if (text !== last.text) {
    last.instant = toInstant(text);
    last.text = text;
  }
  return last.instant;
}

/** `2026-11-21 16:55:00.123+00` as the database prints it, to `2026-11-21T16:55:00.123Z`. */
export function toInstant(text: string): string {
  const parts = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d+))?([+-]\d{2})(?::?(\d{2}))?$/.exec(text);
  if (parts === null) return text;
  const [, day, time, fraction = "", hours, minutes = "00"] = parts;
  const moment = `${day}T${time}.${fraction.padEnd(3, "0").slice(0, 3)}`;
  if (hours === "+00" && minutes === "00") return `${moment}Z`;
  return Temporal.Instant.from(`${moment}${hours}:${minutes}`).toString({ smallestUnit: "millisecond" });
}

function engineOver(
  kind: Engine["kind"],
  pool: pg.Pool,
  embedded: PGlite | undefined,
  lock: Lock | undefined,
): Engine {
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind,
    db,
    pool,
    embedded,
    close: async () => {
      await db.destroy();
      await embedded?.close();
      lock?.release();
    },
  };
}

/** @param url `postgres://user:password@host/database` */
export function openPostgres(url: string, connections = 10): Engine {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    types,
    idleTimeoutMillis: 30_000,
    options: "-c timezone=UTC -c jit=off",
  });
  // A connection that breaks while idle is replaced; the next query finds out for itself if the server is gone.
  pool.on("error", () => undefined);
  return engineOver("postgres", pool, undefined, undefined);
}

/** The embedded database in a folder, under a lock. Throws FolderInUse when another process has it. */
export async function openEmbedded(folder: string): Promise<Engine> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = takeLock(join(folder, "database.lock"), systemNow());
  try {
    return await overPglite(
      new PGlite(join(folder, "database"), { extensions: { pg_trgm, fuzzystrmatch } }),
      lock,
    );
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A database that lives and dies with the process, for tests; from a dump of one where given, which is much faster to start. */
export async function openMemory(dump?: Blob): Promise<Engine> {
  return await overPglite(
    new PGlite({ extensions: { pg_trgm, fuzzystrmatch }, ...(dump ? { loadDataDir: dump } : {}) }),
    undefined,
  );
}

async function overPglite(embedded: PGlite, lock: Lock | undefined): Promise<Engine> {
  await embedded.waitReady;
  await embedded.exec("set timezone = 'UTC'");
  // One session: a second client would corrupt the protocol stream.
  const config = Object.assign(createPgConfig(embedded), { max: 1, types, idleTimeoutMillis: 0 });
  const pool = new pg.Pool(config as unknown as pg.PoolConfig);
  return engineOver("pglite", pool, embedded, lock);
}

export const embeddedExists = (folder: string): boolean => existsSync(join(folder, "database", "PG_VERSION"));
