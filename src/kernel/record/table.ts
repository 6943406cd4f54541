import type { IsoDate, IsoInstant } from "../dates.ts";
import type { Detail, TimelineEvent } from "../timeline/event.ts";
import type { EventKind } from "../timeline/kinds.ts";

/**
 * A process table, described once. The description makes the typed SQL table, reads and writes its rows, reconciles
 * what a file says with what is held, and (through `project`) puts the row on the child's timeline.
 *
 * `date` a day; `instant` a moment; `text` free words; `code` a value of a code set, kept as given;
 * `flag` yes, no or (null) not said; `number` whole number; `codes` several codes.
 */
export type ColumnType = "date" | "instant" | "text" | "code" | "flag" | "number" | "codes";

export type Cell = IsoDate | IsoInstant | string | number | boolean | readonly string[] | null;

export type RowValues = { readonly [column: string]: Cell };

export type RecordTable = {
  /** SQL name, singular: `assessment`. */
  readonly name: string;
  readonly slice: string;
  /** What one row is, in words for a preview: ["assessment", "assessments"]. */
  readonly words: readonly [one: string, many: string];
  readonly columns: { readonly [column: string]: ColumnType };
  /**
   * The column that opens the row and the one that closes it (absent for things that happen on one day). A file's period decides
   * by them whether a row it no longer carries has vanished or is only out of its reach.
   */
  readonly span: readonly [from: string, to?: string] | null;
  /** The timeline entries of one row. `key` is the row's natural key. */
  readonly project: (values: RowValues, key: string) => readonly TimelineEvent[];
};

export const text = (values: RowValues, column: string): string | null => {
  const value = values[column];
  return typeof value === "string" && value !== "" ? value : null;
};

export const dateOf = (values: RowValues, column: string): IsoDate | null =>
  text(values, column) as IsoDate | null;

export const flag = (values: RowValues, column: string): boolean | null => {
  const value = values[column];
  return typeof value === "boolean" ? value : null;
};

export const count = (values: RowValues, column: string): number | null => {
  const value = values[column];
  return typeof value === "number" ? value : null;
};

export const codes = (values: RowValues, column: string): readonly string[] => {
  const value = values[column];
  return Array.isArray(value) ? value : [];
};

/** One timeline entry, or none when the row has no such date. */
export function event(
  kind: EventKind,
  on: IsoDate | null,
  subject: string,
  detail: Detail = {},
  at?: IsoInstant | null,
): TimelineEvent[] {
  if (on === null) return [];
  return [at ? { kind, on, at, subject, detail } : { kind, on, subject, detail }];
}
