import { rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { seedRoles } from "../features/accounts/roles.ts";
import { systemNow } from "../kernel/dates.ts";
import { sealAudit } from "../platform/audit/seal.ts";
import { verifyAudit } from "../platform/audit/verify.ts";
import { backup } from "../platform/backup/backup.ts";
import { differences, digestArchive, type TableDigest } from "../platform/backup/compare.ts";
import { markMoved } from "../platform/backup/moved.ts";
import { restore } from "../platform/backup/restore.ts";
import { backupToFile } from "../platform/backup/toFile.ts";
import { type Engine, openPostgres } from "../platform/db/engine.ts";
import { bytesFromFile } from "../platform/files/bytes.ts";
import { VERSION } from "../version.ts";
import { explain, type Io, readCommand } from "./common.ts";
import { answer, type Deps, migrationsHere, type Opened, withOpened } from "./deps.ts";
import { sayReport } from "./verify.ts";

const HELP = `Usage: kith move --to postgres://user:password@host/database [--data FOLDER] [--json]

Takes everything from the embedded database of a trial to PostgreSQL: makes the tables there, copies, compares every row of every
table, and verifies the audit there. The embedded database is left as it was and marked as moved, so that nobody goes on
working in it by mistake. Stop Kith first. The data folder stays in use: its key and its file of checkpoints belong to the record.

Exit codes: 0 moved, 2 wrong use, 3 could not open, copy or prove the copy (then nothing was marked).
`;

export async function runMove(argv: string[], deps: Deps): Promise<number> {
  let to = "";
  const read = readCommand(deps.io, HELP, () => {
    const { values } = parseArgs({
      args: argv,
      options: {
        to: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    to = values.to ?? "";
    if (values.help !== true && !/^postgres(ql)?:\/\/./.test(to))
      throw new Error("Say where to with --to postgres://user:password@host/database.");
    return values;
  });
  if (!read.ok) return read.code;
  const { config } = read;
  const asJson = read.values["json"] === true;
  // Moving is from the data folder, whatever the environment says Kith serves from.
  return await withOpened(deps, { ...config, databaseUrl: undefined }, { migrate: true }, async (source) => {
    let target: Engine | undefined;
    try {
      target = openPostgres(to, 4);
      return await moveTo(source, target, { to, folder: config.dataFolder, asJson, io: deps.io });
    } catch (error) {
      return explain(deps.io, error);
    } finally {
      await target?.close();
    }
  });
}

type Moving = { readonly to: string; readonly folder: string; readonly asJson: boolean; readonly io: Io };

async function moveTo(source: Opened, target: Engine, how: Moving): Promise<number> {
  const now = systemNow();
  const spool = join(how.folder, "move.kith.gz");
  try {
    await sealAudit(source.engine, source.keys, true);
    await rm(spool, { force: true });
    const made = await backupToFile(source.engine, spool, { version: VERSION, now });
    if (!made.ok) return stop(how.io, made.failures[0]?.message);
    const done = await restore(target, bytesFromFile(spool), { migrations: migrationsHere() });
    if (!done.ok) return stop(how.io, done.failures[0]?.message);
    const here = await digestArchive(bytesFromFile(spool));
    const there = await digestArchive({
      name: "the database moved to",
      size: 0,
      open: () => backup(target, { version: VERSION, now }),
    });
    const different = differences(here, there);
    if (different.length > 0)
      return stop(
        how.io,
        `These tables are not the same there: ${different.join(", ")}. Nothing was marked as moved; empty that database before you try again.`,
      );
    const report = await verifyAudit(target, source.keys);
    if (report.faults.length > 0) return stop(how.io, sayReport(report));
    await seedRoles(target);
    markMoved(how.folder, how.to, now);
    tell(how, here, report.rows);
    return 0;
  } finally {
    await rm(spool, { force: true });
  }
}

function stop(io: Io, why = "It could not be moved."): number {
  io.err(`${why}\n`);
  return 3;
}

function tell(how: Moving, tables: readonly TableDigest[], auditRows: number): void {
  const { host, pathname } = new URL(how.to);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const held = tables.filter((table) => table.rows > 0);
  answer(
    how.io,
    how.asJson,
    {
      to: `${host}${pathname}`,
      rows,
      tables: Object.fromEntries(held.map((table) => [table.name, table.rows])),
      auditRows,
    },
    `Moved: ${rows} rows of ${held.length} tables, every one the same there; ${auditRows} audit rows verified there.

Now set, and start Kith:
  DATABASE_URL=postgres://USER:PASSWORD@${host}${pathname}
  KITH_DATA=${how.folder}

The embedded database is as it was and marked as moved. Keep the data folder: it holds the key and the checkpoints.
`,
  );
}
