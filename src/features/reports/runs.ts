import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import type { Db } from "../record/bulk.ts";
import type { Audience } from "./sees.ts";

export const MAKE_PACK = "reports.make";

/** A pack asked for. */
export type Run = {
  readonly id: number;
  readonly audience: Audience;
  readonly month: IsoDate;
  readonly scheduleId: number | null;
  readonly askedAt: IsoInstant;
  readonly askedBy: number | null;
  readonly byName: string;
  readonly finishedAt: IsoInstant | null;
  readonly problem: string | null;
};

/** Asks for a pack, as the system, and gives the request's number. */
export async function askRun(
  db: Db,
  ask: {
    readonly authority: number;
    readonly audience: Audience;
    readonly month: IsoDate;
    readonly scheduleId: number | null;
    readonly by: { readonly id: number | null; readonly name: string };
    readonly now: IsoInstant;
  },
): Promise<number> {
  const row = await db
    .insertInto("report_run")
    .values({
      authority_id: ask.authority,
      audience: ask.audience,
      month: ask.month,
      schedule_id: ask.scheduleId,
      asked_at: ask.now,
      asked_by: ask.by.id,
      by_name: ask.by.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await enqueue(db, MAKE_PACK, { run: row.id, authority: ask.authority }, ask.now);
  return row.id;
}

export async function runOf(db: Db, id: number): Promise<Run | undefined> {
  const row = await db.selectFrom("report_run").selectAll().where("id", "=", id).executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        id: row.id,
        audience: row.audience === "members" ? "members" : "leaders",
        month: row.month,
        scheduleId: row.schedule_id,
        askedAt: row.asked_at,
        askedBy: row.asked_by,
        byName: row.by_name,
        finishedAt: row.finished_at,
        problem: row.problem,
      };
}

/** Packs asked for that are not there yet, the last first: under way, or with what went wrong. */
export async function waitingRuns(
  db: Db,
  authorityId: number,
): Promise<
  {
    readonly id: number;
    readonly audience: Audience;
    readonly month: IsoDate;
    readonly byName: string;
    readonly problem: string | null;
  }[]
> {
  const rows = await db
    .selectFrom("report_run")
    .select(["id", "audience", "month", "by_name", "problem"])
    .where("authority_id", "=", authorityId)
    .where("finished_at", "is", null)
    .orderBy("id", "desc")
    .limit(5)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    audience: row.audience === "members" ? "members" : "leaders",
    month: row.month,
    byName: row.by_name,
    problem: row.problem,
  }));
}
