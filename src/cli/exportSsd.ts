import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql, type Transaction } from "kysely";
import { heldChildren, peopleAfter } from "../features/sharing/index.ts";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import type { Schema } from "../platform/db/types.gen.ts";
import {
  fileOf,
  ssdChild,
  ssdDirectory,
  ssdHeadings,
  ssdNumber,
  type SsdPiece,
} from "../returns/ssd/make/make.ts";
import type { Around } from "../returns/ssd/make/around.ts";
import { NO_COLUMN, NOT_HELD } from "../returns/ssd/make/notHeld.ts";
import { TABLES } from "../tables.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, type Opened, withOpened } from "./deps.ts";

const HELP = `Usage: kith export ssd --out FOLDER [--data FOLDER] [--json]

Writes the Standard Safeguarding Dataset: one CSV file for each of its 48 objects, from what the record holds now of all sources
together. Objects of which the record holds nothing have their column names only, and are listed. Everything held is written, however
old. The files are for programs (RFC 4180, UTF-8): text that looks like a formula is left as it is, so do not open them in a
spreadsheet by a double click. Protected addresses are left out, because the dataset cannot say that they are.
FOLDER must be new or empty. The files tell of every child of the authority, restricted ones too, and making them is
written to the audit.
  --json  say what was written as JSON

Exit codes: 0 written, 2 wrong use, 3 could not open or write.
`;

export async function runExportSsd(argv: string[], deps: Deps): Promise<number> {
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
    const made = await writeAll(opened, folder);
    answer(deps.io, read.values["json"] === true, { folder, ...made }, sayMade(folder, made));
    return 0;
  });
}

type Made = {
  readonly children: number;
  /** Rows of each file. */
  readonly files: { readonly [file: string]: number };
  /** Files with column names only, and why. */
  readonly empty: { readonly [file: string]: string };
  /** Held, and not written, counted by reason. */
  readonly leftOut: { readonly [reason: string]: number };
  /** What the dataset has no column for. */
  readonly noColumn: readonly string[];
};

function sayMade(folder: string, made: Made): string {
  const rows = Object.values(made.files).reduce((sum, count) => sum + count, 0);
  const lines = [
    `${folder}: ${rows} rows of ${made.children} people in ${Object.keys(made.files).length} files.`,
    "",
    "Column names only:",
    ...Object.entries(made.empty).map(([file, why]) => `  ${file}: ${why}`),
  ];
  const left = Object.entries(made.leftOut);
  if (left.length > 0) lines.push("", "Held and not written:", ...left.map(([why, n]) => `  ${n} ${why}`));
  lines.push("", "Not in the dataset:", ...made.noColumn.map((what) => `  ${what}`), "");
  return lines.join("\n");
}

/** People read at once. */
const BATCH = 500;
/** Characters of one file gathered before they are written. */
const FULL = 256 * 1024;

async function writeAll({ database, authorityId }: Opened, folder: string): Promise<Made> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const context = systemContext("kith export ssd", authorityId, systemNow());
  // Written down before the first file: an export that breaks off has still been one.
  await database.transact(context, (handle) => handle.audit("export.made", { detail: { of: "ssd" } }));
  const files = await openFiles(folder);
  try {
    return await database.engine.db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute(async (db) => {
        await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
          db,
        );
        return await writeRows(db, authorityId, files);
      });
  } finally {
    await files.close();
  }
}

async function writeRows(db: Transaction<Schema>, authorityId: number, files: Files): Promise<Made> {
  const around = await aroundOf(db, authorityId);
  let children = 0;
  for (let after = 0; ;) {
    const ids = await peopleAfter(db, after, BATCH);
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
    for (const { child } of await heldChildren(db, TABLES, ids)) {
      children += 1;
      for (const piece of ssdChild(child, around)) files.put(piece);
    }
    await files.flush(FULL);
  }
  for (const piece of ssdDirectory(around)) files.put(piece);
  await files.flush(0);
  const empty = Object.entries(files.rows).filter(([, rows]) => rows === 0);
  return {
    children,
    files: Object.fromEntries(Object.entries(files.rows).map(([object, rows]) => [fileOf(object), rows])),
    empty: Object.fromEntries(
      empty.map(([object]) => [fileOf(object), NOT_HELD[object] ?? "Nobody here has any."]),
    ),
    leftOut: Object.fromEntries([...around.left].toSorted(([a], [b]) => (a < b ? -1 : 1))),
    noColumn: NO_COLUMN,
  };
}

/** Workers, teams, and the dataset's numbers of people where they are not the authority's. */
async function aroundOf(db: Transaction<Schema>, authorityId: number): Promise<Around> {
  const workers = await db
    .selectFrom("worker")
    .select(["ref", "name", "title", "team_ref as teamRef"])
    .where("authority_id", "=", authorityId)
    .execute();
  const teams = await db
    .selectFrom("team")
    .select(["ref", "name", "parent_ref as parentRef"])
    .where("authority_id", "=", authorityId)
    .execute();
  const numbers = await sql<{ local: string; own: string }>`select l.value as local, min(s.value) as own
    from identifier l join identifier s on s.person_id = l.person_id and s.type = 'ssd-person' and s.superseded_at is null
    where l.type = 'local' and l.superseded_at is null group by 1`.execute(db);
  return {
    personIds: new Map(
      numbers.rows.map(({ local, own }) => [
        local,
        ssdNumber({ id: { type: "ssd-person", value: own }, identifiers: [], born: null, claims: [] }),
      ]),
    ),
    workers: new Map(workers.map((worker) => [worker.ref, worker])),
    teams: new Map(teams.map((team) => [team.ref, team])),
    left: new Map(),
  };
}

type Files = {
  readonly rows: { [object: string]: number };
  readonly put: (piece: SsdPiece) => void;
  /** Writes what has gathered of each file, if it is more than so much. */
  readonly flush: (above: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

async function openFiles(folder: string): Promise<Files> {
  const handles = new Map<string, FileHandle>();
  const gathered = new Map<string, { parts: string[]; length: number }>();
  const rows: Files["rows"] = {};
  for (const { object, text } of ssdHeadings()) {
    handles.set(object, await open(join(folder, fileOf(object)), "wx", 0o600));
    gathered.set(object, { parts: [text], length: text.length });
    rows[object] = 0;
  }
  return {
    rows,
    put: ({ object, text }) => {
      const into = gathered.get(object);
      if (into === undefined) throw new Error(`no file for ${object}`);
      into.parts.push(text);
      into.length += text.length;
      rows[object] = (rows[object] ?? 0) + 1;
    },
    flush: async (above) => {
      for (const [object, into] of gathered) {
        if (into.length <= above) continue;
        await handles.get(object)?.write(into.parts.splice(0).join(""));
        into.length = 0;
      }
    },
    close: async () => {
      for (const handle of handles.values()) await handle.close();
    },
  };
}
