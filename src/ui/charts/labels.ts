/** A label on a line: where its middle should be, and how much of the line it takes. */
export interface Wanted {
  at: number;
  size: number;
}

/**
 * Moves labels along a line as little as possible (least squares) until none lies on another and all lie between `from` and `to`. Their
 * order stays. Labels that together are longer than the line share the overlap evenly.
 * @returns the middle of each, in the order given
 */
export function spread(wanted: readonly Wanted[], from: number, to: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => at(wanted, a).at - at(wanted, b).at || a - b);
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  const squeeze = Math.min(1, (to - from) / Math.max(total, Number.MIN_VALUE));
  // With the room each label takes removed, not to overlap is only to stay in order.
  const before: number[] = [];
  let taken = 0;
  for (const index of order) {
    const size = at(wanted, index).size * squeeze;
    before.push(taken + size / 2);
    taken += size;
  }
  const places = inOrder(order.map((index, place) => at(wanted, index).at - (before[place] ?? 0)));
  const answer = wanted.map(() => 0);
  for (const [place, index] of order.entries()) {
    const free = Math.min(Math.max(places[place] ?? 0, from), to - taken);
    answer[index] = free + (before[place] ?? 0);
  }
  return answer;
}

const at = (wanted: readonly Wanted[], index: number): Wanted => wanted[index] ?? { at: 0, size: 0 };

/** The rising sequence nearest to the values: neighbours out of order are averaged until none are (pool adjacent violators). */
function inOrder(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of values) {
    let block = { sum: value, count: 1 };
    for (
      let last = blocks.at(-1);
      last && last.sum / last.count > block.sum / block.count;
      last = blocks.at(-1)
    ) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export function overlaps(one: Box, other: Box): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** A label for a dot, most important first in its list. */
export interface DotLabel {
  /** The dot. */
  x: number;
  y: number;
  /** Of the dot. */
  radius: number;
  width: number;
  height: number;
}

export interface PlacedLabel {
  /** Place in the list given. */
  index: number;
  box: Box;
  /** Which side of its dot the label stands. */
  anchor: "start" | "middle" | "end";
}

/**
 * Places labels beside their dots: right, left, above, below, whichever is free first. A label with no free place is left out, so nothing
 * placed ever lies on another label, on a kept-clear box or past the edge.
 */
export function place(labels: readonly DotLabel[], inside: Box, clear: readonly Box[]): PlacedLabel[] {
  const taken = [...clear];
  const placed: PlacedLabel[] = [];
  for (const [index, label] of labels.entries()) {
    const found = candidates(label).find(
      ({ box }) => within(box, inside) && !taken.some((other) => overlaps(box, other)),
    );
    if (found === undefined) continue;
    taken.push(found.box);
    placed.push({ index, ...found });
  }
  return placed;
}

function candidates({ x, y, radius, width, height }: DotLabel): Omit<PlacedLabel, "index">[] {
  const gap = radius + 3;
  const box = (left: number, top: number): Box => ({ x: left, y: top, width, height });
  const middle = y - height / 2;
  return [
    { anchor: "start", box: box(x + gap, middle) },
    { anchor: "end", box: box(x - gap - width, middle) },
    { anchor: "middle", box: box(x - width / 2, y - gap - height) },
    { anchor: "middle", box: box(x - width / 2, y + gap) },
    { anchor: "start", box: box(x + gap, y - gap - height) },
    { anchor: "start", box: box(x + gap, y + gap) },
    { anchor: "end", box: box(x - gap - width, y - gap - height) },
    { anchor: "end", box: box(x - gap - width, y + gap) },
  ];
}

function within(box: Box, frame: Box): boolean {
  return (
    box.x >= frame.x &&
    box.y >= frame.y &&
    box.x + box.width <= frame.x + frame.width &&
    box.y + box.height <= frame.y + frame.height
  );
}
