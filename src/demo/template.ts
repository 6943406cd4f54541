import type { Chance } from "./chance.ts";

/** The words a note can be filled with. A slot that is null makes every sentence that needs it unusable: nobody quotes a mother who is not there. */
export type Slots = {
  readonly age: number;
  readonly name: string;
  readonly they: string;
  readonly They: string;
  readonly them: string;
  readonly their: string;
  readonly mum: string | null;
  readonly dad: string | null;
  readonly carer: string | null;
  /** The carer where the home is a family. */
  readonly foster: string | null;
  readonly school: string | null;
  readonly sibling: string | null;
  readonly gran: string | null;
  /** In care, some sentences are about a home that is elsewhere. */
  readonly inCare: boolean;
  readonly settled: boolean;
  /** Sentences already used of this child: each is used once before any is used again. */
  readonly used: Set<Sentence>;
};

type Slot = Exclude<keyof Slots, "age" | "inCare" | "settled" | "used">;

export type Sentence = {
  readonly least: number;
  readonly most: number;
  readonly homeOnly: boolean;
  readonly settled: boolean;
  readonly parts: readonly (string | { readonly slot: Slot })[];
};

const SLOTS: ReadonlySet<string> = new Set([
  "name",
  "they",
  "They",
  "them",
  "their",
  "mum",
  "dad",
  "carer",
  "foster",
  "school",
  "sibling",
  "gran",
]);

/** Reads a sentence once. `5+|` before it means from age five, `3-|` up to age three, `home|` not of a child in care, `settled|` only of one who has lived there some months. */
export function sentence(text: string): Sentence {
  const limit = /^(?:(\d+)([+-]))?(home|settled)?\|/.exec(text);
  const body = limit ? text.slice(limit[0].length) : text;
  const age = Number(limit?.[1] ?? 0);
  const homeOnly = limit?.[3] === "home";
  const settled = limit?.[3] === "settled";
  const parts = body
    .split(/(\{\w+\})/)
    .filter((part) => part !== "")
    .map((part) => {
      if (!part.startsWith("{")) return part;
      const slot = part.slice(1, -1);
      if (!SLOTS.has(slot)) throw new Error(`no such slot: ${part}`);
      return { slot: slot as Slot };
    });
  return {
    least: limit?.[2] === "+" ? age : 0,
    most: limit?.[2] === "-" ? age : 200,
    homeOnly,
    settled,
    parts,
  };
}

/** The sentence with its slots filled, or null when it does not fit this child. */
export function fill(of: Sentence, slots: Slots): string | null {
  if (
    slots.age < of.least ||
    slots.age > of.most ||
    (of.homeOnly && slots.inCare) ||
    (of.settled && !slots.settled)
  )
    return null;
  let text = "";
  for (const part of of.parts) {
    if (typeof part === "string") text += part;
    else {
      const word = slots[part.slot];
      if (word === null) return null;
      text += word;
    }
  }
  const capital = text.charAt(0) >= "a" ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return capital.replaceAll(/([.?] )the (baby|key worker)/g, "$1The $2");
}

/** One that fits, by chance, not used of this child before if there is one; null when none fits. */
export function oneOf(chance: Chance, list: readonly Sentence[], slots: Slots): string | null {
  const start = Math.floor(chance.unit() * list.length);
  let again: string | null = null;
  for (let n = 0; n < list.length; n += 1) {
    const found = list[(start + n) % list.length];
    if (found === undefined) continue;
    const used = slots.used.has(found);
    if (used && again !== null) continue;
    const text = fill(found, slots);
    if (text === null) continue;
    if (!used) {
      slots.used.add(found);
      return text;
    }
    again = text;
  }
  // All have been used: begin again, so that the next is not the same one.
  if (again !== null) for (const each of list) slots.used.delete(each);
  return again;
}
