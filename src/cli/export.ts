import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, type Opened, withOpened } from "./deps.ts";
import { EXPORT_TABLES, writeDictionary, writeTable } from "./exportFiles.ts";

const HELP = `Usage: kith export --out FOLDER [--data FOLDER] [--json]
       kith export ssd --out FOLDER      the Standard Safeguarding Dataset; kith export ssd --help says more
       kith export cin --year 2025-26    the children in need census; kith export cin --help says more

Writes people, case notes and every process table as CSV, each version of each row, with dictionary.csv saying what every column
is. All files tell of the same moment. Text a spreadsheet would run as a formula gets an apostrophe before it.
FOLDER must be new or empty. The files hold every record of the authority, restricted ones too: this is for
leaving Kith or looking into it as its controller, and it is written to the audit.
  --json  say what was written as JSON

Exit codes: 0 written, 2 wrong use, 3 could not open or write.
`;

export async function runExport(argv: string[], deps: Deps): Promise<number> {
  if (argv[0] === "cin") return await (await import("./exportCin.ts")).runExportCin(argv.slice(1), deps);
  if (argv[0] === "ssd") return await (await import("./exportSsd.ts")).runExportSsd(argv.slice(1), deps);
  let folder = "";
  const read = readCommand(deps.io, HELP, () => {
    const { values } = parseArgs({
      args: argv,
      options: {
        out: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    folder = values.out ?? "";
    if (values.help !== true && folder === "") throw new Error("Say where to with --out FOLDER.");
    return values;
  });
  if (!read.ok) return read.code;
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    deps.io.err(`${folder} is not empty. Give a new folder, so that nothing there is mixed with this.\n`);
    return 2;
  }
  return await withOpened(deps, read.config, { seal: true }, async (opened) => {
    const counts = await writeAll(opened, folder);
    const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
    answer(
      deps.io,
      read.values["json"] === true,
      { folder, rows, files: counts },
      `${folder}: ${rows} rows in ${Object.keys(counts).length} files, and dictionary.csv.\n`,
    );
    return 0;
  });
}

async function writeAll(
  { database, authorityId }: Opened,
  folder: string,
): Promise<{ [file: string]: number }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const context = systemContext("kith export", authorityId, systemNow());
  // Written down before the first file: an export that breaks off has still been one.
  await database.transact(context, (handle) => handle.audit("export.made"));
  const counts: { [file: string]: number } = {};
  await writeDictionary(folder);
  await database.engine.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (db) => {
      await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
        db,
      );
      for (const table of EXPORT_TABLES) counts[`${table.name}.csv`] = await writeTable(db, folder, table);
    });
  return counts;
}
