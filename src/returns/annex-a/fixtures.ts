import { date } from "../../kernel/dates.ts";
import type { ChildClaims, Reading, ReadOptions } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import { xlsxOf, type FixtureCell } from "../../platform/files/workbookFixtures.ts";
import { readAnnexA } from "./import.ts";
import { LISTS } from "./layout.ts";

/** Invented lists for tests: rows are given by column key and set out under the template's headings. */
export type Row = { readonly [key: string]: FixtureCell };

export const TODAY = date("2026-11-21");
export const OPTIONS: ReadOptions = { today: TODAY, asAt: date("2026-10-31") };

export function listSheet(number: number, rows: readonly Row[]): { name: string; rows: FixtureCell[][] } {
  const columns = LISTS.find((list) => list.number === number)?.columns ?? [];
  return {
    name: `List ${number}`,
    rows: [
      columns.map((column) => column.names[0] ?? ""),
      ...rows.map((row) => columns.map((column) => row[column.key] ?? null)),
    ],
  };
}

export type Read = { readonly reading: Reading; readonly children: readonly ChildClaims[] };

export async function readSheets(
  sheets: readonly { readonly name: string; readonly rows: readonly (readonly FixtureCell[])[] }[],
  options: ReadOptions = OPTIONS,
  dates1904 = false,
): Promise<Read> {
  const reading = await readAnnexA(bytesFromBuffer("lists.xlsx", xlsxOf(sheets, { dates1904 })), options);
  return { reading, children: await Array.fromAsync(reading.children) };
}

export const readList = (number: number, rows: readonly Row[], options?: ReadOptions): Promise<Read> =>
  readSheets([listSheet(number, rows)], options);

/** Values by `table key` of the only child. */
export function claimsOf({ children }: Read): { readonly [claim: string]: RowValues } {
  const [child] = children;
  return Object.fromEntries(
    (child?.claims ?? []).map((claim) => [`${claim.table} ${claim.key}`.trim(), claim.values]),
  );
}

export const codesOf = ({ children }: Read): string[] =>
  children.flatMap((child) => child.findings.map((finding) => finding.code));
export const fileCodesOf = ({ reading }: Read): string[] =>
  reading.fileFindings.map((finding) => finding.code);
