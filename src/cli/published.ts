import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadPublished } from "../features/published/commands.ts";
import { recognise } from "../features/published/formats/recognise.ts";
import { type Context, systemContext } from "../kernel/context.ts";
import { systemNow } from "../kernel/dates.ts";
import { UnreadableFile } from "../kernel/record/claim.ts";
import { perform } from "../platform/command.ts";
import { type ByteSource, bytesFromFile } from "../platform/files/bytes.ts";
import { readCommand } from "./common.ts";
import { answer, type Deps, type Opened, withOpened } from "./deps.ts";

const HELP = `Usage: kith published load FILE|FOLDER ... [--published-on 2025-10-30] [--data FOLDER] [--json]

Loads published figures of all authorities: tables of the Department for Education, its interactive
tool, population, statistical neighbours, Cafcass and Ofsted. Each CSV file is told by its columns,
and is loaded whole or refused whole, with the line. A later edition is read in place of an earlier
one. Nothing in them is about a child.

Exit codes: 0 done, 1 a file was refused, 2 wrong use, 3 could not open.
`;

type Line = { readonly file: string; readonly state: "loaded" | "same" | "refused"; readonly says: string };

/** `kith published load`, from the words after `published`. */
export async function runPublished(argv: string[], deps: Deps): Promise<number> {
  let paths: string[] = [];
  const read = readCommand(deps.io, HELP, () => {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        "published-on": { type: "string" },
        data: { type: "string" },
        json: { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return values;
    const [act, ...rest] = positionals;
    if (act !== "load") throw new Error("Say what to do: kith published load FILE ...");
    if (rest.length === 0) throw new Error("Name a file or a folder.");
    paths = rest;
    return values;
  });
  if (!read.ok) return read.code;
  const on = read.values["published-on"];
  return await withOpened(deps, read.config, { migrate: true, seal: true }, async (opened) => {
    if (opened.authorityId === 0) {
      deps.io.err("This installation has not been set up yet. Start Kith and set it up first.\n");
      return 1;
    }
    const lines = await loadAll(opened, filesOf(paths), typeof on === "string" ? on : null);
    const refused = lines.filter(({ state }) => state === "refused");
    const text = lines
      .map(({ state, says, file }) =>
        state === "refused" ? `refused  ${says}\n` : `${state.padEnd(8)} ${file}: ${says}\n`,
      )
      .join("");
    answer(deps.io, read.values["json"] === true, { files: lines }, text);
    return refused.length === 0 ? 0 : 1;
  });
}

/** Files as named, and the CSV files of folders. */
function filesOf(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) return [path];
    return readdirSync(path)
      .filter((name) => name.toLowerCase().endsWith(".csv"))
      .sort()
      .map((name) => join(path, name));
  });
}

async function loadAll(
  opened: Opened,
  paths: readonly string[],
  publishedOn: string | null,
): Promise<Line[]> {
  const lines: Line[] = [];
  const firsts: ByteSource[] = [];
  const others: ByteSource[] = [];
  for (const path of paths) {
    try {
      const file = bytesFromFile(path);
      const { format } = await recognise(file);
      (format.first === true ? firsts : others).push(file);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      lines.push({ file: path, state: "refused", says: error.problem.message });
    }
  }
  for (const file of [...firsts, ...others]) lines.push(await load(opened, file, publishedOn));
  return lines;
}

/** Whoever may run this on the machine may load figures; the audit says that it was done from there. */
const operator = (opened: Opened): Context => ({
  ...systemContext("kith published (command line)", opened.authorityId, systemNow()),
  rights: new Set(["published"]),
});

async function load(opened: Opened, file: ByteSource, publishedOn: string | null): Promise<Line> {
  const done = await perform(opened.database, operator(opened), loadPublished(file, await hashOf(file)), {
    publishedOn,
  });
  if (!done.ok)
    return { file: file.name, state: "refused", says: done.failures.map(({ message }) => message).join(" ") };
  const { value } = done;
  if (value === null)
    return { file: file.name, state: "same", says: "the same file has been loaded already" };
  const parts = [
    value.figures > 0 ? `${value.figures} figures` : "",
    value.inspections > 0 ? `${value.inspections} inspections and visits` : "",
    value.figures + value.inspections === 0 ? "a list" : "",
  ].filter((part) => part !== "");
  return { file: file.name, state: "loaded", says: `${value.title}, ${parts.join(", ")}` };
}

async function hashOf(file: ByteSource): Promise<string> {
  const hash = createHash("sha256");
  for await (const piece of file.open()) hash.update(piece);
  return hash.digest("hex");
}
