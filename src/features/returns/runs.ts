import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { enqueue } from "../../platform/jobs/queue.ts";
import type { Db } from "../record/bulk.ts";
import type { ReturnId, ReturnKind } from "./year.ts";

export const CHECK = "returns.check";
export const MAKE = "returns.make";

export type RunKind = "check" | "make";

/** A piece of long work asked for by a person or by the night. */
export type Run = {
  readonly id: number;
  readonly of: ReturnId;
  readonly kind: RunKind;
  readonly askedAt: IsoInstant;
  readonly askedBy: number | null;
  readonly byName: string;
  readonly finishedAt: IsoInstant | null;
  readonly done: number;
  readonly problem: string | null;
  readonly submissionId: number | null;
};

/** Asks for a check or a file, as the system, and gives its number. */
export async function askRun(
  db: Db,
  ask: {
    readonly of: ReturnId;
    readonly kind: RunKind;
    readonly authority: number;
    readonly by: { readonly id: number | null; readonly name: string };
    readonly now: IsoInstant;
  },
): Promise<number> {
  const row = await db
    .insertInto("return_run")
    .values({
      authority_id: ask.authority,
      return_kind: ask.of.kind,
      year: ask.of.year,
      kind: ask.kind,
      asked_at: ask.now,
      asked_by: ask.by.id,
      by_name: ask.by.name,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await enqueue(db, ask.kind === "check" ? CHECK : MAKE, { run: row.id, authority: ask.authority }, ask.now);
  return row.id;
}

type Row = {
  id: number;
  return_kind: ReturnKind;
  year: number;
  kind: RunKind;
  asked_at: IsoInstant;
  asked_by: number | null;
  by_name: string;
  finished_at: IsoInstant | null;
  done: number;
  problem: string | null;
  submission_id: number | null;
};

const toRun = (row: Row): Run => ({
  id: row.id,
  of: { kind: row.return_kind, year: row.year },
  kind: row.kind,
  askedAt: row.asked_at,
  askedBy: row.asked_by,
  byName: row.by_name,
  finishedAt: row.finished_at,
  done: row.done,
  problem: row.problem,
  submissionId: row.submission_id,
});

export async function runOf(db: Db, id: number): Promise<Run | undefined> {
  const rows = await sql<Row>`select * from return_run where id = ${id}`.execute(db);
  return rows.rows[0] && toRun(rows.rows[0]);
}

/** The run of a kind that was asked for last. */
export async function latestRun(handle: Handle, of: ReturnId, kind: RunKind): Promise<Run | undefined> {
  const rows =
    await sql<Row>`select * from return_run where return_kind = ${of.kind} and year = ${of.year} and kind = ${kind}
    order by id desc limit 1`.execute(handle.db);
  return rows.rows[0] && toRun(rows.rows[0]);
}

/** Whether work of a kind is waiting or under way: its job is there. One whose job was given up is not. */
export async function isUnderWay(db: Db, of: ReturnId, kind: RunKind): Promise<boolean> {
  const job = kind === "check" ? CHECK : MAKE;
  const rows = await sql<{
    there: boolean;
  }>`select exists (select from return_run r where r.return_kind = ${of.kind} and r.year = ${of.year}
      and r.kind = ${kind} and r.finished_at is null and exists (select from job j where j.kind = ${job}
        and (j.payload ->> 'run')::bigint = r.id and j.finished_at is null and j.failed_at is null)) as there`.execute(
    db,
  );
  return rows.rows[0]?.there === true;
}
