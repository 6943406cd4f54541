import { createHash } from "node:crypto";
import { fullName, SSD_OBJECTS, type SsdObject } from "../layout.ts";
import { limitOf } from "./limits.ts";

/** One row of one object. Columns are named without their prefix; one left out is empty. */
export type SsdRow = {
  readonly object: string;
  readonly cells: { readonly [column: string]: string | number | null };
};

/** What could not be written, counted by reason. */
export type LeftOut = Map<string, number>;

export const leave = (left: LeftOut, what: string): void => void left.set(what, (left.get(what) ?? 0) + 1);

const OBJECTS: ReadonlyMap<string, SsdObject> = new Map(SSD_OBJECTS.map((object) => [object.name, object]));

export function objectOf(name: string): SsdObject {
  const object = OBJECTS.get(name);
  if (object === undefined) throw new Error(`the dataset has no object ${name}`);
  return object;
}

export const yesNo = (value: boolean | null): string | null => (value === null ? null : value ? "Y" : "N");

const LONGEST_ID = 48;
const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** A number as it fits into a column of 48 characters; a longer one is told by its hash. */
export const shortNumber = (number: string, longest = LONGEST_ID): string =>
  number.length <= longest ? number : hashOf(number).slice(0, Math.min(24, longest));

/** Second and later rows of a day sort after the first, the tenth after the second. */
const padded = (key: string): string => key.replace(/#(\d+)$/, (_, n: string) => `#${n.padStart(4, "0")}`);

/**
 * The id of a row: whose it is and its natural key, so that it is the same in every export for as long as the thing is the same. Ids of rows of one day sort as
 * their keys do, which is how a reader numbers them.
 */
export function rowId(person: string, key: string): string {
  const id = `${shortNumber(person, 24)}.${padded(key)}`;
  return id.length <= LONGEST_ID ? id : `${shortNumber(person, 24)}.${hashOf(key).slice(0, 22)}`;
}

/**
 * A cell by RFC 4180: quoted where it holds a comma, a quotation mark or a line break, and otherwise as it is. Text is not disarmed for spreadsheets: the files are for
 * programs, and an apostrophe put before a name would be part of the name from then on.
 */
export const csvCell = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

const line = (cells: readonly string[]): string => `${cells.join(",")}\r\n`;

/** The first line of an object's file. */
export const headingLine = (object: SsdObject): string =>
  line(object.columns.map((column) => csvCell(fullName(object, column))));

/** The first so many characters as a database counts them, no pair of them cut in half. */
export const cut = (text: string, limit: number): string =>
  text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");

/** A row as a line of its object's file. Text longer than its column may be is cut, and that is counted. */
export function rowLine(row: SsdRow, left: LeftOut): string {
  const object = objectOf(row.object);
  return line(
    object.columns.map((column) => {
      const value = row.cells[column] ?? null;
      if (value === null) return "";
      const text = String(value).replaceAll("\u0000", "");
      const limit = limitOf(object.name, column);
      if (text.length <= limit) return csvCell(text);
      leave(left, `text longer than ${fullName(object, column)} may be was cut to ${limit} characters`);
      return csvCell(cut(text, limit));
    }),
  );
}
