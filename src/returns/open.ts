import { date, type IsoDate } from "../kernel/dates.ts";
import {
  type Finding,
  UnreadableFile,
  type Reading,
  type ReadOptions,
  type Unreadable,
} from "../kernel/record/claim.ts";
import { refuseTooLarge, type ByteSource } from "../platform/files/bytes.ts";
import { csvRows } from "../platform/files/csv.ts";
import { csvEncoding } from "../platform/files/csvText.ts";
import { fileKind, firstBytes, KIND_WORDS, type FileKind } from "../platform/files/sniff.ts";
import { xmlRootName } from "../platform/files/xml.ts";
import { readAnnexA } from "./annex-a/import.ts";
import { readCinCensus } from "./cin/import.ts";
import { readSsdSet } from "./ssd/import.ts";
import { recogniseSsd } from "./ssd/recognise.ts";
import { readSsda903Csv } from "./ssda903/import-csv.ts";
import { readSsda903Xml } from "./ssda903/import-xml.ts";
import { recogniseSsda903 } from "./ssda903/layout.ts";

/** What a file is, by what is in it. */
type Recognised =
  | { readonly kind: "cin" | "ssda903-xml" | "annex-a" }
  | { readonly kind: "ssda903-csv"; readonly file: string | null }
  | { readonly kind: "ssd"; readonly object: string };

export type Opened =
  | { readonly source: ByteSource; readonly reading: Reading }
  | { readonly source: ByteSource; readonly problem: Unreadable };

const TAKES =
  "Kith takes the children in need census (XML), the looked-after return SSDA903 (CSV or XML), Ofsted's child-level lists (Annex A, .xlsx or .ods) and the Standard Safeguarding Dataset (CSV).";

const refuse = (name: string, looksLike: string, code: string): UnreadableFile =>
  new UnreadableFile({ code, message: `${name} cannot be used: it looks like ${looksLike}. ${TAKES}` });

const safe = (name: string): string => name.replaceAll(/[^\w.-]+/g, " ").slice(0, 60);

async function recogniseXml(source: ByteSource): Promise<Recognised> {
  const root = (await xmlRootName(source)).split(":").at(-1) ?? "";
  if (root === "Message") return { kind: "cin" };
  if (root.toUpperCase() === "EXPSSDA903") return { kind: "ssda903-xml" };
  if (root.toLowerCase() === "html") throw refuse(source.name, KIND_WORDS.html, "wrong-kind");
  throw refuse(source.name, `an XML file of another kind (its first element is ${safe(root)})`, "wrong-kind");
}

async function firstRow(source: ByteSource): Promise<readonly string[]> {
  const encoding = await csvEncoding(source);
  for await (const { cells } of csvRows(source, encoding)) return cells;
  return [];
}

async function recogniseText(source: ByteSource): Promise<Recognised> {
  const columns = await firstRow(source);
  const file = recogniseSsda903(columns);
  if (file !== null) return { kind: "ssda903-csv", file };
  const ssd = recogniseSsd(columns, source.name);
  if (ssd !== undefined) return { kind: "ssd", object: ssd.object.name };
  // Close to the looked-after return: its reader says what is amiss with the columns.
  if (columns.some((column) => /^\W*CHILD\W*(?:$|[;|\t])/i.test(column)))
    return { kind: "ssda903-csv", file: null };
  if (columns.length > 1) {
    const named = columns.slice(0, 3).map(safe).join(", ");
    throw refuse(source.name, `a CSV file of another kind (its first columns are ${named})`, "wrong-kind");
  }
  if (/[;\t|].*[;\t|]/.test(columns[0] ?? ""))
    throw refuse(
      source.name,
      "a table whose columns are separated by semicolons, tabs or upright bars; if it is one of the files below, save it as CSV with commas",
      "wrong-kind",
    );
  throw refuse(source.name, KIND_WORDS.text, "wrong-kind");
}

/** What the file's own bytes say it is. Throws UnreadableFile, saying what it looks like, for what Kith does not take. */
async function recognise(source: ByteSource): Promise<Recognised> {
  refuseTooLarge(source);
  const kind: FileKind = fileKind(await firstBytes(source));
  if (kind === "xml") return recogniseXml(source);
  if (kind === "text") return recogniseText(source);
  // A workbook's reader tells apart what is in a zip, and what is in an old office file.
  if (kind === "zip" || kind === "old-office") return { kind: "annex-a" };
  if (kind === "empty")
    throw new UnreadableFile({
      code: "empty",
      message: `${source.name} is empty. Export it again and add that.`,
    });
  throw refuse(source.name, KIND_WORDS[kind], "wrong-kind");
}

/** Some files of the looked-after return hold no date that tells their year. */
const NEEDS_DAY = "as-at-needed";

/** The 31 March on or before a day: the end of the last whole year of a return. */
const lastYearEnd = (today: IsoDate): IsoDate =>
  date(`${today.slice(5) >= "03-31" ? today.slice(0, 4) : Number(today.slice(0, 4)) - 1}-03-31`);

/**
 * Reads a file; one that cannot tell the day it speaks for is given one, and says so. A good file is not refused because of what its format leaves out.
 * @param beside the day another file of the same set speaks for
 */
