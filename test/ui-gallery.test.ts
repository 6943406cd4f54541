import { describe, expect, it } from "vitest";
import { Gallery } from "../src/ui/gallery.tsx";
import { renderPage } from "../src/ui/render.ts";
import { elements, parseHtml, textOf } from "../src/ui/testing/html.ts";

const html = renderPage(Gallery());
const all = elements(parseHtml(html));
const get = (name: string): string[] => all.flatMap((element) => element.attributes.get(name) ?? []);

describe("the gallery", () => {
  it("is one whole page with one main heading", () => {
    expect(html.startsWith("<!doctype html>")).toBe(true);
    expect(all.filter((element) => element.tag === "h1").map((h1) => textOf(h1.children))).toEqual([
      "Maya Ellison, 7",
    ]);
  });

  it("skips no level of heading", () => {
    const levels = all.flatMap((element) => /^h([1-6])$/.exec(element.tag)?.[1] ?? []).map(Number);
    levels.forEach((level, index) => {
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    });
  });

  it("names each of its parts once", () => {
    const ids = get("id");
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("points only at parts that are there", () => {
    const ids = new Set(get("id"));
    const pointed = ["for", "aria-describedby", "aria-labelledby", "aria-controls"].flatMap(get);
    const missing = pointed.flatMap((list) => list.split(" ")).filter((id) => !ids.has(id));
    expect(missing).toEqual([]);
  });

  it("gives every field a label", () => {
    const labelled = new Set(get("for"));
    const fields = all.filter(
      (element) =>
        ["input", "select", "textarea"].includes(element.tag) && element.attributes.get("type") !== "hidden",
    );
    expect(fields.length).toBeGreaterThan(10);
    const bare = fields.map((field) => field.attributes.get("id") ?? "").filter((id) => !labelled.has(id));
    expect(bare).toEqual([]);
  });

  it("gives every picture a name", () => {
    const pictures = all.filter(
      (element) => element.tag === "svg" && element.attributes.get("aria-hidden") !== "true",
    );
    expect(pictures.length).toBeGreaterThan(5);
    for (const picture of pictures) {
      expect(picture.attributes.get("role")).toBe("img");
      expect(picture.attributes.has("aria-label") || picture.attributes.has("aria-labelledby")).toBe(true);
    }
  });

  it("needs no script and breaks no strict policy", () => {
    expect(all.filter((element) => element.tag === "script" || element.attributes.has("style"))).toEqual([]);
    expect(
      all.flatMap((element) => [...element.attributes.keys()]).filter((name) => name.startsWith("on")),
    ).toEqual([]);
  });

  it("says lateness and ignorance in words wherever it marks them", () => {
    const marked = all.filter((element) =>
      /\btag-(late|soon|unknown)\b/.test(element.attributes.get("class") ?? ""),
    );
    expect(marked.length).toBeGreaterThan(6);
    for (const tag of marked) expect(textOf(tag.children)).toMatch(/\w{3}/);
  });
});
