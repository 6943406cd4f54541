import { date, type IsoDate } from "../../kernel/dates.ts";
import {
  type ChildClaims,
  type Claim,
  type Reading,
  type ReadOptions,
  type Unreadable,
  UnreadableFile,
} from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import { readSsda903Csv } from "./import-csv.ts";
import { readSsda903Xml } from "./import-xml.ts";
import { fileOf } from "./xml-child.ts";
import type { Ssda903Name } from "./layout.ts";

/** Small made-up returns for the tests of this folder. */
export type Cells = { readonly [column: string]: string };

export const TODAY = date("2026-11-21");
export const YEAR_2026: ReadOptions = { today: TODAY, asAt: date("2026-03-31") };

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** A file of the return with these rows; columns not given are empty. */
export function csvOf(name: Ssda903Name, rows: readonly Cells[]): string {
  const { columns } = fileOf(name);
  const lines = [columns, ...rows.map((row) => columns.map((column) => quoted(row[column] ?? "")))];
  return lines.map((cells) => `${cells.join(",")}\n`).join("");
}

/** Day/month/year, as the return has it. */
export const uk = (on: IsoDate): string => on.split("-").reverse().join("/");

/** An episode with the usual things in it. */
export const episode = (cells: Cells): Cells => ({
  CHILD: "A1",
  RNE: "P",
  LS: "C2",
  CIN: "N1",
  PLACE: "U6",
  PLACE_PROVIDER: "PR1",
  URN: "SC123456",
  PL_POST: "AB1 2CD",
  HOME_POST: "AB9 9ZZ",
  ...cells,
});

export type Read = { readonly reading: Reading; readonly children: readonly ChildClaims[] };

export async function readCsv(
  text: string | Uint8Array,
  options: ReadOptions = YEAR_2026,
  name = "file.csv",
): Promise<Read> {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return all(await readSsda903Csv(bytesFromBuffer(name, bytes), options));
}

export async function readXmlText(text: string, options: ReadOptions = YEAR_2026): Promise<Read> {
  return all(await readSsda903Xml(bytesFromBuffer("file.xml", new TextEncoder().encode(text)), options));
}

async function all(reading: Reading): Promise<Read> {
  const children: ChildClaims[] = [];
  for await (const child of reading.children) children.push(child);
  return { reading, children };
}

/** The problem of a file that must not be readable. */
export async function refusalOf(act: Promise<unknown>): Promise<Unreadable> {
  try {
    await act;
  } catch (problem) {
    if (problem instanceof UnreadableFile) return problem.problem;
    throw problem;
  }
  throw new Error("nothing was refused");
}

/** Rows of one table by key, over all children. */
export const rowsOf = (read: Read, table: string): { readonly [key: string]: RowValues } =>
  Object.fromEntries(
    read.children
      .flatMap((child): readonly Claim[] => child.claims)
      .filter((claim) => claim.table === table)
      .map((claim) => [claim.key, claim.values]),
  );

export const codesOf = (read: Read): readonly string[] =>
  [...read.reading.fileFindings, ...read.children.flatMap((child) => child.findings)].map(
    (found) => found.code,
  );
