import type { IsoDate } from "../../../kernel/dates.ts";
import type { ChildClaims } from "../../../kernel/record/claim.ts";
import { dateOf, flag, type RowValues } from "../../../kernel/record/table.ts";

/** What the record holds of one child, whatever told it: one row for each table and natural key. `id` is the number others know the child by. */
export type ReturnChild = Pick<ChildClaims, "id" | "identifiers" | "born"> & {
  readonly claims: readonly {
    readonly table: string;
    readonly key: string;
    readonly values: RowValues;
  }[];
};

export type Row = { readonly key: string; readonly values: RowValues };

/** A child's rows of one table, in the order of their keys. */
export type RowsOf = (table: string) => readonly Row[];

const NONE: readonly Row[] = [];

export function rowsOf(child: ReturnChild): RowsOf {
  const tables = new Map<string, Row[]>();
  for (const { table, key, values } of child.claims) {
    const rows = tables.get(table);
    if (rows) rows.push({ key, values });
    else tables.set(table, [{ key, values }]);
  }
  for (const rows of tables.values()) rows.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return (table) => tables.get(table) ?? NONE;
}

/** Whether a span of days was there on a day; one not ended still is. */
export const coversDay = (row: Row, from: string, to: string, on: IsoDate): boolean => {
  const start = dateOf(row.values, from);
  const end = dateOf(row.values, to);
  return start !== null && start <= on && (end === null || end >= on);
};

/**
 * The referral a piece of work belongs to: the one its row names, else the latest received by the day it began, one that was open then and was taken further before
 * others. Null when the record holds none so early.
 */
export function referralFor(referrals: readonly Row[], named: string | null, on: IsoDate | null): Row | null {
  const told = named === null ? undefined : referrals.find(({ key }) => key === named);
  if (told !== undefined) return told;
  if (on === null) return null;
  const before = referrals
    .filter(({ values }) => (dateOf(values, "received_on") ?? "9999") <= on)
    .toSorted((a, b) =>
      (dateOf(a.values, "received_on") ?? "") < (dateOf(b.values, "received_on") ?? "") ? 1 : -1,
    );
  const open = (row: Row): boolean => coversDay(row, "received_on", "closed_on", on);
  const taken = (row: Row): boolean => flag(row.values, "no_further_action") !== true;
  return (
    before.find((row) => open(row) && taken(row)) ??
    before.find(open) ??
    before.find(taken) ??
    before[0] ??
    null
  );
}

/** The span of a table that covers a day, the latest where several do, else the latest begun before it. */
export function spanOn(rows: readonly Row[], from: string, to: string, on: IsoDate | null): Row | null {
  if (on === null) return null;
  return (
    rows.findLast((row) => coversDay(row, from, to, on)) ??
    rows.findLast(({ values }) => (dateOf(values, from) ?? "9999") <= on) ??
    null
  );
}

/** A child's identifiers of one type, each value once, in order. */
export const numbersOf = (child: ReturnChild, type: string): readonly string[] =>
  [
    ...new Set([child.id, ...child.identifiers].filter((id) => id.type === type).map((id) => id.value)),
  ].toSorted();
