import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ChildClaims, Claim, Format } from "../../kernel/record/claim.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import { firstTold } from "../record/ranks.ts";
import { type HeldRow, reconcile } from "../record/reconcile.ts";
import { startTally } from "../record/tally.ts";
import { child, claim } from "./fixtures.ts";
import { type SetTally, startSet } from "./setSoFar.ts";

const TABLE: RecordTable = {
  name: "person_detail",
  slice: "people",
  words: ["detail", "details"],
  columns: { surname: "text", sex: "code" },
  span: null,
  project: () => [],
};

const RANK = "2026-03-31";
const detail = (values: Claim["values"], key = ""): Claim => claim(TABLE.name, key, values);
type Told = { readonly children: readonly ChildClaims[]; readonly format?: Format };

/** Shows files of a set against a record, which is empty unless told otherwise: person ids by child's number, and rows by number. */
function shown(
  files: readonly Told[],
  held: { readonly ids?: ReadonlyMap<string, number>; readonly rows?: ReadonlyMap<string, HeldRow> } = {},
): SetTally[] {
  const set = startSet();
  return files.map(({ children, format = "ssd" }) => {
    const tally = set.next(startTally(), { format, rank: RANK });
    for (const one of children) {
      const row = held.rows?.get(one.id.value);
      const rows = new Map(row === undefined ? [] : [[row.key, row]]);
      const changes = reconcile(TABLE, one.claims, rows, RANK).map((change) => ({ table: TABLE, change }));
      tally.child(one, held.ids?.get(one.id.value) ?? null, changes, []);
    }
    return tally;
  });
}
const counts = (tallies: readonly SetTally[]): [children: number, first: number, isNew: number][] =>
  tallies.map((tally) => [tally.preview.children, tally.firstTold(), tally.preview.newChildren]);
const rowsOf = (tallies: readonly SetTally[]) =>
  tallies.map(({ preview: { tables } }) => {
    const { added, changed, same } = tables[TABLE.name] ?? { added: 0, changed: 0, same: 0 };
    return [added, changed, same];
  });

describe("files shown as a set", () => {
  test("tell of each new child once", () => {
    const people = ["1", "2", "3"].map((number) => child(number, []));
    expect(
      counts(shown([{ children: people }, { children: people }, { children: [child("4", []), ...people] }])),
    ).toEqual([
      [3, 3, 3],
      [3, 0, 0],
      [4, 1, 1],
    ]);
  });

  test("tell of a child who is held already, and who is new to none", () => {
    const ids = new Map([["1", 71]]);
    const one = [child("1", [])];
    expect(counts(shown([{ children: one }, { children: one }], { ids }))).toEqual([
      [1, 1, 0],
      [1, 0, 0],
    ]);
  });

  test("know a held child again whom only the first of them could be matched to, and ask nothing about that", () => {
    const set = startSet();
    const show = (personId: number | null) => {
      const tally = set.next(startTally(), { format: "ssda903", rank: RANK });
      const perhaps = { code: "perhaps-known", message: "Decide.", place: "row 2" };
      tally.child(child("1", []), personId, [], personId === null ? [perhaps] : []);
      return tally;
    };
    const [header, episodes] = [show(71), show(null)];
    expect(counts([header, episodes])).toEqual([
      [1, 1, 0],
      [1, 0, 0],
    ]);
    expect(episodes.preview.findings).toEqual({});
  });

  test("know a child of another kind of file by a shared number and the birth date, and by no less", () => {
    const upn = { type: "upn", value: "A123" } as const;
    const census = child("1", [], { born: "2015-05-05", identifiers: [upn] });
    const list = (born: string) => child("K9", [], { born, identifiers: [upn] });
    const both = (born: string) =>
      counts(shown([{ children: [census] }, { children: [list(born)], format: "annex-a" }]));
    expect(both("2015-05-05")[1]).toEqual([1, 0, 0]);
    expect(both("2015-05-06")[1]).toEqual([1, 1, 1]);
    // Another child of the same file is another child.
    expect(counts(shown([{ children: [census] }, { children: [list("2015-05-05")] }]))[1]).toEqual([1, 1, 1]);
  });

  test("add a row that two of them tell of once: the second changes it, or says the same", () => {
    const says = (values: Claim["values"]): Told => ({ children: [child("1", [detail(values)])] });
    expect(rowsOf(shown([says({ surname: "Ames" }), says({ sex: "F" }), says({ sex: "F" })]))).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ]);
  });

  test("change a row that is held once, when two of them say the same new thing", () => {
    const row: HeldRow = {
      id: 5,
      key: "",
      version: 1,
      seen: firstTold(Object.keys(TABLE.columns), { surname: "Ames", sex: "M" }, "2025-03-31"),
      values: { surname: "Ames", sex: "M" },
      vanishedSourceId: null,
    };
    const held = { ids: new Map([["1", 71]]), rows: new Map([["1", row]]) };
    const says: Told = { children: [child("1", [detail({ sex: "F" })])] };
    const [one, two] = shown([says, says], held);
    expect(rowsOf([one, two].flatMap((tally) => tally ?? []))).toEqual([
      [0, 1, 0],
      [0, 0, 1],
    ]);
    expect(two?.spoken.get(TABLE.name)).toEqual([5]);
  });

  test("add up to what one file that said it all would do", () => {
    const file = fc.uniqueArray(
      fc.record({
        number: fc.constantFrom("1", "2", "3", "4"),
        key: fc.constantFrom("a", "b"),
        sex: fc.constantFrom("F", "M"),
      }),
      { selector: ({ number, key }) => `${number}|${key}`, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 4 }), (files) => {
        const told = files.map((rows): Told => ({
          children: [...Map.groupBy(rows, (row) => row.number)].map(([number, own]) =>
            child(
              number,
              own.map(({ key, sex }) => detail({ sex }, key)),
            ),
          ),
        }));
        const tallies = shown(told);
        const all = files.flat();
        const sum = (of: (tally: SetTally) => number): number =>
          tallies.reduce((n, tally) => n + of(tally), 0);
        const children = new Set(all.map((row) => row.number)).size;
        expect(sum((tally) => tally.firstTold())).toBe(children);
        expect(sum((tally) => tally.preview.newChildren)).toBe(children);
        expect(sum((tally) => tally.preview.tables[TABLE.name]?.added ?? 0)).toBe(
          new Set(all.map((row) => `${row.number}|${row.key}`)).size,
        );
      }),
    );
  });
});
