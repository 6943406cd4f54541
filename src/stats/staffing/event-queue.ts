/** Events waiting to happen, soonest first. */
export interface EventQueue<Event> {
  add: (at: number, event: Event) => void;
  /** Takes the soonest away; of two at one time, the one added first. Null when nothing is left. */
  take: () => { at: number; event: Event } | null;
}

interface Entry<Event> {
  at: number;
  order: number;
  event: Event;
}

function isSooner<Event>(a: Entry<Event>, b: Entry<Event>): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A binary heap: adding and taking cost the logarithm of how many wait. */
export function eventQueue<Event>(): EventQueue<Event> {
  const heap: Entry<Event>[] = [];
  let added = 0;

  function swapIfSooner(child: number, parent: number): boolean {
    const lower = heap[child];
    const upper = heap[parent];
    if (lower === undefined || upper === undefined || !isSooner(lower, upper)) return false;
    heap[child] = upper;
    heap[parent] = lower;
    return true;
  }

  function soonerChild(parent: number): number {
    const left = 2 * parent + 1;
    const [a, b] = [heap[left], heap[left + 1]];
    return a !== undefined && b !== undefined && isSooner(b, a) ? left + 1 : left;
  }

  return {
    add: (at, event) => {
      heap.push({ at, order: added, event });
      added += 1;
      let child = heap.length - 1;
      while (child > 0) {
        const parent = (child - 1) >> 1;
        if (!swapIfSooner(child, parent)) break;
        child = parent;
      }
    },
    take: () => {
      const first = heap[0];
      const last = heap.pop();
      if (first === undefined || last === undefined) return null;
      if (heap.length > 0) {
        heap[0] = last;
        let parent = 0;
        for (let child = soonerChild(0); swapIfSooner(child, parent); child = soonerChild(parent)) {
          parent = child;
        }
      }
      return { at: first.at, event: first.event };
    },
  };
}
