import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import { odsOf, xlsxOf } from "../../platform/files/workbookFixtures.ts";
import {
  claimsOf,
  codesOf,
  fileCodesOf,
  listSheet,
  OPTIONS,
  readList,
  readSheets,
  TODAY,
  type Row,
} from "./fixtures.ts";
import { readAnnexA } from "./import.ts";

const contact = (id: string, contacted: string, more: Row = {}): Row => ({
  id,
  contacted,
  source: "6",
  sex: "F",
  ethnicity: "WBRI",
  born: "01/01/2015",
  ...more,
});

describe("the file as a whole", () => {
  it("gives each child once, with what every list says of them", async () => {
    const { children } = await readSheets([
      listSheet(1, [contact("1", "01/09/2026"), contact("2", "02/09/2026"), contact("1", "03/09/2026")]),
      listSheet(3, [{ id: 1, referred: "03/09/2026", source: "6" }]),
    ]);
    expect(
      children.map((child) => [
        child.id.value,
        child.claims.filter((claim) => claim.table !== "person_detail").length,
      ]),
    ).toEqual([
      ["1", 3],
      ["2", 1],
    ]);
  });

  it("can be gone through twice with the same result", async () => {
    const { reading, children } = await readList(1, [contact("1", "01/09/2026")]);
    expect(await Array.fromAsync(reading.children)).toEqual(children);
  });

  it("speaks for the day given, or else the latest past day in it, and says when that was assumed", async () => {
    expect((await readList(1, [contact("1", "01/09/2026")])).reading.facts.asAt).toBe("2026-10-31");
    const read = await readList(
      1,
      [contact("1", "01/09/2026", { born: "05/10/2026" }), contact("2", "01/01/2099")],
      { today: TODAY },
    );
    expect(read.reading.facts.asAt).toBe("2026-09-01");
    expect(fileCodesOf(read)).toContain("as-at-assumed");
    expect(read.reading.facts.scope).toEqual({ from: "2026-03-01", to: "2026-09-01", tables: ["contact"] });
  });

  it("is a full account only of lists that have rows", async () => {
    const read = await readSheets([listSheet(1, [contact("1", "01/09/2026")]), listSheet(7, [])]);
    expect(read.reading.facts.scope.tables).toEqual(["contact"]);
    expect(fileCodesOf(read)).toContain("no-rows");
  });

  it("leaves out the list of adopters and sheets that are no list, and says so", async () => {
    const read = await readSheets([
      { name: "Cover", rows: [["Anyshire"]] },
      listSheet(1, [contact("1", "01/09/2026")]),
      listSheet(11, [{ id: "A1", family: "F1", enquiry: "01/01/2026" }]),
    ]);
    expect(read.children.map((child) => child.id.value)).toEqual(["1"]);
    expect(fileCodesOf(read)).toEqual(["sheet-unknown", "list-not-used"]);
  });

  it("refuses a workbook that holds none of the lists", async () => {
    await expect(
      readSheets([
        {
          name: "Budget",
          rows: [
            ["Month", "Spend", "Plan"],
            ["April", 1, 2],
          ],
        },
      ]),
    ).rejects.toThrow(/none of its sheets/);
  });

  it("reads the same lists from an OpenDocument spreadsheet", async () => {
    const rows = [
      ["Child Unique ID", "Date of Birth", "Date of Contact", "Contact Source"],
      ["1", "2015-01-01", "2026-09-01", "6: Police"],
    ];
    const reading = await readAnnexA(
      bytesFromBuffer("lists.ods", odsOf([{ name: "List 1", rows }])),
      OPTIONS,
    );
    const children = await Array.fromAsync(reading.children);
    expect(claimsOf({ reading, children })["contact 2026-09-01"]).toEqual({
      received_on: "2026-09-01",
      source: "6",
    });
  });

  it("counts undated numbers from 1904 where the workbook does", async () => {
    const read = await readSheets(
      [listSheet(1, [{ ...contact("1", ""), contacted: 44_804 }])],
      OPTIONS,
      true,
    );
    expect(Object.keys(claimsOf(read))).toContain("contact 2026-09-01");
  });
});

