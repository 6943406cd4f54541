import { expect, it } from "vitest";
import { openServer } from "../../../test/engines/setup.ts";
import { startReceiver } from "../../../test/receiver.ts";
import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { SPINE } from "../../spine.ts";
import { loadDemonstration } from "../demonstration/load.ts";
import { addRun, latestRuns } from "./runs.ts";
import { readSharing } from "./settings.ts";
import { RUN, sharingJobs } from "./work.ts";
it("measure", async () => {
  const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;
  const { database, close } = await openServer();
  const { authorityId } = await loadDemonstration(database, SPINE, NOW, { seed: 6, children: 3000, notesPerChild: 0 });
  const r = await startReceiver("999");
  const ctx = systemContext("t", authorityId, NOW);
  for (const kind of ["look", "send", "look"] as const) {
    const id = (await database.transact(ctx, ({ db }) => addRun(db, { authorityId, kind, sentTo: "x", by: { id: null, name: "x" }, now: NOW }))) ?? 0;
    const t = performance.now();
    await sharingJobs({ database, spine: SPINE, sharing: () => readSharing(r.env), now: () => NOW })[RUN]?.({ id: 1, kind: RUN, attempt: 1, payload: { run: id, authority: authorityId } });
    const [run] = await database.transact(ctx, ({ db }) => latestRuns(db, 1));
    process.stdout.write(`${kind} ${Math.round(performance.now() - t)} ms ${JSON.stringify({ added: run?.added, same: run?.unchanged, acc: run?.accepted, seen: run?.lookedAt })} rss ${Math.round(process.memoryUsage().rss / 1e6)}\n`);
  }
  await r.close();
  await close();
  expect(1).toBe(1);
});
