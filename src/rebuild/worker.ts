import { parentPort, workerData } from "node:worker_threads";
import { systemContext } from "../kernel/context.ts";
import type { IsoInstant } from "../kernel/dates.ts";
import { auditWriter } from "../platform/audit/write.ts";
import { openPostgres } from "../platform/db/engine.ts";
import { database } from "../platform/db/transact.ts";
import { SPINE } from "../spine.ts";
import { rebuildRange, type RebuildOrder } from "../features/record/rebuild.ts";

/** One thread of a rebuild: its own connection, its own share of the children. */
const order = workerData as RebuildOrder;
const engine = openPostgres(order.databaseUrl, 1);
const db = database(engine, auditWriter(Buffer.from(order.secret, "base64")));
const context = systemContext("rebuild", order.authorityId, order.now as IsoInstant);
let children = 0;
let written = 0;
for (const [first, last] of order.ranges) {
  const done = await rebuildRange(db, SPINE, context, first, last);
  children += done.children;
  written += done.written;
}
await engine.close();
parentPort?.postMessage({ children, written });
