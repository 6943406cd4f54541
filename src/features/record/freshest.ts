import type { Cell, RowValues } from "../../kernel/record/table.ts";

/** One source's word on one thing: a current row of a process table, its columns among its properties. */
export type Word = RowValues & {
  readonly issuer: string;
  readonly key: string;
  readonly seen_rank: string;
};

/** One thing, as all who tell of it have it together. */
export type Told<Row extends Word> = {
  readonly key: string;
  readonly values: RowValues;
  /** Whose word it is, the freshest first. */
  readonly rows: readonly Row[];
};

/**
 * Puts one child's rows of a table together by the thing they tell of: for each column the freshest word there is. What was entered in Kith comes after every file, and a newer
 * source's blanks do not wipe what an older one said. It is how fresh a row is that counts, not a column of it: so the child's page has it (`telling.ts`, and `refreshPeople` for
 * who the child is), and whoever writes the record out says the same (INV-36). Pure; the order of the rows given does not matter.
 * @returns in order of key
 */
export function freshest<Row extends Word>(rows: readonly Row[]): Told<Row>[] {
  const [only] = rows;
  if (only === undefined) return [];
  if (rows.length === 1) return [{ key: only.key, values: only, rows }];
  const byKey = new Map<string, Row[]>();
  for (const row of rows) {
    const same = byKey.get(row.key);
    if (same === undefined) byKey.set(row.key, [row]);
    else same.push(row);
  }
  const things: Told<Row>[] = [];
  for (const [key, same] of byKey) {
    if (same.length > 1) same.sort(fresherFirst);
    things.push({ key, values: same.length === 1 ? (same[0] ?? {}) : together(same), rows: same });
  }
  return things.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Without what follows the rank: a column nobody has told of makes a row no fresher. */
const rankOf = ({ seen_rank: text }: Word): string => {
  const tab = text.indexOf("\t");
  return tab === -1 ? text : text.slice(0, tab);
};

function fresherFirst(a: Word, b: Word): number {
  const [first, second] = [`${rankOf(a)}\n${a.issuer}`, `${rankOf(b)}\n${b.issuer}`];
  return first > second ? -1 : first < second ? 1 : 0;
}

function together(rows: readonly Word[]): RowValues {
  const values: { [column: string]: Cell } = {};
  for (const row of rows)
    for (const [column, cell] of Object.entries(row))
      if (!(column in values) || (isBlank(values[column] ?? null) && !isBlank(cell))) values[column] = cell;
  return values;
}

const isBlank = (cell: Cell): boolean => cell === null || (Array.isArray(cell) && cell.length === 0);
