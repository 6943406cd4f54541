import type { Claim, Finding, Place } from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";

/** A row before it has its key: `base` is the key it would have if it were the only one. */
export type Row = {
  readonly table: string;
  readonly base: string;
  readonly values: RowValues;
  readonly place: Place;
};

/**
 * Gives each row of one child its key. Rows that share a table and a day are numbered in the order of what they say, not of where they
 * stand, so that the same facts in another order are the same claims. A row said twice over is one, with a finding.
 */
export function keyed(rows: readonly Row[], findings: Finding[]): Claim[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const name = `${row.table} ${row.base}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  const claims: Claim[] = [];
  for (const group of groups.values()) {
    const [only] = group;
    if (group.length === 1 && only !== undefined) claims.push(claimOf(only, only.base));
    else claims.push(...numbered(group, findings));
  }
  return claims;
}

/** By which key others can name each row of one table. Numbered alone first; the same rows are given the same keys again at the end. */
export function keysOf(rows: readonly (Row | null)[]): (string | null)[] {
  const claims = keyed(
    rows.filter((row) => row !== null),
    [],
  );
  const keys = new Map(claims.map((claim) => [JSON.stringify(claim.values), claim.key]));
  return rows.map((row) => (row === null ? null : (keys.get(JSON.stringify(row.values)) ?? null)));
}

function numbered(group: readonly Row[], findings: Finding[]): Claim[] {
  const bySaying = new Map<string, Row>();
  for (const row of group) {
    const saying = JSON.stringify(row.values);
    if (bySaying.has(saying)) findings.push(repeated(row));
    else bySaying.set(saying, row);
  }
  return [...bySaying.keys()].sort().flatMap((saying, i) => {
    const row = bySaying.get(saying);
    return row === undefined ? [] : [claimOf(row, numberedKey(row.base, i))];
  });
}

/** `2025-05-12`, `2025-05-12#2`, `2025-05-12#3`. */
const numberedKey = (base: string, index: number): string => (index === 0 ? base : `${base}#${index + 1}`);

const claimOf = (row: Row, key: string): Claim => ({
  table: row.table,
  key,
  values: row.values,
  place: row.place,
});

const repeated = (row: Row): Finding => ({
  code: "row-duplicated",
  table: row.table,
  message:
    "The same entry is in the file twice for this child; it was used once. Remove the copy where it is recorded.",
  place: row.place,
});
