import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// A plain script without types, run by set-up before anything is compiled.
const script = new URL("../../../scripts/build-css.mjs", import.meta.url).href;
const { buildCss } = (await import(script)) as { buildCss: (folder: string) => Promise<{ bytes: number }> };

let folder = "";
let css = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kith-css-"));
  await buildCss(folder);
  css = await readFile(join(folder, "kith.css"), "utf8");
});
afterAll(() => rm(folder, { recursive: true }));

function channels(hex: string): [number, number, number] {
  const long = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex;
  const at = (start: number): number => Number.parseInt(long.slice(start, start + 2), 16);
  return [at(0), at(2), at(4)];
}

/** Degrees round the colour wheel, and how far from grey (0 to 255). */
function hue([r, g, b]: [number, number, number]): { degrees: number; chroma: number } {
  const high = Math.max(r, g, b);
  const chroma = high - Math.min(r, g, b);
  if (chroma === 0) return { degrees: 0, chroma };
  const sixth = high === r ? (g - b) / chroma : high === g ? (b - r) / chroma + 2 : (r - g) / chroma + 4;
  return { degrees: (sixth * 60 + 360) % 360, chroma };
}

/** WCAG's relative luminance. */
function luminance(colour: [number, number, number]): number {
  const [r, g, b] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(channels(one)), luminance(channels(other))].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

describe("the style sheet", () => {
  it("names no typeface that is GOV.UK's alone", () => {
    expect(css).not.toMatch(/GDS Transport/i);
  });

  it("has no green in it: nothing here is ever all right", () => {
    const colours = new Set(
      Array.from(css.matchAll(/#([\da-f]{6}|[\da-f]{3})\b/gi), (match) => match[1] ?? ""),
    );
    expect(colours.size).toBeGreaterThan(10);
    const green = [...colours].filter((colour) => {
      const { degrees, chroma } = hue(channels(colour));
      return chroma > 8 && degrees > 75 && degrees < 172;
    });
    expect(green).toEqual([]);
    expect(css).not.toMatch(/[:\s]green\b/);
  });

  it("asks only for typefaces that were put beside it", async () => {
    const asked = Array.from(
      css.matchAll(/url\("?\/assets\/fonts\/([^")]+)"?\)/g),
      (match) => match[1] ?? "",
    );
    const there = await readdir(join(folder, "fonts"));
    expect(asked.length).toBe(6);
    expect(there).toEqual(expect.arrayContaining(asked));
    expect(css).not.toMatch(/url\("?https?:/);
  });

  it("provides for print, forced colours and people whom motion troubles", () => {
    expect(css).toContain("@media print");
    expect(css).toContain("forced-colors: active");
    expect(css).toContain("prefers-reduced-motion: reduce");
  });
});

describe("words can be read", async () => {
  const source = await readFile(new URL("_tokens.scss", import.meta.url), "utf8");
  const token = (name: string): string => {
    const found = new RegExp(`\\$${name}: #([\\da-f]{6})`).exec(source)?.[1];
    if (!found) throw new Error(`there is no colour called ${name}`);
    return found;
  };

  it.each([
    ["ink", "paper"],
    ["soft", "paper"],
    ["soft", "card"],
    ["soft", "accent-wash"],
    ["soft", "soon-wash"],
    ["accent", "paper"],
    ["accent", "accent-wash"],
    ["card", "accent"],
    ["card", "late"],
    ["late", "paper"],
    ["late", "late-wash"],
    ["soon", "soon-wash"],
    ["unknown", "paper"],
    ["unknown", "accent-wash"],
    ["ink", "focus"],
  ])("%s on %s", (one, other) => {
    expect(contrast(token(one), token(other))).toBeGreaterThanOrEqual(4.5);
  });

  it.each([
    ["control", "paper"],
    ["control", "card"],
  ])("and the edge of a field seen: %s on %s", (one, other) => {
    expect(contrast(token(one), token(other))).toBeGreaterThanOrEqual(3);
  });
});
