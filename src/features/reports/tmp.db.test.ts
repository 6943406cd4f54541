import { writeFileSync } from "node:fs";
import { it } from "vitest";
import { openPglite } from "../../../test/engines/setup.ts";
import { systemContext } from "../../kernel/context.ts";
import { systemNow } from "../../kernel/dates.ts";
import { SPINE } from "../../spine.ts";
import { loadDemonstration } from "../demonstration/load.ts";
import { refreshInsight } from "../insight/refresh.ts";
import { OUTLOOKS } from "./ahead.ts";
import { makePack } from "./make.ts";
import { readFileOf, readPackRow } from "./store.ts";
it("x", async () => {
  const { database } = await openPglite();
  const now = systemNow();
  const { authorityId } = await loadDemonstration(database, SPINE, now, {
    seed: 1,
    children: 600,
    notesPerChild: 1,
  });
  await refreshInsight(database, SPINE, () => now);
  const context = { ...systemContext("reports", authorityId, now), who: "Olu Officer" };
  for (const a of ["leaders", "members"] as const) {
    const t = performance.now();
    const id = await makePack({ database, spine: SPINE, release: "0.1.0", outlooks: OUTLOOKS }, context, a);
    console.log(a, Math.round(performance.now() - t), "ms");
    for (const k of ["pdf", "xlsx"] as const)
      await database.transact(context, async ({ db }) => {
        const p = await readPackRow(db, authorityId, id);
        if (p) {
          const b = await readFileOf(db, p, k);
          console.log(k, b.length);
          writeFileSync(`/tmp/pack-${a}.${k}`, b);
        }
      });
  }
});
