import type { ChildClaims, Format, IdentifierType } from "../../kernel/record/claim.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import { type Change, type HeldRow, reconcile } from "../record/reconcile.ts";
import type { Tally } from "../record/tally.ts";

/** What a file says of a child, to be compared with what is held. */
type Compared = { readonly table: RecordTable; readonly change: Change };

/**
 * What the files of a set before this one would have put in. Files added together are brought in one after another, so each is shown against what is held and what
 * those before it bring: a child is new once, and a row that two files tell of is added by the first and changed by the second.
 */
export type SetSoFar = {
  /** Counts a file as the next of the set. */
  next(inner: Tally, file: { readonly format: Format; readonly rank: string }): SetTally;
};

export type SetTally = Tally & {
  /** Children of whom no file of the set before this one told. */
  readonly firstTold: () => number;
};

/** By which a child is known again in a later file of the same format, though nothing held has that number yet. */
const OWN: readonly IdentifierType[] = ["local", "ssd-person"];
/** ... and, with the same birth date, in a file of another format. */
const SHARED: readonly IdentifierType[] = ["local", "upn", "nhs"];

type Told = {
  readonly who: string;
  readonly isNew: boolean;
  readonly formats: Set<Format>;
  readonly born: string | null;
};

/** A set of which nothing has been read yet. For a file on its own it need not be used: it keeps what the files say of every child in memory. */
export function startSet(): SetSoFar {
  const told = new Set<string>();
  const rows = new Map<string, HeldRow>();
  const numbered = new Map<string, Told>();
  let count = 0;

  const known = (child: ChildClaims, format: Format): Told | undefined => {
    const numbers = [child.id, ...child.identifiers];
    for (const { type, value } of numbers) {
      const same = OWN.includes(type) ? numbered.get(`${format}|${type}|${value}`) : undefined;
      if (same !== undefined) return same;
    }
    if (child.born === null) return undefined;
    const others = numbers.flatMap(({ type, value }) =>
      SHARED.includes(type) ? (numbered.get(`any|${type}|${value}`) ?? []) : [],
    );
    // Those held already were looked for among what is held.
    const free = new Set(
      others.filter((one) => one.isNew && one.born === child.born && !one.formats.has(format)),
    );
    return free.size === 1 ? [...free][0] : undefined;
  };

  const who = (child: ChildClaims, personId: number | null, format: Format): Told => {
    const found: Told =
      personId === null
        ? (known(child, format) ?? {
            who: `n${(count += 1)}`,
            isNew: true,
            formats: new Set(),
            born: child.born,
          })
        : { who: `p${personId}`, isNew: false, formats: new Set(), born: child.born };
    found.formats.add(format);
    for (const { type, value } of [child.id, ...child.identifiers]) {
      if (OWN.includes(type)) numbered.set(`${format}|${type}|${value}`, found);
      if (SHARED.includes(type)) numbered.set(`any|${type}|${value}`, found);
    }
    return found;
  };

  /** The change as it is after the files before, and what it leaves for those after. */
  const settle = (at: string, child: ChildClaims, { table, change }: Compared, rank: string): Compared => {
    const key = "claim" in change ? change.claim.key : change.held.key;
    const row = `${at}|${table.name}|${key}`;
    const before = rows.get(row);
    const claim =
      "claim" in change
        ? change.claim
        : child.claims.find((one) => one.table === table.name && one.key === key);
    const again =
      before === undefined || claim === undefined
        ? change
        : (reconcile(table, [claim], new Map([[key, before]]), rank)[0] ?? change);
    const after = leaves(table, again);
    if (after !== null) rows.set(row, after);
    return { table, change: again };
  };

  return {
    next: (inner, file) => {
      let first = 0;
      return {
        preview: inner.preview,
        spoken: inner.spoken,
        firstTold: () => first,
        child: (child, personId, changes, findings) => {
          const at = who(child, personId, file.format).who;
          const isFirst = !told.has(at);
          if (isFirst) first += 1;
          told.add(at);
          inner.child(
            child,
            personId ?? (isFirst ? null : TOLD_BEFORE),
            changes.map((compared) => settle(at, child, compared, file.rank)),
            // Whoever a file before has settled is nobody's to decide about.
            isFirst ? findings : findings.filter((finding) => finding.code !== "perhaps-known"),
          );
        },
      };
    },
  };
}

/** Stands for the id of a child whom a file before would have made. */
const TOLD_BEFORE = 0;

/** The row as it would be held after the change, where that is not as it is held now. */
function leaves(table: RecordTable, change: Change): HeldRow | null {
  switch (change.kind) {
    case "add": {
      const columns = Object.keys(table.columns);
      return {
        id: TOLD_BEFORE,
        key: change.claim.key,
        version: 1,
        seen: change.seen,
        values: Object.fromEntries(columns.map((name) => [name, change.claim.values[name] ?? null])),
        vanishedSourceId: null,
      };
    }
    case "change":
      return { ...change.held, values: change.values, seen: change.seen };
    case "confirm":
      return { ...change.held, seen: change.seen };
    case "same":
    case "older":
      return null;
  }
}
