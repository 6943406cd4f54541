import { join } from "node:path";
import { installationOf, newSetupCode, type Installation } from "./features/accounts/installation.ts";
import { accountsRoutes } from "./features/accounts/routes.ts";
import { waitingReviews } from "./features/access/reviews.ts";
import { routes as accessRoutes } from "./features/access/routes.ts";
import { allocationRoutes } from "./features/allocation/routes.tsx";
import { demandRoutes } from "./features/demand/routes.tsx";
import { fileCheckJobs, fileCheckTidying } from "./features/file-check/checking.ts";
import { fileCheckRoutes } from "./features/file-check/routes.tsx";
import { importRoutes } from "./features/imports/routes.tsx";
import { importJobs, recoverImports } from "./features/imports/work.ts";
import { insightJob } from "./features/insight/refresh.ts";
import { insightRoutes } from "./features/insight/routes.tsx";
import { operationsRoutes } from "./features/operations/routes.tsx";
import { OUTLOOKS } from "./features/reports/ahead.ts";
import { noticesOf, schedulePeriodic } from "./features/reports/deliver.ts";
import { reportRoutes } from "./features/reports/routes.tsx";
import { reportJobs } from "./features/reports/work.ts";
import { recoverSharing } from "./features/sharing/recover.ts";
import { sharingRoutes } from "./features/sharing/routes.tsx";
import { readSharing, type Sharing } from "./features/sharing/settings.ts";
import { sharingJobs } from "./features/sharing/work.ts";
import { returnRoutes } from "./features/returns/routes.tsx";
import { returnJobs, returnPeriodic } from "./features/returns/work.ts";
import { publishedRoutes } from "./features/published/routes.tsx";
import { publishedJobs } from "./features/published/work.ts";
import { searchRoutes } from "./features/search/routes.tsx";
import { serviceRoutes } from "./features/service/routes.tsx";
import { teamRoutes } from "./features/team/routes.tsx";
import { workRoutes } from "./features/work/routes.tsx";
import { workforceJobs } from "./features/workforce/jobs.ts";
import { workforceRoutes } from "./features/workforce/routes.tsx";
import { startWorker } from "./platform/jobs/worker.ts";
import { openSet } from "./returns/open.ts";
import { childRoutes } from "./features/children/routes.tsx";
import { backdate, loadDemonstration } from "./features/demonstration/load.ts";
import { ruleRoutes } from "./features/rules/routes.tsx";
import { netRoutes } from "./features/safety-net/routes.tsx";
import { systemNow } from "./kernel/dates.ts";
import { sealAudit } from "./platform/audit/seal.ts";
import { BadConfig, type Config, isThisMachine, type Keys } from "./platform/config/config.ts";
import type { Engine } from "./platform/db/engine.ts";
import { impatient, type Occupancy, occupancy } from "./platform/db/longWork.ts";
import { readMigrations } from "./platform/db/migrate.ts";
import type { Database } from "./platform/db/transact.ts";
import { readAssets } from "./platform/web/assets.ts";
import { redirect, route, type Route } from "./platform/web/route.ts";
import { type WebApp, webServer } from "./platform/web/server.ts";
import { serverLog } from "./platform/web/log.ts";
import { homeOf, shell } from "./shell.tsx";
import { SPINE } from "./spine.ts";
import { ROOT, VERSION } from "./version.ts";

/** Loads the demonstration of the usual size into an empty installation. */
export async function demonstrate(db: Database, children = 600): Promise<number> {
  const loaded = await loadDemonstration(db, SPINE, systemNow(), { seed: 1, children });
  await backdate(db, loaded.authorityId);
  return loaded.children;
}

export type RouteOptions = {
  readonly keys: Keys;
  /** The address people use, for links that are handed over. */
  readonly address: string;
  readonly dataFolder: string;
  /** Whether other machines can reach the pages. */
  readonly reachable: boolean;
  /** Tells the worker that there is something to do. */
  readonly wake?: () => void;
  /** What long work this process has under way. */
  readonly busy?: Occupancy;
};

/** Every route there is: the product's surface. */
export function allRoutes(options: RouteOptions): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/",
      right: "anyone",
      handle: async ({ database: db, context }) => {
        if (context.accountId !== null) return redirect(homeOf(context));
        return redirect((await installationOf(db, context.now)).empty ? "/start" : "/sign-in");
      },
    }),
    ...accountsRoutes({
      secret: options.keys.secret,
      address: options.address,
      loadDemo: async (db) => void (await demonstrate(db)),
    }),
    ...accessRoutes,
    ...workRoutes(SPINE),
    ...teamRoutes(SPINE),
    ...serviceRoutes(SPINE),
    ...netRoutes(),
    ...insightRoutes(SPINE),
    ...reportRoutes({
      spine: SPINE,
      secret: options.keys.secret,
      ...(options.wake === undefined ? {} : { wake: options.wake }),
    }),
    ...searchRoutes(SPINE),
    ...childRoutes(SPINE),
    ...allocationRoutes(SPINE),
    ...importRoutes({
      spine: SPINE,
      reachable: options.reachable,
      uploads: uploadsIn(options.dataFolder),
      ...(options.wake === undefined ? {} : { wake: options.wake }),
    }),
    ...fileCheckRoutes({
      uploads: uploadsIn(options.dataFolder),
      ...(options.wake === undefined ? {} : { wake: options.wake }),
    }),
    ...ruleRoutes(SPINE),
    ...demandRoutes,
    ...workforceRoutes(options.wake === undefined ? {} : { wake: options.wake }),
    ...returnRoutes(options.wake === undefined ? {} : { wake: options.wake }),
    ...sharingRoutes({
      spine: SPINE,
      sharing: sharingSettings,
      ...(options.wake === undefined ? {} : { wake: options.wake }),
    }),
    ...publishedRoutes(options.wake === undefined ? {} : { wake: options.wake }),
    ...operationsRoutes({
      version: VERSION,
      migrations: MIGRATIONS,
      dataFolder: options.dataFolder,
      now: systemNow,
      ...(options.busy === undefined ? {} : { busy: options.busy }),
    }),
  ];
}

