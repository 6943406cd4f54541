import { parseArgs } from "node:util";
import { gatherFacts } from "../features/operations/facts.ts";
import { judge, reportOf, worst } from "../features/operations/health.ts";
import { LINE_WORDS } from "../features/operations/words.ts";
import { systemNow } from "../kernel/dates.ts";
import { VERSION } from "../version.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, migrationsHere, withOpened } from "./deps.ts";
import { type DoctorLine, machineLines } from "./machine.ts";

const HELP = `Usage: kith doctor [--data FOLDER] [--json]

Looks at an installation and says what it finds: the database and its user, the tables, work in the background, the age
of each kind of file, the audit, the data folder, the disk, Node. Changes nothing.

The embedded database serves one process: stop Kith first, or ask it for /health instead.

Exit codes: 0 nothing to act on, 1 something to act on, 2 wrong use, 3 could not open.
`;

const MARK = { fine: "ok  ", look: "look", act: "ACT " } as const;

export async function runDoctor(argv: string[], deps: Deps): Promise<number> {
  const read = readCommand(
    deps.io,
    HELP,
    () =>
      parseArgs({
        args: argv,
        options: { data: { type: "string" }, json: { type: "boolean" }, help: { type: "boolean" } },
      }).values,
  );
  if (!read.ok) return read.code;
  return await withOpened(deps, read.config, {}, async ({ database }) => {
    const facts = await gatherFacts(database, {
      version: VERSION,
      migrations: migrationsHere(),
      now: systemNow(),
    });
    const lines: DoctorLine[] = [
      ...judge(facts).map(({ id, standing, says, toDo }) => ({ what: LINE_WORDS[id], standing, says, toDo })),
      ...(await machineLines(read.config.dataFolder)),
    ];
    const standing = worst(lines);
    answer(
      deps.io,
      read.values["json"] === true,
      { ...reportOf(facts), status: standing, migrations: facts.migrations, user: facts.user, lines },
      `Kith ${VERSION}\n\n${lines.map(textOf).join("")}\n${standing === "act" ? "There is something to act on.\n" : "Nothing to act on.\n"}`,
    );
    return standing === "act" ? 1 : 0;
  });
}

const textOf = (line: DoctorLine): string =>
  `${MARK[line.standing]}  ${line.what}: ${line.says}\n${line.toDo === null ? "" : `      ${line.toDo}\n`}`;
