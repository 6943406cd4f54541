import { parseArgs } from "node:util";
import { type Config, openKeys } from "../platform/config/config.ts";
import { becomeTrial } from "../features/accounts/installation.ts";
import { demonstrate, serve } from "../serve.ts";
import { explain, type Io, readCommand } from "./common.ts";
import type { Opened } from "./deps.ts";
import { commandDeps } from "./open.ts";

/** Connections to a PostgreSQL server: enough for the pages asked for at once on two cores. */
const CONNECTIONS = 12;

const HELP = `Usage: kith serve [--demo] [--port N] [--host NAME] [--data FOLDER] [--trial]

Serves Kith until stopped (Ctrl-C).
  --demo   fill a new installation with the invented authority Northmoor first
  --trial  this installation is a trial on the embedded database (also KITH_TRIAL=1)

DATABASE_URL=postgres://... serves from PostgreSQL. PORT, HOST and KITH_DATA are honoured.
`;

export async function runServe(argv: string[], io: Io): Promise<number> {
  const read = readCommand(
    io,
    HELP,
    () =>
      parseArgs({
        args: argv,
        options: {
          demo: { type: "boolean" },
          port: { type: "string" },
          host: { type: "string" },
          data: { type: "string" },
          trial: { type: "boolean" },
          help: { type: "boolean" },
        },
      }).values,
  );
  if (!read.ok) return read.code;
  const { values, config } = read;
  return await serveUntilStopped(config, values["demo"] === true, io);
}

async function serveUntilStopped(config: Config, demo: boolean, io: Io): Promise<number> {
  let opened: Opened | undefined;
  try {
    opened = await commandDeps(io).open(config, {
      create: true,
      migrate: true,
      connections: CONNECTIONS,
    });
    const { engine, database } = opened;
    const keys = openKeys(config.dataFolder);
    if (config.trial) await becomeTrial(database);
    if (demo) await demonstrateIfNew(database, io);
    const running = await serve(config, keys, engine, database);
    io.out(
      `Kith is at ${running.address}${running.setupCode === null ? "" : `   one-time code to set it up: ${running.setupCode}`}\n`,
    );
    await new Promise<void>((resolve) => {
      process.once("SIGINT", resolve);
      process.once("SIGTERM", resolve);
    });
    await running.close();
    return 0;
  } catch (error) {
    // Left open, the database would keep the process alive and the data folder locked after the reason has been said.
    await opened?.close().catch(() => undefined);
    return explain(io, error);
  }
}

/** `--demo` on a second start finds the demonstration there and leaves it. */
async function demonstrateIfNew(database: Parameters<typeof demonstrate>[0], io: Io): Promise<void> {
  const row = await database.engine.db.selectFrom("installation").select("kind").executeTakeFirst();
  if (row?.kind === "demonstration") return;
  io.err("Inventing Northmoor: about 600 children over six years...\n");
  await demonstrate(database);
}
