import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { installationOf, newSetupCode, type Installation } from "./features/accounts/installation.ts";
import { seedRoles } from "./features/accounts/roles.ts";
import { accountsRoutes } from "./features/accounts/routes.ts";
import { childRoutes } from "./features/children/routes.tsx";
import { backdate, loadDemonstration } from "./features/demonstration/load.ts";
import { ruleRoutes } from "./features/rules/routes.tsx";
import { netRoutes } from "./features/safety-net/routes.tsx";
import { systemNow } from "./kernel/dates.ts";
import { sealAudit } from "./platform/audit/seal.ts";
import { auditWriter } from "./platform/audit/write.ts";
import type { Config, Keys } from "./platform/config/config.ts";
import { type Engine, openEmbedded, openPostgres } from "./platform/db/engine.ts";
import { migrate, readMigrations } from "./platform/db/migrate.ts";
import { type Database, database } from "./platform/db/transact.ts";
import { readAssets } from "./platform/web/assets.ts";
import { redirect, route, type Route } from "./platform/web/route.ts";
import { webServer } from "./platform/web/server.ts";
import { homeOf, shell } from "./shell.tsx";
import { SPINE } from "./spine.ts";
import { ROOT, VERSION } from "./version.ts";

/** Opens the database the configuration names, brought to this version. */
export async function openDatabase(
  config: Config,
  keys: Keys,
): Promise<{ engine: Engine; database: Database }> {
  const engine =
    config.databaseUrl === undefined
      ? await openEmbedded(config.dataFolder)
      : openPostgres(config.databaseUrl);
  try {
    await migrate(engine, readMigrations(join(ROOT, "migrations")));
    await seedRoles(engine);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return { engine, database: database(engine, auditWriter(keys.secret)) };
}

/** Loads the demonstration of the usual size into an empty installation. */
export async function demonstrate(db: Database, children = 600): Promise<number> {
  const loaded = await loadDemonstration(db, SPINE, systemNow(), { seed: 1, children });
  await backdate(db, loaded.authorityId);
  return loaded.children;
}

/** Every route there is: the product's surface. */
export function allRoutes(options: { keys: Keys; address: string }): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/",
      right: "anyone",
      handle: async ({ context }) =>
        Promise.resolve(redirect(context.accountId === null ? "/sign-in" : homeOf(context))),
    }),
    ...accountsRoutes({
      secret: options.keys.secret,
      address: options.address,
      loadDemo: async (db) => void (await demonstrate(db)),
    }),
    ...childRoutes(SPINE),
    ...netRoutes(),
    ...ruleRoutes(SPINE),
  ];
}

export type Running = { readonly address: string; readonly setupCode: string | null; close(): Promise<void> };

/** The web application over an open database; it listens to nothing yet. */
export function application(config: Config, keys: Keys, db: Database): FastifyInstance {
  const assets = readAssets(join(ROOT, "dist", "assets"));
  let known: Installation | undefined;
  const installation = async (): Promise<Installation> => {
    // What an installation is changes once; asking again after that would be a query for every page.
    if (known === undefined || known.kind === "undecided" || known.empty)
      known = await installationOf(db, systemNow());
    return known;
  };
  return webServer({
    database: db,
    routes: allRoutes({ keys, address: config.origin ?? `http://${config.host}:${config.port}` }),
    layout: shell({
      installation,
      embedded: db.engine.kind === "pglite",
      assetUrl: assets.url,
      version: VERSION,
    }),
    assets,
    config: { origin: config.origin, dataFolder: config.dataFolder, proxies: config.proxies },
    now: systemNow,
    log: pino({ level: process.env["KITH_LOG"] ?? "warn" }, pino.destination(2)),
  });
}

/** How often the audit is sealed. */
const SEAL_MS = 1000;

/** Serves until closed. */
export async function serve(config: Config, keys: Keys, engine: Engine, db: Database): Promise<Running> {
  const app = application(config, keys, db);
  const setupCode = await newSetupCode(db, keys.secret, systemNow());
  await sealAudit(engine, { key: keys.secret, checkpoints: keys.checkpoints }, true);
  await app.listen({ port: config.port, host: config.host });
  const sealing = repeat(SEAL_MS, () =>
    sealAudit(engine, { key: keys.secret, checkpoints: keys.checkpoints }),
  );
  const at = app.addresses()[0];
  const address =
    config.origin ??
    `http://${config.host === "0.0.0.0" || config.host === "::" ? "localhost" : config.host}:${typeof at === "object" ? at.port : config.port}`;
  return {
    address,
    setupCode,
    close: async () => {
      await sealing.stop();
      await app.close();
      await sealAudit(engine, { key: keys.secret, checkpoints: keys.checkpoints });
      await engine.close();
    },
  };
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
