/** A small seeded source of chance: the same seed tells the same story on every machine. */
export type Chance = {
  /** Uniform from 0 up to, not including, 1. */
  readonly unit: () => number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  happens(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  draw<T>(odds: Odds<T>): T;
  /** Roughly normal, by the sum of three uniforms: cheap and never wild. */
  bell(mean: number, spread: number): number;
};

/** Things with weights, summed once so that drawing is a short scan. */
export type Odds<T> = { readonly things: readonly T[]; readonly upTo: readonly number[] };

export function odds<T>(pairs: readonly (readonly [thing: T, weight: number])[]): Odds<T> {
  let total = 0;
  const upTo = pairs.map(([, weight]) => (total += weight));
  return { things: pairs.map(([thing]) => thing), upTo: upTo.map((sum) => sum / total) };
}

/** Mixes whole numbers into one seed, so that neighbouring families share nothing. */
export function seedOf(...parts: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of parts) {
    hash = Math.imul(hash ^ (part | 0), 0x01000193);
    hash ^= hash >>> 15;
    hash = Math.imul(hash, 0x2c1b3c6d);
    hash ^= hash >>> 13;
  }
  return hash >>> 0;
}

export function chanceFrom(...seed: readonly number[]): Chance {
  // A counter stepped by the golden ratio, each value mixed: 32 bits are plenty for inventing people.
  let state = seedOf(...seed);
  const unit = (): number => {
    state = (state + 0x9e3779b9) | 0;
    let bits = state ^ (state >>> 16);
    bits = Math.imul(bits, 0x85ebca6b);
    bits ^= bits >>> 13;
    bits = Math.imul(bits, 0xc2b2ae35);
    bits ^= bits >>> 16;
    return (bits >>> 0) / 4_294_967_296;
  };
  const at = <T>(list: readonly T[], index: number): T => {
    if (index < 0 || index >= list.length) throw new RangeError("chance needs something to choose from");
    return list[index] as T;
  };
  return {
    unit,
    whole: (low, high) => low + Math.floor(unit() * (high - low + 1)),
    happens: (probability) => unit() < probability,
    pick: (list) => at(list, Math.floor(unit() * list.length)),
    draw: ({ things, upTo }) => {
      const mark = unit();
      let index = 0;
      while (index < upTo.length - 1 && mark >= (upTo[index] as number)) index += 1;
      return at(things, index);
    },
    bell: (mean, spread) => mean + spread * 2 * (unit() + unit() + unit() - 1.5),
  };
}

/** The list in an order decided by chance; the list itself is left alone. */
export function shuffled<T>(chance: Chance, list: readonly T[]): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = chance.whole(0, last);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
