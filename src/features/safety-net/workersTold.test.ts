import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isEventKind, KINDS } from "../../kernel/timeline/kinds.ts";
import { undecidableOf } from "./decidable.ts";
import { workerGaps, type WorkersTold } from "./workersTold.ts";

const everything: WorkersTold = {
  holders: 34,
  leavingTold: true,
  awayTold: true,
  mustBeSocialWorkers: 20,
  registrationUnknown: 0,
  childrenOfUnknown: 0,
};
const gap = (id: string, more: Partial<WorkersTold>) => workerGaps({ ...everything, ...more }).get(id);
const EVERY = new Set(Object.keys(KINDS).filter(isEventKind));

describe("what is not known of workers", () => {
  test("leaves nothing untold where leaving, absences and registration are known", () => {
    expect([...workerGaps(everything)]).toEqual([]);
  });

  test("leaves INV-02 wholly untold where nothing says that anybody leaves or is away", () => {
    const found = gap("INV-02", { leavingTold: false, awayTold: false });
    expect(found?.extent).toBe("all");
    expect(found?.because).toBe(
      "nothing says when a worker leaves or is away, of any of the 34 workers who hold these children",
    );
    expect(found?.wouldTell).toContain("absences recorded here");
  });

  test("leaves INV-02 told in part where one of the two is known, and says for how many it is not", () => {
    expect(gap("INV-02", { leavingTold: false })).toMatchObject({
      extent: "part",
      because:
        "whether a worker has left cannot be told of any of the 34 workers who hold these children: nothing says when a worker leaves",
    });
    expect(gap("INV-02", { awayTold: false, holders: 1 })).toMatchObject({
      extent: "part",
      because:
        "whether a worker is away cannot be told of the 1 worker who holds these children: no absence has been recorded",
    });
  });

  test("leaves INV-03 untold for as many workers as nothing says whether they are registered", () => {
    expect(gap("INV-03", { registrationUnknown: 6, childrenOfUnknown: 31 })).toMatchObject({
      extent: "part",
      because:
        "nothing says whether 6 of the 20 workers who hold such children are registered; between them they hold 31 such children",
    });
    expect(gap("INV-03", { registrationUnknown: 20, childrenOfUnknown: 90 })).toMatchObject({
      extent: "all",
      because:
        "nothing says whether any of the 20 workers who hold such children is registered; between them they hold 90 such children",
    });
  });

  test("makes a row undecidable only where all of it is untold", () => {
    const ids = (more: Partial<WorkersTold>): string[] =>
      undecidableOf(EVERY, workerGaps({ ...everything, ...more }))
        .map((row) => row.invariant.id)
        .filter((id) => id === "INV-02" || id === "INV-03");
    expect(ids({})).toEqual([]);
    expect(ids({ leavingTold: false })).toEqual([]);
    expect(ids({ leavingTold: false, awayTold: false })).toEqual(["INV-02"]);
    expect(ids({ registrationUnknown: 19, childrenOfUnknown: 40 })).toEqual([]);
    expect(ids({ registrationUnknown: 20, childrenOfUnknown: 40 })).toEqual(["INV-03"]);
  });

  test("is never said to be clear: whatever is missing leaves a gap", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.boolean(),
        fc.nat({ max: 20 }),
        (leavingTold, awayTold, registrationUnknown) => {
          const gaps = workerGaps({
            ...everything,
            leavingTold,
            awayTold,
            registrationUnknown,
            childrenOfUnknown: registrationUnknown,
          });
          expect(gaps.has("INV-02")).toBe(!(leavingTold && awayTold));
          expect(gaps.has("INV-03")).toBe(registrationUnknown > 0);
        },
      ),
    );
  });
});
