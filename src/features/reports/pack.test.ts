import { describe, expect, it } from "vitest";
import { date, type IsoInstant } from "../../kernel/dates.ts";
import type { PdfBlock } from "../../platform/files/pdf.ts";
import { readPdf } from "../../platform/files/pdfFixtures.ts";
import { packFiles } from "./make.ts";
import { packBlocks } from "./packBlocks.ts";
import { packName, sayStamp, type Stamp } from "./stamp.ts";
import { packSheets } from "./packSheets.ts";
import { type Audience, seesOf } from "./sees.ts";
import { packOf } from "./testing.ts";

const stampFor = (audience: Audience): Stamp => ({
  authority: "Northmoor",
  audience,
  month: date("2026-10-01"),
  madeAt: "2026-11-05T09:00:00.000Z" as IsoInstant,
  byName: "Olu Officer",
  release: "0.1.0",
  demonstration: true,
});
const blocksFor = (audience: Audience): PdfBlock[] =>
  packBlocks(packOf(seesOf(audience)), stampFor(audience));
const cellsOf = (blocks: readonly PdfBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === "table" ? block.rows.flat() : []));
const headings = (blocks: readonly PdfBlock[]): string[] =>
  blocks.flatMap((block) => (block.kind === "heading" ? [block.text] : []));

describe("a pack", () => {
  it("says what is wrong first, then what changes, what is still open, what is said and what is left out", () => {
    expect(headings(blocksFor("leaders"))).toEqual([
      "Northmoor: monthly pack, October 2026",
      "What is wrong now",
      "What is really changing",
      expect.stringContaining("Contacts"),
      "In time, and what is still open",
      "What is coming",
      "What staff it needs",
      "What has been said",
      "Child protection",
      "What is left out, and why",
      "Definitions and sources",
    ]);
  });

  it("goes down its headings a step at a time", () => {
    for (const audience of ["leaders", "members"] as const) {
      const levels = blocksFor(audience).flatMap((block) => (block.kind === "heading" ? [block.level] : []));
      expect(levels[0]).toBe(1);
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0)).toBeLessThanOrEqual(1));
    }
  });

  it("gives every picture words, and its figures in a table", () => {
    const blocks = blocksFor("leaders");
    const at = blocks.findIndex(({ kind }) => kind === "drawing");
    const drawing = blocks[at];
    expect(drawing?.kind === "drawing" && drawing.alt).toMatch(/Contacts rose.*23 months.*1 month not known/);
    expect(blocks.slice(at).find(({ kind }) => kind === "table")).toMatchObject({
      caption: "Contacts, the last 6 months",
    });
  });

  it("for leaders, says one to five as such and hides a figure that is made of so few", () => {
    const cells = cellsOf(blocksFor("leaders"));
    expect(cells).toContain("1 to 5");
    expect(cells).toContain("7");
    expect(cells).toContain("too few to show");
    for (const small of ["1", "2", "3", "4", "5"]) expect(cells).not.toContain(small);
  });

  it("for members, holds no count below ten, names nothing that is so for fewer, and says what to ask", () => {
    const blocks = blocksFor("members");
    const cells = cellsOf(blocks);
    for (const cell of cells) expect(cell).not.toMatch(/^\d$/);
    expect(cells.filter((cell) => cell.startsWith("about")).length).toBeGreaterThan(1);
    expect(cells).toContain("about 20");
    expect(cells.join(" ")).toContain("fewer than 10 still open and past the day");
    expect(cells).toContain("Who has not been seen, and who is going today?");
    expect(headings(blocks)).not.toContain("Child protection");
  });

  it("is stamped with what it is, of when, by whom and by which version, and called a demonstration where it is one", async () => {
    const stamp = stampFor("leaders");
    expect(sayStamp(stamp)).toBe(
      "Northmoor. October 2026. Made Thu 5 Nov 2026, 09:00, by Olu Officer. Kith 0.1.0.",
    );
    const { pdf } = await packFiles(packOf("leaving"), stamp);
    for (const page of readPdf(pdf).pages) {
      expect(page).toContain("Demonstration. Everybody here is invented.");
      expect(page).toContain("Kith 0.1.0.");
    }
    expect(packName(stamp, "pdf")).toBe("pack-2026-10-leaders.pdf");
  });

  it("is the same bytes for the same figures and stamp, and others for another stamp", async () => {
    const [one, two] = [
      await packFiles(packOf("leaving"), stampFor("leaders")),
      await packFiles(packOf("leaving"), stampFor("leaders")),
    ];
    expect(Buffer.compare(one.pdf, two.pdf)).toBe(0);
    expect(Buffer.compare(one.xlsx, two.xlsx)).toBe(0);
    const other = await packFiles(packOf("leaving"), { ...stampFor("leaders"), byName: "Dee Director" });
    expect(Buffer.compare(one.pdf, other.pdf)).not.toBe(0);
  });

  it("has a cover, what is wrong, a sheet for each area there is, and the definitions", () => {
    const sheets = packSheets(packOf("leaving"), stampFor("leaders"));
    expect(sheets.map(({ name }) => name)).toEqual([
      "Cover",
      "What is wrong now",
      "Child protection",
      "Definitions",
    ]);
    const cover = (sheets[0]?.rows ?? []).map((row) => row.join(": "));
    expect(cover).toContain("Authority: Northmoor");
    expect(cover.join(" ")).toContain("Counts of one to five children are not shown");
    expect(cover.join(" ")).toContain("Demonstration");
    for (const { columns, rows } of sheets) for (const row of rows) expect(row.length).toBe(columns.length);
  });
});
