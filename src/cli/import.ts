import { parseArgs } from "node:util";
import { type Context, systemContext } from "../kernel/context.ts";
import { londonDate, parseDate, systemNow, type IsoDate } from "../kernel/dates.ts";
import { type ReadOptions, UnreadableFile } from "../kernel/record/claim.ts";
import { readInstallation } from "../features/accounts/installation.ts";
import { applyFile, type FileReport, hashOf, previewFile } from "../features/imports/importer.ts";
import { type SetSoFar, startSet } from "../features/imports/setSoFar.ts";
import { ONLY_MADE_UP } from "../features/imports/runs.ts";
import type { OpenedFile } from "../features/imports/work.ts";
import type { Database } from "../platform/db/transact.ts";
import { type ByteSource, bytesFromFile } from "../platform/files/bytes.ts";
import { openSet } from "../returns/open.ts";
import { SPINE } from "../spine.ts";
import { readCommand } from "./common.ts";
import { type Deps, withOpened } from "./deps.ts";
import { asJson, asText, type Outcome } from "./importPrint.ts";

const HELP = `Usage: kith import FILE... [--yes] [--json] [--as-at YYYY-MM-DD] [--data FOLDER] [--trial]

Shows what files would do to the record, and with --yes brings them in. Files of one return go together. Each file is brought in whole or not at all.
  --yes    bring them in; without it nothing is written
  --json   one JSON object for a program
  --as-at  the day the files speak for, where they do not say so themselves
  --trial  this installation is a trial (also KITH_TRIAL=1); makes a new one where there is none

Exit codes: 0 done or shown, 1 some file could not be read (the others were dealt with), 2 wrong use, 3 could not open the database.
`;

const NOT_DECIDED =
  "Nobody has said yet what this installation is, so it takes no files. Set it up in the browser first, or add --trial to make it a trial.\n";

/** The command `kith import`. @returns the exit code */
export async function runImport(argv: string[], deps: Deps): Promise<number> {
  let files: string[] = [];
  const read = readCommand(deps.io, HELP, () => {
    const parsed = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        yes: { type: "boolean" },
        json: { type: "boolean" },
        "as-at": { type: "string" },
        data: { type: "string" },
        trial: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    files = parsed.positionals;
    return parsed.values;
  });
  if (!read.ok) return read.code;
  const { values, config } = read;
  const said = values["as-at"];
  const asAt = typeof said === "string" ? parseDate(said) : null;
  const wrong =
    files.length === 0
      ? "Name at least one file."
      : asAt === undefined
        ? "--as-at must be a day such as 2026-03-31."
        : asAt !== null && asAt > londonDate(systemNow())
          ? "--as-at cannot be after today."
          : null;
  if (wrong !== null || asAt === undefined) {
    deps.io.err(`${wrong ?? ""}\n\n${HELP}`);
    return 2;
  }
  const yes = values["yes"] === true;
  const make = yes || config.trial;
  return await withOpened(
    deps,
    config,
    { create: make, migrate: make, seal: yes },
    async ({ database, authorityId }) => {
      const authority = await authorityFor(database, authorityId, config.trial, yes);
      if (typeof authority === "string") {
        deps.io.err(authority);
        return 2;
      }
      if (authority.invented) deps.io.err(`${ONLY_MADE_UP}\n`);
      const context = systemContext("the command line", authority.id, systemNow());
      const outcomes = await bringIn(database, context, files, asAt, yes);
      deps.io.out(
        values["json"] === true ? `${JSON.stringify(asJson(outcomes, yes))}\n` : asText(outcomes, yes),
      );
      return outcomes.some((outcome) => outcome.report === null) ? 1 : 0;
    },
  );
}

/** An authority, 0 while there is none; and whether everybody in it is made up. */
type Whose = { readonly id: number; readonly invented: boolean };

/**
 * Whose record the files go into. An installation nobody has decided about takes none, unless the operator says it is a trial, and whoever has the command line of a demonstration is told to use made-up ones.
 * @returns why, when it takes none; 0 for a look at a trial that is not there yet
 */
async function authorityFor(
  database: Database,
  known: number,
  trial: boolean,
  yes: boolean,
): Promise<Whose | string> {
  return await database.transact(systemContext("the command line", known, systemNow()), async (handle) => {
    const { kind, authorityId } = await readInstallation(handle);
    if (kind !== "undecided") return { id: authorityId ?? known, invented: kind === "demonstration" };
    if (!trial) return NOT_DECIDED;
    if (!yes) return { id: authorityId ?? 0, invented: false };
    const id =
      authorityId ??
      (
        await handle.db
          .insertInto("authority")
          .values({ name: "Trial" })
          .returning("id")
          .executeTakeFirstOrThrow()
      ).id;
    await handle.db.updateTable("installation").set({ kind: "trial", authority_id: id }).execute();
    await handle.audit("installation.trial", { detail: { authority: id } });
    return { id, invented: false };
  });
}

/** Reads the files together and shows or applies each. One that cannot be read leaves the others alone. */
async function bringIn(
  database: Database,
  context: Context,
  paths: readonly string[],
  asAt: IsoDate | null,
  yes: boolean,
): Promise<Outcome[]> {
  const options: ReadOptions = { today: londonDate(context.now), ...(asAt === null ? {} : { asAt }) };
  const outcomes: Outcome[] = [];
  const sources: ByteSource[] = [];
  for (const path of paths) {
    try {
      sources.push(bytesFromFile(path));
    } catch (error) {
      outcomes.push(unreadable({ name: path, size: 0 }, error));
    }
  }
  const set = sources.length > 1 ? startSet() : null;
  for (const opened of await openSet(sources, options))
    outcomes.push(await deal(database, context, opened, yes, set));
  return outcomes;
}

async function deal(
  database: Database,
  context: Context,
  opened: OpenedFile,
  yes: boolean,
  set: SetSoFar | null,
): Promise<Outcome> {
  const { source } = opened;
  if ("problem" in opened) return { ...about(source), report: null, problem: opened.problem, sourceId: null };
  try {
    const hash = await hashOf(source);
    if (!yes) {
      const report = await previewFile(database, SPINE, context, opened.reading, hash, set);
      return { ...about(source), report, problem: null, sourceId: report.sameAs?.sourceId ?? null };
    }
    const { sourceId, ...report } = await applyFile(database, SPINE, context, source, opened.reading, hash);
    return { ...about(source), report: report satisfies FileReport, problem: null, sourceId };
  } catch (error) {
    return unreadable(source, error);
  }
}

const about = (source: Pick<ByteSource, "name" | "size">) => ({ file: source.name, bytes: source.size });

/** What cannot be read is an answer; anything else is a fault. */
function unreadable(source: Pick<ByteSource, "name" | "size">, error: unknown): Outcome {
  if (!(error instanceof UnreadableFile)) throw error;
  return { ...about(source), report: null, problem: error.problem, sourceId: null };
}
