import { canonical } from "./hash.ts";
import { type Block, CHILD_SHAPE, type ChildPayload, type Shape } from "./payload.ts";

export type ChangeKind = "full" | "partial" | "purge";

/** What to send of one child, and what kind of message it is. */
export type Change = { readonly kind: ChangeKind; readonly message: ChildPayload };

const blockAt = (block: Block | undefined, name: string): Block | undefined =>
  block?.[name] as Block | undefined;

const itemsAt = (block: Block | undefined, list: string, id: string): ReadonlyMap<string, Block> =>
  new Map(((block?.[list] ?? []) as readonly Block[]).map((item) => [String(item[id]), item]));

/** The fields of a part that are its own, without what hangs below it. */
function ownOf(shape: Shape, block: Block): Block {
  return Object.fromEntries(
    Object.entries(block).filter(
      ([name, value]) =>
        value !== undefined &&
        name !== "purge" &&
        !Object.hasOwn(shape.keyed, name) &&
        !Object.hasOwn(shape.blocks, name),
    ),
  );
}

const purged = (shape: Shape, was: Block): Block => ({
  ...(shape.id === null ? {} : { [shape.id]: was[shape.id] }),
  purge: true,
});

/**
 * What of one part to send so that it becomes `next` from whichever of the states it may be in: its own fields whole when any of them differs or anything below it is sent, below
 * it only what differs, and `purge` for what is no longer there. Undefined when nothing is.
 */
function changed(
  shape: Shape,
  olds: readonly (Block | undefined)[],
  next: Block | undefined,
): Block | undefined {
  if (next === undefined) {
    const was = olds.find((old) => old !== undefined);
    return was === undefined ? undefined : purged(shape, was);
  }
  const own = ownOf(shape, next);
  const told = canonical(own);
  const same = olds.every((old) => old !== undefined && canonical(ownOf(shape, old)) === told);
  const below: { [name: string]: unknown } = {};
  for (const [name, block] of Object.entries(shape.blocks)) {
    const part = changed(
      block,
      olds.map((old) => blockAt(old, name)),
      blockAt(next, name),
    );
    if (part !== undefined) below[name] = part;
  }
  for (const [list, item] of Object.entries(shape.keyed)) {
    const id = item.id ?? "";
    const wanted = itemsAt(next, list, id);
    const held = olds.map((old) => itemsAt(old, list, id));
    const ids = new Set([...wanted.keys(), ...held.flatMap((items) => [...items.keys()])]);
    const parts = [...ids].flatMap(
      (each) =>
        changed(
          item,
          held.map((items) => items.get(each)),
          wanted.get(each),
        ) ?? [],
    );
    if (parts.length > 0) below[list] = parts;
  }
  if (same && Object.keys(below).length === 0) return undefined;
  return { ...own, ...below, purge: false };
}

/**
 * What to send so that the receiver holds `next` of a child, whatever of `held` it holds now. Usually that is one state: the last it accepted, or null for a child it has never
 * been told of. After a message whose fate is not known (no answer, an answer cut short) it is two, and the change is right from either.
 * @param held states without `purge`; an empty list is as good as [null]
 * @param next the child's whole payload without `purge`; null when it is to be withdrawn
 * @returns null when the receiver already holds it
 */
export function changeFor(held: readonly (ChildPayload | null)[], next: ChildPayload | null): Change | null {
  const olds = held.length === 0 ? [undefined] : held.map((state) => state ?? undefined);
  if (next === null) {
    const was = olds.find((old) => old !== undefined);
    if (was === undefined) return null;
    const { la_child_id, mis_child_id } = was;
    return {
      kind: "purge",
      message: { la_child_id, ...(mis_child_id === undefined ? {} : { mis_child_id }), purge: true },
    };
  }
  const message = changed(CHILD_SHAPE, olds, next);
  if (message === undefined) return null;
  const details = next.child_details;
  return {
    kind: olds.every((old) => old === undefined) ? "full" : "partial",
    message: {
      ...message,
      // A partial message always says whom it is about.
      ...(details === undefined || "child_details" in message
        ? {}
        : { child_details: { ...details, purge: false } }),
    } as ChildPayload,
  };
}
