import type { BrainContext } from "../../kernel/duties/invariant.ts";
import type { ChildClaims } from "../../kernel/record/claim.ts";
import { type Db, nextIds } from "./bulk.ts";
import { alsoToldOfBy, loadHeld } from "./held.ts";
import { changesOf, type Incoming } from "./incoming.ts";
import { type Matching, matchChildren, valuesOf } from "./match.ts";
import { type KnownOfBatch, planBatch } from "./plan.ts";
import type { Spine } from "./spine.ts";
import type { Tally } from "./tally.ts";
import { writePlan } from "./write.ts";

/** Compares a batch of children with what is held and counts; writes nothing. */
export async function compareBatch(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  children: readonly ChildClaims[],
  tally: Tally,
): Promise<void> {
  const { matched } = await matchChildren(db, incoming.format, children);
  const ids = matched.flatMap((m) => (m.personId === null ? [] : [m.personId]));
  const held = await loadHeld(db, spine, incoming.format, children, ids);
  children.forEach((child, i) => {
    const personId = matched[i]?.personId ?? null;
    const findings = [...child.findings, ...(matched[i]?.findings ?? [])];
    tally.child(child, personId, changesOf(spine, child, personId, held, incoming.rank), findings);
  });
}

/** Applies one batch: people, rows, timeline, findings, duties, breaches and states. */
export const applyBatch = (
  db: Db,
  spine: Spine,
  brain: BrainContext,
  incoming: Incoming,
  children: readonly ChildClaims[],
  tally: Tally,
): Promise<void> => applyBatches(db, spine, brain, incoming, [children], tally);

/**
 * Applies batches of children, each a step behind the other: while the database writes one, the next is read and worked out here. A batch that speaks of anybody of whom the one before
 * speaks waits for it, so the outcome is that of one after the other.
 * @param done told after each batch was planned and the one before it written
 */
export async function applyBatches(
  db: Db,
  spine: Spine,
  brain: BrainContext,
  incoming: Incoming,
  batches: AsyncIterable<readonly ChildClaims[]> | Iterable<readonly ChildClaims[]>,
  tally: Tally,
  done: () => void | Promise<void> = () => undefined,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  let before = NOBODY;
  try {
    for await (const children of batches) {
      const values = new Set(valuesOf(children));
      let matching = await matchChildren(db, incoming.format, children);
      if (!before.values.isDisjointFrom(values) || !before.people.isDisjointFrom(matching.near)) {
        await writing;
        matching = await matchChildren(db, incoming.format, children);
      }
      const known = await knownOf(db, spine, incoming, children, matching);
      const plan = await planBatch(spine, brain, incoming, children, known, tally);
      await writing;
      writing = writePlan(db, spine, brain, incoming, plan);
      // A failure is thrown at the next turn; until then it must not count as unhandled.
      writing.catch(() => undefined);
      before = { values, people: new Set(plan.people.map((person) => person.personId)) };
      await done();
    }
    await writing;
  } finally {
    // Whatever went wrong, nothing is still being written when the transaction ends.
    await writing.catch(() => undefined);
  }
}

const NOBODY: { readonly values: ReadonlySet<string>; readonly people: ReadonlySet<number> } = {
  values: new Set(),
  people: new Set(),
};

async function knownOf(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  children: readonly ChildClaims[],
  { matched }: Matching,
): Promise<KnownOfBatch> {
  const ids = matched.flatMap((m) => (m.personId === null ? [] : [m.personId]));
  return {
    matched,
    held: await loadHeld(db, spine, incoming.format, children, ids),
    shared: await alsoToldOfBy(db, incoming.format, ids),
    newIds: await nextIds(db, "person", matched.length - ids.length),
  };
}
