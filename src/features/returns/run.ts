import { sql } from "kysely";
import type { Context } from "../../kernel/context.ts";
import { addDays, type IsoInstant } from "../../kernel/dates.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { Db } from "../record/bulk.ts";
import {
  type Across,
  checkChildren,
  type CheckedChild,
  type ReturnCheck,
  startAcross,
  startReturnCheck,
} from "./check.ts";
import { outsideFound } from "./outsideIssues.ts";
import { headerOf, madeChildren } from "./source.ts";
import { lockNow, writeNow } from "./now.ts";
import { writeAcross, writeChecked } from "./store.ts";
import { type Period, periodOf, type ReturnId, yearsInPlay } from "./year.ts";

/** Children checked in one transaction: few enough that nobody who waits for the embedded database's one session waits long. */
const BATCH = 1000;

type CheckCount = { readonly children: number; readonly errors: number; readonly queries: number };

/** The rules and header of a return as it would go today; undefined for a year whose rules are not here. */
export async function checkOf(handle: Handle, of: ReturnId): Promise<ReturnCheck | undefined> {
  const period = periodOf(of.year, handle.today);
  return await startReturnCheck(period, await headerOf(handle, of.year, period.to));
}

/**
 * Checks everybody as the return would go today: rules about one child by batches, each in a transaction of its own, and the rules across children while all of them go by.
 * @returns undefined for a year whose rules are not here
 */
export async function checkAll(
  database: Database,
  context: Context,
  of: ReturnId,
  progress: (children: number) => void = () => undefined,
): Promise<CheckCount | undefined> {
  const check = await database.transact(context, (handle) => checkOf(handle, of));
  if (check === undefined) return undefined;
  const across = startAcross(check);
  let children = 0;
  for (let after = 0; ;) {
    const batch = await database.transact(context, async (handle) => {
      const ids = await candidates(handle.db, check.period, after);
      return { ids, count: ids.length === 0 ? 0 : (await checkSome(handle, of, check, ids, across)).length };
    });
    const last = batch.ids.at(-1);
    if (last === undefined) break;
    after = last;
    children += batch.count;
    progress(children);
  }
  const found = across.end();
  return await database.transact(context, async (handle) => {
    const { db } = handle;
    const now = await lockNow(db, of, context.authorityId, context.now);
    const outside = await outsideFound(handle, of, check.period);
    await writeAcross(db, of, context.authorityId, [...found, ...outside], context.now);
    const out = await noLonger(db, of, check.period);
    const totals = { ...now.items };
    await writeChecked(db, of, context.authorityId, out, [], context.now, totals);
    await writeNow(db, of, context.authorityId, {
      items: totals,
      checkedAt: context.now,
      fullAt: context.now,
    });
    return { children, ...(await standing(db, of)) };
  });
}

/** Checks some children alone and writes the difference, in the caller's transaction. What is read is as new as what is written: one check of a return at a time. */
async function checkSome(
  handle: Handle,
  of: ReturnId,
  check: ReturnCheck,
  ids: readonly number[],
  across?: Across,
): Promise<readonly CheckedChild[]> {
  const { db, context } = handle;
  const now = await lockNow(db, of, context.authorityId, context.now);
  const checked = await checkChildren(
    check,
    await madeChildren(handle, of.year, check.period.to, ids),
    across,
  );
  const totals = { ...now.items };
  await writeChecked(db, of, context.authorityId, ids, checked, context.now, totals);
  await writeNow(db, of, context.authorityId, { items: totals, checkedAt: context.now, fullAt: now.fullAt });
  return checked;
}

/** Children who could be in the return: any account of theirs has an episode that was open in the period. */
async function candidates(db: Db, period: Period, after: number): Promise<number[]> {
  const rows = await sql<{ id: number }>`select distinct person_id as id from referral
    where superseded_at is null and person_id > ${after} and ${inPeriod(period)} order by 1 limit ${BATCH}`.execute(
    db,
  );
  return rows.rows.map((row) => row.id);
}

