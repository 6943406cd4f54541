import type { Claim, Scope } from "../../kernel/record/claim.ts";
import type { Cell, RecordTable, RowValues } from "../../kernel/record/table.ts";

/** A row as held now, for one child, table and kind of source. */
export type HeldRow = {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  /** The rank of the freshest file that has said this row is so. */
  readonly seenRank: string;
  readonly values: RowValues;
  readonly vanishedSourceId: number | null;
};

export type Change =
  | { readonly kind: "add"; readonly claim: Claim }
  | {
      readonly kind: "change";
      readonly claim: Claim;
      readonly held: HeldRow;
      readonly values: RowValues;
      readonly closes: boolean;
    }
  /** The file says the same, and is fresher: only its word is newer. */
  | { readonly kind: "confirm"; readonly held: HeldRow }
  | { readonly kind: "same"; readonly held: HeldRow }
  /** The file is older than one that has already spoken of this row. */
  | { readonly kind: "older"; readonly claim: Claim; readonly held: HeldRow };

/**
 * Holds what a file says of one child and table against what is held. Pure; the answer does not depend on the order in which files came, because the file that speaks
 * for the later day always wins and a column the file's format does not carry is never touched.
 */
export function reconcile(
  table: RecordTable,
  claims: readonly Claim[],
  held: ReadonlyMap<string, HeldRow>,
  rank: string,
): Change[] {
  return claims.map((claim): Change => {
    const row = held.get(claim.key);
    if (row === undefined) return { kind: "add", claim };
    if (rank < row.seenRank) return { kind: "older", claim, held: row };
    const values = { ...row.values, ...claim.values };
    const changed = Object.keys(claim.values).some(
      (column) => !sameCell(claim.values[column] ?? null, row.values[column] ?? null),
    );
    if (!changed) return rank === row.seenRank ? { kind: "same", held: row } : { kind: "confirm", held: row };
    const end = table.span?.[1];
    const closes = end !== undefined && (row.values[end] ?? null) === null && (values[end] ?? null) !== null;
    return { kind: "change", claim, held: row, values, closes };
  });
}

export function sameCell(a: Cell, b: Cell): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i]);
  return a === b;
}

/** Whether a file with this scope should have carried the row: its table is covered, and its days touch the file's. */
export function inScope(scope: Scope, table: RecordTable, values: RowValues): boolean {
  if (table.span === null || !scope.tables.includes(table.name)) return false;
  const [from, to] = table.span;
  const starts = values[from];
  if (typeof starts !== "string" || starts > scope.to) return false;
  const ends = to === undefined ? starts : (values[to] ?? null);
  return ends === null || (typeof ends === "string" && ends >= scope.from);
}

export type RankedScope = { readonly sourceId: number; readonly rank: string; readonly scope: Scope };

/** The freshest file that should have carried a row last confirmed at `seenRank`, and did not: it has vanished from there. */
export function vanishedFrom(
  table: RecordTable,
  values: RowValues,
  seenRank: string,
  sources: readonly RankedScope[],
): number | null {
  let found: RankedScope | null = null;
  for (const source of sources) {
    if (
      source.rank > seenRank &&
      (found === null || source.rank > found.rank) &&
      inScope(source.scope, table, values)
    )
      found = source;
  }
  return found?.sourceId ?? null;
}
