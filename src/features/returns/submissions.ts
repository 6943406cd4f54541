import { gunzipSync } from "node:zlib";
import { sql } from "kysely";
import type { Context } from "../../kernel/context.ts";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { Totals } from "./items.ts";
import type { ReturnId, ReturnKind } from "./year.ts";

/** What stood against the return when its file was made. */
export type IssuesThen = {
  readonly error: number;
  readonly query: number;
  readonly accepted: number;
  readonly rules: { readonly [rule: string]: number };
};

export type Submission = {
  readonly id: number;
  readonly of: ReturnId;
  readonly origin: "made here" | "brought in";
  readonly fileName: string;
  readonly asAt: IsoDate;
  readonly madeAt: IsoInstant;
  readonly byName: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly parts: number;
  readonly children: number;
  readonly items: Totals;
  readonly issues: IssuesThen;
  readonly mark: { readonly at: IsoInstant; readonly byName: string; readonly reason: string } | null;
};

type Row = {
  id: number;
  return_kind: ReturnKind;
  year: number;
  origin: Submission["origin"];
  file_name: string;
  as_at: IsoDate;
  made_at: IsoInstant;
  by_name: string;
  sha256: string;
  bytes: number;
  parts: number;
  children: number;
  items: Totals;
  issues: IssuesThen;
  mark_at: IsoInstant | null;
  mark_by: string | null;
  mark_reason: string | null;
};

const toSubmission = (row: Row): Submission => ({
  id: row.id,
  of: { kind: row.return_kind, year: row.year },
  origin: row.origin,
  fileName: row.file_name,
  asAt: row.as_at,
  madeAt: row.made_at,
  byName: row.by_name,
  sha256: row.sha256,
  bytes: row.bytes,
  parts: row.parts,
  children: row.children,
  items: row.items,
  issues: row.issues,
  mark:
    row.mark_at === null
      ? null
      : { at: row.mark_at, byName: row.mark_by ?? "", reason: row.mark_reason ?? "" },
});

/** Every file made or brought in, the newest first. */
export async function submissions(handle: Handle, kind: ReturnKind): Promise<Submission[]> {
  const rows = await sql<Row>`select s.*, m.at as mark_at, m.by_name as mark_by, m.reason as mark_reason
    from return_submission s left join return_mark m on m.submission_id = s.id where s.return_kind = ${kind} order by s.id desc limit 200`.execute(
    handle.db,
  );
  return rows.rows.map(toSubmission);
}

export async function submissionOf(handle: Handle, id: number): Promise<Submission | undefined> {
  const rows = await sql<Row>`select s.*, m.at as mark_at, m.by_name as mark_by, m.reason as mark_reason
    from return_submission s left join return_mark m on m.submission_id = s.id where s.id = ${id}`.execute(
    handle.db,
  );
  return rows.rows[0] && toSubmission(rows.rows[0]);
}

/** What a year is compared with: the file marked as submitted for the year before, the last of them. */
export const submittedFor = (all: readonly Submission[], year: number): Submission | undefined =>
  all.find((one) => one.of.year === year && one.mark !== null);

/** The bytes of a file as they were made. As the system: the caller has asked for the right. */
export async function* submissionBytes(
  database: Database,
  context: Context,
  submission: Submission,
): AsyncGenerator<Uint8Array> {
  for (let no = 0; no < submission.parts; no += 1) {
    const packed = await database.transact(context, (handle) =>
      handle.asSystem(async (db) => {
        const row = await db
          .selectFrom("return_submission_part")
          .select("packed")
          .where("submission_id", "=", submission.id)
          .where("no", "=", no)
          .executeTakeFirstOrThrow();
        return row.packed;
      }),
    );
    yield gunzipSync(Buffer.from(packed, "base64"));
  }
}
