import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { pngOf, WIDEST_PNG } from "./png.ts";
import { fontOfWoff } from "./woff.ts";

const drawing = (inside: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="50" viewBox="0 0 200 50">${inside}</svg>`;
const words = (text: string, weight = 400, family = "Atkinson Hyperlegible Next"): string =>
  drawing(`<text x="5" y="30" font-family="${family}" font-size="20" font-weight="${weight}">${text}</text>`);

/** Width and height as the file says, and the bytes of its pixels before any filter is undone. */
function read(png: Uint8Array): { width: number; height: number; pixels: Buffer } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    pixels: inflateSync(Buffer.concat(parts)),
  };
}

describe("a drawing as a picture", () => {
  it("is as wide as asked, and as high as its shape makes it", async () => {
    const { width, height } = read(await pngOf(drawing(""), 600));
    expect([width, height]).toEqual([600, 150]);
  });

  it("has its words in it, in our own typeface and its two weights", async () => {
    const [none, plain, bold, other] = await Promise.all([
      pngOf(drawing(""), 200),
      pngOf(words("Visits fell 81%"), 200),
      pngOf(words("Visits fell 81%", 700), 200),
      pngOf(words("Visits fell 81%", 400, "Nobody’s Own"), 200),
    ]);
    expect(plain).not.toEqual(none);
    expect(bold).not.toEqual(plain);
    // A typeface that is not there falls back to ours, because there is no other.
    expect(other).toEqual(plain);
  });

  it("has names from further off in it too", async () => {
    expect(await pngOf(words("Łucja Szczęsna"), 200)).not.toEqual(await pngOf(words("ucja Szczsna"), 200));
  });

  it("stands on white", async () => {
    const { pixels } = read(await pngOf(drawing(""), 10));
    expect(pixels.includes(255)).toBe(true);
  });

  it("fetches nothing", async () => {
    const asked = drawing(`<image href="https://example.org/a.png" width="50" height="50"/>`);
    expect(await pngOf(asked, 200)).toEqual(await pngOf(drawing(""), 200));
  });

  it("is refused when it would be enormous, or is no drawing", async () => {
    await expect(pngOf(drawing(""), WIDEST_PNG + 1)).rejects.toThrow("pixels wide");
    await expect(pngOf(drawing(""), 0)).rejects.toThrow("pixels wide");
    await expect(pngOf(drawing(""), 10.5)).rejects.toThrow("pixels wide");
    await expect(
      pngOf(`<svg xmlns="http://www.w3.org/2000/svg" width="1" height="9000"/>`, 10),
    ).rejects.toThrow("too tall");
    await expect(pngOf("no drawing at all", 10)).rejects.toThrow();
    // And the next is drawn as if nothing had happened.
    expect(read(await pngOf(drawing(""), 20)).width).toBe(20);
  });
});

describe("a web font", () => {
  const file = createRequire(import.meta.url).resolve(
    "@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-400-normal.woff",
  );

  it("unpacks to a font whose every table lies inside it and sums to what it says", () => {
    const font = Buffer.from(fontOfWoff(readFileSync(file)));
    expect(font.readUInt32BE(0)).toBe(0x00010000);
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
    expect(tables.length).toBeGreaterThan(9);
    for (const entry of tables) {
      const [tag, sum, at, length] = [
        font.toString("latin1", entry, entry + 4),
        font.readUInt32BE(entry + 4),
        font.readUInt32BE(entry + 8),
        font.readUInt32BE(entry + 12),
      ];
      expect(at % 4).toBe(0);
      expect(at + length).toBeLessThanOrEqual(font.length);
      let total = 0;
      // The head table's sum leaves out a field of its own that holds the sum of the whole.
      for (let word = at; word < at + length; word += 4) {
        if (!(tag === "head" && word === at + 8)) total = (total + font.readUInt32BE(word)) >>> 0;
      }
      expect(total).toBe(sum);
    }
  });

  it("is refused when it is none", () => {
    expect(() => fontOfWoff(new Uint8Array(60))).toThrow("not a WOFF");
    expect(() => fontOfWoff(new Uint8Array(3))).toThrow("not a WOFF");
  });
});
