import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { JobHandler } from "../../platform/jobs/worker.ts";
import { simulateTeam } from "./simulation.ts";
import { scenarioOf } from "./store.ts";

export const SIMULATE = "workforce.simulate";

/** Simulates a saved scenario that takes longer than a page is waited for. Doing it again does no harm: the seed is the scenario's. */
export function workforceJobs(deps: { readonly database: Database; readonly now: () => IsoInstant }): {
  readonly [kind: string]: JobHandler;
} {
  return {
    [SIMULATE]: async (job) => {
      const { scenario: id, authority } = job.payload as { scenario: number; authority: number };
      const context = systemContext("workforce", authority, deps.now(), `scenario ${id}`);
      const scenario = await deps.database.transact(context, (handle) => scenarioOf(handle, id));
      if (scenario === undefined || scenario.simulation !== null) return;
      // Outside a transaction: the embedded database has one session, and others need it meanwhile.
      const simulation = JSON.stringify(await simulateTeam(scenario.assumptions));
      await deps.database.transact(context, async (handle) => {
        await handle.db.updateTable("staffing_scenario").set({ simulation }).where("id", "=", id).execute();
        await handle.audit("workforce.simulated", { detail: { scenario: id } });
      });
    },
  };
}
