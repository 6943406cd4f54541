import { sql, type Transaction } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Schema } from "../db/types.gen.ts";

/** Work to be done after the request that asked for it, in the database with everything else: what is asked for in a transaction is asked for if and only if it commits. */
export type Job = {
  readonly id: number;
  readonly kind: string;
  readonly payload: unknown;
  /** This try, from 1. */
  readonly attempt: number;
};

/** Tries before a job is given up. */
export const MOST_TRIES = 5;

/** Seconds after which a job under way is taken to have died with its process, unless its worker says it still runs. */
export const LEASE_SECONDS = 120;

/** Seconds to wait before the next try: 10, 40, 160, 640. */
export const delayAfter = (attempt: number): number => 10 * 4 ** (attempt - 1);

export const secondsAfter = (at: IsoInstant, seconds: number): IsoInstant =>
  Temporal.Instant.from(at).add({ seconds }).toString({ smallestUnit: "millisecond" }) as IsoInstant;

/**
 * Asks for a job, in the caller's transaction, which must be the system's (`handle.asSystem` in a person's).
 * @param payload small and plain: ids, never a child's details
 * @param runAfter not before this moment; at once unless told
 * @returns the job's number
 */
export async function enqueue(
  db: Transaction<Schema>,
  kind: string,
  payload: { readonly [name: string]: string | number | boolean | null },
  runAfter?: IsoInstant,
): Promise<number> {
  const row = await db
    .insertInto("job")
    .values({
      kind,
      payload: JSON.stringify(payload),
      ...(runAfter === undefined ? {} : { run_after: runAfter }),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/**
 * Takes the next job that is due, if there is one. A job whose worker has been silent for longer than the lease is taken again. Two workers never take one job: a row
 * that another has locked is passed over.
 */
export async function takeJob(
  db: Transaction<Schema>,
  kinds: readonly string[],
  now: IsoInstant,
): Promise<Job | undefined> {
  const found = await sql<{ id: number; kind: string; payload: unknown; attempts: number }>`
    update job set started_at = ${now}, attempts = attempts + 1
    where id = (select id from job
      where finished_at is null and failed_at is null and kind = any(${[...kinds]}::text[]) and run_after <= ${now}
        and (started_at is null or started_at < ${secondsAfter(now, -LEASE_SECONDS)})
      order by run_after, id limit 1 for update skip locked)
    returning id, kind, payload, attempts`.execute(db);
  const row = found.rows[0];
  return row && { id: row.id, kind: row.kind, payload: row.payload, attempt: row.attempts };
}

/** Says that a job still runs, so that nobody takes it for dead. */
export async function keepJob(db: Transaction<Schema>, id: number, now: IsoInstant): Promise<void> {
  await sql`update job set started_at = ${now} where id = ${id} and finished_at is null and failed_at is null`.execute(
    db,
  );
}

export async function finishJob(db: Transaction<Schema>, id: number, now: IsoInstant): Promise<void> {
  await sql`update job set finished_at = ${now}, problem = null where id = ${id}`.execute(db);
}

/** Puts a job back for another try later, or gives it up after the last. */
export async function returnJob(
  db: Transaction<Schema>,
  job: Pick<Job, "id" | "attempt">,
  problem: string,
  now: IsoInstant,
): Promise<"later" | "failed"> {
  const said = problem.slice(0, 500);
  if (job.attempt >= MOST_TRIES) {
    await sql`update job set failed_at = ${now}, problem = ${said} where id = ${job.id}`.execute(db);
    return "failed";
  }
  const next = secondsAfter(now, delayAfter(job.attempt));
  await sql`update job set started_at = null, run_after = ${next}, problem = ${said} where id = ${job.id}`.execute(
    db,
  );
  return "later";
}

/** Removes jobs done more than a fortnight ago; those that failed stay until somebody has looked. */
export async function tidyJobs(db: Transaction<Schema>, now: IsoInstant): Promise<void> {
  await sql`delete from job where finished_at < ${secondsAfter(now, -14 * 86_400)}`.execute(db);
}

/** Kinds of job that come round again: one row each, put forward every time. */
export const periodicKind = (name: string): string => `every:${name}`;

/** Makes sure that a job that comes round has its row, due at once if it is new. */
export async function plantPeriodic(db: Transaction<Schema>, name: string, now: IsoInstant): Promise<void> {
  // Two processes starting at once take turns; the number is Kith's own.
  await sql`select pg_advisory_xact_lock(5484127)`.execute(db);
  await sql`insert into job (kind, payload, run_after) select ${periodicKind(name)}, '{}', ${now}
    where not exists (select from job where kind = ${periodicKind(name)})`.execute(db);
}

/** Puts a job that comes round forward, whether or not it went well this time. */
export async function putForward(
  db: Transaction<Schema>,
  id: number,
  seconds: number,
  problem: string | null,
  now: IsoInstant,
): Promise<void> {
  await sql`update job set started_at = null, attempts = 0, problem = ${problem}, run_after = ${secondsAfter(now, seconds)}
    where id = ${id}`.execute(db);
}

/** Frees every job under way: right only where no other process can have any, as on the embedded database at start-up. */
export async function freeJobs(db: Transaction<Schema>): Promise<void> {
  await sql`update job set started_at = null where started_at is not null and finished_at is null and failed_at is null`.execute(
    db,
  );
}
