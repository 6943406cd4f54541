import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Unreadable } from "../../kernel/record/claim.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { FileReport } from "./importer.ts";

/** Where a file on its way in stands. */
export type RunState =
  | "waiting"
  | "reading"
  | "ready"
  | "unreadable"
  | "applying"
  | "applied"
  | "set aside"
  | "failed"
  | "same";

/** One file on its way in. Files added together share a batch and are read together. */
export type Run = {
  readonly id: number;
  readonly batch: string;
  readonly fileName: string;
  /** Its name in the uploads folder. */
  readonly storedAs: string;
  readonly bytes: number;
  readonly hash: string;
  readonly state: RunState;
  /** The day it speaks for, as somebody said when adding it. */
  readonly asAt: IsoDate | null;
  readonly done: number;
  readonly report: FileReport | null;
  readonly problem: Unreadable | null;
  readonly sourceId: number | null;
  readonly createdAt: string;
  readonly createdBy: number | null;
};

type Row = {
  id: number;
  batch: string;
  file_name: string;
  stored_as: string;
  bytes: number;
  content_hash: string;
  state: string;
  as_at: IsoDate | null;
  done: number;
  preview: unknown;
  problem: unknown;
  source_id: number | null;
  created_at: string;
  created_by: number | null;
};

const toRun = (row: Row): Run => ({
  id: row.id,
  batch: row.batch,
  fileName: row.file_name,
  storedAs: row.stored_as,
  bytes: row.bytes,
  hash: row.content_hash,
  state: row.state as RunState,
  asAt: row.as_at,
  done: row.done,
  report: row.preview as FileReport | null,
  problem: row.problem as Unreadable | null,
  sourceId: row.source_id,
  createdAt: row.created_at,
  createdBy: row.created_by,
});

/** The files of a batch, in the order they were added. */
export async function batchRuns(handle: Handle, batch: string): Promise<Run[]> {
  const rows = await handle.db
    .selectFrom("import_run")
    .selectAll()
    .where("authority_id", "=", handle.context.authorityId)
    .where("batch", "=", batch)
    .orderBy("id")
    .execute();
  return rows.map(toRun);
}

/** The files added last, newest first. Without their previews, which a list does not show. */
export async function recentRuns(handle: Handle, limit = 20): Promise<Run[]> {
  const rows = await sql<Row>`select id, batch, file_name, stored_as, bytes, content_hash, state, as_at, done,
      null as preview, problem, source_id, created_at, created_by
    from import_run where authority_id = ${handle.context.authorityId} order by id desc limit ${limit}`.execute(
    handle.db,
  );
  return rows.rows.map(toRun);
}

/** The day the newest applied file of each format speaks for. */
export async function newestByFormat(handle: Handle): Promise<Map<string, IsoDate>> {
  const rows = await sql<{ format: string; as_at: IsoDate }>`select format, max(as_at) as as_at from source
    where authority_id = ${handle.context.authorityId} and applied_at is not null group by format`.execute(
    handle.db,
  );
  return new Map(rows.rows.map((row) => [row.format, row.as_at]));
}

export type RunChange = {
  readonly state: RunState;
  readonly done?: number;
  readonly report?: FileReport | null;
  readonly problem?: Unreadable | null;
  readonly sourceId?: number;
};

/** Moves a file on, as the system. Only from the states given, so that two who act at once do not both act. */
export async function moveRun(
  handle: Handle,
  id: number,
  from: readonly RunState[],
  to: RunChange,
): Promise<boolean> {
  const moved = await handle.asSystem((db) =>
    db
      .updateTable("import_run")
      .set({
        state: to.state,
        updated_at: handle.context.now,
        ...(to.done === undefined ? {} : { done: to.done }),
        ...(to.report === undefined
          ? {}
          : { preview: to.report === null ? null : JSON.stringify(to.report) }),
        ...(to.problem === undefined
          ? {}
          : { problem: to.problem === null ? null : JSON.stringify(to.problem) }),
        ...(to.sourceId === undefined ? {} : { source_id: to.sourceId }),
      })
      .where("authority_id", "=", handle.context.authorityId)
      .where("id", "=", id)
      .where("state", "in", [...from])
      .executeTakeFirst(),
  );
  return moved.numUpdatedRows > 0n;
}

/** Says how many children have been read so far. */
export async function noteProgress(handle: Handle, id: number, children: number): Promise<void> {
  await handle.db
    .updateTable("import_run")
    .set({ done: children, updated_at: handle.context.now })
    .where("id", "=", id)
    .execute();
}

export const isWorking = (run: Pick<Run, "state">): boolean =>
  run.state === "waiting" || run.state === "reading" || run.state === "applying";

/** Whether nobody has said yet what this installation is: then it takes no files of any kind. */
export async function refusesFiles(handle: Handle): Promise<boolean> {
  return (await kindOf(handle)) === "undecided";
}

export const NOT_DECIDED =
  "Nobody has said yet what this installation is (a demonstration, a trial or a service), so it takes no files. Somebody with the right to do so can say under Installation.";

/** Said where files may be tried: a file cannot be told to be made up, and in a demonstration whoever reaches the page can sign in as anybody. */
export const ONLY_MADE_UP =
  "This is a demonstration: nobody needs a password here. Try only files in which everybody is made up. For real files start a trial, which asks for a password, in a data folder of its own: npm start -- --data trial.";

/** A demonstration other machines can reach takes none: that one of them is real would be found out too late. */
export const DEMONSTRATES =
  "This is a demonstration that other machines can reach, and nobody needs a password here, so no file is brought into it. To try with files, start a trial in a data folder of its own: npm start -- --data trial.";

/**
 * Whether this installation takes files into its record, in words for the page: why not, and what to mind where it does.
 * @param reachable whether other machines can reach the pages
 */
export async function takesFiles(
  handle: Handle,
  reachable: boolean,
): Promise<{ readonly refusal: string | null; readonly warning: string | null }> {
  const kind = await kindOf(handle);
  if (kind === "undecided") return { refusal: NOT_DECIDED, warning: null };
  if (kind !== "demonstration") return { refusal: null, warning: null };
  return reachable ? { refusal: DEMONSTRATES, warning: null } : { refusal: null, warning: ONLY_MADE_UP };
}

async function kindOf(handle: Handle): Promise<string> {
  const row = await handle.db.selectFrom("installation").select("kind").executeTakeFirst();
  return row?.kind ?? "undecided";
}
