import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Context } from "../../kernel/context.ts";
import { londonDate } from "../../kernel/dates.ts";
import type {
  ChildClaims,
  DirectoryEntry,
  FileFacts,
  Finding,
  Reading,
  Scope,
} from "../../kernel/record/claim.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { askWhoHolds } from "../allocation/dispute.ts";
import { applyBatches, compareBatch } from "../record/apply.ts";
import type { Db } from "../record/bulk.ts";
import { closeFindings } from "../record/findings.ts";
import type { Incoming } from "../record/incoming.ts";
import { loadBrain, recompute } from "../record/recompute.ts";
import type { RankedScope } from "../record/reconcile.ts";
import type { Spine } from "../record/spine.ts";
import { emptyTally, type Preview, startTally, type Tally } from "../record/tally.ts";
import { inScopeSql, markVanished } from "../record/vanish.ts";
import type { SetSoFar } from "./setSoFar.ts";

/** Children read, compared or applied at a time: enough to make each statement worth its trip, few enough to hold in memory. */
const BATCH = 500;

export type FileReport = {
  readonly facts: FileFacts;
  readonly hash: string;
  /** When this very file was applied before; then nothing else is done. */
  readonly sameAs: { readonly sourceId: number; readonly on: string } | null;
  readonly preview: Preview;
  readonly fileFindings: readonly Finding[];
  /** Of a file shown with others: its children of whom none of those before it told. */
  readonly firstTold?: number;
};

export type Applied = FileReport & { readonly sourceId: number | null };

export async function hashOf(source: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of source.open()) hash.update(chunk);
  return hash.digest("hex");
}

/** Orders two files of one format: the day each speaks for, then when each was made, then (so that the order never matters) its content. */
export const rankOf = (facts: FileFacts, hash: string): string =>
  `${facts.asAt}|${facts.producedAt.replace(/\s+/g, " ").slice(0, 40)}|${hash.slice(0, 12)}`;

/** Which of the files of a format a file is, whatever its year: `Looked-after return 2024-25: episodes` without its figures. */
const kindOf = (title: string): string => title.replace(/\d/g, "");

/**
 * Says what a file would do: added, changed, closed, left alone, vanished, unreadable, with examples. Writes nothing; each batch is read in a transaction of its own so that
 * others are not kept waiting.
 * @param set what the files added with it, and read before it, would bring; null for a file on its own
 * @param progress told the number of children read so far
 * @throws UnreadableFile when the file turns out unreadable part way
 */
export async function previewFile(
  database: Database,
  spine: Spine,
  context: Context,
  reading: Reading,
  hash: string,
  set: SetSoFar | null = null,
  progress: (children: number) => void | Promise<void> = () => undefined,
): Promise<FileReport> {
  const start = await database.transact(context, async (handle) => ({
    same: await appliedBefore(handle, hash),
    incoming: await incomingOf(handle, reading.facts, hash, 0),
    stranger: await fromElsewhere(handle, reading.facts),
  }));
  const alone = startTally();
  const inSet = set?.next(alone, start.incoming) ?? null;
  const tally = inSet ?? alone;
  if (start.same === null) {
    for await (const batch of batches(reading.children)) {
      await database.transact(context, (handle) =>
        compareBatch(handle.db, spine, start.incoming, batch, tally),
      );
      await progress(tally.preview.children);
    }
    await database.transact(context, (handle) =>
      countVanished(handle.db, spine, start.incoming, reading.facts.scope, tally),
    );
  }
  return {
    facts: reading.facts,
    hash,
    sameAs: start.same,
    preview: tally.preview,
    fileFindings: [...start.stranger, ...reading.fileFindings],
    ...(inSet === null ? {} : { firstTold: inSet.firstTold() }),
  };
}

/**
 * Applies a file in one transaction: all of it or none of it. The same file again changes nothing.
 * @throws UnreadableFile (and leaves nothing behind) when the file turns out unreadable part way
 */
