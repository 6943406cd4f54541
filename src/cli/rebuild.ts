import { availableParallelism } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rebuildAll } from "../features/record/rebuild.ts";
import { systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { SPINE } from "../spine.ts";
import { ROOT } from "../version.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, withOpened } from "./deps.ts";

const HELP = `Usage: kith rebuild [--threads N] [--data FOLDER] [--json]

Works out every duty, breach and state of every child again from what happened, and writes what differs.
Needed after an upgrade that changes rules. A sound installation that has not changed writes nothing.
`;

/** The command `kith rebuild`. @returns the exit code */
export async function runRebuild(argv: string[], deps: Deps): Promise<number> {
  const read = readCommand(
    deps.io,
    HELP,
    () =>
      parseArgs({
        args: argv,
        options: {
          threads: { type: "string" },
          data: { type: "string" },
          json: { type: "boolean" },
          help: { type: "boolean" },
        },
      }).values,
  );
  if (!read.ok) return read.code;
  const { values, config } = read;
  const threads = Number(values["threads"] ?? Math.max(2, availableParallelism()));
  if (!Number.isInteger(threads) || threads < 1 || threads > 64) {
    deps.io.err(`--threads takes a whole number from 1 to 64.\n\n${HELP}`);
    return 2;
  }
  return await withOpened(
    deps,
    config,
    { migrate: true, seal: true },
    async ({ database, keys, authorityId }) => {
      const context = systemContext("rebuild", authorityId, systemNow());
      const file = pathToFileURL(join(ROOT, "dist", "rebuild", "worker.mjs"));
      const url = config.databaseUrl;
      const done = await rebuildAll(
        database,
        SPINE,
        context,
        url === undefined ? undefined : { file, threads, databaseUrl: url, secret: keys.key },
      );
      await database.transact(context, (handle) => handle.audit("record.rebuilt", { detail: done }));
      answer(
        deps.io,
        values["json"] === true,
        done,
        `${done.children} children worked out again; ${done.written} rows differed and were written.\n`,
      );
      return 0;
    },
  );
}
