import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { firstTold, writeFreshness } from "../record/ranks.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { referral } from "../referrals/record.ts";
import { mergedRows, type SourceRow } from "./merge.ts";

const COLUMNS = Object.keys(referral.columns);
/** A row as one file leaves it: what it says, and nothing of the rest. */
const told = (issuer: string, rank: string, said: RowValues, key = "2026-01-05"): SourceRow => ({
  issuer,
  key,
  seenRank: writeFreshness(firstTold(COLUMNS, said, rank)),
  values: Object.fromEntries(COLUMNS.map((column) => [column, said[column] ?? null])),
});
const one = (...rows: SourceRow[]): RowValues => mergedRows(referral, rows)[0]?.values ?? {};

describe("what several sources say of one referral", () => {
  it("is the freshest word for each column", () => {
    const merged = one(
      told("cin", "2026-03-31", { received_on: "2026-01-05", source: "6", need: "N1" }),
      told("ssd", "2026-06-30", { received_on: "2026-01-05", need: "N4" }),
    );
    expect(merged).toMatchObject({ source: "6", need: "N4" });
  });

  it("is not emptied by a source that has the column and nothing in it, but for the end: not ended is a word", () => {
    const merged = one(
      told("cin", "2026-03-31", { source: "6", closed_on: "2026-02-01", close_reason: "RC7" }),
      told("ssd", "2026-06-30", { source: null, closed_on: null }),
    );
    expect(merged).toMatchObject({ source: "6", closed_on: null });
    const silent = one(
      told("cin", "2026-03-31", { closed_on: "2026-02-01" }),
      told("ssd", "2026-06-30", { source: "6" }),
    );
    expect(silent["closed_on"]).toBe("2026-02-01");
  });

  it("has what was recorded here over any file", () => {
    expect(one(told("kith", "9999", { need: "N2" }), told("cin", "2026-12-31", { need: "N1" }))["need"]).toBe(
      "N2",
    );
  });

  it("keeps things with different keys apart", () => {
    const rows = mergedRows(referral, [told("cin", "1", {}, "a"), told("ssd", "1", {}, "b")]);
    expect(rows.map(({ key }) => key)).toEqual(["a", "b"]);
  });

  it("does not depend on which source comes first", () => {
    const said = fc.record({
      issuer: fc.constantFrom("cin", "ssd", "annex-a"),
      rank: fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01"),
      need: fc.constantFrom("N1", "N2", null),
      closed_on: fc.constantFrom("2026-02-02", null),
    });
    fc.assert(
      fc.property(fc.uniqueArray(said, { selector: (each) => each.issuer, minLength: 1 }), (rows) => {
        const given = rows.map(({ issuer, rank, need, closed_on }) =>
          told(issuer, rank, { need, closed_on }),
        );
        expect(one(...given.toReversed())).toEqual(one(...given));
      }),
    );
  });
});
