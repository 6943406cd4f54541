import { existsSync, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { backupToFile } from "../platform/backup/toFile.ts";
import { VERSION } from "../version.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, withOpened } from "./deps.ts";

const HELP = `Usage: kith backup FILE [--data FOLDER] [--json]

Writes everything in the database to one file, reads it back to its end, and says what is in it. People may go on working on
PostgreSQL; the embedded database serves one process, so stop Kith first or use "Download a full backup".

The file holds every record. It does not hold secret.key from the data folder: keep a copy of that apart from the backups.

Exit codes: 0 written and read back, 2 wrong use, 3 could not open or write.
`;

export async function runBackup(argv: string[], deps: Deps): Promise<number> {
  let path: string | undefined;
  const read = readCommand(deps.io, HELP, () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { data: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
    });
    path = positionals[0];
    if (values.help !== true && (path === undefined || positionals.length > 1))
      throw new Error("Say which one file to write.");
    return values;
  });
  if (!read.ok) return read.code;
  const file = path ?? "";
  if (existsSync(file)) {
    deps.io.err(`${file} is there already, and a backup is never written over. Give another name.\n`);
    return 2;
  }
  return await withOpened(deps, read.config, {}, async ({ engine, database, authorityId }) => {
    const now = systemNow();
    await database.transact(systemContext("kith backup", authorityId, now), (handle) =>
      handle.audit("backup.taken", { detail: { by: "command" } }),
    );
    const made = await backupToFile(engine, file, { version: VERSION, now });
    if (!made.ok) {
      deps.io.err(`${made.failures[0]?.message ?? "The backup could not be read back."}\n`);
      return 3;
    }
    const tables = made.value.tables.filter((table) => table.rows > 0);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    const bytes = statSync(file).size;
    answer(
      deps.io,
      read.values["json"] === true,
      {
        file,
        bytes,
        rows,
        at: now,
        tables: Object.fromEntries(tables.map((table) => [table.name, table.rows])),
      },
      `${file}: ${rows} rows of ${tables.length} tables, ${bytes} bytes. Read back to its end.\nIt holds every record: keep it as you would keep the files themselves, and secret.key somewhere else.\n`,
    );
    return 0;
  });
}
