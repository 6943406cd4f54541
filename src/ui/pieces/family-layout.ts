import type { Family, FamilyUnion } from "./family.ts";

export interface Place {
  x: number;
  y: number;
  /** Place in the row, from the left. */
  order: number;
}

/** Distance between neighbours and between generations, in the drawing's units. */
export const gap = { across: 92, down: 112 } as const;

/** Each person's row: partners share one, children are below the lower parent. */
export function generations(family: Family): Map<string, number> {
  const row = new Map(family.members.map((member) => [member.id, 0]));
  const rowOf = (ids: readonly string[]): number => Math.max(0, ...ids.map((id) => row.get(id) ?? 0));
  // A loop in the data (somebody their own grandparent) would climb for ever: as many rounds as people is enough.
  for (let round = 0; round < family.members.length; round += 1) {
    let moved = false;
    const lower = (id: string, to: number): void => {
      if (row.has(id) && (row.get(id) ?? 0) < to) {
        row.set(id, to);
        moved = true;
      }
    };
    for (const union of family.unions) {
      const level = rowOf(union.partners);
      // Parents of a child pulled down by a partner's longer line come down with it.
      const below = rowOf(union.children);
      for (const id of union.partners) lower(id, Math.max(level, union.children.length > 0 ? below - 1 : 0));
      for (const id of union.children) lower(id, level + 1);
    }
    if (!moved) break;
  }
  return row;
}

/** Nearest positions to those wished for that keep their order and stay `across` apart (least squares). */
export function spread(wished: readonly number[], across: number): number[] {
  const blocks: { sum: number; size: number }[] = [];
  wished.forEach((wish, index) => {
    blocks.push({ sum: wish - index * across, size: 1 });
    for (;;) {
      const last = blocks.at(-1);
      const previous = blocks.at(-2);
      if (!last || !previous || previous.sum / previous.size <= last.sum / last.size) break;
      blocks.splice(-2, 2, { sum: previous.sum + last.sum, size: previous.size + last.size });
    }
  });
  return blocks
    .flatMap((block) => Array.from({ length: block.size }, () => block.sum / block.size))
    .map((at, index) => at + index * across);
}

/** Where in its first union somebody is named: partners stand in the order they are given. */
function seat(family: Family, id: string): number {
  return family.unions.find((union) => union.partners.some((p) => p === id))?.partners.indexOf(id) ?? 0;
}

/** Who stands beside whom in each row: children under their parents, partners next to each other. */
function rowOrders(family: Family, rowOf: ReadonlyMap<string, number>): string[][] {
  const rows: string[][] = [];
  const height = Math.max(-1, ...rowOf.values()) + 1;
  const unionsOf = (id: string): FamilyUnion[] =>
    family.unions.filter((union) => union.partners.some((p) => p === id));
  for (let row = 0; row < height; row += 1) {
    const above = rows[row - 1] ?? [];
    const here = family.members.filter((member) => rowOf.get(member.id) === row).map((member) => member.id);
    const parentAt = (id: string): number => {
      const parents = family.unions.find((union) => union.children.includes(id))?.partners ?? [];
      const found = parents.map((parent) => above.indexOf(parent)).filter((index) => index >= 0);
      return found.length > 0 ? found.reduce((sum, index) => sum + index, 0) / found.length : -1;
    };
    const born = here.filter((id) => parentAt(id) >= 0);
    // Brothers and sisters keep the order given, but one who has a partner stands towards that partner's family.
    const pull = (id: string): number => {
      const partners = unionsOf(id).flatMap((union) =>
        union.partners.filter((p) => p !== id && born.includes(p)),
      );
      return partners.length > 0 ? Math.sign(parentAt(partners[0] ?? id) - parentAt(id)) : 0;
    };
    born.sort((a, b) => parentAt(a) - parentAt(b) || pull(a) - pull(b));
    const order: string[] = [];
    const founders = here.filter((id) => parentAt(id) < 0).sort((a, b) => seat(family, a) - seat(family, b));
    for (const id of [...born, ...founders]) {
      if (order.includes(id)) continue;
      order.push(id);
      // The first partner to the right, the second to the left, so that each line is short.
      unionsOf(id)
        .flatMap((union) => union.partners.filter((p) => p !== id && here.includes(p) && !born.includes(p)))
        .filter((partner) => !order.includes(partner))
        .forEach((partner, index) => order.splice(order.indexOf(id) + (index % 2 === 0 ? 1 : 0), 0, partner));
    }
    rows.push(order);
  }
  return rows;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Where everybody stands. Settles by turns: children under their parents, parents over their children. */
export function layOut(family: Family): Map<string, Place> {
  const rows = rowOrders(family, generations(family));
  const x = new Map(rows.flatMap((row) => row.map((id, index) => [id, index * gap.across] as const)));
  const at = (id: string): number => x.get(id) ?? 0;
  const wishes = (id: string): number[] => {
    const found: number[] = [];
    for (const union of family.unions) {
      const place = union.children.indexOf(id);
      if (place >= 0) {
        // Where this child now stands among the others, kept, but all of them centred under the parents.
        const siblings = union.children.map(at);
        found.push(at(id) + mean(union.partners.map(at)) - mean(siblings));
      }
      if (union.partners.some((partner) => partner === id) && union.children.length > 0) {
        found.push(at(id) + mean(union.children.map(at)) - mean(union.partners.map(at)));
      }
    }
    return found.length > 0 ? found : [at(id)];
  };
  for (let turn = 0; turn < 40; turn += 1) {
    const order = turn % 2 === 0 ? rows : rows.toReversed();
    for (const row of order) {
      const placed = spread(
        row.map((id) => mean(wishes(id))),
        gap.across,
      );
      row.forEach((id, index) => x.set(id, placed[index] ?? 0));
    }
  }
  const left = Math.min(0, ...x.values());
  return new Map(
    rows.flatMap((row, rowIndex) =>
      row.map((id, order) => [id, { x: Math.round(at(id) - left), y: rowIndex * gap.down, order }] as const),
    ),
  );
}
