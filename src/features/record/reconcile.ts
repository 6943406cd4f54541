import type { Claim, Scope } from "../../kernel/record/claim.ts";
import type { Cell, ColumnType, RecordTable, RowValues } from "../../kernel/record/table.ts";
import { firstTold, type Freshness, lastWord, toldAgain, writeFreshness } from "./ranks.ts";

/** A row as held now, for one child, table and kind of source. */
export type HeldRow = {
  readonly id: number;
  readonly key: string;
  readonly version: number;
  /** Which file told of it last, column by column. */
  readonly seen: Freshness;
  readonly values: RowValues;
  readonly vanishedSourceId: number | null;
};

export type Change =
  | { readonly kind: "add"; readonly claim: Claim; readonly seen: Freshness }
  | {
      readonly kind: "change";
      readonly claim: Claim;
      readonly held: HeldRow;
      readonly values: RowValues;
      readonly seen: Freshness;
      readonly closes: boolean;
    }
  /** The file says the same, and is fresher: only its word is newer. */
  | { readonly kind: "confirm"; readonly held: HeldRow; readonly seen: Freshness }
  | { readonly kind: "same"; readonly held: HeldRow }
  /** The file is older than those that have already spoken of everything it says of this row. */
  | { readonly kind: "older"; readonly claim: Claim; readonly held: HeldRow };

/**
 * Holds what a file says of one child and table against what is held. Pure; the answer does not depend on the order in which files came: for each column the
 * file that speaks for the later day wins, and a column that a file does not carry it leaves alone.
 */
export function reconcile(
  table: RecordTable,
  claims: readonly Claim[],
  held: ReadonlyMap<string, HeldRow>,
  rank: string,
): Change[] {
  const columns = Object.keys(table.columns);
  return claims.map((claim): Change => {
    const row = held.get(claim.key);
    if (row === undefined) return { kind: "add", claim, seen: firstTold(columns, claim.values, rank) };
    const taken = lastWord(row.seen, claim.values, rank);
    if (taken.length === 0 && rank < row.seen.rank) return { kind: "older", claim, held: row };
    const seen = toldAgain(row.seen, columns, taken, rank);
    const values = { ...row.values };
    for (const column of taken) values[column] = claim.values[column] ?? null;
    const changed = taken.some(
      (column) => !sameCell(values[column] ?? null, row.values[column] ?? null, table.columns[column]),
    );
    if (!changed)
      return writeFreshness(seen) === writeFreshness(row.seen)
        ? { kind: "same", held: row }
        : { kind: "confirm", held: row, seen };
    const end = table.span?.[1];
    const closes = end !== undefined && (row.values[end] ?? null) === null && (values[end] ?? null) !== null;
    return { kind: "change", claim, held: row, values, seen, closes };
  });
}

/** Two ways of writing one moment (`10:00:00Z`, `10:00:00.000Z`) are the same cell. */
export function sameCell(a: Cell, b: Cell, type?: ColumnType): boolean {
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, i) => item === b[i]);
  if (type === "instant" && typeof a === "string" && typeof b === "string" && a !== b)
    return Temporal.Instant.compare(a, b) === 0;
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
