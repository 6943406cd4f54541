import type { IsoDate } from "../kernel/dates.ts";
import type { Claim } from "../kernel/record/claim.ts";
import type { Cell } from "../kernel/record/table.ts";

export type Values = { [column: string]: Cell };

/** One child's claims as they are told. Rows stay open to change until the child is finished: a case is closed long after it was opened. */
export type Rows = {
  /** Adds a row and gives its key, numbered `#2` and on if the child has such a row already. */
  add(table: string, key: string, values: Values): string;
  /** Adds a row unless the child has one with the key: two visits on a day are one row. */
  once(table: string, key: string, values: Values): void;
  has(table: string, key: string): boolean;
  of(table: string): Values[];
  /** Takes away the rows of a table that meet a condition: something that should have been done and was not. */
  drop(table: string, unwanted: (values: Values) => boolean): number;
  claims(): Claim[];
};

type Row = { readonly table: string; readonly key: string; readonly values: Values };

/** What stands for a line number in a record that comes from no file. */
const PLACE = "invented record";

export function newRows(): Rows {
  let rows: Row[] = [];
  const seen = new Set<string>();
  const put = (table: string, key: string, values: Values): string => {
    seen.add(`${table} ${key}`);
    rows.push({ table, key, values });
    return key;
  };
  return {
    add: (table, key, values) => {
      let free = key;
      for (let n = 2; seen.has(`${table} ${free}`); n += 1) free = `${key}#${n}`;
      return put(table, free, values);
    },
    once: (table, key, values) => {
      if (!seen.has(`${table} ${key}`)) put(table, key, values);
    },
    has: (table, key) => seen.has(`${table} ${key}`),
    of: (table) => rows.filter((row) => row.table === table).map((row) => row.values),
    drop: (table, unwanted) => {
      const before = rows.length;
      rows = rows.filter((row) => row.table !== table || !unwanted(row.values));
      return before - rows.length;
    },
    claims: () => rows.map(({ table, key, values }) => ({ table, key, values, place: PLACE })),
  };
}

/** A row's date column, when it has one. */
export const dateIn = (values: Values, column: string): IsoDate | null => {
  const value = values[column];
  return typeof value === "string" ? (value as IsoDate) : null;
};
