import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Claim } from "../../kernel/record/claim.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import { type Freshness, readFreshness, writeFreshness } from "./ranks.ts";
import { type HeldRow, reconcile, sameCell } from "./reconcile.ts";

const table: RecordTable = {
  name: "thing",
  slice: "test",
  words: ["thing", "things"],
  columns: { a: "text", b: "text", ended_on: "date" },
  span: ["a", "ended_on"],
  project: () => [],
};
const says = (values: RowValues): Claim => ({ table: "thing", key: "k", values, place: "line 1" });

/** What is held after some files, each with its rank, one after the other. */
function after(files: readonly { rank: string; values: RowValues }[]): HeldRow | undefined {
  let row: HeldRow | undefined;
  for (const { rank, values } of files) {
    const [change] = reconcile(table, [says(values)], new Map(row === undefined ? [] : [["k", row]]), rank);
    if (change === undefined) throw new Error("a claim makes a change");
    const base = { id: 1, key: "k", version: 1, vanishedSourceId: null };
    if (change.kind === "add")
      row = { ...base, values: { a: null, b: null, ended_on: null, ...values }, seen: change.seen };
    if (change.kind === "change") row = { ...base, values: change.values, seen: change.seen };
    if (change.kind === "confirm" && row !== undefined) row = { ...row, seen: change.seen };
  }
  return row;
}

const cell = fc.constantFrom("x", "y", null);
const values = fc.record({ a: cell, b: cell, ended_on: cell }, { requiredKeys: [] });

describe("what a row says after several files", () => {
  it("is, for each column, what the freshest file that tells of it says, in whatever order they come", () => {
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 5 }).chain((files) => {
          const ranked = files.map((said, at) => ({ rank: `2026-0${at + 1}`, values: said as RowValues }));
          return fc.tuple(
            fc.constant(ranked),
            fc.shuffledSubarray(ranked, { minLength: ranked.length, maxLength: ranked.length }),
          );
        }),
        ([ranked, order]) => {
          const expected: Record<string, unknown> = { a: null, b: null, ended_on: null };
          for (const file of ranked) Object.assign(expected, file.values);
          const row = after(order);
          expect(row?.values).toEqual(expected);
          expect(row?.seen.rank).toBe(ranked.at(-1)?.rank);
          expect(writeFreshness(row?.seen ?? { rank: "", behind: new Map() })).toBe(
            writeFreshness(after(ranked)?.seen ?? { rank: "", behind: new Map() }),
          );
        },
      ),
    );
  });

  it("changes nothing when a file is read again", () => {
    const row = after([{ rank: "2026-01", values: { a: "x" } }]);
    const held = new Map(row === undefined ? [] : [["k", row]]);
    expect(reconcile(table, [says({ a: "x" })], held, "2026-01")[0]?.kind).toBe("same");
    expect(reconcile(table, [says({ a: "x" })], held, "2026-02")[0]?.kind).toBe("confirm");
    expect(reconcile(table, [says({ a: "y" })], held, "2025-12")[0]?.kind).toBe("older");
    expect(reconcile(table, [says({ b: "y" })], held, "2025-12")[0]?.kind).toBe("change");
  });

  it("knows a change that closes", () => {
    const row = after([{ rank: "2026-01", values: { a: "x", ended_on: null } }]);
    const held = new Map(row === undefined ? [] : [["k", row]]);
    expect(reconcile(table, [says({ ended_on: "2026-02-02" })], held, "2026-02")[0]).toMatchObject({
      kind: "change",
      closes: true,
    });
    expect(reconcile(table, [says({ a: "y" })], held, "2026-02")[0]).toMatchObject({
      kind: "change",
      closes: false,
    });
  });
});

describe("freshness as it is stored", () => {
  const freshness: fc.Arbitrary<Freshness> = fc.record({
    rank: fc.constantFrom("2026-03-31||abc", "2026-03-31|2026-04-01T10:00:00|abc"),
    behind: fc
      .dictionary(fc.constantFrom("a", "b", "ended_on"), fc.constantFrom("", "2025-03-31||def"))
      .map((given) => new Map(Object.entries(given))),
  });

  it("is read back as it was written", () => {
    fc.assert(
      fc.property(freshness, (given) => {
        const read = readFreshness(writeFreshness(given));
        expect(read.rank).toBe(given.rank);
        expect(Object.fromEntries(read.behind)).toEqual(Object.fromEntries(given.behind));
      }),
    );
  });

  it("sorts as text by its rank", () => {
    fc.assert(
      fc.property(freshness, freshness, (one, two) => {
        if (one.rank < two.rank) expect(writeFreshness(one) < two.rank).toBe(true);
        expect(writeFreshness(one) < one.rank).toBe(false);
      }),
    );
  });
});

describe("two cells", () => {
  it("are the same when they are one moment written in two ways", () => {
    expect(sameCell("2026-02-03T10:00:00Z", "2026-02-03T10:00:00.000Z", "instant")).toBe(true);
    expect(sameCell("2026-02-03T10:00:00Z", "2026-02-03T10:00:01Z", "instant")).toBe(false);
    expect(sameCell(["A", "B"], ["A", "B"], "codes")).toBe(true);
    expect(sameCell(["A", "B"], ["B"], "codes")).toBe(false);
    expect(sameCell(null, "x", "text")).toBe(false);
  });
});
