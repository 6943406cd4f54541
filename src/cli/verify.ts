import { parseArgs } from "node:util";
import { type AuditReport, verifyAudit } from "../platform/audit/verify.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, withOpened } from "./deps.ts";

const HELP = `Usage: kith verify [--data FOLDER] [--json]

Checks the audit: every row against its key, every sealed row against its seal, the seals against each other and against
the signed file of checkpoints in the data folder. Names each row that was edited, deleted, inserted, moved or cut from
the end. Changes nothing.

Exit codes: 0 clean, 1 faults, 2 wrong use, 3 could not open.
`;

export async function runVerify(argv: string[], deps: Deps): Promise<number> {
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
  return await withOpened(deps, read.config, {}, async ({ engine, keys }) => {
    const report = await verifyAudit(engine, keys);
    const clean = report.faults.length === 0;
    answer(deps.io, read.values["json"] === true, { clean, ...report }, sayReport(report));
    return clean ? 0 : 1;
  });
}

/** A report in words, a fault to a line. */
export function sayReport(report: AuditReport): string {
  const head = `${report.rows} audit rows, ${report.sealed} of them sealed under ${report.seals} seals.\n`;
  const restored =
    report.restored === null
      ? ""
      : `A backup was put back on ${report.restored.at}, up to seal ${report.restored.seal}; what was sealed after that backup was taken is not here.\n`;
  if (report.faults.length === 0) return `${head}${restored}Clean: every row is as it was written.\n`;
  const more = report.unlisted === 0 ? "" : `and ${report.unlisted} more\n`;
  const lines = report.faults.map((fault) => `${fault.kind} ${fault.at}: ${fault.words}\n`);
  return `${head}${restored}\n${lines.join("")}${more}\nKeep this, the database and the file of checkpoints as they are, and tell whoever answers for data protection.\n`;
}
