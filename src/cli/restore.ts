import { parseArgs } from "node:util";
import { seedRoles } from "../features/accounts/roles.ts";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { noteRestored } from "../platform/audit/checkpoints.ts";
import { headOf, sealAudit } from "../platform/audit/seal.ts";
import { verifyAudit } from "../platform/audit/verify.ts";
import { restore } from "../platform/backup/restore.ts";
import { bytesFromFile } from "../platform/files/bytes.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, migrationsHere, type Opened, withOpened } from "./deps.ts";
import { sayReport } from "./verify.ts";

const HELP = `Usage: kith restore FILE [--replace] [--data FOLDER] [--json]

Puts a backup into an empty database: the embedded one of the data folder, or the one DATABASE_URL names. The file is read to its
end before anything is touched, and everything is put in or nothing. Stop Kith first.
  --replace  the database has people in it; remove everything there and put the backup in its place

Put the secret.key the backup was made with into the data folder before you start Kith: without it the audit cannot be checked.

Exit codes: 0 restored and the audit is clean, 1 restored and the audit has faults, 2 wrong use, 3 could not open or restore.
`;

export async function runRestore(argv: string[], deps: Deps): Promise<number> {
  let path: string | undefined;
  const read = readCommand(deps.io, HELP, () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        replace: { type: "boolean" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    path = positionals[0];
    if (values.help !== true && (path === undefined || positionals.length > 1))
      throw new Error("Say which one file to restore.");
    return values;
  });
  if (!read.ok) return read.code;
  return await withOpened(deps, read.config, { create: true }, async (opened) => {
    const source = bytesFromFile(path ?? "");
    const done = await restore(opened.engine, source, {
      migrations: migrationsHere(),
      replace: read.values["replace"] === true,
    });
    if (!done.ok) {
      deps.io.err(`${done.failures[0]?.message ?? "It could not be restored."}\n`);
      return 3;
    }
    await seedRoles(opened.engine);
    const report = await noteAndVerify(opened, source.name, done.value.header.at);
    const { header, rows, migrated } = done.value;
    const clean = report.faults.length === 0;
    const otherKey = report.rows > 1 && report.faults.length + report.unlisted >= report.rows - 1;
    const hint = otherKey
      ? "The audit was written with another key. Put the secret.key of the installation it came from into the data folder and run kith verify.\n"
      : "";
    answer(
      deps.io,
      read.values["json"] === true,
      { rows, madeAt: header.at, madeBy: header.version, migrated, audit: { clean, ...report } },
      `Restored ${rows} rows from a backup of ${header.at}, made by Kith ${header.version}.\n${migrated.length === 0 ? "" : `Brought forward by ${migrated.join(", ")}.\n`}${otherKey ? hint : sayReport(report)}Sessions are not in a backup: everybody signs in again.\n`,
    );
    return clean ? 0 : 1;
  });
}

/** What was sealed since the backup is no longer there; the file of checkpoints must say why. */
async function noteAndVerify(opened: Opened, file: string, madeAt: string) {
  const { engine, database, keys } = opened;
  const now = systemNow();
  noteRestored(keys, await headOf(engine.db), now);
  const row = await engine.db.selectFrom("installation").select("authority_id").executeTakeFirst();
  await database.transact(systemContext("kith restore", row?.authority_id ?? 0, now), (handle) =>
    handle.audit("backup.restored", { detail: { file, madeAt } }),
  );
  await sealAudit(engine, keys, true);
  return await verifyAudit(engine, keys);
}
