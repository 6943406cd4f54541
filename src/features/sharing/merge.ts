import type { Cell, RecordTable, RowValues } from "../../kernel/record/table.ts";
import { rankOfColumn, readFreshness } from "../record/ranks.ts";

/** One source's account of one thing, as it is held. */
export type SourceRow = {
  readonly issuer: string;
  readonly key: string;
  /** How fresh it is, column by column, as stored. */
  readonly seenRank: string;
  readonly values: RowValues;
};

const filled = (cell: Cell): boolean => cell !== null && !(Array.isArray(cell) && cell.length === 0);

/**
 * One row for each thing, of what all sources say of it: for each column the freshest word there is. A source that says nothing of a column does not empty what another says,
 * but for the day something ended: there the freshest word stands even when it is that it has not ended. The order of sources does not matter.
 */
export function mergedRows(
  table: RecordTable,
  rows: readonly SourceRow[],
): { key: string; values: RowValues }[] {
  const end = table.span?.[1];
  const things = Map.groupBy(rows, (row) => row.key);
  return [...things].map(([key, told]) => {
    const [only] = told;
    if (told.length === 1 && only !== undefined) return { key, values: only.values };
    const sources = told.map((row) => ({ ...row, seen: readFreshness(row.seenRank) }));
    const values: { [column: string]: Cell } = {};
    for (const column of Object.keys(table.columns)) {
      const words = sources
        .map((source) => ({
          said: source.values[column] ?? null,
          order: `${rankOfColumn(source.seen, column)}\n${source.issuer}`,
          told: rankOfColumn(source.seen, column) !== "",
        }))
        .filter(({ said, told: spoken }) => filled(said) || (column === end && spoken))
        .toSorted((a, b) => (a.order < b.order ? 1 : a.order > b.order ? -1 : 0));
      values[column] = words[0]?.said ?? null;
    }
    return { key, values };
  });
}
