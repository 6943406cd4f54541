import { Worker } from "node:worker_threads";
import { sql } from "kysely";
import type { Context } from "../../kernel/context.ts";
import type { Database } from "../../platform/db/transact.ts";
import { loadBrain, recompute } from "./recompute.ts";
import type { Spine } from "./spine.ts";

export type Rebuilt = { readonly children: number; readonly written: number };

/** Children recomputed in one transaction. */
const BATCH = 500;

/**
 * Recomputes every child of a range of ids through the same function as a single change, writing only what differs: after an upgrade of the rules, or to prove that what is stored follows
 * from what happened (a sound installation writes nothing).
 */
export async function rebuildRange(
  database: Database,
  spine: Spine,
  context: Context,
  first: number,
  last: number,
): Promise<Rebuilt> {
  let children = 0;
  let written = 0;
  for (let after = first - 1; ;) {
    const done = await database.transact(context, async ({ db }) => {
      const rows = await sql<{
        id: number;
      }>`select id from person where id > ${after} and id <= ${last} order by id limit ${BATCH}`.execute(db);
      const ids = rows.rows.map((row) => row.id);
      if (ids.length === 0) return null;
      const count = await recompute(db, spine, await loadBrain(db, spine), ids);
      return { last: ids.at(-1) ?? after, count };
    });
    if (done === null) return { children, written };
    after = done.last;
    children += done.count.children;
    written += done.count.written;
  }
}

/** What a worker thread is given. */
export type RebuildOrder = {
  readonly databaseUrl: string;
  readonly secret: string;
  readonly authorityId: number;
  readonly now: string;
  readonly ranges: readonly (readonly [number, number])[];
};

/**
 * Recomputes everybody. On PostgreSQL the children are shared out among worker threads, each with a connection of its own; the embedded database has one session, so it is done here.
 * @param worker the built worker file, its threads and the address they open; undefined to do it in this thread
 */
export async function rebuildAll(
  database: Database,
  spine: Spine,
  context: Context,
  worker?: {
    readonly file: URL;
    readonly threads: number;
    readonly databaseUrl: string;
    readonly secret: Buffer;
  },
): Promise<Rebuilt> {
  const bounds = await database.transact(context, async ({ db }) => {
    const row = await sql<{
      first: number | null;
      last: number | null;
    }>`select min(id) as first, max(id) as last from person`.execute(db);
    return row.rows[0];
  });
  const first = bounds?.first ?? null;
  const last = bounds?.last ?? null;
  if (first === null || last === null) return { children: 0, written: 0 };
  if (worker === undefined || database.engine.kind === "pglite")
    return await rebuildRange(database, spine, context, first, last);
  const shares = shareOut(first, last, worker.threads);
  const results = await Promise.all(
    shares.map((ranges) =>
      runWorker(worker.file, {
        databaseUrl: worker.databaseUrl,
        secret: worker.secret.toString("base64"),
        authorityId: context.authorityId,
        now: context.now,
        ranges,
      }),
    ),
  );
  return results.reduce(
    (sum, r) => ({ children: sum.children + r.children, written: sum.written + r.written }),
    { children: 0, written: 0 },
  );
}

/** Interleaved slices, so that threads finish together though later children have shorter stories. */
function shareOut(first: number, last: number, threads: number): [number, number][][] {
  const slice = Math.max(BATCH, Math.ceil((last - first + 1) / (threads * 8)));
  const shares: [number, number][][] = Array.from({ length: threads }, () => []);
  for (let from = first, turn = 0; from <= last; from += slice, turn += 1)
    shares[turn % threads]?.push([from, Math.min(last, from + slice - 1)]);
  return shares;
}

async function runWorker(file: URL, order: RebuildOrder): Promise<Rebuilt> {
  return await new Promise((resolve, reject) => {
    const worker = new Worker(file, { workerData: order });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code !== 0) reject(new Error(`a rebuild thread stopped with ${code}`));
    });
  });
}
