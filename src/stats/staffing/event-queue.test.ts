import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventQueue } from "./event-queue.ts";

describe("the event queue", () => {
  it("gives events back soonest first, and in the order added where they tie", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 })), (times) => {
        const queue = eventQueue<number>();
        for (const [index, at] of times.entries()) queue.add(at, index);
        const wanted = times
          .map((at, event) => ({ at, event }))
          .sort((a, b) => a.at - b.at || a.event - b.event);
        expect(times.map(() => queue.take())).toEqual(wanted);
        expect(queue.take()).toBeNull();
      }),
    );
  });

  it("takes what is added in between", () => {
    const queue = eventQueue<string>();
    queue.add(5, "later");
    queue.add(1, "first");
    expect(queue.take()).toEqual({ at: 1, event: "first" });
    queue.add(3, "between");
    expect(queue.take()).toEqual({ at: 3, event: "between" });
    expect(queue.take()).toEqual({ at: 5, event: "later" });
  });
});
