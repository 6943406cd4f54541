import { UnreadableFile } from "../../kernel/record/claim.ts";
import type { ByteSource } from "./bytes.ts";
import { type CsvEncoding, csvText } from "./csvText.ts";

/**
 * Comma-separated text, one row at a time, in memory that does not grow with the file. Our own, because the spreadsheet library's
 * reader wants the whole text as one string. Follows RFC 4180: a cell in quotation marks may hold commas, line ends and
 * doubled quotation marks. Every cell stays text: nothing is calculated, trimmed or guessed.
 */
export type CsvRow = {
  /** As a spreadsheet numbers it: 1 is the first, a blank line counts, a cell with line ends in it does not count twice. */
  readonly row: number;
  /** The line of the file it begins on, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** True for the last row of a file that does not end with a line end. */
  readonly unfinished: boolean;
};

export type CsvLimits = {
  /** Characters in a cell; a spreadsheet holds 32,767. */
  readonly cell: number;
  /** Characters in a row. */
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
};

export const CSV_LIMITS: CsvLimits = { cell: 32_767, row: 262_144, columns: 1_000, rows: 10_000_000 };

/** Rows of a file. Blank lines are counted and left out. Throws UnreadableFile, saying the line, for text that is not CSV. */
export async function* csvRows(
  source: ByteSource,
  encoding: CsvEncoding,
  limits: CsvLimits = CSV_LIMITS,
): AsyncGenerator<CsvRow> {
  const parser = csvParser(source.name, limits);
  for await (const text of csvText(source, encoding)) yield* parser.push(text);
  yield* parser.end();
}

export type CsvParser = {
  /** The rows that this much more text completes. */
  readonly push: (text: string) => readonly CsvRow[];
  /** The last row, if the text did not end with a line end. */
  readonly end: () => readonly CsvRow[];
};

const NUL = 0;
const LF = 10;
const CR = 13;
const QUOTE = 34;
const COMMA = 44;

/** `start` of a cell; in a `bare` cell; in a `quoted` one; `closed`, just after a quotation mark that may end it. */
type State = "start" | "bare" | "quoted" | "closed";

export function csvParser(name: string, limits: CsvLimits = CSV_LIMITS): CsvParser {
  let state: State = "start";
  let cells: string[] = [];
  let cell = "";
  let rowLength = 0;
  let row = 0;
  let line = 1;
  let rowLine = 1;
  let quoteLine = 1;
  let afterCr = false;
  let done: CsvRow[] = [];

  const refuse = (code: string, what: string, at: number): never => {
    throw new UnreadableFile({ code, message: `${name}, line ${at}: ${what}`, place: `line ${at}` });
  };
  const take = (text: string, from: number, to: number): void => {
    if (from === to) return;
    rowLength += to - from;
    if (cell.length + (to - from) > limits.cell) {
      if (state === "quoted")
        refuse(
          "quote-not-closed",
          "a quotation mark opens here and is not closed. Close it, or take it out.",
          quoteLine,
        );
      refuse(
        "cell-too-long",
        `a cell is longer than ${limits.cell} characters. Check that this is a CSV file.`,
        line,
      );
    }
    if (rowLength > limits.row)
      refuse(
        "line-too-long",
        `the line is longer than ${limits.row} characters. Check that this is a CSV file.`,
        rowLine,
      );
    cell += text.slice(from, to);
  };
  const endCell = (): void => {
    if (cells.length >= limits.columns)
      refuse(
        "too-many-columns",
        `there are more than ${limits.columns} columns. Check that this is a CSV file.`,
        rowLine,
      );
    cells.push(cell);
    cell = "";
    rowLength += 1;
    state = "start";
  };
  const endRow = (unfinished: boolean): void => {
    const blank = cells.length === 0 && state === "start";
    if (!blank) endCell();
    row += 1;
    if (row > limits.rows)
      refuse(
        "too-many-rows",
        `there are more than ${limits.rows} rows, which no return has. Check the file.`,
        rowLine,
      );
    if (!blank) done.push({ row, line: rowLine, cells, unfinished });
    cells = [];
    rowLength = 0;
    state = "start";
  };

  const push = (text: string): readonly CsvRow[] => {
    done = [];
    /** Where the part of the cell not yet taken begins. */
    let from = 0;
    for (let at = 0; at < text.length; at += 1) {
      const char = text.charCodeAt(at);
      if (char === NUL)
        refuse(
          "nul-byte",
          "there is a character no text has (NUL), so this is not a CSV file, or it is damaged.",
          line,
        );
      const secondOfCrLf = char === LF && afterCr;
      afterCr = char === CR;
      const newLine = (char === LF && !secondOfCrLf) || char === CR;
      if (state === "quoted") {
        if (newLine) line += 1;
        if (char === QUOTE) {
          take(text, from, at);
          state = "closed";
        }
        continue;
      }
      if (secondOfCrLf) {
        from = at + 1;
        continue;
      }
      if (char === COMMA) {
        if (state === "bare") take(text, from, at);
        endCell();
        from = at + 1;
      } else if (newLine) {
        if (state === "bare") take(text, from, at);
        endRow(false);
        line += 1;
        rowLine = line;
        from = at + 1;
      } else if (char === QUOTE && state === "start") {
        state = "quoted";
        quoteLine = line;
        from = at + 1;
      } else if (char === QUOTE && state === "closed") {
        // Two together inside a quoted cell stand for one; the second is kept as the first of what follows.
        state = "quoted";
        from = at;
      } else if (state === "closed") {
        refuse(
          "text-after-quote",
          "there is text after a closing quotation mark. Double the quotation marks inside the cell.",
          line,
        );
      } else if (state === "start") {
        state = "bare";
        from = at;
      }
    }
    if (state === "bare" || state === "quoted") take(text, from, text.length);
    return done;
  };

  const end = (): readonly CsvRow[] => {
    done = [];
    if (state === "quoted")
      refuse(
        "quote-not-closed",
        "a quotation mark opens here and the file ends before it is closed. Close it, or take it out.",
        quoteLine,
      );
    if (cells.length > 0 || state !== "start") endRow(true);
    return done;
  };

  return { push, end };
}
