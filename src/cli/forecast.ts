import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { forecastItems } from "../stats/forecast/forecast.ts";
import { readItems } from "../stats/forecast/items.ts";

const HELP = `kith forecast --in items.json --out results.json

Forecasts monthly or quarterly series, with 80% and 95% intervals.

  --in    a JSON list of {"id","set","frequency","start":[year,period],"horizon","values":[...]}
          frequency 12 (months) or 4 (quarters); at least 24 months of values, none missing.
          Items of one set with the same start and length share what they teach about the season.
          "events":[{"from":[year,period],"to":[year,period]}] marks known shifts of level; "to" may be left out.
  --out   where to write the answers, in the order of the items: {"id","mean","lo80","hi80","lo95","hi95"}
          or {"id","refused"} with the reason, where an item cannot be forecast
  --help  this text

Ends with 0 when the answers are written (even if some items are refused), 2 when a file cannot be read or written.
`;

export type CommandOutput = { out(text: string): void; err(text: string): void };

/**
 * The command `kith forecast`.
 * @returns 0 when written; 2 for wrong arguments and files that cannot be read or written
 */
export async function runForecast(argv: string[], io: CommandOutput): Promise<number> {
  const options = read(argv);
  if (typeof options === "string") {
    io.err(`${options}\nTry: kith forecast --help\n`);
    return 2;
  }
  if (options.help) {
    io.out(HELP);
    return 0;
  }
  const json = await load(options.in);
  if ("problem" in json) {
    io.err(`${json.problem}\n`);
    return 2;
  }
  const items = readItems(json.value);
  if (items === undefined) {
    io.err(`${options.in} must hold a list of items, in square brackets\n`);
    return 2;
  }
  const forecasts = new Map(forecastItems(items.accepted).map((forecast) => [forecast.id, forecast]));
  const refusals = new Map(items.refused.map((refusal) => [refusal.id, refusal]));
  const answers = items.ids.map((id) => forecasts.get(id) ?? refusals.get(id));
  try {
    await writeFile(options.out, `${JSON.stringify(answers)}\n`);
  } catch (error) {
    io.err(`${options.out} cannot be written: ${reasonOf(error)}\n`);
    return 2;
  }
  for (const { refused } of items.refused) io.err(`${refused}\n`);
  io.out(`${forecasts.size} forecast, ${items.refused.length} refused\n`);
  return 0;
}

type Options = { help: true } | { help: false; in: string; out: string };

function read(argv: string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { in: { type: "string" }, out: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    if (values.help === true) return { help: true };
    if (values.in === undefined) return "--in is missing: the file of items";
    if (values.out === undefined) return "--out is missing: the file for the answers";
    return { help: false, in: values.in, out: values.out };
  } catch (error) {
    return reasonOf(error);
  }
}

async function load(path: string): Promise<{ value: unknown } | { problem: string }> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    return { problem: `${path} cannot be read: ${reasonOf(error)}` };
  }
  try {
    // A byte order mark is how some spreadsheets and editors begin a file.
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return { value };
  } catch (error) {
    return { problem: `${path} is not JSON: ${reasonOf(error)}` };
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
