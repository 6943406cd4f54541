import { describe, expect, it } from "vitest";
import { type Cells, codesOf, csvOf, episode, readCsv, refusalOf, rowsOf } from "./fixtures.ts";
import type { Ssda903Name } from "./layout.ts";

const born = { CHILD: "A1", DOB: "02/03/2012" };
const read = async (name: Ssda903Name, rows: readonly Cells[]) => readCsv(csvOf(name, rows));

describe("odd rows in a good file", () => {
  it("are left out with a finding when they are short, too long or have no child", async () => {
    const text =
      "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,02/03/2012\nA1,02/03/2012,05/06/2025,PN1,more\n,02/03/2012,05/06/2025,PN1\nA2,,05/06/2025,PN1,,\n\n,,,\n";
    const found = await readCsv(text);
    expect(found.children.map((c) => c.id.value)).toEqual(["A2"]);
    expect(codesOf(found)).toEqual(["row-short", "row-long", "child-without-id"]);
    expect(found.reading.fileFindings.map((f) => f.place)).toEqual([
      "file.csv row 2",
      "file.csv row 3",
      "file.csv row 4",
    ]);
  });

  it("are used once when they are there twice", async () => {
    const row = { ...born, REVIEW: "05/06/2025", REVIEW_CODE: "PN1" };
    const found = await read("reviews", [row, row]);
    expect(Object.keys(rowsOf(found, "care_review"))).toEqual(["2025-06-05"]);
    expect(codesOf(found)).toEqual(["row-duplicated"]);
  });

  it("are findings for days that cannot be read, are ahead, or end before they begin", async () => {
    const found = await read("missing", [
      { ...born, MISSING: "M", MIS_START: "31/02/2025" },
      { ...born, MISSING: "M", MIS_START: "05/06/25" },
      { ...born, MISSING: "M", MIS_END: "05/06/2025" },
      { ...born, MISSING: "Q", MIS_START: "05/06/2025", MIS_END: "01/06/2025" },
      { ...born, MISSING: "A", MIS_START: "05/06/2026" },
    ]);
    expect([...codesOf(found)].sort()).toEqual([
      "code-unknown",
      "date-in-future",
      "date-missing",
      "date-unreadable",
      "date-unreadable",
      "end-before-start",
    ]);
    expect(Object.keys(rowsOf(found, "missing_episode"))).toEqual(["2025-06-05", "2026-06-05"]);
  });

  it("are findings for births that cannot be, differ, or are a parent's", async () => {
    const review = { REVIEW: "05/06/2025", REVIEW_CODE: "PN1" };
    const ahead = await read("reviews", [{ CHILD: "A1", DOB: "01/01/2027", ...review }]);
    expect(ahead.children[0]?.born).toBeNull();
    expect(codesOf(ahead)).toEqual(["birth-date-impossible"]);
    const two = await read("reviews", [
      { CHILD: "A1", DOB: "02/03/2012", ...review },
      { CHILD: "A1", DOB: "02/03/1981", REVIEW: "06/06/2025" },
    ]);
    expect(two.children[0]?.born).toBe("2012-03-02");
    expect(codesOf(two)).toEqual(["birth-date-unlikely", "birth-date-differs"]);
  });

  it("keep a code another year had, with a finding", async () => {
    const found = await readCsv(csvOf("episodes", [episode({ DECOM: "05/06/2025", RNE: "S", PLACE: "z1" })]));
    expect(rowsOf(found, "placement")["2025-06-05"]).toMatchObject({ type: "Z1" });
    expect(codesOf(found)).toEqual(["code-not-in-year"]);
  });

  it("keep a cell that looks like a formula as text, and quote no more than 80 characters of it", async () => {
    const formula = `=HYPERLINK("${"x".repeat(100)}","y")`;
    const found = await read("previous_permanence", [{ CHILD: "=1+1", PREV_PERM: formula, LA_PERM: "@cmd" }]);
    expect(found.children[0]?.id.value).toBe("=1+1");
    expect(rowsOf(found, "previous_permanence")[""]).toMatchObject({ authority: "@cmd" });
    expect(found.children[0]?.findings[0]?.said).toHaveLength(80);
  });
});

describe("a file that cannot be read", () => {
  it.each([
    ["empty", ""],
    ["empty", "\n\n"],
    ["columns-unknown", "CHILD;DOB;REVIEW;REVIEW_CODE\nA1;02/03/2012;05/06/2025;PN1\n"],
    ["columns-unknown", "CHILD,DOB,REVIEW\nA1,02/03/2012,05/06/2025\n"],
    ["columns-unknown", "CHILD,DOB,DOB,REVIEW,REVIEW_CODE\n"],
    ["columns-unknown", "not,a,return\n"],
    ["quote-not-closed", 'CHILD,DOB,REVIEW,REVIEW_CODE\n"A1,02/03/2012,05/06/2025,PN1\n'],
    ["quote-not-closed", `CHILD,DOB,REVIEW,REVIEW_CODE\n"A1${"\nA2,,05/06/2025,PN1".repeat(2_000)}`],
    ["truncated", "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,02/03/2012,05/06/2025,PN1\nA1,02/03/2012"],
    ["cell-too-long", `CHILD,DOB,REVIEW,REVIEW_CODE\n${"x".repeat(5_000)}`],
    ["nul-byte", "CHILD,DOB,REVIEW,REVIEW_CODE\nA1,\0,05/06/2025,PN1\n"],
  ])("is refused in words: %s (%#)", async (code, text) => {
    expect((await refusalOf(readCsv(text))).code).toBe(code);
  });

  it("is refused before any child is handed over", async () => {
    const good = "A1,02/03/2012,05/06/2025,PN1\n".repeat(5);
    const text = `CHILD,DOB,REVIEW,REVIEW_CODE\n${good}A2,"02/03/2012`;
    expect((await refusalOf(readCsv(text))).code).toBe("quote-not-closed");
  });

  it("is not one with column names alone, but nothing held vanishes by it", async () => {
    const found = await read("missing", []);
    expect(found.children).toEqual([]);
    expect(found.reading.facts.scope.tables).toEqual([]);
    expect(codesOf(found)).toEqual(["no-rows"]);
  });

  it("is read as Windows-1252, with a finding, when it is not UTF-8", async () => {
    const text = csvOf("previous_permanence", [{ ...born, PREV_PERM: "P1", LA_PERM: "Café" }]);
    const found = await readCsv(Buffer.from(text, "latin1"));
    expect(rowsOf(found, "previous_permanence")[""]).toMatchObject({ authority: "Café" });
    expect(codesOf(found)).toEqual(["encoding-old"]);
  });
});
