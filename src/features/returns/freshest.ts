import type { Cell, RowValues } from "../../kernel/record/table.ts";

/** A current row of the record, one source's word on one thing. */
export type StoredRow = RowValues & {
  readonly id: number;
  readonly person_id: number;
  readonly issuer: string;
  readonly key: string;
  readonly seen_rank: string;
  readonly vanished_source_id: number | null;
  readonly kept_by: number | null;
};

/** One thing, as all who tell of it have it together. */
export type Thing = {
  readonly table: string;
  readonly key: string;
  readonly values: RowValues;
  /** Whose word it is, the freshest first. */
  readonly rows: readonly StoredRow[];
  /** Other things that tell part of it: the conference an enquiry led to. */
  readonly with?: readonly Thing[];
};

/** Without the columns a source has never told of, so that it orders by freshness alone. */
const rankOf = (row: StoredRow): string => {
  const tab = row.seen_rank.indexOf("\t");
  return tab === -1 ? row.seen_rank : row.seen_rank.slice(0, tab);
};

/** The day the freshest file that tells of a thing speaks for; later than any for what was entered here. */
export const toldOn = (thing: Thing): string => thing.rows[0]?.seen_rank.slice(0, 10) ?? "";

/** A newer file should have carried it and did not, and nobody has decided that it stands. */
export const inDoubt = (thing: Thing): boolean =>
  thing.rows.every((row) => row.vanished_source_id !== null && row.kept_by === null);

/**
 * Puts one child's rows of a table together by what they tell of: for each column the freshest word there is, as the child's page shows it
 * (`record/telling.ts`, and `refreshPeople` for who the child is). What was entered in Kith comes after every file.
 */
export function freshest(table: string, rows: readonly StoredRow[]): Thing[] {
  if (rows.length === 0) return [];
  const byKey = new Map<string, StoredRow[]>();
  for (const row of rows) {
    const same = byKey.get(row.key);
    if (same === undefined) byKey.set(row.key, [row]);
    else same.push(row);
  }
  const things: Thing[] = [];
  for (const [key, same] of byKey) {
    if (same.length > 1) same.sort(fresherFirst);
    things.push({ table, key, values: same.length === 1 ? (same[0] ?? {}) : together(same), rows: same });
  }
  return things.sort((a, b) => (a.key < b.key ? -1 : 1));
}

function fresherFirst(a: StoredRow, b: StoredRow): number {
  const [first, second] = [`${rankOf(a)}\n${a.issuer}`, `${rankOf(b)}\n${b.issuer}`];
  return first > second ? -1 : first < second ? 1 : 0;
}

function together(rows: readonly StoredRow[]): RowValues {
  const values: { [column: string]: Cell } = {};
  for (const row of rows)
    for (const [column, cell] of Object.entries(row))
      if (!isNothing(cell) && isNothing(values[column] ?? null)) values[column] = cell;
  return values;
}

const isNothing = (cell: Cell): boolean => cell === null || (Array.isArray(cell) && cell.length === 0);