export async function applyFile(
  database: Database,
  spine: Spine,
  context: Context,
  source: Pick<ByteSource, "name" | "size">,
  reading: Reading,
  hash: string,
  progress: (children: number) => void | Promise<void> = () => undefined,
): Promise<Applied> {
  return await database.transact(context, async (handle) => {
    // One file at a time: what a file changes depends on what is held.
    await sql`select pg_advisory_xact_lock(5484125)`.execute(handle.db);
    const same = await appliedBefore(handle, hash);
    const tally = startTally();
    if (same !== null)
      return {
        facts: reading.facts,
        hash,
        sameAs: same,
        preview: tally.preview,
        fileFindings: [],
        sourceId: same.sourceId,
      };
    const sourceId = await insertSource(handle, source, reading.facts, hash);
    const incoming = await incomingOf(handle, reading.facts, hash, sourceId);
    const stranger = await fromElsewhere(handle, reading.facts);
    await noteAuthority(handle, reading.facts);
    const brain = await loadBrain(handle.db, spine);
    await closeFindings(handle.db, incoming);
    await applyBatches(handle.db, spine, brain, incoming, ahead(batches(reading.children)), tally, () =>
      progress(tally.preview.children),
    );
    await countVanished(handle.db, spine, incoming, reading.facts.scope, tally);
    await markVanished(handle.db, spine, incoming, reading.facts.scope);
    await writeDirectory(handle, spine, reading.directory, incoming.freshest);
    await nameHolders(handle.db, sourceId);
    const { authorityId, now } = handle.context;
    await askWhoHolds(handle.db, { authorityId, now, today: handle.today });
    await handle.db
      .updateTable("source")
      .set({
        applied_at: handle.context.now,
        children: tally.preview.children,
        summary: JSON.stringify({
          ...tally.preview,
          fileFindings: [...stranger, ...reading.fileFindings],
        }),
      })
      .where("id", "=", sourceId)
      .execute();
    await handle.audit("import.applied", {
      detail: {
        file: source.name,
        source: sourceId,
        children: tally.preview.children,
        tables: tally.preview.tables,
      },
    });
    return {
      facts: reading.facts,
      hash,
      sameAs: null,
      preview: tally.preview,
      fileFindings: [...stranger, ...reading.fileFindings],
      sourceId,
    };
  });
}

/** Said before anything else of a file that names another authority than this one's: its children would all come in as new. */
async function fromElsewhere(handle: Handle, { authorityCode: code }: FileFacts): Promise<Finding[]> {
  if (code === null) return [];
  const row = await handle.db
    .selectFrom("authority")
    .select("code")
    .where("id", "=", handle.context.authorityId)
    .executeTakeFirst();
  const own = row?.code ?? null;
  if (own === null || own === code) return [];
  return [
    {
      code: "other-authority",
      said: code,
      message: `This file is authority ${code}’s, and the record here is authority ${own}’s. Bring it in only if you are sure: its children would be new ones.`,
      place: "the file’s header",
    },
  ];
}

/** The first file that says whose it is says whose this record is: the published figures and the returns go by that number. */
async function noteAuthority(handle: Handle, { authorityCode: code }: FileFacts): Promise<void> {
  if (code === null) return;
  await handle.db
    .updateTable("authority")
    .set({ code })
    .where("id", "=", handle.context.authorityId)
    .where("code", "is", null)
    .execute();
}

/** Reads the next batch while this one is being dealt with: reading is this process's work, writing mostly the database's. */
async function* ahead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let next = items.next();
    for (;;) {
      const { done, value } = await next;
      if (done === true) return;
      next = items.next();
      // A failure to read is thrown at the next turn; until then it must not count as unhandled.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    await items.return(undefined);
  }
}

async function* batches(children: AsyncIterable<ChildClaims>): AsyncGenerator<ChildClaims[]> {
  let batch: ChildClaims[] = [];
  const numbers = new Set<string>();
  for await (const child of children) {
    // A child told of twice is compared with what was held after the first time.
    if (batch.length === BATCH || numbers.has(child.id.value)) {
      yield batch;
      batch = [];
      numbers.clear();
    }
    batch.push(child);
    numbers.add(child.id.value);
  }
  if (batch.length > 0) yield batch;
}

async function appliedBefore(handle: Handle, hash: string): Promise<FileReport["sameAs"]> {
  const found = await handle.db
    .selectFrom("source")
    .select(["id", "applied_at"])
    .where("authority_id", "=", handle.context.authorityId)
    .where("content_hash", "=", hash)
    .where("applied_at", "is not", null)
    .executeTakeFirst();
  return found?.applied_at ? { sourceId: found.id, on: londonDate(found.applied_at) } : null;
}

async function incomingOf(
  handle: Handle,
  facts: FileFacts,
  hash: string,
  sourceId: number,
): Promise<Incoming> {
  const held = await handle.db
    .selectFrom("source")
    .selectAll()
    .where("authority_id", "=", handle.context.authorityId)
    .where("format", "=", facts.format)
    .where("applied_at", "is not", null)
    .execute();
  const rank = rankOf(facts, hash);
  const sameKind = held.filter((row) => kindOf(row.title) === kindOf(facts.title));
  return {
    sourceId,
    format: facts.format,
    rank,
    sameKind: sameKind.map((row) => row.id),
    freshest: sameKind.every((row) => row.rank < rank),
    recordedAt: handle.context.now,
    authorityId: handle.context.authorityId,
    recordedBy: handle.context.accountId,
    held: held.flatMap((row): RankedScope[] =>
      row.scope_from === null || row.scope_to === null
        ? []
        : [
            {
              sourceId: row.id,
              rank: row.rank,
              scope: { from: row.scope_from, to: row.scope_to, tables: row.scope_tables },
            },
          ],
    ),
  };
}

