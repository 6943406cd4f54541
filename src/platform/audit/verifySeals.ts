import { sql, type Transaction } from "kysely";
import type { Schema } from "../db/types.gen.ts";
import type { Faults } from "./faults.ts";
import { type Leaf, startSeal } from "./seal.ts";

export type Seal = {
  readonly no: number;
  readonly leaves: number;
  readonly previous: string;
  readonly hash: string;
};

/** The seals as they were walked. */
export type Walked = { readonly count: number; readonly last: number };

/** Told each seal as it is met, to hold against the signed file. */
export type OnSeal = (seal: Seal) => void;

type Place = Leaf & { readonly seal_no: number; readonly position: number };

const PAGE = 10_000;

/** Holds each seal against its rows and the seal before it. Reads seals and rows side by side, a page of each at a time. */
export async function verifySeals(
  db: Transaction<Schema>,
  key: Buffer,
  onSeal: OnSeal,
  faults: Faults,
): Promise<{ seals: Walked; sealed: number }> {
  const leaves = lookAhead(leavesOf(db));
  let previous: Seal = { no: 0, leaves: 0, previous: "", hash: "" };
  let count = 0;
  let sealed = 0;
  for await (const seal of sealsOf(db)) {
    // Leaves of no seal: their seal is gone, which is said when the gap is met.
    while (((await leaves.peek())?.seal_no ?? Infinity) < seal.no) await leaves.take();
    const hash = startSeal(key, seal.no, seal.previous);
    const places: Place[] = [];
    for (let next = await leaves.peek(); next?.seal_no === seal.no; next = await leaves.peek()) {
      places.push(next);
      hash.add(next);
      await leaves.take();
    }
    const at = `seal ${seal.no}`;
    if (seal.no !== previous.no + 1)
      faults.add(
        "seal broken",
        at,
        seal.no === previous.no + 2
          ? `Seal ${previous.no + 1} is gone.`
          : `Seals ${previous.no + 1} to ${seal.no - 1} are gone.`,
      );
    else if (seal.previous !== previous.hash)
      faults.add("seal broken", at, `The seal before ${at} is not the one it was made after.`);
    if (hash.end() !== seal.hash)
      faults.add(
        "seal broken",
        at,
        `The rows under ${at} are not those that were sealed: ${whatStands(seal, places)}.`,
      );
    onSeal(seal);
    sealed += places.length;
    count += 1;
    previous = seal;
  }
  const orphan = await leaves.peek();
  if (orphan !== undefined)
    faults.add(
      "seal broken",
      `row ${orphan.seq}`,
      `Seal ${orphan.seal_no}, under which audit row ${orphan.seq} was sealed, is gone.`,
    );
  return { seals: { count, last: previous.no }, sealed };
}

/** Where in the seal something is amiss, as near as what is left can tell. */
function whatStands(seal: Seal, places: readonly Place[]): string {
  const range = places.length === 0 ? "" : `, rows ${places[0]?.seq} to ${places.at(-1)?.seq}`;
  const held = new Set(places.map((place) => place.position));
  const missing = Array.from({ length: seal.leaves }, (_, position) => position).filter(
    (position) => !held.has(position),
  );
  const stand = `${places.length} of ${seal.leaves} stand${range}`;
  if (missing.length === 0) return stand;
  const between = missing.slice(0, 20).map((position) => {
    const before = places.findLast((place) => place.position < position)?.seq;
    const after = places.find((place) => place.position > position)?.seq;
    if (before === undefined) return after === undefined ? "all" : `before row ${after}`;
    return after === undefined ? `after row ${before}` : `between rows ${before} and ${after}`;
  });
  return `${stand}; taken out: ${[...new Set(between)].join(", ")}`;
}

async function* sealsOf(db: Transaction<Schema>): AsyncGenerator<Seal> {
  let after = -1;
  for (;;) {
    const page = await db
      .selectFrom("audit_seal")
      .select(["no", "leaves", "previous", "hash"])
      .where("no", ">", after)
      .orderBy("no")
      .limit(PAGE)
      .execute();
    yield* page;
    if (page.length < PAGE) return;
    after = page.at(-1)?.no ?? after;
  }
}

async function* leavesOf(db: Transaction<Schema>): AsyncGenerator<Place> {
  let after = { seal: -1, position: -1, seq: -1 };
  for (;;) {
    const page = await db
      .selectFrom("audit_leaf")
      .select(["seq", "id", "mac", "seal_no", "position"])
      .where(
        sql<boolean>`(seal_no, position, seq) > (${after.seal}::int8, ${after.position}::int, ${after.seq}::int8)`,
      )
      .orderBy("seal_no")
      .orderBy("position")
      .orderBy("seq")
      .limit(PAGE)
      .execute();
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return;
    after = { seal: last.seal_no, position: last.position, seq: last.seq };
  }
}

function lookAhead<T>(items: AsyncGenerator<T>): { peek(): Promise<T | undefined>; take(): Promise<void> } {
  let next: Promise<T | undefined> | undefined;
  const peek = (): Promise<T | undefined> =>
    (next ??= items.next().then((found) => (found.done === true ? undefined : found.value)));
  return {
    peek,
    take: async () => {
      await peek();
      next = undefined;
    },
  };
}
