import { parseArgs } from "node:util";
import { sealAudit } from "../platform/audit/seal.ts";
import { demonstrate } from "../serve.ts";
import { explain, type Io, readCommand } from "./common.ts";
import { commandDeps } from "./open.ts";

const HELP = `Usage: kith demo [--children N] [--data FOLDER] [--json]

Fills a new, empty installation with Northmoor, an invented authority, and marks it as a demonstration.
Refused where real files have been or may be brought in.
`;

export async function runDemo(argv: string[], io: Io): Promise<number> {
  const read = readCommand(
    io,
    HELP,
    () =>
      parseArgs({
        args: argv,
        options: {
          children: { type: "string" },
          data: { type: "string" },
          json: { type: "boolean" },
          help: { type: "boolean" },
        },
      }).values,
  );
  if (!read.ok) return read.code;
  const wanted = Number(read.values["children"] ?? 600);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 200_000) {
    io.err(`--children takes a whole number from 1 to 200000.\n\n${HELP}`);
    return 2;
  }
  try {
    const { engine, database, keys } = await commandDeps(io).open(read.config, {
      create: true,
      migrate: true,
    });
    try {
      const children = await demonstrate(database, wanted);
      await sealAudit(engine, keys);
      io.out(
        read.values["json"] === true
          ? `${JSON.stringify({ authority: "Northmoor", children })}\n`
          : `Northmoor is there: ${children} invented children.\n`,
      );
      return 0;
    } finally {
      await engine.close();
    }
  } catch (error) {
    return explain(io, error);
  }
}
