import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile, type Unreadable } from "../../kernel/record/claim.ts";
import { bytesFromBuffer, type ByteSource } from "./bytes.ts";
import { openWorkbook, type SheetRow, type Workbook, type WorkbookLimits } from "./workbook.ts";
import { cellAddress, columnNumber } from "./workbookGuard.ts";
import { odsContent, odsOf, sheetXml, xlsxOf, xlsxParts, zipOf, type Part } from "./workbookFixtures.ts";

const open = (bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<Workbook> =>
  openWorkbook(bytesFromBuffer("lists.xlsx", bytes), limits);

async function rowsOf(workbook: Workbook, sheet = 0): Promise<SheetRow[]> {
  return Array.fromAsync(workbook.rows(sheet));
}

async function refusal(act: () => Promise<unknown>): Promise<Unreadable> {
  try {
    await act();
  } catch (error) {
    if (error instanceof UnreadableFile) return error.problem;
    throw error;
  }
  throw new Error("the file was read, and should not have been");
}

const ONE = [
  {
    name: "List 1",
    rows: [
      ["a", "b"],
      [1, true],
    ],
  },
];
const replaced = (name: string, text: string): Part[] =>
  xlsxParts(ONE).map((part) => (part.name === name ? { name, text } : part));
const SHEET = "xl/worksheets/sheet1.xml";

describe("reading a workbook", () => {
  it("gives the rows of each sheet by number, with text, numbers and yes or no as they are", async () => {
    const workbook = await open(
      xlsxOf([...ONE, { name: "R & D", rows: [[{ shared: "shared <text>" }, null, "x"]] }]),
    );
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(["List 1", "R & D"]);
    expect(await rowsOf(workbook)).toEqual([
      { row: 1, cells: ["a", "b"] },
      { row: 2, cells: [1, true] },
    ]);
    expect(await rowsOf(workbook, 1)).toEqual([{ row: 1, cells: ["shared <text>", null, "x"] }]);
  });

  it("gives dates as ISO text, counted from 1900 or from 1904", async () => {
    const rows = [[{ day: 44_197 }, { day: 44_197.5 }, { day: 61 }]];
    expect((await rowsOf(await open(xlsxOf([{ name: "d", rows }]))))[0]?.cells).toEqual([
      "2021-01-01",
      "2021-01-01",
      "1900-03-01",
    ]);
    const later = await open(xlsxOf([{ name: "d", rows: [[{ day: 42_735 }]] }], { dates1904: true }));
    expect(later.dates1904).toBe(true);
    expect((await rowsOf(later))[0]?.cells).toEqual(["2021-01-01"]);
  });

  it("keeps the row numbers and columns of a sheet with gaps", async () => {
    const body =
      '<row r="3"><c r="B3" t="inlineStr"><is><t>x</t></is></c></row><row r="7"><c r="A7"><v>5</v></c></row>';
    expect(await rowsOf(await open(xlsxOf(ONE, { bodies: [body] })))).toEqual([
      { row: 3, cells: [null, "x"] },
      { row: 7, cells: [5] },
    ]);
  });

  it("reads an OpenDocument spreadsheet, dates and sheet names too, however many empty cells follow", async () => {
    const workbook = await open(
      odsOf([
        {
          name: "List 1",
          rows: [
            ["id", "day"],
            ["7", "2021-02-03"],
          ],
        },
        { name: "List 2", rows: [["x", null, "y"]] },
      ]),
    );
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(["List 1", "List 2"]);
    expect((await rowsOf(workbook)).map((row) => row.cells)).toEqual([
      ["id", "day"],
      ["7", "2021-02-03"],
    ]);
    expect((await rowsOf(workbook, 1)).map((row) => row.cells)).toEqual([["x", null, "y"]]);
  });

  it("names a cell as the spreadsheet does", () => {
    expect(cellAddress(0, 1)).toBe("A1");
    expect(cellAddress(31, 31)).toBe("AF31");
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16_383 }), (column) => {
        expect(columnNumber(cellAddress(column, 1).slice(0, -1))).toBe(column);
      }),
    );
  });

  it("finds no rows in a chart that has a sheet of its own", async () => {
    const parts = xlsxParts([{ name: "Chart", rows: [] }, ...ONE]).map((part) =>
      part.name === "xl/_rels/workbook.xml.rels"
        ? {
            ...part,
            text: String(part.text).replace(
              '/worksheet" Target="worksheets/sheet1.xml"',
              '/chartsheet" Target="chartsheets/sheet1.xml"',
            ),
          }
        : part,
    );
    const workbook = await open(zipOf(parts));
    expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(["Chart", "List 1"]);
    expect(await rowsOf(workbook, 0)).toEqual([]);
    expect(await rowsOf(workbook, 1)).toHaveLength(2);
  });

  it("leaves macros alone: a workbook with rows and macros is read as rows", async () => {
    const workbook = await open(zipOf([...xlsxParts(ONE), { name: "xl/vbaProject.bin", text: "not run" }]));
    expect(await rowsOf(workbook)).toHaveLength(2);
  });
});

