import { describe, expect, it } from "vitest";
import type { IsoInstant } from "../../kernel/dates.ts";
import { chartSvg } from "../../ui/charts/chart-svg.tsx";
import { controlStories } from "../../ui/charts/testing/control-stories.tsx";
import { type PdfBlock, type PdfWanted, writePdf } from "./pdf.ts";
import { readDrawing } from "./pdfDrawing.ts";
import { readPdf } from "./pdfFixtures.ts";

const story = controlStories[0];
if (story === undefined) throw new Error("no story");
const svg = chartSvg({
  title: story.title,
  subtitle: story.subtitle,
  chart: story.chart,
  source: story.source,
});

const wanted = (blocks: readonly PdfBlock[]): PdfWanted => ({
  title: "Northmoor: monthly pack",
  subject: "A test",
  author: "Northmoor",
  madeAt: "2026-11-21T10:00:00.000Z" as IsoInstant,
  above: "Demonstration. Everybody here is invented.",
  below: "Northmoor. October 2026. Kith 0.1.0.",
  blocks,
});

const BLOCKS: readonly PdfBlock[] = [
  { kind: "heading", level: 1, text: "Monthly pack" },
  { kind: "text", text: "What is wrong now, and what cannot be told. Łukasz saw Dŵr." },
  { kind: "list", items: ["One thing", "Another"] },
  { kind: "heading", level: 2, text: "What is really changing" },
  { kind: "drawing", svg, alt: story.chart.description },
  {
    kind: "table",
    caption: "Work in time",
    columns: [
      { head: "Work", share: 3 },
      { head: "Still open", share: 1, numeric: true },
    ],
    rows: Array.from({ length: 70 }, (_, i) => [`Measure ${i + 1}`, String(1000 + i)]),
  },
];

describe("a document", () => {
  it("says in its markers what it is: tagged, in English, with a title that is shown", async () => {
    const text = Buffer.from(await writePdf(wanted(BLOCKS))).toString("latin1");
    expect(text).toMatch(/\/StructTreeRoot \d+ 0 R/);
    expect(text).toMatch(/\/MarkInfo (\d+ 0 R|<<)/);
    expect(text).toContain("/Marked true");
    expect(text).toContain("/Lang (en-GB)");
    expect(text).toContain("/DisplayDocTitle true");
    expect(text).toContain("(Northmoor: monthly pack)");
    expect(text).toContain("pdfuaid:part");
    expect(text).toContain("/Tabs /S");
    expect(text).not.toContain("/Helvetica");
  });

  it("has its structure in reading order, with header cells that say what they head", async () => {
    const { structure, objects } = readPdf(await writePdf(wanted(BLOCKS)));
    expect(structure).toMatch(
      /^Document\(H1 P L\(LI\(Lbl LBody\) LI\(Lbl LBody\)\) H2 Figure Table\(Caption THead\(TR\(TH TH\)\) TBody\(TR\(TH TD\)/,
    );
    const bodies = [...objects.values()];
    expect(bodies.filter((body) => body.includes("/Scope /Column"))).toHaveLength(2);
    expect(bodies.filter((body) => body.includes("/Scope /Row"))).toHaveLength(70);
  });

  it("gives a picture words for who cannot see it", async () => {
    const { objects } = readPdf(await writePdf(wanted(BLOCKS)));
    const figure = [...objects.values()].find((body) => body.includes("/S /Figure")) ?? "";
    expect(figure).toContain(`/Alt (${story.chart.description.slice(0, 40)}`);
    expect(figure).toContain("/BBox");
  });

  it("lets its words be taken out, those of other alphabets and of pictures too", async () => {
    const { pages } = readPdf(await writePdf(wanted(BLOCKS)));
    const all = pages.join(" ");
    expect(all).toContain("What is wrong now, and what cannot be told.");
    expect(all).toContain("ukasz saw D");
    expect(all).toContain("Ł");
    expect(all).toContain("ŵ");
    expect(all).toContain("1069");
    expect(all).toContain("mean");
    expect(all).not.toContain("\ufffd");
  });

  it("stands its stamp and number on every page, as no part of the text", async () => {
    const { pages } = readPdf(await writePdf(wanted(BLOCKS)));
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, i) => {
      expect(page).toContain("Demonstration. Everybody here is invented.");
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    });
  });

  it("is the same bytes for the same wanted", async () => {
    expect(Buffer.compare(await writePdf(wanted(BLOCKS)), await writePdf(wanted(BLOCKS)))).toBe(0);
  });

  it("takes a text longer than a page and a word longer than a line", async () => {
    const long = `${"Families say that they waited. ".repeat(400)}${"x".repeat(300)}`;
    const { pages } = readPdf(await writePdf(wanted([{ kind: "text", text: long }])));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.join(" ").match(/waited/g)).toHaveLength(400);
  });

  it("marks a letter that no typeface of ours has, and does not lose the rest", async () => {
    const { pages } = readPdf(await writePdf(wanted([{ kind: "text", text: "Mei 梅 spoke" }])));
    expect(pages[0]).toContain("Mei ? spoke");
  });

  it("refuses a drawing that is not of our making, rather than leave something out", () => {
    expect(() => readDrawing('<svg width="1" height="1"><image href="x"/></svg>')).toThrow("<image>");
    expect(() => readDrawing('<svg width="1" height="1"><g transform="rotate(4)"/></svg>')).toThrow("rotate");
  });
});
