import type { IsoInstant } from "../../kernel/dates.ts";
import { type Occupancy, SessionTaken } from "../../platform/db/longWork.ts";
import type { Migration } from "../../platform/db/migrate.ts";
import type { Database } from "../../platform/db/transact.ts";
import { page, route, type Route } from "../../platform/web/route.ts";
import { backupForDownload, backupName } from "./download.ts";
import { gatherFacts } from "./facts.ts";
import { busyReport, type HealthReport, judge, reportOf } from "./health.ts";
import { InstallationPage } from "./pages/installation.tsx";

export type OperationsDeps = {
  readonly version: string;
  /** Those of this version, to tell which wait. */
  readonly migrations: readonly Migration[];
  readonly dataFolder: string;
  readonly now: () => IsoInstant;
  /** What long work this process has under way on the embedded database; none unless told. */
  readonly busy?: Occupancy;
  /** How long the database is waited for before it counts as not answering; 5000 ms unless told. */
  readonly patienceMs?: number;
  /** How long one answer serves all who ask; 5000 ms unless told. */
  readonly freshMs?: number;
};

/** How an installation stands, for monitors and for people, and its backup. */
export function operationsRoutes(deps: OperationsDeps): readonly Route[] {
  const health = healthOf(deps);
  return [
    route({
      method: "GET",
      path: "/health",
      right: "anyone",
      handle: async ({ database }) => {
        const report = await health(database);
        return { kind: "json", value: report, status: report.status === "down" ? 503 : 200 };
      },
    }),
    route({
      method: "GET",
      path: "/installation",
      right: "installation",
      handle: async ({ database }) => {
        const facts = await gatherFacts(database, { ...deps, now: deps.now() });
        return page("This installation", <InstallationPage facts={facts} lines={judge(facts)} />);
      },
    }),
    route({
      method: "GET",
      path: "/backup",
      right: "installation",
      fresh: true,
      handle: async ({ database, context }) => {
        await database.transact(context, (handle) =>
          handle.audit("backup.taken", { detail: { by: "download" } }),
        );
        const now = deps.now();
        return {
          kind: "file",
          name: backupName(now),
          type: "application/gzip",
          content: await backupForDownload(database.engine, { ...deps, now }),
        };
      },
    }),
  ];
}

/**
 * Anybody may ask, so asking must cost little: one answer serves everybody for a few seconds, and a database that does not answer is asked by
 * one of them only.
 */
function healthOf(deps: OperationsDeps): (database: Database) => Promise<HealthReport> {
  const fresh = deps.freshMs ?? 5000;
  let answer: { readonly at: number; readonly report: Promise<HealthReport> } | undefined;
  const ask = async (database: Database): Promise<HealthReport> => {
    const now = deps.now();
    try {
      return reportOf(await gatherFacts(database, { ...deps, now }));
    } catch (error) {
      if (error instanceof SessionTaken) return busyReport(error.by, { version: deps.version, time: now });
      // Its words may hold an address or a user name, and anybody reads this.
      return { status: "down", version: deps.version, time: now, problem: "The database does not answer." };
    }
  };
  return async (database) => {
    const by = deps.busy?.current() ?? null;
    if (by !== null) return busyReport(by, { version: deps.version, time: deps.now() });
    const clock = performance.now();
    if (answer === undefined || clock - answer.at > fresh) {
      const asked = { at: Infinity, report: ask(database) };
      answer = asked;
      void asked.report.finally(() => (asked.at = performance.now()));
    }
    return await patiently(answer.report, deps);
  };
}

async function patiently(report: Promise<HealthReport>, deps: OperationsDeps): Promise<HealthReport> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<HealthReport>((resolve) => {
    timer = setTimeout(() => {
      const about = { version: deps.version, time: deps.now() };
      const by = deps.busy?.current() ?? null;
      resolve(
        by === null
          ? { status: "down", ...about, problem: "The database is busy and has not answered in time." }
          : busyReport(by, about),
      );
    }, deps.patienceMs ?? 5000);
  });
  try {
    return await Promise.race([report, late]);
  } finally {
    clearTimeout(timer);
  }
}
