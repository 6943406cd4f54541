import { yearTitle } from "../../kernel/codes/codeSet.ts";
import {
  type ChildClaims,
  type DirectoryEntry,
  type FileFacts,
  type Finding,
  type Place,
  type Reading,
  type ReadOptions,
  UnreadableFile,
} from "../../kernel/record/claim.ts";
import type { ByteSource } from "../../platform/files/bytes.ts";
import { CSV_LIMITS, type CsvRow, csvRows } from "../../platform/files/csv.ts";
import { type CsvEncoding, csvEncoding } from "../../platform/files/csvText.ts";
import { countYear, workOutAsAt, type YearCounts } from "./as-at.ts";
import { readChild } from "./child.ts";
import { directory } from "./directory.ts";
import { factsOf } from "./facts.ts";
import { grouping, type LastRows, lastRows } from "./group.ts";
import { columnNames, FIRST_YEAR, findSsda903File, type Ssda903File, whyNotSsda903 } from "./layout.ts";
import { cut, keepRow, LONGEST_NUMBER, noteIn, type SourceRow, weighRow, yearEnding } from "./work.ts";

/** No cell of the return is as long as this, and no file as wide. */
const LIMITS = { ...CSV_LIMITS, cell: 2_000, row: 40_000, columns: 200 };

/** A file being read: which it is, and where in a row each of its columns stands. */
type Open = {
  readonly source: ByteSource;
  readonly encoding: CsvEncoding;
  readonly file: Ssda903File;
  readonly width: number;
  readonly at: readonly (readonly [column: string, at: number])[];
  readonly childAt: number;
};

/**
 * Reads one CSV file of the looked-after children return. Which of the twelve it is, its columns say, whatever it is called and in
 * whatever order they stand. The whole file is read through once before this returns, so a malformed one is refused here and
 * not half way. Throws UnreadableFile.
 */
export async function readSsda903Csv(source: ByteSource, options: ReadOptions): Promise<Reading> {
  const encoding = await csvEncoding(source);
  const fileFindings: Finding[] = [];
  const { open, years, last, rows } = await survey(source, encoding, options);
  const { file } = open;
  const { asAt, finding } = workOutAsAt(
    source.name,
    years,
    file.name === "header" ? "births" : "events",
    options,
  );
  if (finding !== null) fileFindings.push(finding);
  if (encoding === "windows-1252") fileFindings.push(oldEncoding(source.name));
  if (yearEnding(asAt) < file.from) fileFindings.push(tooEarly(source.name, file));
  if (rows === 0) fileFindings.push(noRows(source.name));
  const workers = directory();
  return {
    // A file with no rows may be true, or a slip: what is held is not taken to have vanished because of it.
    facts: factsOf(file.words, asAt, rows === 0 ? [] : file.tables),
    children: children(open, last, asAt, fileFindings, workers.add),
    directory: workers.entries,
    fileFindings,
  };
}

type Survey = {
  readonly open: Open;
  readonly years: YearCounts;
  readonly last: LastRows;
  readonly rows: number;
};

/** The first reading: that the file is whole, which it is, what years its dates fall in and where each child's rows end. */
async function survey(source: ByteSource, encoding: CsvEncoding, options: ReadOptions): Promise<Survey> {
  const years: YearCounts = new Map();
  const last = lastRows(source.name);
  let rows = 0;
  let open: Open | null = null;
  let tells: readonly number[] = [];
  for await (const row of csvRows(source, encoding, LIMITS)) {
    if (open === null) {
      open = openAs(source, encoding, row);
      tells = open.at.filter(([column]) => open?.file.tells.includes(column)).map(([, at]) => at);
      continue;
    }
    if (whyLeftOut(open, row) !== null) {
      if (row.unfinished && row.cells.length < open.width) throw cutShort(source.name, row);
      continue;
    }
    rows += 1;
    last.note(childOf(open, row), row.row);
    for (const at of tells) countYear(years, row.cells[at]?.trim(), options.today);
  }
  if (open === null)
    throw new UnreadableFile({
      code: "empty",
      message: `${source.name} has nothing in it. Make the file again and add that.`,
    });
  return { open, years, last, rows };
}

