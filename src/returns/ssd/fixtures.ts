import { date } from "../../kernel/dates.ts";
import type { ChildClaims, Reading, ReadOptions } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { bytesFromBuffer, type ByteSource } from "../../platform/files/bytes.ts";
import { readSsdSet } from "./import.ts";
import { fullName, SSD_OBJECTS } from "./layout.ts";

/** Invented extracts for tests: rows are given by column name without the prefix. */
export type Row = { readonly [column: string]: string };

export const TODAY = date("2026-11-21");
export const OPTIONS: ReadOptions = { today: TODAY, asAt: date("2026-10-31") };

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export function csvOf(name: string, rows: readonly Row[]): string {
  const object = SSD_OBJECTS.find((found) => found.name === name);
  if (object === undefined) throw new Error(`no object ${name}`);
  const lines = rows.map((row) => object.columns.map((column) => quoted(row[column] ?? "")).join(","));
  return `${[object.columns.map((column) => fullName(object, column)).join(","), ...lines].join("\n")}\n`;
}

export const fileOf = (name: string, rows: readonly Row[]): ByteSource =>
  bytesFromBuffer(`ssd_${name}.csv`, Buffer.from(csvOf(name, rows)));

export type Read = { readonly reading: Reading; readonly children: readonly ChildClaims[] };

/** Reads files together; the answer is by object name. */
export async function readFiles(
  files: { readonly [object: string]: readonly Row[] },
  options: ReadOptions = OPTIONS,
): Promise<{ readonly [object: string]: Read }> {
  const names = Object.keys(files);
  const readings = await readSsdSet(
    names.map((name) => fileOf(name, files[name] ?? [])),
    options,
  );
  const read: { [object: string]: Read } = {};
  for (const [at, reading] of readings.entries())
    read[names[at] ?? ""] = { reading, children: await Array.fromAsync(reading.children) };
  return read;
}

export async function readOne(
  name: string,
  rows: readonly Row[],
  options: ReadOptions = OPTIONS,
): Promise<Read> {
  const read = (await readFiles({ [name]: rows }, options))[name];
  if (read === undefined) throw new Error("nothing was read");
  return read;
}

/** Values by `table key` of the only child. */
export function claimsOf(read: Read | undefined): { readonly [claim: string]: RowValues } {
  const [child] = read?.children ?? [];
  return Object.fromEntries(
    (child?.claims ?? []).map((claim) => [`${claim.table} ${claim.key}`.trim(), claim.values]),
  );
}

export const codesOf = (read: Read | undefined): string[] =>
  (read?.children ?? []).flatMap((child) => child.findings.map((finding) => finding.code));
export const fileCodesOf = (read: Read | undefined): string[] =>
  (read?.reading.fileFindings ?? []).map((finding) => finding.code);
