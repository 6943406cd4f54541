import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Resvg as ResvgClass } from "@resvg/resvg-wasm";
import { fontOfWoff } from "./woff.ts";

/** The product's own typeface, in the cuts and letters that pictures use. */
const FONTS = ["latin-400", "latin-700", "latin-ext-400", "latin-ext-700"];
const FAMILY = "Atkinson Hyperlegible Next";

/** A picture wider than this is a mistake or an attack on our memory: four bytes a pixel. */
export const WIDEST_PNG = 4000;

/** A drawing longer than this is not one of ours. */
const LONGEST_SVG = 5_000_000;

type Drawer = { Resvg: typeof ResvgClass; fonts: Uint8Array[] };

let drawer: Promise<Drawer> | undefined;

/**
 * Reads the drawing program and the typeface, once and only when the first picture is asked for. Both are found as packages are, so the
 * bundle and the source find the same files.
 */
async function open(): Promise<Drawer> {
  const { resolve } = createRequire(import.meta.url);
  const { initWasm, Resvg } = await import("@resvg/resvg-wasm");
  const [program, ...fonts] = await Promise.all([
    readFile(resolve("@resvg/resvg-wasm/index_bg.wasm")),
    ...FONTS.map((cut) =>
      readFile(
        resolve(`@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-${cut}-normal.woff`),
      ),
    ),
  ]);
  await initWasm(program);
  return { Resvg, fonts: fonts.map(fontOfWoff) };
}

/**
 * A drawing as a PNG, on white, in the product's typeface. Nothing is fetched: a drawing that names a picture or a typeface elsewhere
 * is drawn without it.
 * @param svg a whole SVG document of our own making
 * @param width of the picture in pixels, 1 to `WIDEST_PNG`; the height follows
 * @throws Error when the drawing is no SVG, or too large
 */
export async function pngOf(svg: string, width: number): Promise<Uint8Array> {
  if (!(Number.isInteger(width) && width >= 1 && width <= WIDEST_PNG)) {
    throw new Error(`A picture is from 1 to ${WIDEST_PNG} pixels wide.`);
  }
  if (svg.length > LONGEST_SVG) throw new Error("The drawing is too large for a picture.");
  drawer ??= open();
  const { Resvg, fonts } = await drawer.catch((error: unknown) => {
    // The next picture tries again: a file that could not be read once may be readable then.
    drawer = undefined;
    throw error;
  });
  const drawing = new Resvg(svg, {
    background: "#ffffff",
    fitTo: { mode: "width", value: width },
    font: { fontBuffers: fonts, defaultFontFamily: FAMILY, sansSerifFamily: FAMILY },
  });
  try {
    if (drawing.height * (width / drawing.width) > 2 * WIDEST_PNG) {
      throw new Error("The drawing is too tall for a picture.");
    }
    const image = drawing.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    drawing.free();
  }
}