describe("odd rows", () => {
  it("leaves out a row without a child's number, or without the day it is known by", async () => {
    const read = await readList(1, [contact("", "01/09/2026"), contact("2", "")]);
    expect(fileCodesOf(read)).toEqual(["id-missing"]);
    expect(codesOf(read)).toEqual(["date-missing"]);
    expect(read.children[0]?.claims.map((claim) => claim.table)).toEqual(["person_detail"]);
  });

  it("keeps the good rest of a row with an unreadable date, unknown code, end before start and a date to come", async () => {
    const read = await readList(7, [
      {
        id: "1",
        started: "01/09/2026",
        ended: "01/08/2026",
        initial: "BAD",
        latest: "NEG",
        visited: "31/02/2026",
        reviewed: "01/11/2026",
        previous: "lots",
        alone: "y",
      },
    ]);
    expect(codesOf(read).toSorted()).toEqual([
      "code-unknown",
      "date-in-future",
      "date-unreadable",
      "end-before-start",
      "number-impossible",
    ]);
    expect(claimsOf(read)["protection_plan 2026-09-01"]).toEqual({
      started_on: "2026-09-01",
      ended_on: "2026-08-01",
      initial_category: "BAD",
      latest_category: "NEG",
    });
    expect(read.children[0]?.findings[0]).toMatchObject({
      place: expect.stringMatching(/^List 7 cell [A-Z]+2$/),
    });
  });

  it("takes a birth date ahead as expected, and refuses one that cannot be", async () => {
    expect(
      claimsOf(await readList(1, [contact("1", "01/09/2026", { born: "01/01/2027" })]))["person_detail"],
    ).toMatchObject({
      birth_date: null,
      expected_birth_date: "2027-01-01",
    });
    const read = await readList(1, [contact("1", "01/09/2026", { born: "01/01/2035" })]);
    expect(codesOf(read)).toEqual(["birth-date-impossible"]);
    expect(claimsOf(read)["person_detail"]).not.toHaveProperty("birth_date");
  });

  it("reads errors a formula left as empty and counts them once for the column", async () => {
    const read = await readList(6, [
      { id: "1", started: "01/09/2026", team: "#N/A", worker: "#N/A" },
      { id: "2", started: "01/09/2026", team: "#N/A", worker: "B Worker" },
    ]);
    expect(
      read.reading.fileFindings
        .filter((finding) => finding.code === "cell-errors")
        .map((finding) => finding.said),
    ).toEqual(["team", "worker"]);
    expect(read.children[1]?.claims.find((claim) => claim.table === "allocation")?.values).toMatchObject({
      team_name: null,
      worker_name: "B Worker",
    });
  });

  it("believes the list with the latest event about who holds the child, and says that lists differ", async () => {
    const read = await readSheets([
      listSheet(3, [{ id: "1", referred: "01/09/2026", team: "Duty", worker: "Old Worker" }]),
      listSheet(6, [
        { id: "1", started: "01/09/2026", seen: "05/10/2026", team: "North 1", worker: "New Worker" },
      ]),
    ]);
    expect(claimsOf(read)["allocation current"]).toMatchObject({
      worker_name: "New Worker",
      team_name: "North 1",
    });
    expect(codesOf(read)).toEqual(["allocation-differs"]);
  });

  it("says nothing of any child by name in a message", async () => {
    const read = await readList(1, [contact("Secret Name", "nonsense", { born: "nonsense" })]);
    for (const finding of read.children[0]?.findings ?? []) expect(finding.message).not.toContain("Secret");
  });
});

describe("whatever the file", () => {
  const day = fc.integer({ min: 1, max: 9 }).map((d) => `0${d}/09/2026`);
  const anyRow = fc.record({
    id: fc.constantFrom("1", "2"),
    contacted: day,
    source: fc.constantFrom("6", "1A", "??"),
  });

  it("the order of its rows changes no claim", async () => {
    const claims = async (rows: readonly Row[]): Promise<unknown> =>
      (await readList(1, rows)).children
        .toSorted((a, b) => (a.id.value < b.id.value ? -1 : 1))
        .map(({ id, claims }) => [
          id.value,
          claims.map(({ table, key, values }) => ({ table, key, values })),
        ]);
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(anyRow, { minLength: 1, maxLength: 8 })
          .chain((rows) =>
            fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
          ),
        async ([rows, shuffled]) => {
          expect(await claims(shuffled)).toEqual(await claims(rows));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("the order of its columns changes no claim", async () => {
    const [headings = [], ...rows] = listSheet(7, [
      { id: "1", started: "01/09/2026", visited: "02/10/2026", alone: "Y", initial: "NEG" },
    ]).rows;
    const straight = await readSheets([{ name: "List 7", rows: [headings, ...rows] }]);
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...headings.keys()], { minLength: headings.length }),
        async (order) => {
          const mixed = [headings, ...rows].map((row) => order.map((at) => row[at] ?? null));
          const read = await readSheets([{ name: "List 7", rows: mixed }]);
          expect(claimsOf(read)).toEqual(claimsOf(straight));
        },
      ),
      { numRuns: 25 },
    );
  });

  it("any cells at all give claims and findings, never a failure", async () => {
    const cell = fc.oneof(
      fc.string({ unit: "binary-ascii", maxLength: 12 }).map((s) => s.replaceAll(/[^\x20-\x7e]/g, "")),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 4, 5, 6, 7, 8, 9, 10),
        fc.array(fc.array(cell, { maxLength: 34 }), { maxLength: 4 }),
        async (number, rows) => {
          const sheet = listSheet(number, []);
          await readSheets([{ name: sheet.name, rows: [...sheet.rows, ...rows] }]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("a file changed or cut anywhere is read or refused, never a failure", async () => {
    const good = xlsxOf([
      listSheet(1, [contact("1", "01/09/2026")]),
      listSheet(8, [{ id: "1", started: "01/02/2025", asylum: "N" }]),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: good.length - 1 }),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, value, cut) => {
          const bytes = cut
            ? good.slice(0, at)
            : Uint8Array.from(good, (byte, i) => (i === at ? value : byte));
          try {
            await Array.fromAsync((await readAnnexA(bytesFromBuffer("x.xlsx", bytes), OPTIONS)).children);
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableFile);
          }
        },
      ),
      { numRuns: 120 },
    );
  });
});
