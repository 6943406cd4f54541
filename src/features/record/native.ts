import { sql } from "kysely";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { type IsoInstant, londonDate } from "../../kernel/dates.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { toHeld } from "./held.ts";
import { type Db, insertMany } from "./bulk.ts";
import { noteCarried } from "./carried.ts";
import { projectionChange } from "./project.ts";
import { recompute } from "./recompute.ts";
import type { HeldRow } from "./reconcile.ts";
import type { Spine } from "./spine.ts";

/** Whose account a row is that was made here and not told by a file. */
export const NATIVE = "kith";

/** Later than any file: a file never has the last word on what was made here. */
const RANK = "9999";

/** What somebody did here, to be kept as a row of a process table. */
export type NativeEntry = {
  readonly personId: number;
  readonly table: string;
  /** The row's natural key, as the table's own description defines it. */
  readonly key: string;
  /** The row's columns; null takes the row's standing version away without a new one. */
  readonly values: RowValues | null;
  /** The account that did it. */
  readonly recordedBy: number | null;
  readonly now: IsoInstant;
};

/**
 * Keeps rows made here by one act: each a new version that closes the last, the difference on the timeline, what kinds of event are now told of, and the child's duties,
 * breaches and states. Rows told by files are never touched. Runs as the system, in the transaction of the act.
 * @returns whether anything changed
 */
export async function writeNatives(
  db: Db,
  spine: Spine,
  brain: BrainContext,
  entries: readonly NativeEntry[],
): Promise<boolean> {
  const changed = new Set<number>();
  for (const entry of entries) if (await writeRow(db, spine, entry)) changed.add(entry.personId);
  if (changed.size > 0) await recompute(db, spine, brain, [...changed]);
  return changed.size > 0;
}

async function writeRow(db: Db, spine: Spine, entry: NativeEntry): Promise<boolean> {
  const { personId, key, now } = entry;
  const table = spine.tables.get(entry.table);
  if (table === undefined) throw new Error(`no such table: ${entry.table}`);
  const authorityId = await authorityOf(db);
  const held = await sql<Record<string, unknown>>`select * from ${sql.table(table.name)}
    where person_id = ${personId} and issuer = ${NATIVE} and key = ${key} and superseded_at is null for update`.execute(
    db,
  );
  const found = held.rows[0];
  const before: HeldRow | null = found === undefined ? null : toHeld(table, found);
  if (before === null && entry.values === null) return false;
  const columns = Object.keys(table.columns);
  const after =
    entry.values === null
      ? null
      : Object.fromEntries(columns.map((name) => [name, entry.values?.[name] ?? null]));
  if (before !== null && after !== null && same(before.values, after, columns)) return false;

  const sourceId = await nativeSource(db, authorityId, now);
  const origin = `${table.name}:${key}`;
  const difference = projectionChange(table, key, before?.values ?? null, after);
  if (before !== null)
    await sql`update ${sql.table(table.name)} set superseded_at = ${now} where id = ${before.id}`.execute(db);
  if (after !== null)
    await insertMany(db, table.name, [
      {
        authority_id: authorityId,
        person_id: personId,
        issuer: NATIVE,
        key,
        version: (before?.version ?? (await lastVersion(db, table.name, personId, key))) + 1,
        source_id: sourceId,
        place: "entered here",
        seen_rank: RANK,
        recorded_at: now,
        recorded_by: entry.recordedBy,
        ...after,
      },
    ]);
  for (const event of difference.closed)
    await sql`update timeline_event set superseded_at = ${now} where person_id = ${personId} and issuer = ${NATIVE}
      and origin = ${origin} and kind = ${event.kind} and subject = ${event.subject} and on_date = ${event.on} and superseded_at is null`.execute(
      db,
    );
  await insertMany(
    db,
    "timeline_event",
    difference.opened.map((event) => ({
      authority_id: authorityId,
      person_id: personId,
      on_date: event.on,
      at: event.at ?? null,
      kind: event.kind,
      subject: event.subject,
      origin,
      issuer: NATIVE,
      detail: event.detail,
      source_id: sourceId,
      recorded_at: now,
    })),
  );
  await noteCarried(db, authorityId, new Set(difference.opened.map((event) => event.kind)));
  return true;
}

const same = (a: RowValues, b: RowValues, columns: readonly string[]): boolean =>
  columns.every((name) => JSON.stringify(a[name] ?? null) === JSON.stringify(b[name] ?? null));

async function authorityOf(db: Db): Promise<number> {
  const row = await sql<{ id: number | null }>`select kith_authority() as id`.execute(db);
  const id = row.rows[0]?.id;
  if (typeof id !== "number") throw new Error("a row was made outside any authority");
  return id;
}

/** A row taken away and made again goes on counting. */
async function lastVersion(db: Db, table: string, personId: number, key: string): Promise<number> {
  const row = await sql<{ last: number | null }>`select max(version) as last from ${sql.table(table)}
    where person_id = ${personId} and issuer = ${NATIVE} and key = ${key}`.execute(db);
  return row.rows[0]?.last ?? 0;
}

/** The authority's own source: one row, made the first time anything is recorded here. */
export async function nativeSource(db: Db, authorityId: number, now: IsoInstant): Promise<number> {
  const known = await sourceId(db, authorityId);
  if (known !== null) {
    // It speaks for today. Once a day only: a row that every act writes is one that every act waits for.
    await sql`update source set as_at = ${londonDate(now)}::date where id = ${known} and as_at < ${londonDate(now)}::date`.execute(
      db,
    );
    return known;
  }
  await sql`insert into source (authority_id, format, title, file_name, content_hash, bytes, as_at, rank, received_at, applied_at)
    values (${authorityId}, ${NATIVE}, 'Recorded here', 'recorded here', ${NATIVE}, 0, ${londonDate(now)}::date, ${RANK}, ${now}, ${now})
    on conflict (authority_id, content_hash) do nothing`.execute(db);
  const made = await sourceId(db, authorityId);
  if (made === null) throw new Error("the authority's own source could not be made");
  return made;
}

async function sourceId(db: Db, authorityId: number): Promise<number | null> {
  const row = await db
    .selectFrom("source")
    .select("id")
    .where("authority_id", "=", authorityId)
    .where("format", "=", NATIVE)
    .where("content_hash", "=", NATIVE)
    .executeTakeFirst();
  return row?.id ?? null;
}
