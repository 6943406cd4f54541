import { existsSync } from "node:fs";
import { type FileHandle, open, rm } from "node:fs/promises";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { censusFile } from "../features/returns/census.ts";
import { outsideCensus } from "../features/returns/outside.ts";
import { censusHeader } from "../features/returns/source.ts";
import { yearTitle } from "../kernel/codes/codeSet.ts";
import { systemContext } from "../kernel/context.ts";
import { type IsoDate, londonDate, parseDate, systemNow } from "../kernel/dates.ts";
import { FIRST_YEAR, LAST_YEAR } from "../returns/cin/layout.ts";
import { VERSION } from "../version.ts";
import { type Io, readCommand } from "./common.ts";
import { answer, type Deps, type Opened, withOpened } from "./deps.ts";

const HELP = `Usage: kith export cin --year 2025-26 [--as-at 2026-01-31] [--out FILE] [--data FOLDER] [--json]

Writes the children in need census of a year as the department takes it (XML), from what the record holds now of all sources together.
Without --out it goes to standard output, and what is said of it to standard error. FILE must be new.
The file names every child of the census, restricted ones too, and making it is written to the audit. Check it with kith check cin FILE.
  --as-at  the day a draft speaks for; left out, today, or 31 March when the year is over
  --json   say what was written as JSON

Exit codes: 0 written, 2 wrong use, 3 could not open or write.
`;

type Wanted = { year: number; asAt: IsoDate; out: string | undefined };

export async function runExportCin(argv: string[], deps: Deps): Promise<number> {
  let wanted: Wanted | undefined;
  const read = readCommand(deps.io, HELP, () => {
    const { values } = parseArgs({
      args: argv,
      options: {
        year: { type: "string" },
        "as-at": { type: "string" },
        out: { type: "string" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help !== true) wanted = wantedOf(values);
    return values;
  });
  if (!read.ok) return read.code;
  if (wanted === undefined) return 2;
  const { year, asAt, out } = wanted;
  if (out !== undefined && existsSync(out)) {
    deps.io.err(`${out} is there already. Give a new name, so that nothing is written over.\n`);
    return 2;
  }
  let file: FileHandle | undefined;
  try {
    return await withOpened(deps, read.config, { seal: true }, async (opened) => {
      if (out !== undefined) file = await open(out, "wx", 0o600);
      const made = await write(opened, { year, asAt }, file ?? deps.io);
      const title = `Children in need census ${yearTitle(year)}`;
      const said: Io = file === undefined ? { ...deps.io, out: (text) => deps.io.err(text) } : deps.io;
      answer(
        said,
        read.values["json"] === true,
        { file: out ?? null, year, asAt, ...made },
        sayMade(title, made),
      );
      await file?.close();
      file = undefined;
      return 0;
    });
  } finally {
    // Half a census must not be taken for one.
    if (file !== undefined && out !== undefined) {
      await file.close();
      await rm(out, { force: true });
    }
  }
}

function wantedOf(values: { year?: string; "as-at"?: string; out?: string }): Wanted {
  const year = yearOf(values.year ?? "");
  if (year === undefined)
    throw new Error(`Say which year with --year, from ${yearTitle(FIRST_YEAR)} to ${yearTitle(LAST_YEAR)}.`);
  const asAt = values["as-at"] === undefined ? londonDate(systemNow()) : parseDate(values["as-at"]);
  if (asAt === undefined) throw new Error("--as-at is a day written as year-month-day, such as 2026-01-31.");
  return { year, asAt, out: values.out };
}

/** The year of `2025-26`. */
function yearOf(title: string): number | undefined {
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) if (yearTitle(year) === title) return year;
  return undefined;
}

type Made = {
  readonly children: number;
  readonly bytes: number;
  /** People with an assessment, enquiry or plan of the year and no episode of need in it: they are not in the file. */
  readonly outside: number;
  /** What was left out or written otherwise than held, by element, with the first of each. */
  readonly notes: { readonly [element: string]: { readonly count: number; readonly first: string } };
};

function sayMade(title: string, made: Made): string {
  const lines = [`${title}: ${made.children} children, ${made.bytes} bytes.`];
  const notes = Object.entries(made.notes);
  if (made.outside > 0)
    lines.push(
      "",
      `Not in it: ${made.outside} people with an assessment, enquiry or plan of the year and no referral that was open in it.`,
    );
  if (notes.length > 0) lines.push("", "Left out, or written otherwise than it is held:");
  for (const [element, { count, first }] of notes) lines.push(`  ${element}: ${count}. ${first}`);
  return `${lines.join("\n")}\n`;
}

async function write(
  { database, authorityId }: Opened,
  ask: { year: number; asAt: IsoDate },
  to: FileHandle | Io,
): Promise<Made> {
  const context = systemContext("kith export cin", authorityId, systemNow());
  // Written down before the first byte: an export that breaks off has still been one.
  const header = await database.transact(context, async (handle) => {
    await handle.audit("export.made", { detail: { of: "cin", ...ask } });
    return await censusHeader(handle, ask.year, { release: VERSION, serial: "001" });
  });
  const notes: { [element: string]: { count: number; first: string } } = {};
  let [children, bytes, outside] = [0, 0, 0];
  const decoder = new TextDecoder();
  await database.engine.db
    .transaction()
    .setIsolationLevel("repeatable read")
    .setAccessMode("read only")
    .execute(async (db) => {
      await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', ${String(authorityId)}, true)`.execute(
        db,
      );
      outside = (await outsideCensus({ db }, ask)).length;
      const pieces = censusFile({ db }, ask, header, (entry) => {
        children += 1;
        for (const note of entry.notes) {
          const element = /^\w+/.exec(note)?.[0] ?? "";
          const seen = (notes[element] ??= { count: 0, first: `${entry.child.localId}: ${note}` });
          seen.count += 1;
        }
      });
      for await (const piece of pieces) {
        bytes += piece.length;
        if ("out" in to) to.out(decoder.decode(piece, { stream: true }));
        else await to.write(piece);
      }
    });
  return { children, bytes, outside, notes };
}
