import type { IsoDate } from "../kernel/dates.ts";
import type { ChildClaims, Claim, Finding, Identifier, Place } from "../kernel/record/claim.ts";
import type { Cell } from "../kernel/record/table.ts";

/**
 * One child's rows as they are met in lists or files that are in no order, turned into claims at the end. Keys and the numbers
 * of second rows on one day come from what the rows say, so the order they were met in changes nothing.
 */
export type Draft = {
  readonly table: string;
  /** The key before any `#2`. */
  readonly key: string;
  /** Where it stands among the places one file tells of a thing: the list's number. Rows of two lists for one key are one row. */
  readonly origin: number;
  /** Sorts rows of one key and origin before their values do; an id, where the file has one. */
  readonly order: string;
  /** A repeated thing (second contact of a day) is numbered; a repeated fact (the same visit in two rows) is told once. */
  readonly repeats: "thing" | "fact";
  readonly values: { [column: string]: Cell | Draft };
  readonly place: Place;
};

export type ChildDraft = {
  id: Identifier;
  readonly identifiers: Map<string, Identifier>;
  born: IsoDate | null;
  readonly rows: Draft[];
  readonly findings: Finding[];
  readonly place: Place;
};

export const newChild = (id: Identifier, place: Place): ChildDraft => ({
  id,
  identifiers: new Map(),
  born: null,
  rows: [],
  findings: [],
  place,
});

const isDraft = (value: Cell | Draft): value is Draft =>
  typeof value === "object" && value !== null && "table" in value && "origin" in value;

/** Values in one fixed written form, columns in order; a link counts as what it links to. */
export const canonical = (values: Draft["values"]): string =>
  JSON.stringify(
    Object.keys(values)
      .toSorted()
      .map((column) => {
        const value = values[column];
        return [column, value !== undefined && isDraft(value) ? `${value.table}:${value.key}` : value];
      }),
  );

const same = (a: Cell, b: Cell): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Key of the n-th (from 1) row of a base key. */
export const numbered = (base: string, n: number): string => (n === 1 ? base : `${base}#${n}`);

const repeated = (row: Draft): Finding => ({
  code: "row-duplicated",
  table: row.table,
  message:
    "The same entry is in the file twice for this child; it was used once. Remove the copy where it is recorded.",
  place: row.place,
});

function inWritingOrder(rows: readonly Draft[]): readonly { row: Draft; text: string }[] {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return [{ row: only, text: "" }];
  const texts = rows.map((row) => ({ row, text: `${row.order}\n${canonical(row.values)}` }));
  texts.sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return texts;
}

function slotKeys(rows: readonly Draft[], findings: Finding[]): Map<Draft, string> {
  const groups = new Map<string, Draft[]>();
  for (const row of rows) {
    const group = `${row.table}\n${row.key}\n${row.origin}`;
    const held = groups.get(group);
    if (held) held.push(row);
    else groups.set(group, [row]);
  }
  const keys = new Map<Draft, string>();
  for (const group of groups.values()) {
    let n = 0;
    let before = "";
    for (const { row, text } of inWritingOrder(group)) {
      const again = text !== "" && text === before;
      if (!again) n += 1;
      else if (row.repeats === "thing") findings.push(repeated(row));
      before = text;
      keys.set(row, row.repeats === "fact" ? row.key : numbered(row.key, n));
    }
  }
  return keys;
}

/** Joins what several lists say of one row; where two disagree the earlier list stands and a finding says so. */
function joined(rows: readonly Draft[], keys: Map<Draft, string>, findings: Finding[]): Claim {
  const inOrder =
    rows.length === 1
      ? rows
      : rows.toSorted((a, b) => a.origin - b.origin || (canonical(a.values) < canonical(b.values) ? -1 : 1));
  const values: { [column: string]: Cell } = {};
  const [first] = inOrder;
  if (first === undefined) throw new Error("a claim needs a row");
  for (const row of inOrder)
    for (const [column, given] of Object.entries(row.values)) {
      const linked = isDraft(given);
      const value = linked ? (keys.get(given) ?? given.key) : given;
      const held = values[column];
      if (held === undefined || held === null) values[column] = value;
      else if (!linked && value !== null && !same(held, value))
        findings.push({
          code: "lists-differ",
          table: row.table,
          column,
          said: String(value).slice(0, 80),
          message:
            "Two rows of the file disagree about this; the first list's answer was used. Correct it where it is recorded.",
          place: row.place,
        });
    }
  return { table: first.table, key: keys.get(first) ?? first.key, values, place: first.place };
}

/** The child's claims, in the order of table and key. */
export function finishChild(draft: ChildDraft): ChildClaims {
  const findings = [...draft.findings];
  const keys = slotKeys(draft.rows, findings);
  const slots = new Map<string, Draft[]>();
  for (const row of draft.rows) {
    const slot = `${row.table}\n${keys.get(row) ?? row.key}`;
    const held = slots.get(slot);
    if (held) held.push(row);
    else slots.set(slot, [row]);
  }
  const claims = [...slots.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, rows]) => joined(rows, keys, findings));
  return {
    id: draft.id,
    identifiers: [...draft.identifiers.values()],
    born: draft.born,
    claims,
    findings,
    place: draft.place,
  };
}
