import type { Claim, DirectoryEntry, Finding, Identifier, Place } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { civilDate, earlier, type IsoDate } from "../../kernel/dates.ts";
import { detached } from "./group.ts";

/** One row of a file, or one group of an XML child: cells by the CSV's column names in the layout's order, trimmed; an empty cell is "". */
export type SourceRow = {
  readonly values: { readonly [column: string]: string };
  readonly place: Place;
};

export const weighRow = (row: SourceRow): number =>
  Object.values(row.values).reduce((sum, text) => sum + text.length, 0);

export const keepRow = (row: SourceRow): SourceRow => ({
  place: row.place,
  values: Object.fromEntries(Object.entries(row.values).map(([column, text]) => [column, detached(text)])),
});

/** What is being gathered about one child. */
export type Work = {
  readonly asAt: IsoDate;
  /** The return's year, named by the March it ends in. */
  readonly year: number;
  readonly claims: Claim[];
  readonly findings: Finding[];
  readonly identifiers: Identifier[];
  /** By table and key: how many rows it has had or, for a row that is added to, where it stands in `claims`. */
  readonly keys: Map<string, number>;
  readonly worker: (entry: DirectoryEntry) => void;
};

/** More findings than this on one child are counted, not listed: nobody reads them, and a hostile file could fill the memory with them. */
const MOST_FINDINGS = 500;
/** More than this on a file as a whole. */
const MOST_FILE_FINDINGS = 1_000;

/** The longest number a child may have; the return allows 10 characters. */
export const LONGEST_NUMBER = 60;

/** The March a day's year ends in: 2025 for 1 April 2024 to 31 March 2025. */
export function yearEnding(on: IsoDate): number {
  const year = Number(on.slice(0, 4));
  return on.slice(5) >= "04-01" ? year + 1 : year;
}

export const yearEnd = (year: number): IsoDate => whole(year, 3, 31);
export const yearStart = (year: number): IsoDate => whole(year - 1, 4, 1);

function whole(year: number, month: number, day: number): IsoDate {
  const on = civilDate(year, month, day);
  if (on === undefined) throw new Error(`no such year: ${year}`);
  return on;
}

/** The day a year's return speaks for: its 31 March, or today while the year runs. */
export const asAtOf = (year: number, today: IsoDate): IsoDate => earlier(yearEnd(year), today);

export const note = (work: Work, finding: Finding): void => noteIn(work.findings, finding, MOST_FINDINGS);

export function noteIn(findings: Finding[], finding: Finding, most: number = MOST_FILE_FINDINGS): void {
  if (findings.length < most) findings.push(finding);
  else if (findings.length === most)
    findings.push({
      code: "findings-cut",
      message: `There are more than ${most} findings here; the rest are not listed. Correct these and add the file again.`,
      place: finding.place,
    });
}

/** What a finding quotes of the file. */
export const cut = (said: string): string => said.slice(0, 80);

/** Adds a row under its natural key; a second with the same key gets `#2`, a third `#3`. Callers bring rows in an order that does not depend on the file's. */
export function claim(work: Work, table: string, key: string, values: RowValues, place: Place): void {
  const nth = (work.keys.get(`${table} ${key}`) ?? 0) + 1;
  work.keys.set(`${table} ${key}`, nth);
  work.claims.push({ table, key: nth === 1 ? key : `${key}#${nth}`, values, place });
}

/** Adds to the one row a child may have under this key what another part of the file says of it; what was said first stays. */
export function addTo(work: Work, table: string, key: string, values: RowValues, place: Place): void {
  const at = work.keys.get(`${table} ${key}`);
  const held = at === undefined ? undefined : work.claims[at];
  if (at === undefined || held === undefined) {
    work.keys.set(`${table} ${key}`, work.claims.length);
    work.claims.push({ table, key, values, place });
  } else work.claims[at] = { ...held, values: { ...values, ...held.values } };
}

/** Rows in an order that does not depend on the file's, each once. */
export function settled(work: Work, rows: readonly SourceRow[]): readonly SourceRow[] {
  if (rows.length < 2) return rows;
  const seen = new Set<string>();
  return rows
    .map((row) => ({ row, text: JSON.stringify(Object.values(row.values)) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .filter(({ row, text }) => {
      if (!seen.has(text)) return Boolean(seen.add(text));
      note(work, {
        code: "row-duplicated",
        message: "The row is in the file twice. One is used; take the other out.",
        place: row.place,
      });
      return false;
    })
    .map(({ row }) => row);
}