function openAs(source: ByteSource, encoding: CsvEncoding, row: CsvRow): Open {
  const file = findSsda903File(row.cells);
  if (file === null)
    throw new UnreadableFile({
      code: "columns-unknown",
      message: `${source.name} cannot be read. ${whyNotSsda903(row.cells)}`,
      place: placeOf(source.name, row),
    });
  const names = columnNames(row.cells);
  const at = file.columns.map((column) => [column, names.indexOf(column)] as const);
  return { source, encoding, file, width: names.length, at, childAt: names.indexOf("CHILD") };
}

/** The second reading: a child at a time. */
async function* children(
  open: Open,
  last: LastRows,
  asAt: FileFacts["asAt"],
  fileFindings: Finding[],
  worker: (entry: DirectoryEntry) => void,
): AsyncGenerator<ChildClaims> {
  const { name } = open.source;
  const groups = grouping<SourceRow>(name, last, { placeOf: (r) => r.place, weigh: weighRow, keep: keepRow });
  let heading = true;
  for await (const row of csvRows(open.source, open.encoding, LIMITS)) {
    if (heading) {
      heading = false;
      continue;
    }
    const why = whyLeftOut(open, row);
    if (why !== null) {
      if (why !== "blank") noteIn(fileFindings, leftOut(why, open, row));
      continue;
    }
    const group = groups.add(childOf(open, row), row.row, sourceRow(open, row));
    if (group === null) continue;
    yield readChild(group.child, [[open.file.name, group.parts]], asAt, group.place, worker);
  }
  groups.end();
}

const childOf = (open: Open, row: CsvRow): string => (row.cells[open.childAt] ?? "").trim();

const placeOf = (name: string, row: CsvRow): Place => `${name} row ${row.row}`;

const sourceRow = (open: Open, row: CsvRow): SourceRow => ({
  values: Object.fromEntries(open.at.map(([column, at]) => [column, (row.cells[at] ?? "").trim()])),
  place: placeOf(open.source.name, row),
});

type Why = "blank" | "row-short" | "row-long" | "child-without-id" | "child-too-long";

/** Why nothing can be made of a row; null when it can be read. */
function whyLeftOut(open: Open, row: CsvRow): Why | null {
  if (row.cells.every((cell) => cell.trim() === "")) return "blank";
  if (row.cells.length < open.width) return "row-short";
  // Cells too many but empty are what a spreadsheet leaves behind; with something in them, no cell is sure to be in its column.
  if (row.cells.slice(open.width).some((cell) => cell.trim() !== "")) return "row-long";
  const child = childOf(open, row);
  if (child === "") return "child-without-id";
  return child.length > LONGEST_NUMBER ? "child-too-long" : null;
}

const WHY_WORDS: { readonly [why in Exclude<Why, "blank">]: string } = {
  "row-short":
    "The row has fewer cells than there are columns, so it is left out. Check the row and add the file again.",
  "row-long":
    "The row has more cells than there are columns, so it is left out. Put a cell that holds a comma in quotation marks.",
  "child-without-id": "CHILD is empty, so the row is left out. Give the child's number.",
  "child-too-long": `CHILD is longer than ${LONGEST_NUMBER} characters, so the row is left out. Give the child's number.`,
};

const leftOut = (why: Exclude<Why, "blank">, open: Open, row: CsvRow): Finding => ({
  code: why,
  column: "CHILD",
  ...(why === "child-too-long" ? { said: cut(childOf(open, row)) } : {}),
  message: WHY_WORDS[why],
  place: placeOf(open.source.name, row),
});

const cutShort = (name: string, row: CsvRow): UnreadableFile =>
  new UnreadableFile({
    code: "truncated",
    message: `${name} stops in the middle of row ${row.row}. It was probably cut short: make it again and add that.`,
    place: placeOf(name, row),
  });

const oldEncoding = (place: Place): Finding => ({
  code: "encoding-old",
  message:
    "The file is not saved as UTF-8, so it was read as Windows-1252. Check letters with accents, and save it as CSV UTF-8 next time.",
  place,
});

const noRows = (place: Place): Finding => ({
  code: "no-rows",
  message:
    "The file has column names and no rows that can be read. If that is right there is nothing to do; nothing held is changed by it.",
  place,
});

const tooEarly = (place: Place, file: Ssda903File): Finding => ({
  code: "file-not-in-year",
  message:
    file.from === FIRST_YEAR
      ? `The year this file is taken to be for is before ${yearTitle(FIRST_YEAR)}, the first whose return Kith knows. Check which day it speaks for.`
      : `The return has had a ${file.name} file only since ${yearTitle(file.from)}. Check which day this one speaks for.`,
  place,
});