/** A little wider than what the return takes, which is decided of each child with all accounts together: a file of the year may tell of the days just before it. */
const inPeriod = (period: Period) =>
  sql`(closed_on is null or greatest(closed_on, decided_on) >= ${period.from}::date or received_on >= ${addDays(period.from, -14)}::date)
    and (received_on is null or received_on <= ${period.to}::date)`;

/** Children who were in the return and are not candidates any more. */
async function noLonger(db: Db, of: ReturnId, period: Period): Promise<number[]> {
  const rows = await sql<{ id: number }>`select c.person_id as id from return_child c
    where c.return_kind = ${of.kind} and c.year = ${of.year} and not exists (select from referral r
      where r.person_id = c.person_id and r.superseded_at is null and ${inPeriod(period)})`.execute(db);
  return rows.rows.map((row) => row.id);
}

async function standing(db: Db, of: ReturnId): Promise<{ errors: number; queries: number }> {
  const rows = await sql<{ errors: number; queries: number }>`select
      count(*) filter (where severity <> 'query')::int as errors, count(*) filter (where severity = 'query')::int as queries
    from return_issue where return_kind = ${of.kind} and year = ${of.year} and gone_at is null`.execute(db);
  return rows.rows[0] ?? { errors: 0, queries: 0 };
}

/**
 * Checks the children whose record has changed since they were last looked at, in every return they may be in. A mark is removed before the record is read, so what is committed
 * meanwhile leaves one of its own.
 * @returns how many were looked at
 */
export async function checkChanged(database: Database, context: Context): Promise<number> {
  const checks = await database.transact(context, async (handle) => {
    const found: { of: ReturnId; check: ReturnCheck }[] = [];
    if (!(await anyMarks(handle.db))) return found;
    for (const year of yearsInPlay(handle.today)) {
      const of: ReturnId = { kind: "cin", year };
      const check = await checkOf(handle, of);
      if (check !== undefined) found.push({ of, check });
    }
    return found;
  });
  if (checks.length === 0) return 0;
  let children = 0;
  for (;;) {
    const done = await database.transact(context, async (handle) => {
      const ids = await takeMarks(handle.db);
      for (const { of, check } of checks) if (ids.length > 0) await checkSome(handle, of, check, ids);
      return ids.length;
    });
    if (done === 0) return children;
    children += done;
  }
}

async function anyMarks(db: Db): Promise<boolean> {
  const rows = await sql<{ there: boolean }>`select exists (select from return_stale) as there`.execute(db);
  return rows.rows[0]?.there === true;
}

/** Statements whose marks are taken at once: about as many as write a few hundred children of a file. */
const STATEMENTS = 40;

/** Takes the marks of some children. What is marked besides them is put back, for another transaction. */
async function takeMarks(db: Db): Promise<number[]> {
  const rows = await sql<{
    id: number;
  }>`with taken as (delete from return_stale where id in (select id from return_stale order by id limit ${STATEMENTS}) returning people)
    select distinct who::bigint as id from taken, jsonb_array_elements(people) who order by 1`.execute(db);
  const ids = rows.rows.map((row) => row.id);
  const rest = ids.slice(BATCH);
  if (rest.length > 0)
    await sql`insert into return_stale (authority_id, people) values (kith_authority(), ${JSON.stringify(rest)}::jsonb)`.execute(
      db,
    );
  return ids.slice(0, BATCH);
}

/** When a check of everybody was last finished, of the return of a year; null when never. */
export async function lastFull(db: Db, of: ReturnId): Promise<IsoInstant | null> {
  const rows = await sql<{ at: IsoInstant | null }>`select full_at as at from return_now
    where authority_id = kith_authority() and return_kind = ${of.kind} and year = ${of.year}`.execute(db);
  return rows.rows[0]?.at ?? null;
}
