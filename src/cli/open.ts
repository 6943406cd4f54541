import { existsSync } from "node:fs";
import { join } from "node:path";
import { seedRoles } from "../features/accounts/roles.ts";
import { auditWriter } from "../platform/audit/write.ts";
import { refuseMoved } from "../platform/backup/moved.ts";
import { BadConfig, type Config, openKeys } from "../platform/config/config.ts";
import { embeddedExists, type Engine, openEmbedded, openPostgres } from "../platform/db/engine.ts";
import { migrate, migrationState } from "../platform/db/migrate.ts";
import { database } from "../platform/db/transact.ts";
import type { Io } from "./common.ts";
import { type Deps, migrationsHere, type Opened, type OpenHow } from "./deps.ts";

/** The commands' world as it is. */
export const commandDeps = (io: Io): Deps => ({ io, open });

async function open(config: Config, how: OpenHow = {}): Promise<Opened> {
  if (how.create !== true) refuseAbsent(config);
  const engine = await openEngine(config, how.connections ?? 4);
  try {
    await refuseLostKey(config, engine);
    const keys = openKeys(config.dataFolder);
    if (how.migrate === true) {
      await migrate(engine, migrationsHere());
      await seedRoles(engine);
    }
    return {
      engine,
      database: database(engine, auditWriter(keys.secret)),
      keys: { key: keys.secret, checkpoints: keys.checkpoints },
      authorityId: await authorityOf(engine),
      close: () => engine.close(),
    };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

async function openEngine(config: Config, connections: number): Promise<Engine> {
  if (config.databaseUrl !== undefined) return openPostgres(config.databaseUrl, connections);
  refuseMoved(config.dataFolder);
  return await openEmbedded(config.dataFolder);
}

/** A command that looks must not make what it was asked to look at: a mistyped folder would be found in perfect order. */
function refuseAbsent(config: Config): void {
  if (config.databaseUrl === undefined && !embeddedExists(config.dataFolder))
    throw new BadConfig(
      `There is no Kith database in ${config.dataFolder}. Say where it is with --data FOLDER, or set DATABASE_URL.`,
    );
  if (!existsSync(join(config.dataFolder, "secret.key")))
    throw new BadConfig(
      `There is no secret.key in ${config.dataFolder}, and a new one would open nothing. Say where it is with --data FOLDER, or put it back from its copy.`,
    );
}

/** A new key beside a record that has one would make every audit row from now on look forged to whoever has the old one, and the other way round. */
async function refuseLostKey(config: Config, engine: Engine): Promise<void> {
  if (existsSync(join(config.dataFolder, "secret.key"))) return;
  const { applied } = await migrationState(engine, []);
  if (applied.length === 0) return;
  const written = await engine.db.selectFrom("audit_event").select("seq").limit(1).executeTakeFirst();
  if (written === undefined) return;
  throw new BadConfig(
    `This database has an audit, and the secret.key it was written with is not in ${config.dataFolder}. Put it back from its copy. ` +
      "If it is lost for good, put a new one there (openssl rand -base64 32): Kith goes on, but the audit up to now can no longer be checked and everybody sets up their second factor again.",
  );
}

async function authorityOf(engine: Engine): Promise<number> {
  const { applied } = await migrationState(engine, []);
  if (applied.length === 0) return 0;
  const row = await engine.db.selectFrom("installation").select("authority_id").executeTakeFirst();
  return row?.authority_id ?? 0;
}
