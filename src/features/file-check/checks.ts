import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Unreadable } from "../../kernel/record/claim.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { type ByteSource, bytesFromFile } from "../../platform/files/bytes.ts";

/** Where the check of a file stands. */
export type CheckState = "waiting" | "reading" | "done" | "unreadable" | "failed";

/** One file somebody had checked. Only that person ever sees it. */
export type FileCheck = {
  readonly id: number;
  /** Its name in addresses. */
  readonly token: string;
  readonly fileName: string;
  /** Its name in the uploads folder; null when it is gone. */
  readonly storedAs: string | null;
  readonly bytes: number;
  /** The rules asked for, by the March the year ends in; null: as the file says. */
  readonly rulesYear: number | null;
  readonly state: CheckState;
  /** Bytes read so far, of twice the file. */
  readonly done: number;
  readonly problem: Unreadable | null;
  /** `2025-26`; null until it is known. */
  readonly ruleset: string | null;
  readonly children: number | null;
  readonly accountId: number;
  readonly createdAt: IsoInstant;
  readonly expiresAt: IsoInstant;
};

/** Days after which a check is removed with all that was found. Long enough for a round of corrections, and no longer. */
export const KEPT_DAYS = 14;

const COLUMNS = sql`id, token, file_name as "fileName", stored_as as "storedAs", bytes, rules_year as "rulesYear", state, done, problem, ruleset, children,
  account_id as "accountId", created_at as "createdAt", expires_at as "expiresAt"`;

/** The check of that name, if it is this person's and its days are not over. */
export async function checkOf(handle: Handle, token: string): Promise<FileCheck | undefined> {
  const rows = await sql<FileCheck>`select ${COLUMNS} from file_check
    where token = ${token} and expires_at > ${handle.context.now}`.execute(handle.db);
  return rows.rows[0];
}

export async function checkById(handle: Handle, id: number): Promise<FileCheck | undefined> {
  const rows = await sql<FileCheck>`select ${COLUMNS} from file_check where id = ${id}`.execute(handle.db);
  return rows.rows[0];
}

/** Checks shown on the first page. */
const RECENT = 10;

/** This person's checks, newest first. */
export async function recentChecks(handle: Handle): Promise<FileCheck[]> {
  const rows = await sql<FileCheck>`select ${COLUMNS} from file_check
    where expires_at > ${handle.context.now} order by id desc limit ${RECENT}`.execute(handle.db);
  return rows.rows;
}

export const isWorking = (check: Pick<FileCheck, "state">): boolean =>
  check.state === "waiting" || check.state === "reading";

/** Where an uploaded file is kept. What is stored is only ever a name of ours inside the folder. */
const pathOf = (folder: string, storedAs: string): string => join(folder, basename(storedAs));

/** The bytes of the uploaded file, under the name its owner knows. Throws UnreadableFile when it is no longer there. */
export const uploadedBytes = (folder: string, storedAs: string, fileName: string): ByteSource => ({
  ...bytesFromFile(pathOf(folder, storedAs)),
  name: fileName,
});

export async function removeUpload(folder: string, storedAs: string | null): Promise<void> {
  if (storedAs !== null) await rm(pathOf(folder, storedAs), { force: true });
}

/** Removes a check and all that was found, as the system. The uploaded file, where there still is one, is for the caller. */
export async function removeCheck(handle: Handle, id: number): Promise<void> {
  await handle.asSystem(async (db) => {
    await db.deleteFrom("file_check_issue").where("check_id", "=", id).execute();
    await db.deleteFrom("file_check").where("id", "=", id).execute();
  });
}
