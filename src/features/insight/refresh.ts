import { type RawBuilder, sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { Periodic } from "../../platform/jobs/worker.ts";
import type { Db } from "../record/bulk.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { VERSION } from "./indicators.ts";
import { contributionsFor, type Recount, remakeMonths } from "./store.ts";

/** Children counted in one transaction: few while people work, so that nobody waits for it. */
const FEW = 200;
const MANY = 500;
/** From so many on, the months are made afresh at the end instead of kept in step. */
const BULK = 2000;
/** At once on a server: while one batch is being written the next is worked out. The embedded database has one session. */
const LANES = 3;

/** Kith's own number for who may touch the months: counting keeps them in step one at a time; a rebuild shares. */
const LOCK = 5_484_209;

/**
 * Counts again the children whose record has changed since they were counted, and everybody where the definitions have. Doing it twice does no harm.
 * @returns children counted
 */
export async function refreshInsight(
  database: Database,
  spine: Spine,
  now: () => IsoInstant,
): Promise<number> {
  let children = 0;
  for (const id of await authorities(database, now())) {
    const context = systemContext("insight", id, now());
    if (await isOtherVersion(database, context)) {
      children += (await rebuildInsight(database, spine, context)).children;
      continue;
    }
    const waiting = await dueCount(database, context);
    if (waiting === 0) continue;
    children +=
      waiting > BULK
        ? (
            await inLanes(
              database,
              spine,
              context,
              sql`select distinct person_id from insight_due order by 1`,
            )
          ).children
        : await oneByOne(database, spine, context);
  }
  return children;
}

/** The periodic job: a change is counted within a few seconds of being committed. */
export const insightJob = (database: Database, spine: Spine, now: () => IsoInstant): Periodic => ({
  name: "insight.refresh",
  everySeconds: 2,
  run: async () => void (await refreshInsight(database, spine, now)),
});

/** Counts every child of an authority, in lanes, and makes the months afresh. A sound installation writes no rows. */
export async function rebuildInsight(database: Database, spine: Spine, context: Context): Promise<Recount> {
  const done = await inLanes(database, spine, context, sql`select id from person order by id`);
  await database.transact(context, async ({ db }) => {
    await sql`insert into insight_state (authority_id, version, counted_at) values ((select kith_authority()), ${VERSION}, ${context.now})
      on conflict (authority_id) do update set version = excluded.version, counted_at = excluded.counted_at`.execute(
      db,
    );
  });
  return done;
}

/** Many children at once: a few batches side by side, and the months made afresh at the end. */
async function inLanes(
  database: Database,
  spine: Spine,
  context: Context,
  which: RawBuilder<unknown>,
): Promise<Recount> {
  const { brain, ids } = await database.transact(context, async ({ db }) => {
    const rows = await sql<{ id: number }>`select id from (${which}) wanted (id)`.execute(db);
    return { brain: await loadBrain(db, spine), ids: rows.rows.map((row) => row.id) };
  });
  const total = { children: 0, changed: 0, rows: 0 };
  let at = 0;
  const lane = async (): Promise<void> => {
    while (at < ids.length) {
      const some = ids.slice(at, at + MANY);
      at += MANY;
      const done = await database.transact(context, async ({ db }) => {
        await sql`select pg_advisory_xact_lock_shared(${LOCK})`.execute(db);
        // Off the list before their record is read: what is committed meanwhile puts them back on it.
        await sql`delete from insight_due where person_id = any(${some})`.execute(db);
        return await contributionsFor(db, spine, brain, some, false);
      });
      total.children += done.children;
      total.changed += done.changed;
      total.rows += done.rows;
    }
  };
  const lanes = database.engine.kind === "pglite" ? 1 : LANES;
  await Promise.all(Array.from({ length: lanes }, () => lane()));
  await database.transact(context, async ({ db }) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(db);
    await remakeMonths(db);
  });
  return total;
}

async function oneByOne(database: Database, spine: Spine, context: Context): Promise<number> {
  let children = 0;
  let brain: BrainContext | undefined;
  for (;;) {
    const count = await database.transact(context, async ({ db }) => {
      await sql`select pg_advisory_xact_lock(${LOCK})`.execute(db);
      const ids = await takeDue(db, FEW);
      if (ids.length === 0) return 0;
      brain ??= await loadBrain(db, spine);
      await contributionsFor(db, spine, brain, ids);
      return ids.length;
    });
    if (count === 0) return children;
    children += count;
  }
}

/** Takes children off the list before their record is read: what is committed meanwhile puts them back on it. */
async function takeDue(db: Db, most: number): Promise<readonly number[]> {
  const rows = await sql<{
    id: number;
  }>`with wanted as (select distinct person_id from insight_due order by 1 limit ${most}),
      taken as (delete from insight_due where person_id in (select person_id from wanted) returning person_id)
    select distinct person_id as id from taken`.execute(db);
  return rows.rows.map((row) => row.id);
}

async function authorities(database: Database, now: IsoInstant): Promise<number[]> {
  return await database.transact(systemContext("insight", 0, now), async ({ db }) => {
    const rows = await db.selectFrom("authority").select("id").orderBy("id").execute();
    return rows.map((row) => row.id);
  });
}

async function isOtherVersion(database: Database, context: Context): Promise<boolean> {
  return await database.transact(context, async ({ db }) => {
    const row = await db
      .selectFrom("insight_state")
      .select("version")
      .where("authority_id", "=", context.authorityId)
      .executeTakeFirst();
    return row?.version !== VERSION;
  });
}

/** Children whose change is not yet counted. */
async function dueCount(database: Database, context: Context): Promise<number> {
  return await database.transact(context, async ({ db }) => {
    const rows = await sql<{ n: number }>`select count(distinct person_id) as n from insight_due`.execute(db);
    return rows.rows[0]?.n ?? 0;
  });
}
