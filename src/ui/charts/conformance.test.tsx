import { readFile } from "node:fs/promises";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { renderPage, renderPart } from "../render.ts";
import { type ElementNode, elements, type HtmlNode, parseHtml, textOf } from "../testing/html.ts";
import { type Size, WIDTH } from "./chart.ts";
import { ChartFigure } from "./chart-figure.tsx";
import { chartFileName, chartSvg } from "./chart-svg.tsx";
import { overlaps } from "./labels.ts";
import { SKIN } from "./skin.ts";
import { stories } from "./testing/all.ts";
import { ChartGallery } from "./testing/gallery.tsx";
import { widthOf } from "./text-width.ts";

const all = Object.entries(stories).flatMap(([kind, list]) =>
  list.map(({ state, ...story }) => ({ name: `${kind}: ${state}`, story })),
);
const attribute = (element: ElementNode, name: string): string => element.attributes.get(name) ?? "";
const classes = (element: ElementNode): string[] => attribute(element, "class").split(" ");

interface Words {
  text: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Every piece of writing in a drawing, with the room it takes. */
function writing(nodes: readonly HtmlNode[], small = false): Words[] {
  return nodes.flatMap((node): Words[] => {
    if (typeof node === "string") return [];
    const isSmall = small || classes(node).includes("ch-axis");
    if (node.tag !== "text") return writing(node.children, isSmall);
    const text = textOf(node.children);
    const bold = /ch-(strong|word-concern|word-improvement)/.test(attribute(node, "class")) && !isSmall;
    const width = widthOf(text, isSmall ? 13 : 14, bold);
    const anchor = attribute(node, "text-anchor");
    const x = Number(attribute(node, "x")) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
    return [{ text, x, y: Number(attribute(node, "y")) - 10, width, height: 12 }];
  });
}

describe.each(all)("$name", ({ story }) => {
  const html = renderPart(<ChartFigure {...story} id="c" />);
  const nodes = parseHtml(html);
  const found = elements(nodes);
  const drawn = story.chart.empty === undefined;

  it("has its finding as its name, and says it first", () => {
    const figure = found[0];
    expect(figure?.tag).toBe("figure");
    expect(attribute(figure ?? { tag: "", attributes: new Map(), children: [] }, "aria-labelledby")).toBe(
      "c-title",
    );
    const title = found.find((element) => element.attributes.get("id") === "c-title");
    expect(textOf(title?.children ?? [])).toBe(story.title);
  });

  it("is told to who cannot see it, or says that there is nothing to see", () => {
    const pictures = found.filter((element) =>
      classes(element).some((name) => name === "ch-wide" || name === "ch-narrow"),
    );
    expect(pictures.length).toBe(drawn ? 2 : 0);
    if (!drawn) expect(textOf(nodes)).toContain(story.chart.empty);
    for (const picture of pictures) {
      expect(attribute(picture, "role")).toBe(story.chart.hasLinks ? "group" : "img");
      const byId = (name: string): string =>
        textOf(
          found.find((element) => element.attributes.get("id") === attribute(picture, name))?.children ?? [],
        );
      expect(byId("aria-labelledby")).toBe(story.title);
      expect(byId("aria-describedby")).toBe(story.chart.description);
      expect(story.chart.description.length).toBeGreaterThan(20);
    }
  });

  it("stands beside the same in figures", () => {
    const rows = found.filter((element) => element.tag === "tr");
    if (drawn) expect(rows.length).toBeGreaterThan(1);
    const { columns } = story.chart.figures;
    for (const row of rows)
      expect(elements(row.children).filter(({ tag }) => tag === "td" || tag === "th").length).toBe(
        columns.length,
      );
  });

  it("names each part once, breaks no strict policy and holds no number that is none", () => {
    const ids = found.flatMap((element) => element.attributes.get("id") ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    expect(found.filter((element) => element.tag === "style" || element.attributes.has("style"))).toEqual([]);
    expect(html).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it.each(["wide", "narrow"] as const)(
    "writes nothing over anything else, nor past its edge (%s)",
    (size: Size) => {
      if (!drawn) return;
      const { marks, height } = story.chart.draw({ size, id: "c", links: false });
      const words = writing(parseHtml(renderPart(<svg>{marks}</svg>)));
      expect(words.length).toBeGreaterThan(0);
      for (const [index, one] of words.entries()) {
        expect(one.x, one.text).toBeGreaterThan(-10);
        expect(one.x + one.width, one.text).toBeLessThan(WIDTH[size] + 10);
        expect(one.y + one.height, one.text).toBeLessThanOrEqual(height + 4);
        const under = words.slice(index + 1).filter((other) => overlaps(one, other));
        expect(under.map(({ text }) => `${one.text} / ${text}`)).toEqual([]);
      }
    },
  );

  it("leads only where its figures lead too", () => {
    const links = found.filter((element) => element.tag === "a" && classes(element).includes("ch-link"));
    const rows = new Set(story.chart.figures.rows.flatMap(({ href }) => href ?? []));
    for (const link of links) {
      expect(attribute(link, "aria-label")).toMatch(/\w/);
      expect(rows).toContain(attribute(link, "href"));
    }
    expect(links.length > 0).toBe(story.chart.hasLinks);
  });

  it("can be taken away whole: sound XML that leads nowhere and carries its finding and its source", () => {
    const svg = chartSvg(story);
    const texts: string[] = [];
    const parser = new SaxesParser({ xmlns: true });
    parser.on("error", (error) => {
      throw error;
    });
    parser.on("text", (text) => texts.push(text));
    parser.write(svg).close();
    const read = texts.join(" ").replace(/\s+/g, " ");
    for (const said of [story.title, story.source]) expect(read).toContain(said);
    expect(svg).not.toMatch(/<a[\s>]|href=|var\(|<script/);
  });
});

describe("the gallery of charts", () => {
  it("is one page whose parts are each named once", () => {
    const page = renderPage(<ChartGallery title="Charts" stories={Object.values(stories).flat()} />);
    const ids = elements(parseHtml(page)).flatMap((element) => element.attributes.get("id") ?? []);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });
});

describe("a chart as a file", () => {
  const { story } = all[0] ?? { story: undefined };

  it("survives characters that no XML may hold", () => {
    if (story === undefined) throw new Error("there is no story");
    const svg = chartSvg({ ...story, title: 'Bad \u0000 \u000b \ud800 <b>&" title' });
    expect(() => {
      const parser = new SaxesParser();
      parser.on("error", (error) => {
        throw error;
      });
      parser.write(svg).close();
    }).not.toThrow();
  });

  it("is named by its finding", () => {
    expect(chartFileName("Visits in time fell from Mar 2026: 7 months below the mean")).toBe(
      "visits-in-time-fell-from-mar-2026-7-months-below-the-mean",
    );
    expect(chartFileName("Łódź, ../../etc: é")).toBe("odz-etc-e");
    expect(chartFileName("::")).toBe("chart");
  });

  it("looks as it does on a page: the words inside it are the style sheet's own", async () => {
    const { compile } = await import("sass");
    const { css } = compile(new URL("../styles/_charts-skin.scss", import.meta.url).pathname, {
      style: "compressed",
    });
    const plain = (text: string): string =>
      text
        .toLowerCase()
        .replace(/#([\da-f])\1([\da-f])\2([\da-f])\3\b/g, "#$1$2$3")
        .replace(/\s*([{}:;,>])\s*/g, "$1")
        .replace(/;}/g, "}")
        .replace(/(?<=[\s:])0\./g, ".")
        .replace(/\s+/g, " ")
        .trim();
    expect(plain(css)).toBe(plain(SKIN));
  });

  it("uses no look that is not in the style sheet", async () => {
    const page = await readFile(new URL("../styles/_charts-figure.scss", import.meta.url), "utf8");
    const known = new Set(Array.from((SKIN + page).matchAll(/\.(ch-[\w-]+)/g), (match) => match[1]));
    const used = new Set(
      all
        .flatMap(({ story: one }) =>
          elements(parseHtml(renderPart(<ChartFigure {...one} id="c" />))).flatMap(classes),
        )
        .filter((name) => name.startsWith("ch-")),
    );
    expect([...used].filter((name) => !known.has(name))).toEqual([]);
  });
});
