import { createHash } from "node:crypto";
import type { ByteSource } from "../files/bytes.ts";
import { readArchive } from "./archive.ts";

export type TableDigest = { readonly name: string; readonly rows: number; readonly sha256: string };

/** Rows and their hash for each table of an archive: two with the same tell the same, whatever engine each came from. */
export async function digestArchive(source: ByteSource): Promise<TableDigest[]> {
  const digests = new Map<string, { rows: number; hash: ReturnType<typeof createHash> }>();
  for await (const part of readArchive(source)) {
    if (part.kind === "header")
      for (const table of part.header.tables)
        digests.set(table.name, { rows: 0, hash: createHash("sha256") });
    if (part.kind !== "rows") continue;
    const digest = digests.get(part.table.name);
    if (digest === undefined) continue;
    digest.rows += part.lines.length;
    for (const line of part.lines) digest.hash.update(line).update("\n");
  }
  return [...digests].map(([name, { rows, hash }]) => ({ name, rows, sha256: hash.digest("hex") }));
}

/** The tables that are not the same in both, by name. */
export function differences(a: readonly TableDigest[], b: readonly TableDigest[]): string[] {
  const other = new Map(b.map((table) => [table.name, table]));
  const names = new Set([...a, ...b].map((table) => table.name));
  return [...names].filter((name) => {
    const mine = a.find((table) => table.name === name);
    const theirs = other.get(name);
    return mine?.rows !== theirs?.rows || mine?.sha256 !== theirs?.sha256;
  });
}
