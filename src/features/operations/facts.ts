import { sql } from "kysely";
import { systemContext } from "../../kernel/context.ts";
import { daysBetween, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { type Migration, migrationState } from "../../platform/db/migrate.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { STALE_AFTER } from "../imports/staleness.ts";

/** What can be asked of an installation that answers. Nothing about any person is in it. */
export type HealthFacts = {
  readonly version: string;
  readonly kind: "undecided" | "demonstration" | "trial" | "service";
  readonly engine: "pglite" | "postgres";
  /** As the server gives it: `15.18 (Debian 15.18-0+deb12u1)`. */
  readonly serverVersion: string;
  readonly fsync: boolean;
  /** The embedded database is kept to one process by a lock; PostgreSQL needs none. */
  readonly lock: "held" | "not needed";
  readonly user: { readonly superuser: boolean; readonly passesWalls: boolean };
  readonly migrations: { readonly applied: readonly string[]; readonly waiting: readonly string[] };
  readonly jobs: JobFacts;
  readonly feeds: readonly FeedFacts[];
  readonly audit: AuditFacts;
  readonly time: IsoInstant;
};

export type JobFacts = {
  /** Due and not begun. */
  readonly waiting: number;
  readonly running: number;
  /** Given up after the last try. */
  readonly failed: number;
  /** How long the job that has waited longest has been due; null when none waits. */
  readonly oldestSeconds: number | null;
};

export type FeedFacts = {
  readonly format: string;
  readonly asAt: IsoDate;
  readonly ageDays: number;
  readonly stale: boolean;
};

export type AuditFacts = {
  /** Counted up to 100,000; an estimate beyond. */
  readonly rows: number;
  readonly unsealed: number;
  /** How long the oldest of those has stood; null when there is none. */
  readonly oldestSeconds: number | null;
};

const COUNTED = 100_000;

/** @throws when the database does not answer */
export async function gatherFacts(
  database: Database,
  about: { readonly version: string; readonly migrations: readonly Migration[]; readonly now: IsoInstant },
): Promise<HealthFacts> {
  const { engine } = database;
  // Asked first, and outside the rest: without the tables the rest cannot be asked at all.
  const { applied, waiting } = await migrationState(engine, about.migrations);
  const server = await serverFacts(database);
  const bare = {
    version: about.version,
    engine: engine.kind,
    lock: engine.kind === "pglite" ? ("held" as const) : ("not needed" as const),
    migrations: { applied, waiting },
    time: about.now,
    ...server,
  };
  if (waiting.length > 0) return { ...bare, ...NOTHING };
  return await database.transact(systemContext("health", 0, about.now), async (handle) => ({
    ...bare,
    kind: await kindOf(handle),
    jobs: await jobFacts(handle, about.now),
    feeds: await feedFacts(handle),
    audit: await auditFacts(handle, about.now),
  }));
}

const NOTHING = {
  kind: "undecided" as const,
  jobs: { waiting: 0, running: 0, failed: 0, oldestSeconds: null },
  feeds: [],
  audit: { rows: 0, unsealed: 0, oldestSeconds: null },
};

async function serverFacts(
  database: Database,
): Promise<Pick<HealthFacts, "serverVersion" | "fsync" | "user">> {
  const found = await sql<{ version: string; fsync: string; superuser: boolean; passes: boolean }>`
    select current_setting('server_version') as version, current_setting('fsync') as fsync, rolsuper as superuser, rolbypassrls as passes
    from pg_roles where rolname = session_user`.execute(database.engine.db);
  const row = found.rows[0];
  return {
    serverVersion: row?.version ?? "",
    // The embedded engine reports the setting of a server it is not: it never waits for the disk.
    fsync: row?.fsync === "on" && database.engine.kind === "postgres",
    user: { superuser: row?.superuser ?? true, passesWalls: row?.passes ?? true },
  };
}

async function kindOf(handle: Handle): Promise<HealthFacts["kind"]> {
  const row = await handle.db.selectFrom("installation").select("kind").executeTakeFirst();
  return (row?.kind ?? "undecided") as HealthFacts["kind"];
}

async function jobFacts(handle: Handle, now: IsoInstant): Promise<JobFacts> {
  const found = await sql<{
    waiting: number;
    running: number;
    failed: number;
    oldest: number | null;
  }>`select count(*) filter (where failed_at is null and started_at is null and run_after <= ${now}::timestamptz)::int as waiting,
      count(*) filter (where failed_at is null and started_at is not null)::int as running,
      count(*) filter (where failed_at is not null)::int as failed,
      extract(epoch from ${now}::timestamptz - min(run_after) filter (where failed_at is null and started_at is null and run_after <= ${now}::timestamptz))::int as oldest
    from job where finished_at is null`.execute(handle.db);
  const row = found.rows[0];
  return {
    waiting: row?.waiting ?? 0,
    running: row?.running ?? 0,
    failed: row?.failed ?? 0,
    oldestSeconds: row?.oldest ?? null,
  };
}

async function feedFacts(handle: Handle): Promise<FeedFacts[]> {
  const found = await sql<{ format: string; asAt: IsoDate }>`select format, max(as_at) as "asAt" from source
    where applied_at is not null and format <> 'kith' group by format order by format`.execute(handle.db);
  return found.rows.map(({ format, asAt }) => {
    const ageDays = Math.max(0, daysBetween(asAt, handle.today));
    const limit = STALE_AFTER[format];
    return { format, asAt, ageDays, stale: limit !== undefined && ageDays > limit };
  });
}

async function auditFacts(handle: Handle, now: IsoInstant): Promise<AuditFacts> {
  const counted = await sql<{ rows: number; about: number }>`select
      (select count(*)::int from (select from audit_event limit ${COUNTED + 1}) r) as rows,
      (select reltuples::int8 from pg_class where oid = 'audit_event'::regclass) as about`.execute(handle.db);
  // The same reach the sealing has: what stands unsealed within it is late or not Kith's.
  const unsealed = await sql<{ unsealed: number; oldest: number | null }>`select count(*)::int as unsealed,
      extract(epoch from ${now}::timestamptz - min(e.at))::int as oldest
    from audit_event e where e.seq > coalesce((select max(seq) from audit_leaf), 0) - 20000
      and not exists (select from audit_leaf l where l.seq = e.seq)`.execute(handle.db);
  const rows = counted.rows[0]?.rows ?? 0;
  return {
    rows: rows <= COUNTED ? rows : Math.max(rows, counted.rows[0]?.about ?? 0),
    unsealed: unsealed.rows[0]?.unsealed ?? 0,
    oldestSeconds: unsealed.rows[0]?.oldest ?? null,
  };
}