async function insertSource(
  handle: Handle,
  source: Pick<ByteSource, "name" | "size">,
  facts: FileFacts,
  hash: string,
): Promise<number> {
  const row = await handle.db
    .insertInto("source")
    .values({
      authority_id: handle.context.authorityId,
      format: facts.format,
      title: facts.title,
      file_name: source.name.slice(0, 200),
      content_hash: hash,
      bytes: source.size,
      as_at: facts.asAt,
      rank: rankOf(facts, hash),
      scope_from: facts.scope.from,
      scope_to: facts.scope.to,
      scope_tables: [...facts.scope.tables],
      received_at: handle.context.now,
      received_by: handle.context.accountId,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Rows of the file's scope that it did not carry: counted and shown, never removed. */
async function countVanished(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  scope: Scope,
  tally: Tally,
): Promise<void> {
  for (const name of scope.tables) {
    const table = spine.tables.get(name);
    if (table === undefined || table.span === null) continue;
    const spoken = tally.spoken.get(name) ?? [];
    const gone = await sql<{ key: string; place: string; child: string; total: number }>`
      select t.key, t.place, p.local_id as child, count(*) over () as total from ${sql.table(name)} t join person p on p.id = t.person_id
      where t.authority_id = ${incoming.authorityId} and t.issuer = ${incoming.format} and t.superseded_at is null and t.seen_rank collate "C" < ${incoming.rank}
        and t.vanished_source_id is null and ${inScopeSql(table, scope)} and not (t.id = any(${spoken})) order by t.id limit 8`.execute(
      db,
    );
    const first = gone.rows[0];
    if (first === undefined) continue;
    (tally.preview.tables[name] ??= emptyTally()).vanished = first.total;
    for (const row of gone.rows) {
      if (tally.preview.examples.vanished.length < 12) {
        tally.preview.examples.vanished.push({
          child: row.child,
          table: table.words[0],
          key: row.key,
          what: "in an earlier file, not in this one",
          place: row.place,
        });
      }
    }
  }
}

/**
 * Adds or updates the workers and teams a file tells of, and recomputes the children whose holder changed. A file that is not the freshest of its kind only adds
 * those not yet known.
 */
async function writeDirectory(
  handle: Handle,
  spine: Spine,
  directory: readonly DirectoryEntry[],
  freshest: boolean,
): Promise<void> {
  if (directory.length === 0) return;
  const { db, context } = handle;
  const changed: string[] = [];
  for (const entry of directory) {
    if (entry.kind === "team") {
      await db
        .insertInto("team")
        .values({
          authority_id: context.authorityId,
          ref: entry.ref,
          name: entry.name,
          parent_ref: entry.parentRef,
        })
        .onConflict((c) => {
          const known = c.columns(["authority_id", "ref"]);
          return freshest
            ? known.doUpdateSet({ name: entry.name, parent_ref: entry.parentRef })
            : known.doNothing();
        })
        .execute();
      continue;
    }
    const row = {
      name: entry.name ?? entry.ref,
      title: entry.title,
      registered: entry.registered,
      team_ref: entry.teamRef,
    };
    const was = await db
      .selectFrom("worker")
      .select("registered")
      .where("authority_id", "=", context.authorityId)
      .where("ref", "=", entry.ref)
      .executeTakeFirst();
    if (was !== undefined && !freshest) continue;
    if (was?.registered !== entry.registered) changed.push(entry.ref);
    await db
      .insertInto("worker")
      .values({ authority_id: context.authorityId, ref: entry.ref, ...row })
      .onConflict((c) => c.columns(["authority_id", "ref"]).doUpdateSet(row))
      .execute();
  }
  await recomputeHeldBy(db, spine, changed);
}

/** Recomputes the children some workers hold, because what is known of the workers changed. */
export async function recomputeHeldBy(db: Db, spine: Spine, workerRefs: readonly string[]): Promise<number> {
  if (workerRefs.length === 0) return 0;
  const held = await sql<{
    id: number;
  }>`select distinct person_id as id from span where status = 'held' and worker_ref = any(${workerRefs})`.execute(
    db,
  );
  const ids = held.rows.map((row) => row.id);
  const brain = await loadBrain(db, spine);
  for (let from = 0; from < ids.length; from += BATCH)
    await recompute(db, spine, brain, ids.slice(from, from + BATCH));
  return ids.length;
}

/** Everyone a file names as holding a child becomes somebody who can be found, with the team the file gives. */
async function nameHolders(db: Db, sourceId: number): Promise<void> {
  await sql`insert into team (authority_id, ref, name)
    select distinct on (ref) authority_id, ref, name from (select authority_id, coalesce(team_ref, team_name) as ref, coalesce(team_name, team_ref) as name from allocation
      where source_id = ${sourceId} and superseded_at is null) t where ref is not null on conflict (authority_id, ref) do nothing`.execute(
    db,
  );
  await sql`insert into worker (authority_id, ref, name, team_ref)
    select distinct on (ref) authority_id, ref, name, team from (select authority_id, coalesce(worker_ref, worker_name) as ref, coalesce(worker_name, worker_ref) as name,
      coalesce(team_ref, team_name) as team, from_on from allocation where source_id = ${sourceId} and superseded_at is null) w
    where ref is not null order by ref, from_on desc nulls last on conflict (authority_id, ref) do nothing`.execute(
    db,
  );
}
