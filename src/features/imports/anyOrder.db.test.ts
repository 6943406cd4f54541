import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { openPglite } from "../../../test/engines/setup.ts";
import { addDays, date } from "../../kernel/dates.ts";
import type { ChildClaims, Claim, Format } from "../../kernel/record/claim.ts";
import type { Cell, RecordTable, RowValues } from "../../kernel/record/table.ts";
import { SPINE } from "../../spine.ts";
import { bringIn, child, claim, differences, freshAuthority, type Said, standing } from "./fixtures.ts";

const opened = openPglite();
afterAll(async () => (await opened).close());

/** A few days, so that things fall on one day, before and after one another. */
const days = fc.integer({ min: 0, max: 12 }).map((n) => addDays(date("2026-01-05"), n * 9));

const CODES: { readonly [column: string]: readonly string[] } = {
  latest_category: ["NEG", "EMO"],
  initial_category: ["NEG", "PHY"],
  purpose: ["cp", "cin", "any"],
  role: ["holder"],
  worker_ref: ["W1", "W2"],
  team_ref: ["T1"],
};

const BORN = date("2015-05-05");

function cells(column: string, type: RecordTable["columns"][string]): fc.Arbitrary<Cell> {
  // Who a child is hangs on it: a birth date that moves is another story.
  if (column === "birth_date") return fc.constant(BORN);
  switch (type) {
    case "date":
      return fc.oneof({ weight: 4, arbitrary: days }, { weight: 1, arbitrary: fc.constant(null) });
    case "flag":
      return fc.constantFrom(true, false, null);
    case "number":
      return fc.constantFrom(1, 2, null);
    case "codes":
      return fc.constantFrom(["A"], ["A", "B"], null);
    case "instant":
      return fc.constantFrom("2026-02-03T10:00:00Z", "2026-02-03T10:00:00.000Z", null);
    case "text":
    case "code":
      return fc.constantFrom(...(CODES[column] ?? ["x", "y"]), null);
  }
}

/** What one file says of one row: any of its columns, each of them or nothing. */
const valuesOf = (table: RecordTable): fc.Arbitrary<RowValues> =>
  fc
    .tuple(
      ...Object.entries(table.columns).map(([column, type]) =>
        fc.tuple(fc.constant(column), fc.boolean(), cells(column, type)),
      ),
    )
    .map((given) =>
      Object.fromEntries(given.flatMap(([column, said, value]) => (said ? [[column, value] as const] : []))),
    );

const TABLES = [
  "person_detail",
  "referral",
  "assessment",
  "section47",
  "protection_plan",
  "visit",
  "allocation",
  "care_period",
];

const row: fc.Arbitrary<Claim> = fc.constantFrom(...TABLES).chain((name) => {
  const table = SPINE.tables.get(name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return fc
    .record({
      key: fc.constantFrom(...(name === "person_detail" ? [""] : ["a", "b"])),
      values: valuesOf(table),
    })
    .map(({ key, values }) => claim(name, key, values));
});

const claims = fc.uniqueArray(row, { maxLength: 9, selector: ({ table, key }) => `${table} ${key}` });

const childOf = (number: string): fc.Arbitrary<ChildClaims> =>
  fc.record({ claims, odd: fc.boolean() }).map(({ claims: said, odd }) =>
    child(number, said, {
      born: BORN,
      findings: odd ? [{ code: "code-unknown", message: "Odd.", place: "line 1" }] : [],
    }),
  );

/** A file of one of two kinds of return: always of the same two children, or only of one of them. */
const file = (format: Format, asAt: string, title: string): fc.Arbitrary<Said> =>
  fc
    .record({
      one: childOf("1"),
      two: childOf("2"),
      both: fc.boolean(),
      tables: fc.subarray(TABLES),
    })
    .map(({ one, two, both, tables }) => ({
      format,
      title,
      asAt,
      tables,
      children: both ? [one, two] : [one],
    }));

/** Three days, two of which have two files: a return may be several files for one day. */
const oneReturn = fc.tuple(
  file("cin", "2026-03-31", "2026: people"),
  file("cin", "2026-04-30", "2026: people"),
  file("cin", "2026-04-30", "2026: plans"),
  file("cin", "2026-05-31", "2026: people"),
);

const anyOrder = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length }),
      fc.array(fc.nat({ max: items.length - 1 }), { maxLength: 3 }),
    )
    .map(([order, again]) => [
      ...order,
      ...again.flatMap((at) => (order[at] === undefined ? [] : [order[at]])),
    ]);

async function after(files: readonly Said[]): Promise<Record<string, string[]>> {
  const { database } = await opened;
  const id = await freshAuthority(database);
  for (const said of files) await bringIn(database, id, said);
  return await standing(database, id);
}

describe("what is held in the end", () => {
  it("is the same whatever order the files of a return come in, and however often", async () => {
    await fc.assert(
      fc.asyncProperty(
        oneReturn.chain((files) => fc.tuple(fc.constant(files), anyOrder(files))),
        async ([files, order]) => {
          expect(differences(await after(order), await after(files))).toEqual([]);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });

  it("is the same when two kinds of file tell of the same children", async () => {
    const two = fc.tuple(
      file("cin", "2026-03-31", "2026: people"),
      file("annex-a", "2026-04-30", "lists"),
      file("cin", "2026-05-31", "2026: people"),
    );
    await fc.assert(
      fc.asyncProperty(
        two.chain((files) => fc.tuple(fc.constant(files), anyOrder(files))),
        async ([files, order]) => {
          expect(differences(await after(order), await after(files))).toEqual([]);
        },
      ),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
