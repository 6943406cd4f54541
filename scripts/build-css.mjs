import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const fontPackage = join(root, "node_modules/@fontsource/atkinson-hyperlegible-next");

/** The cuts the style sheet asks for; a face more is a download more. */
const cuts = ["400-normal", "400-italic", "700-normal"];
const subsets = ["latin", "latin-ext"];

/**
 * Compiles `src/ui/styles/kith.scss` and puts it, with the fonts it names, in a folder served as `/assets`.
 *
 * @param {string} outDir folder for `kith.css` and `fonts/`; made if it is not there
 * @returns {Promise<{ file: string, bytes: number }>} where the style sheet is and its size
 */
export async function buildCss(outDir) {
  const fonts = join(outDir, "fonts");
  await mkdir(fonts, { recursive: true });
  // Loaded here so that a caller with the style sheet already built does not pay for the compiler.
  const sass = await import("sass");
  const { css } = sass.compile(join(root, "src/ui/styles/kith.scss"), {
    style: "compressed",
    loadPaths: [join(root, "node_modules/govuk-frontend/dist")],
    quietDeps: true,
    charset: false,
  });
  const file = join(outDir, "kith.css");
  await writeFile(file, css);
  for (const name of subsets.flatMap((subset) => cuts.map((cut) => `${subset}-${cut}`))) {
    const woff2 = `atkinson-hyperlegible-next-${name}.woff2`;
    await copyFile(join(fontPackage, "files", woff2), join(fonts, woff2));
  }
  await writeFile(join(fonts, "LICENSE.txt"), await readFile(join(fontPackage, "LICENSE")));
  return { file, bytes: Buffer.byteLength(css) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { file, bytes } = await buildCss(join(root, "dist/assets"));
  process.stdout.write(`${file} ${bytes} bytes\n`);
}
