import { sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import { type IsoDate, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { Periodic } from "../../platform/jobs/worker.ts";
import type { Db } from "../record/bulk.ts";
import { lastMonth } from "../insight/queries.ts";
import { type Link, linkHref, type Notice, untilOf } from "./links.ts";
import { askRun } from "./runs.ts";
import type { Audience } from "./sees.ts";
import { recipientsOf, standingSchedules } from "./schedules.ts";

/** How often it is looked whether a schedule's day has come. */
const LOOK_SECONDS = 300;

/** Asks for the packs whose day has come, once a month each. After days the machine was off it is made up for. */
export const schedulePeriodic = (database: Database, now: () => IsoInstant): Periodic => ({
  name: "reports.schedules",
  everySeconds: LOOK_SECONDS,
  run: () => askDue(database, now()),
});

export async function askDue(database: Database, now: IsoInstant): Promise<void> {
  const authorities = await database.transact(systemContext("reports", 0, now), ({ db }) =>
    db.selectFrom("authority").select("id").execute(),
  );
  for (const { id } of authorities) await database.transact(systemContext("reports", id, now), askDueOf);
}

async function askDueOf({ db, context }: Handle): Promise<void> {
  const today = londonDate(context.now);
  const month = lastMonth(today);
  for (const schedule of await standingSchedules(db, context.authorityId)) {
    if (!isDue(schedule.day, londonDate(schedule.at), today)) continue;
    // Two processes at once: the first to write the round asks, the other writes none.
    const round = await sql<{
      one: number;
    }>`insert into report_round (schedule_id, month, authority_id, run_id, at)
      values (${schedule.id}, ${month}, ${context.authorityId}, 0, ${context.now}) on conflict do nothing returning 1 as one`.execute(
      db,
    );
    if (round.rows.length === 0) continue;
    await askRun(db, {
      authority: context.authorityId,
      audience: schedule.audience,
      month,
      scheduleId: schedule.id,
      by: { id: null, name: "Kith, by schedule" },
      now: context.now,
    });
  }
}

/** Whether a schedule's day has come this month; one made after its day begins with the next. */
export const isDue = (day: number, made: IsoDate, today: IsoDate): boolean => {
  const on = `${today.slice(0, 8)}${String(day).padStart(2, "0")}`;
  return today >= on && made <= on;
};

/** Gives everybody of a schedule their way to a pack. Done twice it does no harm. */
export async function deliver(
  handle: Handle,
  pack: { readonly id: number; readonly audience: Audience },
  scheduleId: number,
): Promise<number> {
  const { db, context } = handle;
  const schedule = await db
    .selectFrom("report_schedule")
    .selectAll()
    .where("id", "=", scheduleId)
    .executeTakeFirst();
  if (schedule === undefined || schedule.ended_at !== null) return 0;
  const people = await recipientsOf(db, context.authorityId, scheduleId, pack.audience);
  for (const person of people)
    await sql`insert into report_link (authority_id, pack_id, schedule_id, account_id, account_name, made_at, until_at)
      values (${context.authorityId}, ${pack.id}, ${scheduleId}, ${person.id}, ${person.name}, ${context.now}, ${untilOf(context.now, schedule.link_days)})
      on conflict do nothing`.execute(db);
  await handle.audit("report.delivered", {
    detail: { pack: pack.id, schedule: scheduleId, people: people.map(({ id }) => id) },
  });
  return people.length;
}

/** Packs that wait for somebody and are not opened yet. */
export async function noticesFor(handle: Handle, secret: Secret): Promise<Notice[]> {
  const { context } = handle;
  if (context.accountId === null) return [];
  const rows = await handle.asSystem((db) =>
    db
      .selectFrom("report_link as l")
      .innerJoin("report_pack as p", "p.id", "l.pack_id")
      .select(["l.id", "l.pack_id as packId", "l.account_id as accountId", "l.until_at as until", "p.month"])
      .where("l.authority_id", "=", context.authorityId)
      .where("l.account_id", "=", context.accountId)
      .where("l.opened_at", "is", null)
      .where("l.revoked_at", "is", null)
      .where("l.until_at", ">", context.now)
      .orderBy("l.id", "desc")
      .limit(5)
      .execute(),
  );
  return rows.map((row) => ({ month: row.month, until: row.until, href: linkHref(secret, row) }));
}

/** The same, in a transaction of its own: for the frame of somebody's first page. */
export const noticesOf = (database: Database, context: Context, secret: Secret): Promise<Notice[]> =>
  database.transact(context, (handle) => noticesFor(handle, secret));

/** The links to a pack, for who looks after it. As the system. */
export async function linksOf(db: Db, packId: number): Promise<Link[]> {
  const rows = await db
    .selectFrom("report_link")
    .selectAll()
    .where("pack_id", "=", packId)
    .orderBy("account_name")
    .orderBy("id")
    .execute();
  return rows.map(linkRow);
}

export async function linkFor(db: Db, packId: number, accountId: number): Promise<Link | undefined> {
  const row = await db
    .selectFrom("report_link")
    .selectAll()
    .where("pack_id", "=", packId)
    .where("account_id", "=", accountId)
    .executeTakeFirst();
  return row === undefined ? undefined : linkRow(row);
}

const linkRow = (row: {
  id: number;
  pack_id: number;
  account_id: number;
  account_name: string;
  made_at: IsoInstant;
  until_at: IsoInstant;
  opened_at: IsoInstant | null;
  revoked_at: IsoInstant | null;
}): Link => ({
  id: row.id,
  packId: row.pack_id,
  accountId: row.account_id,
  accountName: row.account_name,
  madeAt: row.made_at,
  until: row.until_at,
  openedAt: row.opened_at,
  revokedAt: row.revoked_at,
});
