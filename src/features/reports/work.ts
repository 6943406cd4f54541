import { type Context, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { JobHandler } from "../../platform/jobs/worker.ts";
import { deliver } from "./deliver.ts";
import { type MakeDeps, makePack } from "./make.ts";
import { MAKE_PACK, type Run, runOf } from "./runs.ts";

export type ReportDeps = MakeDeps & { readonly now: () => IsoInstant };

/** The jobs of this slice. A pack asked for is made once: the request that has one is left alone. */
export function reportJobs(deps: ReportDeps): { readonly [kind: string]: JobHandler } {
  return {
    [MAKE_PACK]: async (job) => {
      const { run: id, authority } = job.payload as { run: number; authority: number };
      const system = systemContext("reports", authority, deps.now(), `report run ${id}`);
      const run = await deps.database.transact(system, ({ db }) => runOf(db, id));
      if (run === undefined || run.finishedAt !== null) return;
      const context = { ...system, accountId: run.askedBy, who: run.byName };
      try {
        await doRun(deps, context, run);
      } catch (error) {
        await note(deps, context, id, { problem: "It stopped unexpectedly and is tried again." });
        throw error;
      }
    },
  };
}

async function doRun(deps: ReportDeps, context: Context, run: Run): Promise<void> {
  const pack = await makePack(deps, context, run.audience);
  await deps.database.transact(context, async (handle) => {
    if (run.scheduleId !== null) await deliver(handle, { id: pack, audience: run.audience }, run.scheduleId);
    await handle.db
      .updateTable("report_run")
      .set({ finished_at: deps.now(), problem: null, pack_id: pack })
      .where("id", "=", run.id)
      .execute();
  });
}

async function note(
  deps: ReportDeps,
  context: Context,
  id: number,
  values: { problem: string },
): Promise<void> {
  await deps.database.transact(context, ({ db }) =>
    db.updateTable("report_run").set(values).where("id", "=", id).execute(),
  );
}
