import { sql } from "kysely";
import type { ChildClaims, Finding, Format } from "../../kernel/record/claim.ts";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Db } from "./bulk.ts";

/** Whom each child of a file is, among those held. */
export type Matched = {
  readonly personId: number | null;
  /** Things a person must look at before two records can be one. */
  readonly findings: readonly Finding[];
};

export type Matching = {
  /** One for each child, in order. */
  readonly matched: readonly Matched[];
  /** Everybody held who was looked at on the way: what is written of any of them could have changed the answer. */
  readonly near: ReadonlySet<number>;
};

type Known = { personId: number; type: string; value: string; issuer: string; born: IsoDate | null };

/** Identifiers by which two kinds of file may be seen to speak of one child. Each is matched on its exact value. */
const SHARED = new Set(["local", "upn", "nhs"]);

/**
 * Finds the children of a batch among those held. Within one format the child's own number is the child. Across formats one exact shared identifier and the same birth date are
 * needed, and the candidate must not already have another number in this format (a mistyped UPN on a twin is not a match). Anything less makes a new record and a
 * finding for a person to decide: two people are never merged by this.
 */
export async function matchChildren(
  db: Db,
  format: Format,
  children: readonly ChildClaims[],
): Promise<Matching> {
  const values = [...new Set(valuesOf(children))];
  const known =
    await sql<Known>`select i.person_id as "personId", i.type, i.value, i.issuer, p.birth_date as born
    from unnest(${values}::text[]) asked (value)
      -- Value by value, by index: a table that a file is just filling has no statistics, and would be read whole for each batch.
      cross join lateral (select * from identifier where value = asked.value and superseded_at is null and authority_id = kith_authority() offset 0) i
      cross join lateral (select birth_date from person where id = i.person_id offset 0) p`.execute(db);
  const byValue = Map.groupBy(known.rows, (row) => row.value);
  const own = await numbersIn(db, format, known.rows);
  const found = children.map((child) => matchOne(child, format, byValue, own));
  return { matched: oneEach(children, found), near: new Set(known.rows.map((row) => row.personId)) };
}

/** Every number by which a batch knows its children. */
export const valuesOf = (children: readonly ChildClaims[]): string[] =>
  children.flatMap((child) => [child.id, ...child.identifiers].map((id) => id.value));

/** By what a child was found: the number of its own format, the authority's number in another, or another identifier. Weaker ones give way. */
type Found = Matched & { readonly by: 2 | 1 | 0 };

/** Two children of one file are two children: where both seem to be one that is held, it is the one with the stronger claim, or neither. */
function oneEach(children: readonly ChildClaims[], found: readonly Found[]): Matched[] {
  const claims = Map.groupBy(
    found.filter((one) => one.personId !== null),
    (one) => one.personId,
  );
  return found.map((one, i): Matched => {
    const rivals = (claims.get(one.personId) ?? []).filter((other) => other !== one);
    const child = children[i];
    if (one.personId === null || one.by === 2 || child === undefined) return one;
    return rivals.some((rival) => rival.by >= one.by)
      ? { personId: null, findings: [perhapsKnown(child, "claimed")] }
      : one;
  });
}

/** The children who already have a number in this format. */
async function numbersIn(db: Db, format: Format, known: readonly Known[]): Promise<Set<number>> {
  const ids = [...new Set(known.map((row) => row.personId))];
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }>`select distinct person_id as id from identifier
    where person_id = any(${ids}) and issuer = ${format} and type in ('local', 'ssd-person') and superseded_at is null`.execute(
    db,
  );
  return new Set(rows.rows.map((row) => row.id));
}

function matchOne(
  child: ChildClaims,
  format: Format,
  byValue: ReadonlyMap<string, readonly Known[]>,
  own: ReadonlySet<number>,
): Found {
  // A set of the dataset given without its file of people knows a child by the dataset's number alone.
  const same = [child.id, ...child.identifiers.filter((id) => id.type === "ssd-person")]
    .flatMap((id) => (byValue.get(id.value) ?? []).filter((k) => k.issuer === format && k.type === id.type))
    .at(0);
  if (same !== undefined) {
    const was = same.born;
    const moved = child.born !== null && was !== null && child.born !== was;
    return { personId: same.personId, by: 2, findings: moved ? [birthDateMoved(child, was)] : [] };
  }
  const candidates = [child.id, ...child.identifiers]
    .filter((id) => SHARED.has(id.type))
    .flatMap((id) => (byValue.get(id.value) ?? []).filter((k) => k.type === id.type && k.issuer !== format));
  const agreeing = candidates.filter((k) => child.born !== null && k.born === child.born);
  const free = agreeing.filter((k) => !own.has(k.personId));
  // The authority's own number says more than any other: a twin's mistyped UPN does not outweigh it.
  for (const [by, among] of [
    [1, free.filter((k) => k.type === "local")],
    [0, free],
  ] as const) {
    const [only, ...others] = new Set(among.map((k) => k.personId));
    if (only !== undefined && others.length === 0) return { personId: only, by, findings: [] };
    if (only !== undefined) return { personId: null, by, findings: [perhapsKnown(child, "several")] };
  }
  if (candidates.length === 0) return { personId: null, by: 0, findings: [] };
  return { personId: null, by: 0, findings: [perhapsKnown(child, agreeing.length > 0 ? "claimed" : "born")] };
}

const birthDateMoved = (child: ChildClaims, was: string): Finding => ({
  code: "birth-date-changed",
  table: "person_detail",
  column: "birth_date",
  ...(child.born === null ? {} : { said: child.born }),
  message: `The birth date was ${was} in an earlier file. Check that this is the same child and which date is right.`,
  place: child.place,
});

const PERHAPS = {
  several:
    "More than one record held has an identifier and the birth date of this child. Decide which is the same child; until then this is a separate record.",
  born: "A record held has an identifier of this child but not the same birth date. Decide whether they are one child; until then this is a separate record.",
  claimed:
    "A record held has an identifier and the birth date of this child, but so has another child of these files (twins, or a mistyped number). Check the numbers; until then this is a separate record.",
} as const;

const perhapsKnown = (child: ChildClaims, why: keyof typeof PERHAPS): Finding => ({
  code: "perhaps-known",
  message: PERHAPS[why],
  place: child.place,
});
