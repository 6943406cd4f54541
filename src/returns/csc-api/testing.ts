import { canonical } from "./hash.ts";
import { type Block, CHILD_SHAPE, type ChildPayload, type Shape } from "./payload.ts";

/**
 * The receiver's side, for tests: a part that comes takes the place of what was held of it, but for the parts below it, which are each merged by id; what comes with `purge` goes.
 */
function merged(shape: Shape, held: Block | undefined, sent: Block): Block | undefined {
  if (sent["purge"] === true) return undefined;
  const below = new Set([...Object.keys(shape.keyed), ...Object.keys(shape.blocks), "purge"]);
  const next: { [name: string]: unknown } = {};
  for (const [name, value] of Object.entries(sent)) if (!below.has(name)) next[name] = value;
  for (const [name, block] of Object.entries(shape.blocks)) {
    const given = sent[name] as Block | undefined;
    const was = held?.[name] as Block | undefined;
    const now = given === undefined ? was : merged(block, was, given);
    if (now !== undefined) next[name] = now;
  }
  for (const [list, item] of Object.entries(shape.keyed)) {
    const id = item.id ?? "";
    const items = new Map(((held?.[list] ?? []) as Block[]).map((each) => [String(each[id]), each]));
    for (const each of (sent[list] ?? []) as Block[]) {
      const now = merged(item, items.get(String(each[id])), each);
      if (now === undefined) items.delete(String(each[id]));
      else items.set(String(each[id]), now);
    }
    if (items.size > 0) next[list] = [...items.values()];
  }
  return next;
}

/** What a receiver that held `held` of a child holds after a message. Null: nothing of it. */
export const receive = (held: ChildPayload | null, message: ChildPayload): ChildPayload | null =>
  (merged(CHILD_SHAPE, held ?? undefined, message) as ChildPayload | undefined) ?? null;

/** Two states of a receiver are the same whatever order their items stand in. */
export function asText(state: ChildPayload | null): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.map(sorted).toSorted((a, b) => (canonical(a) < canonical(b) ? -1 : 1));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, sorted(part)]));
    return value;
  };
  return canonical(sorted(state));
}
