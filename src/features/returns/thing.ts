import type { RowValues } from "../../kernel/record/table.ts";
import { freshest, type Told } from "../record/freshest.ts";

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
export type Thing = Told<StoredRow> & {
  readonly table: string;
  /** Other things that tell part of it: the conference an enquiry led to. */
  readonly with?: readonly Thing[];
};

/** One child's rows of a table, put together. */
export const thingsOf = (table: string, rows: readonly StoredRow[]): Thing[] =>
  freshest(rows).map(({ key, values, rows: told }) => ({ table, key, values, rows: told }));

/** The day the freshest file that tells of a thing speaks for; later than any for what was entered here. */
export const toldOn = (thing: Thing): string => thing.rows[0]?.seen_rank.slice(0, 10) ?? "";

/** A newer file should have carried it and did not, and nobody has decided that it stands. */
export const inDoubt = (thing: Thing): boolean =>
  thing.rows.every((row) => row.vanished_source_id !== null && row.kept_by === null);