/** The department's receiver, from the settings of this process. */
const sharingSettings = (): Sharing => readSharing(process.env);

const MIGRATIONS = readMigrations(join(ROOT, "migrations"));
/** Where the web platform puts what is uploaded, and the jobs find it. */
const uploadsIn = (dataFolder: string): string => join(dataFolder, "uploads");

export type Running = { readonly address: string; readonly setupCode: string | null; close(): Promise<void> };

/** The web application over an open database; it listens to nothing yet. */
export function application(
  config: Config,
  keys: Keys,
  db: Database,
  wake?: () => void,
  busy?: Occupancy,
): WebApp {
  const assets = readAssets(join(ROOT, "dist", "assets"));
  const forReading = busy === undefined ? db : impatient(db, busy);
  let known: Installation | undefined;
  const installation = async (): Promise<Installation> => {
    // What an installation is changes once; asking again after that would be a query for every page.
    if (known === undefined || known.kind === "undecided" || known.empty)
      known = await installationOf(db, systemNow());
    return known;
  };
  return webServer({
    database: db,
    routes: allRoutes({
      keys,
      address: config.origin ?? `http://${hostInAddress(config.host)}:${config.port}`,
      dataFolder: config.dataFolder,
      reachable: config.origin !== undefined || !isThisMachine(config.host),
      ...(wake === undefined ? {} : { wake }),
      ...(busy === undefined ? {} : { busy }),
    }),
    busy,
    layout: shell({
      installation,
      reviews: (context, reading) => waitingReviews(reading ? forReading : db, context),
      packs: (context) => noticesOf(forReading, context, keys.secret),
      embedded: db.engine.kind === "pglite",
      assetUrl: (name) => assets.url(name),
      version: VERSION,
    }),
    assets,
    config: { origin: config.origin, dataFolder: config.dataFolder, proxies: config.proxies },
    now: systemNow,
    log: serverLog(process.env["KITH_LOG"] ?? "warn"),
  });
}

/** How often the audit is sealed. */
const SEAL_MS = 1000;

/** Serves until closed. */
export async function serve(config: Config, keys: Keys, engine: Engine, db: Database): Promise<Running> {
  const auditKeys = { key: keys.secret, checkpoints: keys.checkpoints };
  await recoverImports(db, systemNow());
  await recoverSharing(db, systemNow());
  const uploads = uploadsIn(config.dataFolder);
  const checking = { database: db, uploads, now: systemNow };
  const busy = occupancy();
  const returnsWork = { database: db, now: systemNow, release: VERSION, busy };
  const worker = await startWorker({
    database: db,
    handlers: {
      ...importJobs({ database: db, spine: SPINE, openSet, uploads, now: systemNow, busy }),
      ...fileCheckJobs(checking),
      ...sharingJobs({ database: db, spine: SPINE, sharing: sharingSettings, now: systemNow }),
      ...publishedJobs({ database: db, uploads, now: systemNow, busy }),
      ...workforceJobs({ database: db, now: systemNow }),
      ...returnJobs(returnsWork),
      ...reportJobs({ database: db, spine: SPINE, release: VERSION, outlooks: OUTLOOKS, now: systemNow }),
    },
    periodic: [
      fileCheckTidying(checking),
      returnPeriodic(returnsWork),
      insightJob(db, SPINE, systemNow),
      schedulePeriodic(db, systemNow),
    ],
    now: systemNow,
  });
  const app = application(config, keys, db, () => worker.wake(), busy);
  const setupCode = await newSetupCode(db, keys.secret, systemNow());
  await sealAudit(engine, auditKeys, true);
  try {
    await listen(app, config);
  } catch (error) {
    // What has been started would keep the process alive, serving nothing.
    await worker.stop();
    await app.close();
    throw error;
  }
  const sealing = repeat(SEAL_MS, () => sealAudit(engine, auditKeys));
  const at = app.addresses()[0];
  const port = typeof at === "object" ? at.port : config.port;
  return {
    address: config.origin ?? `http://${hostInAddress(config.host)}:${port}`,
    setupCode,
    close: async () => {
      await sealing.stop();
      await worker.stop();
      await app.close();
      await sealAudit(engine, auditKeys);
      await engine.close();
    },
  };
}

async function listen(app: WebApp, config: Config): Promise<void> {
  try {
    await app.listen({ port: config.port, host: config.host });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // The same codes mean something else where a database server is looked for.
    if (code === "ENOTFOUND" || code === "EADDRNOTAVAIL" || code === "EAI_AGAIN")
      throw new BadConfig(
        `This machine has no address “${config.host}”. Set HOST to one it has, or leave it out.`,
      );
    throw error;
  }
}

/** A host as it stands in an address that can be opened: everywhere is reached here, and the colons of IPv6 go in brackets. */
function hostInAddress(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "localhost";
  return host.includes(":") ? `[${host}]` : host;
}

/** Does something again and again, never twice at once, until stopped. A failure is tried again at the next turn. */
function repeat(every: number, work: () => Promise<unknown>): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  let busy = false;
  const timer = setInterval(() => {
    if (busy) return;
    busy = true;
    running = work()
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  }, every);
  return {
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
