import type { IsoDate } from "../../kernel/dates.ts";
import { numbered } from "../gather.ts";

/**
 * What the files of a set say that others of it point at: whose a referral is and on which day, what number the authority itself gives a
 * person, who a worker is. Without it a row still stands by itself, less its links.
 */
export type Linked = { readonly person: string; readonly key: string | null };

export type Links = {
  /** The authority's own number by the dataset's; null for a person who has none. */
  readonly persons: ReadonlyMap<string, string | null>;
  readonly referrals: ReadonlyMap<string, Linked>;
  readonly assessments: ReadonlyMap<string, Linked>;
  readonly enquiries: ReadonlyMap<string, Linked>;
  readonly plans: ReadonlyMap<string, Linked>;
  /** The person by the number of a period or an episode in care. */
  readonly care: ReadonlyMap<string, string>;
  readonly workers: ReadonlyMap<string, { readonly ref: string; readonly name: string | null }>;
  readonly teams: ReadonlyMap<string, string>;
  /** The objects that came with the set. */
  readonly present: ReadonlySet<string>;
};

/** Ids held for one kind of link; beyond them links are left out, so that memory is bounded. */
export const MOST_LINKS = 1_000_000;

type Dated = { readonly id: string; readonly person: string; readonly on: IsoDate | null };

/**
 * The key each of these rows will have: its day, numbered where a person has several on one day. The numbering is that of
 * `finishChild`, which sorts such rows by id.
 */
export function keysOf(rows: readonly Dated[]): Map<string, Linked> {
  const byDay = new Map<string, Dated[]>();
  const linked = new Map<string, Linked>();
  const keys = new Map<string, string>();
  for (const row of rows) {
    if (row.on === null) {
      linked.set(row.id, { person: row.person, key: null });
      continue;
    }
    const day = `${row.person}\n${row.on}`;
    const held = byDay.get(day);
    if (held) held.push(row);
    else byDay.set(day, [row]);
  }
  for (const group of byDay.values()) {
    group.sort((a, b) => (`${a.id}\n` < `${b.id}\n` ? -1 : 1));
    for (const [at, row] of group.entries()) {
      const key = numbered(String(row.on), at + 1);
      // One copy of each day, not one for each row of it.
      const held = keys.get(key);
      if (held === undefined) keys.set(key, key);
      linked.set(row.id, { person: row.person, key: held ?? key });
    }
  }
  return linked;
}
