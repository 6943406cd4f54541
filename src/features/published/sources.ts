import { sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Unreadable } from "../../kernel/record/claim.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** A file of published figures: waiting, loaded or refused. */
export type PublishedSource = {
  readonly id: number;
  readonly state: "waiting" | "loaded" | "refused";
  readonly fileName: string;
  readonly bytes: number;
  readonly title: string | null;
  readonly publisher: string | null;
  readonly licence: string | null;
  readonly publishedOn: IsoDate | null;
  readonly edition: string;
  readonly notes: readonly string[];
  readonly figures: number;
  readonly notGiven: number;
  readonly problem: Unreadable | null;
  readonly addedAt: IsoInstant;
  readonly byName: string;
  /** There is a later edition of the same table, which is read in its place. */
  readonly superseded: boolean;
};

/** Files added, the newest first; a refused one is shown until a file of its name is loaded. */
export async function publishedSources(handle: Handle): Promise<readonly PublishedSource[]> {
  const rows =
    await sql<PublishedSource>`select s.id, s.state, s.file_name as "fileName", s.bytes, s.title, s.publisher, s.licence, s.published_on as "publishedOn", s.edition, s.notes,
      s.figures, s.not_given as "notGiven", s.problem, s.added_at as "addedAt", s.by_name as "byName",
      s.state = 'loaded' and exists (select from published_source l where l.kind = s.kind and l.state = 'loaded' and l.id <> s.id and s.kind <> all (${PARTS}::text[])
        and (l.edition, coalesce(l.published_on, '0001-01-01'), l.id) > (s.edition, coalesce(s.published_on, '0001-01-01'), s.id)) as superseded
    from published_source s
    where s.state <> 'refused' or not exists (select from published_source l where l.file_name = s.file_name and l.id > s.id)
    order by s.id desc limit 400`.execute(handle.db);
  return rows.rows;
}

/** Tables of which several stand side by side: inspections of different years, sets of neighbours. */
const PARTS = ["ofsted-ilacs", "neighbours"];

export type NewSource = {
  readonly fileName: string;
  readonly storedAs: string | null;
  readonly bytes: number;
  readonly hash: string;
  readonly publishedOn: IsoDate | null;
};

/** Notes a file that was added. @returns its number, or null where the same file has been loaded or waits already */
export async function addSource(handle: Handle, file: NewSource): Promise<number | null> {
  const { context } = handle;
  const same = await handle.db
    .selectFrom("published_source")
    .select("id")
    .where("content_hash", "=", file.hash)
    .where("state", "in", ["loaded", "waiting"])
    .executeTakeFirst();
  if (same !== undefined) return null;
  return await handle.asSystem(async (db) => {
    const row = await db
      .insertInto("published_source")
      .values({
        state: "waiting",
        file_name: file.fileName.slice(0, 200),
        stored_as: file.storedAs,
        bytes: file.bytes,
        content_hash: file.hash,
        published_on: file.publishedOn,
        added_at: context.now,
        account_id: context.accountId,
        by_name: context.who,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  });
}
