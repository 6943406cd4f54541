import { parseArgs } from "node:util";
import { UnreadableFile } from "../kernel/record/claim.ts";
import { bytesFromFile } from "../platform/files/bytes.ts";
import { asCsv, asJson, asText } from "../returns/cin/check/formats.ts";
import type { Report } from "../returns/cin/check/issue.ts";
import { yearOfTitle } from "../returns/cin/check/ruleset.ts";
import { checkCin } from "../returns/cin/check/run.ts";
import type { CommandIo } from "./chart-items.ts";

const HELP = `kith check cin FILE [--rules 2025-26] [--format text|json|csv]

Checks a children in need census (XML) as DfE will: its structure and every rule.

  --rules   2022-23, 2023-24, 2024-25, 2025-26 or 2026-27; left out, the year in the file's header
  --format  text (left out), json (one object) or csv (a line for each place)

Exit code: 0 no errors (there may be queries), 1 errors or wrong structure, 2 the file could not be read.
`;

const FORMATS: { readonly [name: string]: (report: Report) => string } = {
  text: asText,
  json: asJson,
  csv: asCsv,
};

export const CLEAN = 0;
export const FAULTY = 1;
export const UNREADABLE = 2;

type Request = {
  readonly path: string;
  readonly year: number | undefined;
  readonly write: (report: Report) => string;
};

/**
 * `kith check`, from the words after it. Needs no database. Answers the exit code: 0 no errors, 1 errors or a wrong structure, 2 the
 * file or the arguments could not be used, with a sentence saying why.
 */
export async function runCheck(argv: readonly string[], io: CommandIo): Promise<number> {
  const request = requestOf(argv);
  if (request === "help") {
    io.out(HELP);
    return CLEAN;
  }
  if (typeof request === "string") {
    io.err(`${request}\n\n${HELP}`);
    return UNREADABLE;
  }
  try {
    const report = await checkCin(bytesFromFile(request.path), request.year);
    io.out(request.write(report));
    return report.issues.some((issue) => issue.severity !== "query") ? FAULTY : CLEAN;
  } catch (problem) {
    if (!(problem instanceof UnreadableFile)) throw problem;
    io.err(`${problem.problem.message}\n`);
    return UNREADABLE;
  }
}

/** What was asked for; or `help`; or a sentence saying what is wrong with it. */
function requestOf(argv: readonly string[]): Request | string {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        rules: { type: "string" },
        format: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch {
    return "An option was not understood.";
  }
  const { values, positionals } = parsed;
  if (values.help === true) return "help";
  const [collection, path, ...others] = positionals;
  if (collection !== "cin") return "Say which return to check: cin.";
  if (path === undefined) return "Name the file to check.";
  if (others.length > 0) return "Name one file at a time.";
  const year = values.rules === undefined ? undefined : yearOfTitle(values.rules);
  if (values.rules !== undefined && year === undefined) return "There are no rules of that name.";
  const write = Object.hasOwn(FORMATS, values.format ?? "text")
    ? FORMATS[values.format ?? "text"]
    : undefined;
  if (write === undefined) return "The format is text, json or csv.";
  return { path, year, write };
}