async function readWithDay(
  recognised: Exclude<Recognised, { kind: "ssd" }>,
  source: ByteSource,
  options: ReadOptions,
  beside: IsoDate | null,
): Promise<Reading> {
  // The list of children tells its year only by the youngest birth: the episodes beside it know better.
  const isList = recognised.kind === "ssda903-csv" && recognised.file === "header";
  if (isList && beside !== null && options.asAt === undefined)
    return await readAs(recognised, source, { ...options, asAt: beside });
  try {
    return await readAs(recognised, source, options);
  } catch (error) {
    if (!(error instanceof UnreadableFile) || error.problem.code !== NEEDS_DAY || options.asAt !== undefined)
      throw error;
    const asAt = beside ?? lastYearEnd(options.today);
    const reading = await readAs(recognised, source, { ...options, asAt });
    const finding: Finding = {
      code: "as-at-assumed",
      message:
        beside === null
          ? `Nothing in the file says which year it is about, so it was taken to speak for ${asAt}. If that is wrong, give the day and bring it in again.`
          : `Nothing in the file says which year it is about, so it was taken to speak for ${asAt}, as the episodes beside it do.`,
      place: source.name,
    };
    return {
      ...reading,
      get fileFindings() {
        return [finding, ...reading.fileFindings];
      },
    };
  }
}

function readAs(
  recognised: Exclude<Recognised, { kind: "ssd" }>,
  source: ByteSource,
  options: ReadOptions,
): Promise<Reading> {
  switch (recognised.kind) {
    case "cin":
      return readCinCensus(source, options);
    case "ssda903-xml":
      return readSsda903Xml(source, options);
    case "ssda903-csv":
      return readSsda903Csv(source, options);
    case "annex-a":
      return readAnnexA(source, options);
  }
}

/**
 * Opens one file of any kind Kith takes, going by its first bytes and columns and never by its name alone. Throws UnreadableFile with a
 * plain message for anything else: what it looks like, and what Kith takes.
 */
export async function openFile(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const recognised = await recognise(source);
  if (recognised.kind !== "ssd") return readWithDay(recognised, source, options, null);
  const [reading] = await readSsdSet([source], options);
  if (reading === undefined) throw new Error("one file gives one reading");
  return reading;
}

/** Runs what may refuse a file; a refusal is a value, anything else is a bug. */
async function orProblem<T>(act: () => Promise<T>): Promise<T | { readonly problem: Unreadable }> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof UnreadableFile) return { problem: error.problem };
    throw error;
  }
}

/** Files of the dataset are read together; one that cannot be read is set aside and the others are read without it. */
async function openDataset(sources: readonly ByteSource[], options: ReadOptions): Promise<Opened[]> {
  if (sources.length === 0) return [];
  const together = await orProblem(() => readSsdSet(sources, options));
  if (!("problem" in together))
    return together.flatMap((reading, at) => {
      const source = sources[at];
      return source === undefined ? [] : [{ source, reading }];
    });
  const [only] = sources;
  if (sources.length === 1 && only !== undefined) return [{ source: only, problem: together.problem }];
  const good: ByteSource[] = [];
  const bad: Opened[] = [];
  for (const source of sources) {
    const alone = await orProblem(() => readSsdSet([source], options));
    if ("problem" in alone) bad.push({ source, problem: alone.problem });
    else good.push(source);
  }
  return bad.length === 0
    ? sources.map((source) => ({ source, problem: together.problem }))
    : [...(await openDataset(good, options)), ...bad];
}

const isEpisodes = (recognised: Recognised | { readonly problem: Unreadable }): boolean =>
  "kind" in recognised && recognised.kind === "ssda903-csv" && recognised.file === "episodes";

/** Files that introduce children come first, then those that tell much of each, then the rest. */
function rank(recognised: Recognised): number {
  if (recognised.kind === "ssd")
    return recognised.object === "person"
      ? 0
      : recognised.object === "department" || recognised.object === "professionals"
        ? 1
        : 3;
  if (recognised.kind === "ssda903-csv") return recognised.file === "header" ? 0 : 3;
  return 2;
}

/**
 * Opens files given together, in the order they should be read: those that introduce children first. Files of the Standard
 * Safeguarding Dataset are read as a set, so that ids between them are found. A file that cannot be used comes last, with its problem.
 */
export async function openSet(sources: readonly ByteSource[], options: ReadOptions): Promise<Opened[]> {
  const good: { opened: Opened; rank: number; at: number }[] = [];
  const dataset: { source: ByteSource; recognised: Recognised; at: number }[] = [];
  const bad: Opened[] = [];
  const keep = (opened: Opened, recognised: Recognised, at: number): void => {
    if ("problem" in opened) bad.push(opened);
    else good.push({ opened, rank: rank(recognised), at });
  };
  const seen: {
    at: number;
    source: ByteSource;
    recognised: Recognised | { readonly problem: Unreadable };
  }[] = [];
  for (const [at, source] of sources.entries())
    seen.push({ at, source, recognised: await orProblem(() => recognise(source)) });
  // The episodes tell the year the rest of a looked-after return is about.
  seen.sort((a, b) => Number(isEpisodes(b.recognised)) - Number(isEpisodes(a.recognised)) || a.at - b.at);
  let beside: IsoDate | null = null;
  for (const { at, source, recognised } of seen) {
    if ("problem" in recognised) bad.push({ source, problem: recognised.problem });
    else if (recognised.kind === "ssd") dataset.push({ source, recognised, at });
    else {
      const read: Reading | { readonly problem: Unreadable } = await orProblem(() =>
        readWithDay(recognised, source, options, beside),
      );
      if (!("problem" in read) && isEpisodes(recognised)) beside = read.facts.asAt;
      keep("problem" in read ? { source, problem: read.problem } : { source, reading: read }, recognised, at);
    }
  }
  for (const opened of await openDataset(
    dataset.map(({ source }) => source),
    options,
  )) {
    const item = dataset.find(({ source }) => source === opened.source);
    if (item !== undefined) keep(opened, item.recognised, item.at);
  }
  good.sort((a, b) => a.rank - b.rank || a.at - b.at);
  return [...good.map(({ opened }) => opened), ...bad];
}
