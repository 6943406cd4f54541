import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finishChild, newChild, type Draft } from "./gather.ts";

const row = (table: string, key: string, values: Draft["values"], more: Partial<Draft> = {}): Draft => ({
  table,
  key,
  origin: 1,
  order: "",
  repeats: "thing",
  values,
  place: "somewhere",
  ...more,
});

const finish = (rows: readonly Draft[]): ReturnType<typeof finishChild> => {
  const child = newChild({ type: "local", value: "7" }, "row 2");
  child.rows.push(...rows);
  return finishChild(child);
};

describe("gathering one child's rows", () => {
  it("numbers a second event of one day and joins a fact told twice", () => {
    const { claims } = finish([
      row("contact", "2025-01-01", { source: "6" }),
      row("contact", "2025-01-01", { source: "1A" }),
      row("visit", "any:2025-01-01", { seen: true }, { repeats: "fact" }),
      row("visit", "any:2025-01-01", { seen: true }, { repeats: "fact" }),
    ]);
    expect(claims.map((claim) => `${claim.table} ${claim.key}`)).toEqual([
      "contact 2025-01-01",
      "contact 2025-01-01#2",
      "visit any:2025-01-01",
    ]);
  });

  it("uses a row said twice over once, and says so", () => {
    const { claims, findings } = finish([
      row("contact", "2025-01-01", { source: "6" }),
      row("contact", "2025-01-01", { source: "6" }),
    ]);
    expect(claims).toHaveLength(1);
    expect(findings.map((finding) => finding.code)).toEqual(["row-duplicated"]);
  });

  it("joins what two lists say of one event, the earlier list standing where they differ", () => {
    const { claims, findings } = finish([
      row("referral", "2025-01-01", { need: "N1", source: "6" }, { origin: 6 }),
      row("referral", "2025-01-01", { source: "1A", closed_on: null }, { origin: 3 }),
    ]);
    expect(claims.map((claim) => claim.values)).toEqual([{ source: "1A", closed_on: null, need: "N1" }]);
    expect(findings.map((finding) => finding.code)).toEqual(["lists-differ"]);
  });

  it("turns a link into the key the other row was given", () => {
    const enquiries = [row("section47", "2025-01-01", { n: 2 }), row("section47", "2025-01-01", { n: 1 })];
    const [second] = enquiries;
    const { claims } = finish([...enquiries, row("conference", "2025-02-01", { section47: second ?? null })]);
    expect(claims.find((claim) => claim.table === "conference")?.values["section47"]).toBe("2025-01-01#2");
  });

  it("gives the same claims whatever the order of the rows", () => {
    const anyRow = fc
      .record({
        table: fc.constantFrom("a", "b"),
        key: fc.constantFrom("1", "2"),
        origin: fc.constantFrom(3, 6),
        repeats: fc.constantFrom("thing" as const, "fact" as const),
        values: fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("p", "q", null)),
      })
      // Within a table rows are all events or all facts, as the readers make them.
      .map(({ table, key, origin, values }) =>
        row(table, key, values, { origin, repeats: table === "a" ? "thing" : "fact" }),
      );
    fc.assert(
      fc.property(
        fc
          .array(anyRow, { maxLength: 8 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
          ),
        ([rows, shuffled]) => {
          expect(finish(shuffled).claims).toEqual(finish(rows).claims);
        },
      ),
    );
  });
});