describe("refusing what is not a workbook, in plain words", () => {
  const looks = async (bytes: Uint8Array | string): Promise<string> =>
    (await refusal(() => open(typeof bytes === "string" ? Buffer.from(bytes) : bytes))).message;

  it("says what a mislabelled file looks like", async () => {
    expect(await looks("%PDF-1.7 ...")).toContain("a PDF");
    expect(await looks("<!DOCTYPE html><html>")).toContain("a web page");
    expect(await looks("CHILD,DOB\n1,2")).toContain("plain text");
    expect(await looks(new Uint8Array())).toContain("an empty file");
    expect(await looks(zipOf([{ name: "word/document.xml", text: "<w/>" }]))).toContain("a Word document");
    expect(await looks(zipOf([{ name: "photos/1.jpg", text: "x" }]))).toContain(
      "a zip file of something else",
    );
  });

  it("tells a password-protected workbook from an old .xls", async () => {
    const wrapper = Buffer.from("d0cf11e0a1b11ae1", "hex");
    const locked = Buffer.concat([wrapper, Buffer.alloc(600), Buffer.from("EncryptedPackage", "utf16le")]);
    expect((await refusal(() => open(locked))).code).toBe("file-encrypted");
    expect(await looks(Buffer.concat([wrapper, Buffer.alloc(600)]))).toContain("old Excel");
  });

  it("refuses an entry with a zip password and an encrypted OpenDocument file", async () => {
    const zip = zipOf(xlsxParts(ONE).map((part) => ({ ...part, claims: { flags: 1 } })));
    expect((await refusal(() => open(zip))).code).toBe("file-encrypted");
    const ods = zipOf([
      { name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet" },
      { name: "content.xml", text: "garbage" },
      {
        name: "META-INF/manifest.xml",
        text: '<m><m:file-entry a="b"><m:encryption-data x="1"/></m:file-entry></m>',
      },
    ]);
    expect((await refusal(() => open(ods))).code).toBe("file-encrypted");
  });

  it("refuses a workbook of macros alone", async () => {
    const parts = xlsxParts(ONE).filter((part) => part.name !== SHEET);
    expect((await refusal(() => open(zipOf(parts)))).code).toBe("workbook-without-sheets");
  });

  it("refuses a 2 GB file by its size, before a byte is read", async () => {
    const source: ByteSource = {
      name: "huge.xlsx",
      size: 2 * 1024 ** 3,
      open: () => {
        throw new Error("it was opened");
      },
    };
    expect((await refusal(() => openWorkbook(source))).code).toBe("too-large");
  });

  it("stops a source that gives more than it said it would", async () => {
    const source: ByteSource = {
      name: "liar.xlsx",
      size: 10,
      open: async function* open() {
        for (;;) yield new Uint8Array(1024);
      },
    };
    expect((await refusal(() => openWorkbook(source, { packed: 64 * 1024 }))).code).toBe("too-large");
  });
});

describe("refusing a small file that would be a large one", () => {
  const code = async (bytes: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<string> =>
    (await refusal(async () => rowsOf(await open(bytes, limits)))).code;

  it("refuses by ratio, by number of parts and by total size", async () => {
    const zeros = zipOf([
      ...xlsxParts(ONE),
      { name: "xl/media/1.png", text: new Uint8Array(4 * 1024 * 1024) },
    ]);
    expect(await code(zeros)).toBe("zip-bomb");
    const many = Array.from({ length: 50 }, (_, i) => ({ name: `xl/x${i}.xml`, text: "<x/>" }));
    expect(await code(zipOf([...xlsxParts(ONE), ...many]), { entries: 40 })).toBe("zip-bomb");
    expect(await code(xlsxOf(ONE), { unpacked: 500 })).toBe("zip-bomb");
  });

  it("refuses a part that unpacks to more, or other, than it claims", async () => {
    const lying = xlsxParts(ONE).map((part) =>
      part.name === SHEET ? { ...part, claims: { unpacked: 20 } } : part,
    );
    expect(await code(zipOf(lying))).toBe("zip-bomb");
    const none = xlsxParts(ONE).map((part) =>
      part.name === SHEET ? { ...part, claims: { unpacked: 0 } } : part,
    );
    expect(await code(zipOf(none))).toBe("zip-bomb");
  });

  it("refuses parts that share their bytes", async () => {
    const parts = [
      ...xlsxParts(ONE),
      { name: "xl/worksheets/sheet2.xml", text: "<x/>", claims: { start: 0 } },
    ];
    expect(["zip-bomb", "zip-damaged"]).toContain(await code(zipOf(parts)));
  });

  it("refuses names that point outside, and two parts of one name", async () => {
    for (const name of ["../evil.xml", "/etc/passwd", "xl\\..\\evil", "C:evil"])
      expect(await code(zipOf([...xlsxParts(ONE), { name, text: "x" }]))).toBe("zip-path");
    expect(await code(zipOf([...xlsxParts(ONE), { name: SHEET.toUpperCase(), text: "x" }]))).toBe(
      "zip-twice",
    );
  });

  it("adds up rows that are wide because of one far cell", async () => {
    const row = (r: number): string => `<row r="${r}"><c r="XFD${r}"><v>1</v></c></row>`;
    const bodies = [Array.from({ length: 500 }, (_, i) => row(i + 1)).join("")];
    expect(await code(xlsxOf(ONE, { bodies }))).toBe("zip-bomb");
  });

  it("adds up repeated rows and cells of an OpenDocument sheet", async () => {
    const row = `<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>`;
    const bytes = zipOf([
      { name: "mimetype", text: "application/vnd.oasis.opendocument.spreadsheet" },
      { name: "content.xml", text: odsContent(`<table:table table:name="a">${row}</table:table>`) },
    ]);
    expect(await code(bytes)).toBe("zip-bomb");
  });

  it("refuses document types, tags in tags, and addresses written to be read in two ways", async () => {
    for (const body of [
      '<!DOCTYPE x [<!ENTITY a "b">]><row r="1"/>',
      '<row r="1"><c r="A1" x="<"/></row>',
      '<row r="1"><c r="&#88;FD1"/></row>',
      '<row r="1"><c r="A1" r="XFD1"/></row>',
      '<row r="1"><c r=XFD1 /></row>',
      '<row r="99999999"/>',
      `<row r="1"><c ${"x".repeat(70_000)}="1"/></row>`,
      `<row r="1"><c r="A1" t="str"><v>${Array.from({ length: 90_000 }, (_, i) => i).join("")}</v></c></row>`,
    ])
      expect(await code(zipOf(replaced(SHEET, sheetXml(body))))).toBe("workbook-malformed");
  });

  it("refuses links that take a part for another kind than its place says, since places are measured differently", async () => {
    const relinked = (from: string, to: string): Uint8Array =>
      zipOf(
        xlsxParts(ONE).map((part) =>
          part.name === "xl/_rels/workbook.xml.rels"
            ? { ...part, text: String(part.text).replace(from, to) }
            : part,
        ),
      );
    const sheet = 'Target="worksheets/sheet1.xml"';
    expect(await code(relinked('Target="sharedStrings.xml"', sheet))).toBe("workbook-malformed");
    expect(await code(relinked(sheet, 'Target="sharedStrings.xml"'))).toBe("workbook-malformed");
    expect(await code(relinked(sheet, 'Target="worksheets/../sharedStrings.xml"'))).toBe(
      "workbook-malformed",
    );
    expect(await code(relinked(sheet, 'Target="work&#115;heets/sheet1.xml"'))).toBe("workbook-malformed");
  });

  it("refuses more marks than a part held whole may have", async () => {
    expect(await code(xlsxOf(ONE), { marks: 3 })).toBe("zip-bomb");
  });
});

describe("a damaged workbook", () => {
  const good = xlsxOf([
    { name: "List 1", rows: Array.from({ length: 40 }, (_, i) => [`child ${i}`, i, { day: 44_000 + i }]) },
  ]);
  const attempt = async (bytes: Uint8Array): Promise<void> => {
    try {
      const workbook = await open(bytes);
      for (const [index] of workbook.sheets.entries()) await rowsOf(workbook, index);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      expect(error.message).not.toMatch(/undefined|NaN|at \w+ \(|ZipError|ParseError/);
    }
  };

  it("is never read when it is cut short", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: good.length - 1 }), async (length) => {
        await refusal(() => open(good.subarray(0, length)));
      }),
      { numRuns: 150 },
    );
  });

  it("gives a plain refusal or its rows whatever bytes are changed", async () => {
    const change = fc.tuple(fc.integer({ min: 0, max: good.length - 1 }), fc.integer({ min: 0, max: 255 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Uint8Array.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        await attempt(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it("gives a plain refusal or its rows whatever is written in a sheet", async () => {
    const piece = fc.constantFrom(
      "<row>",
      "</row>",
      "<c>",
      "<c/>",
      '<c r="B2" t="s">',
      "</c>",
      "<v>",
      "9",
      "</v>",
      "<is>",
      "<t>",
      "</t>",
      "<r>",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "&#0;",
      "&x;",
      "\u0000",
      "<",
      ">",
      '"',
      "<row r='2'>",
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 25 }), async (pieces) => {
        await attempt(zipOf(replaced(SHEET, sheetXml(pieces.join("")))));
        await attempt(zipOf(replaced("xl/sharedStrings.xml", pieces.join(""))));
      }),
      { numRuns: 150 },
    );
  });
});
