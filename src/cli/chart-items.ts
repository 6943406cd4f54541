import { readFile, rename, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";

/** Where a command says things. Each text ends with a newline. */
export interface CommandIo {
  out: (text: string) => void;
  err: (text: string) => void;
}

/** What became of one input: a result, or a sentence saying what is wrong with it. */
export type Answer = { ok: true; result: unknown } | { ok: false; problem: string };

/** Exit codes: done; or the arguments, the file or an item could not be used and nothing was written. */
export const DONE = 0;
export const UNUSABLE = 2;

const item = z.looseObject(
  { id: z.union([z.string().min(1), z.number()], { error: "must be a name or a number" }) },
  { error: "must be an object with id and input" },
);

/** Fails with a sentence for the person at the keyboard, never for a bug. */
class Unusable extends Error {}

/** What was asked for on the command line. */
export interface Request {
  help: boolean;
  positionals: string[];
  in: string | undefined;
  out: string | undefined;
}

/** Reads `--in`, `--out` and `--help`; a sentence where they make no sense. */
export function readRequest(argv: readonly string[]): Request | { problem: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        in: { type: "string" },
        out: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
    return { help: values.help === true, positionals, in: values.in, out: values.out };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : "the arguments could not be read" };
  }
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new Unusable(`cannot read ${path}: ${error instanceof Error ? error.message : "unknown"}`);
  }
  try {
    return JSON.parse(text.replace(/^\uFEFF/u, ""));
  } catch (error) {
    throw new Unusable(`${path} is not JSON: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

/** Beside, then over: a reader never finds half a file. */
async function writeJson(path: string, value: unknown): Promise<void> {
  const beside = `${path}.${process.pid}.part`;
  try {
    await writeFile(beside, `${JSON.stringify(value, null, 1)}\n`);
    await rename(beside, path);
  } catch (error) {
    throw new Unusable(`cannot write ${path}: ${error instanceof Error ? error.message : "unknown"}`);
  }
}

/** Unknown fields are named, for a mistyped one would otherwise pass for one left out. */
export function unreadable(issue: { code?: string | undefined; keys?: unknown }): string {
  return issue.code === "unrecognized_keys" && Array.isArray(issue.keys)
    ? `unknown field ${issue.keys.join(", ")}`
    : "input must be an object";
}

/** First thing wrong with a value, with its place: `points[3].y: must be a number`. */
export function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  if (issue === undefined) return "the input could not be read";
  const place = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./u, "");
  return place === "" ? issue.message : `${place}: ${issue.message}`;
}

/** Answers one list of items; says every one that cannot be answered. */
function answerList(
  list: readonly unknown[],
  answer: (input: unknown) => Answer,
): { results: { id: string | number; result: unknown }[]; problems: string[] } {
  const results: { id: string | number; result: unknown }[] = [];
  const problems: string[] = [];
  for (const [index, given] of list.entries()) {
    const read = item.safeParse(given);
    if (!read.success) {
      problems.push(`item ${index + 1}: ${firstProblem(read.error)}`);
      continue;
    }
    const { id, input } = read.data;
    const answered: Answer =
      input === undefined ? { ok: false, problem: "has no input" } : answerSafely(input, answer);
    if (answered.ok) results.push({ id, result: answered.result });
    else problems.push(`item "${id}": ${answered.problem}`);
  }
  return { results, problems };
}

/** A calculation that fails on one item is reported as that item's, not as a crash of the whole command. */
function answerSafely(input: unknown, answer: (input: unknown) => Answer): Answer {
  try {
    return answer(input);
  } catch (error) {
    const said = error instanceof Error ? error.message : "unknown";
    return { ok: false, problem: `could not be calculated: ${said}` };
  }
}

/**
 * Reads an array of `{id, input}` from one file and writes an array of `{id, result}`, in the same order, to another. If any item cannot be
 * used, says which and why and writes nothing: a file with items left out could pass for the whole. Returns the exit code.
 */
export async function answerItems(
  request: Request,
  io: CommandIo,
  answer: (input: unknown) => Answer,
): Promise<number> {
  if (request.in === undefined || request.out === undefined) {
    io.err("Give both --in and --out. --help says more.\n");
    return UNUSABLE;
  }
  try {
    const given = await readJson(request.in);
    if (!Array.isArray(given)) throw new Unusable(`${request.in} must hold an array of items`);
    const { results, problems } = answerList(given, answer);
    if (problems.length > 0) {
      io.err(`${problems.join("\n")}\nNothing was written.\n`);
      return UNUSABLE;
    }
    await writeJson(request.out, results);
    io.out(`${results.length} ${results.length === 1 ? "item" : "items"} -> ${request.out}\n`);
    return DONE;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    io.err(`${error.message}\n`);
    return UNUSABLE;
  }
}
