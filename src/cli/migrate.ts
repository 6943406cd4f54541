import { parseArgs } from "node:util";
import { seedRoles } from "../features/accounts/roles.ts";
import { migrate, migrationState } from "../platform/db/migrate.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, migrationsHere, withOpened } from "./deps.ts";

const HELP = `Usage: kith migrate [--status] [--data FOLDER] [--json]

Brings the database to this version of Kith. Each step is done whole or not at all; none can be undone, so take a backup first.
  --status  say which steps are waiting, and change nothing

Exit codes: 0 up to date, 1 (with --status) steps are waiting, 2 wrong use, 3 could not open or apply.
`;

export async function runMigrate(argv: string[], deps: Deps): Promise<number> {
  const read = readCommand(
    deps.io,
    HELP,
    () =>
      parseArgs({
        args: argv,
        options: {
          status: { type: "boolean" },
          data: { type: "string" },
          json: { type: "boolean" },
          help: { type: "boolean" },
        },
      }).values,
  );
  if (!read.ok) return read.code;
  const asJson = read.values["json"] === true;
  const only = read.values["status"] === true;
  const migrations = migrationsHere();
  return await withOpened(deps, read.config, { create: !only }, async ({ engine }) => {
    if (only) {
      const state = await migrationState(engine, migrations);
      const waiting =
        state.waiting.length === 0
          ? "None is waiting.\n"
          : `Waiting:\n${state.waiting.map((name) => `  ${name}\n`).join("")}`;
      answer(deps.io, asJson, state, `Applied: ${state.applied.length}.\n${waiting}`);
      return state.waiting.length === 0 ? 0 : 1;
    }
    const done = await migrate(engine, migrations);
    await seedRoles(engine);
    const text =
      done.length === 0 ? "Up to date already.\n" : `Applied:\n${done.map((name) => `  ${name}\n`).join("")}`;
    answer(deps.io, asJson, { applied: done }, text);
    return 0;
  });
}
