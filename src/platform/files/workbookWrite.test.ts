import { describe, expect, it } from "vitest";
import { bytesFromBuffer } from "./bytes.ts";
import { type CellContent, openWorkbook } from "./workbook.ts";
import { writeWorkbook } from "./workbookWrite.ts";

async function* many(rows: Iterable<readonly CellContent[]>): AsyncGenerator<readonly CellContent[]> {
  yield* rows;
}

async function written(rows: Iterable<readonly CellContent[]>, sheet = "Issues"): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const columns = [
    { head: "Name", width: 20 },
    { head: "Line", width: 8 },
  ];
  for await (const piece of writeWorkbook(sheet, columns, many(rows))) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function readBack(bytes: Uint8Array): Promise<CellContent[][]> {
  const book = await openWorkbook(bytesFromBuffer("written.xlsx", bytes));
  const rows: CellContent[][] = [];
  for await (const { cells } of book.rows(0)) rows.push([...cells]);
  return rows;
}

describe("a workbook Kith writes", () => {
  it("is read back as it was written, numbers as numbers", async () => {
    expect(await readBack(await written([["Amélie", 12]]))).toEqual([
      ["Name", "Line"],
      ["Amélie", 12],
    ]);
  });

  it("holds what looks like a formula as text", async () => {
    const bytes = await written([
      ['=HYPERLINK("http://example.test")', 1],
      ["@SUM(1)", 2],
    ]);
    expect((await readBack(bytes))[1]?.[0]).toBe('=HYPERLINK("http://example.test")');
    const { unpack, zipEntries } = await import("./zip.ts");
    const limits = { entries: 50, unpacked: 1e7, ratio: 1000 };
    const entry = zipEntries(bytes, limits).find(({ name }) => name.includes("worksheets/"));
    let xml = "";
    if (entry !== undefined)
      for await (const piece of unpack(bytes, entry)) xml += Buffer.from(piece).toString("utf8");
    expect(xml).toContain("inlineStr");
    expect(xml).not.toMatch(/<f[ >]/);
  });

  it("leaves out what XML cannot hold, and cuts what a cell cannot", async () => {
    const rows = await readBack(
      await written([
        ["a\u0000b\u0001c\uD800", 1],
        ["x".repeat(40_000), 2],
      ]),
    );
    expect(rows[1]?.[0]).toBe("abc\uFFFD");
    expect(String(rows[2]?.[0])).toHaveLength(32_767);
  });

  it("takes a sheet's name that spreadsheets would refuse", async () => {
    const book = await openWorkbook(
      bytesFromBuffer("w.xlsx", await written([], "A/B: [all of the issues that were found]")),
    );
    expect(book.sheets[0]?.name.length).toBeLessThanOrEqual(31);
  });
});
