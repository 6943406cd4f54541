import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableFile } from "../../kernel/record/claim.ts";
import { type ByteSource, bytesFromBuffer } from "./bytes.ts";
import { CSV_LIMITS, type CsvLimits, csvParser, type CsvRow, csvRows } from "./csv.ts";
import { csvEncoding, csvText } from "./csvText.ts";

const utf8 = new TextEncoder();

function parse(text: string, limits: CsvLimits = CSV_LIMITS): readonly CsvRow[] {
  const parser = csvParser("file.csv", limits);
  return [...parser.push(text), ...parser.end()];
}

const cellsOf = (text: string): readonly (readonly string[])[] => parse(text).map((row) => row.cells);

function refusal(act: () => unknown): { readonly code: string; readonly message: string } {
  try {
    act();
  } catch (problem) {
    if (problem instanceof UnreadableFile) return problem.problem;
    throw problem;
  }
  throw new Error("nothing was refused");
}

async function refusalOf(
  act: Promise<unknown>,
): Promise<{ readonly code: string; readonly message: string }> {
  try {
    await act;
  } catch (problem) {
    if (problem instanceof UnreadableFile) return problem.problem;
    throw problem;
  }
  throw new Error("nothing was refused");
}

/** A source whose bytes come in pieces of the sizes given. */
const inPieces = (bytes: Uint8Array, size: number): ByteSource => ({
  name: "file.csv",
  size: bytes.length,
  open: async function* open() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  },
});

async function readAll(source: ByteSource): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  for await (const row of csvRows(source, await csvEncoding(source))) rows.push(row);
  return rows;
}

const utf16 = (text: string, bigEndian = false): Uint8Array => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
};

describe("CSV rows", () => {
  it("are parted at line ends of every kind, and cells at commas", () => {
    const rows = [
      ["a", "b"],
      ["1", "2"],
    ];
    expect(cellsOf("a,b\n1,2\n")).toEqual(rows);
    expect(cellsOf("a,b\r\n1,2\r\n")).toEqual(rows);
    expect(cellsOf("a,b\r1,2\r")).toEqual(rows);
    expect(cellsOf("a,b\n1,2")).toEqual(rows);
  });

  it("keep commas, line ends and doubled quotation marks inside quotation marks", () => {
    expect(cellsOf('"a,b","c\r\nd","e""f"\n')).toEqual([["a,b", "c\r\nd", 'e"f']]);
    expect(cellsOf('"",""""\n')).toEqual([["", '"']]);
  });

  it("keep a quotation mark in the middle of a cell as it is", () => {
    expect(cellsOf('5" pipe,x\n')).toEqual([['5" pipe', "x"]]);
  });

  it("keep empty cells, and cells that look like formulas, as text", () => {
    expect(cellsOf(",,\n=1+1,@x, +2 \n")).toEqual([
      ["", "", ""],
      ["=1+1", "@x", " +2 "],
    ]);
  });

  it("are numbered as a spreadsheet numbers them, and say their line", () => {
    const rows = parse('a\n\n"b\nb"\nc\n');
    expect(rows.map(({ row, line }) => [row, line])).toEqual([
      [1, 1],
      [3, 3],
      [4, 5],
    ]);
  });

  it("say when the file ends without a line end", () => {
    expect(parse("a\nb\n").map((r) => r.unfinished)).toEqual([false, false]);
    expect(parse("a\nb").map((r) => r.unfinished)).toEqual([false, true]);
  });

  it("come out as they went in, however the text is cut into pieces", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "é", ",", '"', "\n", "\r", " ", "=", "€"),
      maxLength: 8,
    });
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n", "\r"), fc.nat({ max: 9 }), (rows, lineEnd, cut) => {
        const quoted = rows
          .map((row) => row.map((c) => `"${c.replaceAll('"', '""')}"`).join(",") + lineEnd)
          .join("");
        const parser = csvParser("file.csv");
        const found: CsvRow[] = [];
        for (let at = 0; at < quoted.length; at += cut + 1)
          found.push(...parser.push(quoted.slice(at, at + cut + 1)));
        found.push(...parser.end());
        expect(found.map((r) => r.cells)).toEqual(rows);
      }),
    );
  });

  it("are read or refused in words, whatever the text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", ",", '"', "\n", "\r", "\0", ";"), maxLength: 40 });
    fc.assert(
      fc.property(text, (t) => {
        try {
          parse(t);
        } catch (problem) {
          expect(problem).toBeInstanceOf(UnreadableFile);
        }
      }),
    );
  });
});

