import type { CellContent } from "../../platform/files/workbook.ts";
import { bare } from "../values.ts";
import type { AnnexList, Column } from "./columns.ts";
import { headingKey, LISTS } from "./layout.ts";

/** Which list a sheet holds, and where each of its columns stands. */
export type RecognisedSheet = {
  readonly list: AnnexList;
  /** Row number of the headings, from 1. */
  readonly headingRow: number;
  /** Position (from 0) of each column of the list that is there, by its key. */
  readonly columns: ReadonlyMap<string, number>;
  /** Headings no column of the list has. */
  readonly unknown: readonly string[];
  /** Headings taken for a column they nearly spell. */
  readonly guessed: readonly { readonly heading: string; readonly means: string }[];
  /** The list the sheet's name says, where its columns are another's. */
  readonly named: number | null;
};

/** Rows looked at for the headings: titles and notes often stand above them. */
export const HEADING_ROWS = 30;
const MOST_HEADINGS = 400;
const SHARED = new Set(["id", "sex", "ethnicity", "born", "age", "disabled", "team", "worker", "family"]);

const KEYS: ReadonlyMap<AnnexList, ReadonlyMap<string, Column>> = new Map(
  LISTS.map((list) => [
    list,
    new Map(
      list.columns.flatMap((column) => column.names.map((name) => [headingKey(name), column] as const)),
    ),
  ]),
);

/** Whether two words are within two changed letters of each other. */
export function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 2) return false;
  let above = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row.push(Math.min((above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (above[j - 1] ?? 0) + change));
    }
    above = row;
  }
  return (above[b.length] ?? 9) <= 2;
}

/** The list number a sheet's name gives: by number (`List 1`, `Annex A - list_01`), or by what it is called. */
export function listNamed(name: string): number | null {
  const plain = bare(name.replaceAll("_", " ").replaceAll(/([a-z])(\d)/gi, "$1 $2"));
  const number = /(?:^|\b(?:list|l|sheet) )0?(\d{1,2})(?:\b|$)/.exec(plain)?.[1];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= 11) return Number(number);
  const key = headingKey(plain);
  const found = LISTS.find((list) =>
    [list.title, ...list.sheetNames].some((title) => headingKey(title) === key),
  );
  return found?.number ?? null;
}

type Left = { readonly heading: string; readonly key: string; readonly at: number };

/** The columns a row of headings spells rightly, and the headings left over. */
function matchHeadings(
  keys: readonly Left[],
  list: AnnexList,
): { readonly columns: Map<string, number>; readonly left: Left[] } {
  const known = KEYS.get(list);
  const columns = new Map<string, number>();
  const left: Left[] = [];
  for (const item of keys) {
    const column = known?.get(item.key);
    if (column !== undefined && !columns.has(column.key)) columns.set(column.key, item.at);
    else left.push(item);
  }
  return { columns, left };
}

/** Gives the headings left over to the columns they nearly spell, where there is but one such. */
function guessHeadings(
  left: readonly Left[],
  list: AnnexList,
  columns: Map<string, number>,
): Pick<RecognisedSheet, "unknown" | "guessed"> {
  const unknown: string[] = [];
  const guessed: { heading: string; means: string }[] = [];
  for (const { heading, key, at } of left) {
    const near =
      key.length < 10
        ? []
        : list.columns.filter(
            (column) =>
              !columns.has(column.key) && column.names.some((name) => nearly(headingKey(name), key)),
          );
    const [column] = near;
    if (near.length === 1 && column !== undefined) {
      columns.set(column.key, at);
      guessed.push({ heading, means: column.names[0] ?? column.key });
    } else unknown.push(heading);
  }
  return { unknown, guessed };
}

function headingsOf(cells: readonly CellContent[]): Left[] {
  return cells.slice(0, MOST_HEADINGS).flatMap((cell, at) => {
    if (typeof cell !== "string" || cell.length > 300) return [];
    const heading = cell.replaceAll(/\s+/g, " ").trim();
    return heading === "" ? [] : [{ heading, key: headingKey(heading), at }];
  });
}

/** Recognises a sheet by its columns first and its name second; undefined when it is none of the lists. */
export function recogniseSheet(
  name: string,
  rows: readonly { readonly row: number; readonly cells: readonly CellContent[] }[],
): RecognisedSheet | undefined {
  const named = listNamed(name);
  let best:
    | { score: number; list: AnnexList; row: number; match: ReturnType<typeof matchHeadings> }
    | undefined;
  for (const { row, cells } of rows) {
    const headings = headingsOf(cells);
    if (headings.length < 3) continue;
    for (const list of LISTS) {
      const match = matchHeadings(headings, list);
      const own = [...match.columns.keys()].filter((key) => !SHARED.has(key)).length;
      if (own === 0 || match.columns.size < 2) continue;
      const share = own / list.columns.filter((column) => !SHARED.has(column.key)).length;
      // Its own columns decide; of two lists that fit alike, the one the sheet is named after.
      const score = own + share + (list.number === named ? 1.5 : 0) + (match.columns.has("id") ? 1 : 0);
      if (best === undefined || score > best.score) best = { score, list, row, match };
    }
  }
  if (best === undefined) return undefined;
  const { columns, left } = best.match;
  const { unknown, guessed } = guessHeadings(left, best.list, columns);
  if (!columns.has("id")) return undefined;
  const other = named !== null && named !== best.list.number ? named : null;
  return { list: best.list, headingRow: best.row, columns, unknown, guessed, named: other };
}
