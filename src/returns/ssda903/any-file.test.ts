import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { type ChildClaims, UnreadableFile } from "../../kernel/record/claim.ts";
import { type Cells, csvOf, episode, readCsv, TODAY, YEAR_2026 } from "./fixtures.ts";
import type { Ssda903Name } from "./layout.ts";

/** A child's claims without the places, which tell where in the file they stand. */
const placeless = (children: readonly ChildClaims[]) =>
  children
    .map(({ id, born: day, identifiers, claims, findings }) => ({
      id,
      day,
      identifiers,
      claims: claims.map(({ table, key, values }) => ({ table, key, values })),
      findings: findings.map((f) => `${f.code} ${f.said ?? ""}`).sort(),
    }))
    .sort((a, b) => (a.id.value < b.id.value ? -1 : 1));

describe("any file of the return", () => {
  const day = fc.constantFrom("05/05/2025", "06/05/2025", "01/06/2025", "", "31/02/2025", "09/09/2030");
  const row = fc
    .record({
      CHILD: fc.constantFrom("A1", "A2", "A3"),
      DECOM: day,
      DEC: day,
      RNE: fc.constantFrom("S", "L", "P", ""),
      LS: fc.constantFrom("C1", "V4", ""),
      REC: fc.constantFrom("X1", "E8", "", "??"),
      URN: fc.constantFrom("1", "2", ""),
      MIS_START: day,
      MIS_END: day,
      MISSING: fc.constantFrom("M", "A", "x"),
      DOB: fc.constantFrom("02/03/2012", "", "02/03/2013"),
      SEX: fc.constantFrom("1", "M", ""),
      DATE_PLACED: day,
      DATE_PLACED_CEASED: day,
    })
    .map((cells): Cells => ({ ...cells }));
  const names = fc.constantFrom(
    "episodes",
    "missing",
    "header",
    "placed_for_adoption",
    "uasc",
    "oc3",
    "oc2" as const,
  );

  it("says the same whatever order its rows are in, each child once", async () => {
    const rowsAndOrder = fc
      .array(row, { maxLength: 8 })
      .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })));
    await fc.assert(
      fc.asyncProperty(names, rowsAndOrder, async (name, [rows, shuffled]) => {
        const one = await readCsv(csvOf(name as Ssda903Name, rows));
        const other = await readCsv(csvOf(name as Ssda903Name, shuffled));
        expect(placeless(other.children)).toEqual(placeless(one.children));
        const ids = one.children.map((c) => c.id.value);
        expect(new Set(ids).size).toBe(ids.length);
        for (const { claims } of one.children) {
          const keys = claims.map((c) => `${c.table} ${c.key}`);
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("is read, or refused in words, however it is damaged", async () => {
    const good = Buffer.from(
      csvOf("episodes", [
        episode({ DECOM: "05/05/2025", RNE: "S", DEC: "01/07/2025", REC: "X1" }),
        episode({ CHILD: "B,2", DECOM: "01/07/2025", RNE: "S" }),
      ]),
    );
    const damage = fc.record({
      keep: fc.nat({ max: good.length }),
      changes: fc.array(fc.tuple(fc.nat({ max: good.length - 1 }), fc.integer({ min: 0, max: 255 })), {
        maxLength: 6,
      }),
      options: fc.constantFrom(YEAR_2026, { today: TODAY }, { today: TODAY, asAt: date("2017-03-31") }),
    });
    await fc.assert(
      fc.asyncProperty(damage, async ({ keep, changes, options }) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          await readCsv(bytes.subarray(0, keep), options);
        } catch (problem) {
          expect(problem).toBeInstanceOf(UnreadableFile);
        }
      }),
      { numRuns: 400 },
    );
  });
});