describe("CSV that is not CSV", () => {
  it("is refused at a quotation mark that is never closed, by the line it opens on", () => {
    const found = refusal(() => parse('a,b\n1,"2\n3,4\n'));
    expect(found.code).toBe("quote-not-closed");
    expect(found.message).toContain("line 2");
  });

  it("is refused at such a mark before the rest of the file is in memory", () => {
    const found = refusal(() => parse(`a\n"${"x".repeat(40_000)}`));
    expect(found.code).toBe("quote-not-closed");
  });

  it("is refused where text follows a closing quotation mark", () => {
    expect(refusal(() => parse('"a"b,c\n')).code).toBe("text-after-quote");
  });

  it("is refused at a NUL", () => {
    expect(refusal(() => parse("a,b\nc\0,d\n")).code).toBe("nul-byte");
  });

  it("is refused for a cell, a line, a row of columns or a file past the limits", () => {
    expect(refusal(() => parse("x".repeat(40_000))).code).toBe("cell-too-long");
    expect(refusal(() => parse(`${"x".repeat(30_000)},`.repeat(10))).code).toBe("line-too-long");
    expect(refusal(() => parse(",".repeat(2_000))).code).toBe("too-many-columns");
    expect(refusal(() => parse("a\n".repeat(4), { ...CSV_LIMITS, rows: 3 })).code).toBe("too-many-rows");
  });

  it("is refused early in a line of a gigabyte", async () => {
    let opened = 0;
    const piece = utf8.encode("x".repeat(64 * 1024));
    const endless: ByteSource = {
      name: "file.csv",
      size: 1,
      open: async function* open() {
        for (let n = 0; n < 16_384; n += 1) {
          opened += 1;
          yield piece;
        }
      },
    };
    const read = async (): Promise<void> => {
      for await (const _ of csvRows(endless, "utf-8")) break;
    };
    expect((await refusalOf(read())).code).toBe("cell-too-long");
    expect(opened).toBeLessThan(3);
  });
});

describe("the encoding of a CSV file", () => {
  const text = "NAME,PLACE\nZoë,Café €5\n";
  const cells = [
    ["NAME", "PLACE"],
    ["Zoë", "Café €5"],
  ];

  it.each([
    ["UTF-8", utf8.encode(text), "utf-8"],
    ["UTF-8 with a byte order mark", utf8.encode(`\uFEFF${text}`), "utf-8"],
    ["UTF-16, little end first", utf16(`\uFEFF${text}`), "utf-16le"],
    ["UTF-16, big end first", utf16(`\uFEFF${text}`, true), "utf-16be"],
    ["UTF-16 with no mark", utf16(text), "utf-16le"],
    ["Windows-1252", Buffer.from(text.replace("€", "\x80"), "latin1"), "windows-1252"],
  ] as const)("is found for %s, a byte at a time too", async (_, bytes, encoding) => {
    for (const size of [1, 3, 1_000]) {
      const source = inPieces(bytes, size);
      expect(await csvEncoding(source)).toBe(encoding);
      expect((await readAll(source)).map((r) => r.cells)).toEqual(cells);
    }
  });

  it("is refused when a file marked as UTF-8 has other bytes in it", async () => {
    const mixed = Buffer.concat([utf8.encode("\uFEFFa,é\n"), Buffer.from("b,é\n", "latin1")]);
    expect((await refusalOf(csvEncoding(bytesFromBuffer("f.csv", mixed)))).code).toBe("encoding-unknown");
  });

  it("is refused when bytes are neither UTF-8 nor Windows-1252", async () => {
    const odd = Buffer.from([97, 44, 0x81, 10]);
    expect((await refusalOf(csvEncoding(bytesFromBuffer("f.csv", odd)))).code).toBe("encoding-unknown");
  });

  it("is refused when UTF-16 stops half way through a letter", async () => {
    const cut = utf16("\uFEFFa,b\n").subarray(0, 7);
    expect((await refusalOf(readAll(bytesFromBuffer("f.csv", cut)))).code).toBe("encoding-unknown");
  });

  it("is not asked of an empty file, a workbook, or a file too large", async () => {
    expect((await refusalOf(csvEncoding(bytesFromBuffer("f.csv", new Uint8Array())))).code).toBe("empty");
    const zip = Buffer.from([0x50, 0x4b, 3, 4, 0, 0]);
    expect((await refusalOf(csvEncoding(bytesFromBuffer("f.csv", zip)))).code).toBe("not-csv");
    const huge: ByteSource = {
      name: "f.csv",
      size: 2 ** 31,
      open: () => {
        throw new Error("must not be opened");
      },
    };
    expect((await refusalOf(csvEncoding(huge))).code).toBe("too-large");
  });

  it("does not let a file be larger than it says", async () => {
    const bytes = utf8.encode("a".repeat(2_000));
    const lying = { ...inPieces(bytes, 500), size: 1 };
    expect((await refusalOf(csvEncoding(lying, 1_000))).code).toBe("too-large");
    const read = async (): Promise<void> => {
      for await (const _ of csvText(lying, "utf-8", 1_000)) void _;
    };
    expect((await refusalOf(read())).code).toBe("too-large");
  });
});
