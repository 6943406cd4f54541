import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventKind, isEventKind, KINDS } from "../../kernel/timeline/kinds.ts";
import { undecidableOf } from "./decidable.ts";
import { invariant, INVARIANTS, SERVICE_INVARIANTS } from "./invariants.ts";

const EVERY = Object.keys(KINDS).filter(isEventKind);
const unknown = (...carried: EventKind[]): string[] =>
  undecidableOf(new Set(carried)).map((row) => row.invariant.id);
const why = (id: string, ...carried: EventKind[]): string | undefined =>
  undecidableOf(new Set(carried)).find((row) => row.invariant.id === id)?.because;
const wouldTell = (id: string, ...carried: EventKind[]): string | undefined =>
  undecidableOf(new Set(carried)).find((row) => row.invariant.id === id)?.wouldTell;

describe("the forty-five rows", () => {
  test("are all there, once each, in order", () => {
    expect(INVARIANTS.map((row) => row.id)).toEqual(
      Array.from({ length: 45 }, (_, n) => `INV-${String(n + 1).padStart(2, "0")}`),
    );
    expect(new Set(INVARIANTS.map((row) => row.name)).size).toBe(45);
    for (const row of INVARIANTS) expect(invariant(row.id)).toBe(row);
    expect(invariant("INV-46")).toBeUndefined();
  });

  test("are each decided somewhere, or say why they cannot be and what would tell", () => {
    const ofTheService = new Set(SERVICE_INVARIANTS.map((row) => row.id));
    for (const row of INVARIANTS) {
      const decided = row.find !== undefined || ofTheService.has(row.id);
      expect(decided, row.id).toBe(row.cannotTell === undefined);
      if (row.cannotTell === undefined) continue;
      expect(row.cannotTell.because.length, row.id).toBeGreaterThan(10);
      expect(row.cannotTell.wouldTell.length, row.id).toBeGreaterThan(10);
    }
  });

  test("name an accountable person for each", () => {
    for (const row of INVARIANTS) expect(row.accountable.length, row.id).toBeGreaterThan(3);
    expect(
      ["INV-19", "INV-20", "INV-34", "INV-37", "INV-41", "INV-43"].map((id) => invariant(id)?.accountable),
    ).toEqual(Array.from({ length: 6 }, () => "administrator"));
    expect(invariant("INV-05")?.accountable).toBe("service manager");
  });
});

describe("what cannot be told", () => {
  test("is nearly everything when nothing has been brought in: none of it is shown as clear", () => {
    const shown = INVARIANTS.map((row) => row.id).filter((id) => !unknown().includes(id));
    expect(shown).toEqual(["INV-16", "INV-37", "INV-43"]);
  });

  test("stays unknown, whatever is carried, where no data could decide it", () => {
    const never = INVARIANTS.filter((row) => row.cannotTell !== undefined).map((row) => row.id);
    expect(unknown(...EVERY)).toEqual(never);
    expect(never).toHaveLength(29);
    expect(why("INV-06")).toBe("no out-of-hours feed");
    expect(wouldTell("INV-06")).toBe("the out-of-hours team’s log");
  });

  test("is, of what is carried, exactly the rows that lack one of the things they need", () => {
    fc.assert(
      fc.property(fc.subarray(EVERY), (carried) => {
        const has = new Set(carried);
        const left = new Set(unknown(...carried));
        for (const row of INVARIANTS) {
          const told = row.needs.every((any) => any.some((kind) => has.has(kind)));
          expect(left.has(row.id), row.id).toBe(row.cannotTell !== undefined || !told);
        }
      }),
    );
  });

  test("only shrinks as more is carried", () => {
    fc.assert(
      fc.property(fc.subarray(EVERY), fc.constantFrom(...EVERY), (carried, more) => {
        const before = new Set(unknown(...carried));
        for (const id of unknown(...carried, more)) expect(before.has(id)).toBe(true);
      }),
    );
  });

  test("says what is missing in the words of the timeline, and which file would carry it", () => {
    expect(why("INV-01")).toBe("no file brought in carries “allocated”");
    expect(wouldTell("INV-01")).toBe(
      "child-level lists, the looked-after return’s social worker file or the Standard Safeguarding Dataset, or allocate here",
    );
    expect(why("INV-04", "contact.received")).toBe("no file brought in carries “contact decided”");
    expect(wouldTell("INV-04", "contact.received")).toBe(
      "a file that dates the decision on each contact, or record it here",
    );
    expect(why("INV-04", "contact.received", "contact.decided")).toBeUndefined();
    expect(why("INV-08", "visit.made")).toBe("no file brought in carries “child protection plan started”");
    expect(wouldTell("INV-15", "visit.made")).toBe("a file that carries it");
  });

  test.each([
    ["INV-04", [], "child-level list 1"],
    ["INV-07", [], "lists 6, 7 and 8"],
    ["INV-08", ["visit.made"], "list 7"],
    ["INV-09", [], "list 5"],
    ["INV-11", ["cp.started"], "list 7"],
    ["INV-28", [], "missing file"],
    ["INV-28", ["missing.ended"], "Standard Safeguarding Dataset"],
    ["INV-29", [], "census"],
  ] as const)("%s, of what is carried by %j, would be told by %s", (id, carried, file) => {
    expect(wouldTell(id, ...carried)).toContain(file);
  });
});
