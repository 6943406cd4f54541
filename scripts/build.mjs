#!/usr/bin/env node
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { finish, inRoot, Plain, root, say } from "./lib/place.mjs";
import { compare, STAMP } from "./lib/stamp.mjs";

const OUT = inRoot("dist");
const MAIN = inRoot("src/main.ts");
const DAY_MS = 86_400_000;

/**
 * Bundles Kith into dist, with the style sheet and fonts, unless dist is already what the sources make.
 *
 * `src/main.ts` becomes `dist/kith.mjs` and `src/a/b/worker.ts` becomes `dist/a/b/worker.mjs`, so a file directly in `src` finds the migrations
 * (`../migrations`) and a worker (`./a/b/worker` with its own extension) by the same relative address before and after. Packages stay packages. What
 * is imported only when asked for (`await import`) stays a file of its own, so that a short command does not read the web server.
 *
 * @param {{ before?: () => void }} [told] called when there is something to build
 * @returns {Promise<boolean>} whether anything was built
 * @throws {Plain} when the source does not compile
 */
export async function build({ before } = {}) {
  const { fresh, stamp } = compare();
  if (fresh && existsSync(join(OUT, "kith.mjs"))) {
    if (stamp !== undefined) keepIfAllowed(stamp);
    return false;
  }
  before?.();
  if (!existsSync(MAIN)) throw new Plain("There is no src/main.ts to build.");
  // Made beside dist and moved in file by file: a Kith that is starting meanwhile never reads half of one.
  const made = inRoot(".kith", `build-${process.pid}`);
  try {
    await Promise.all([bundle(made), style(join(made, "assets"))]);
    moveIn(made);
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  if (stamp !== undefined) keep(stamp);
  return true;
}

async function bundle(folder) {
  const { build: esbuild, stop } = await import("esbuild");
  const entries = [MAIN, ...workers(inRoot("src"))].map((path) => ({
    in: path,
    out: path === MAIN ? "kith" : relative(inRoot("src"), path).split(sep).join("/").replace(/\.ts$/, ""),
  }));
  try {
    await esbuild({
      absWorkingDir: root,
      entryPoints: entries,
      outdir: folder,
      outExtension: { ".js": ".mjs" },
      chunkNames: "part-[hash]",
      bundle: true,
      splitting: true,
      format: "esm",
      platform: "node",
      target: "node24",
      packages: "external",
      jsx: "automatic",
      jsxImportSource: "preact",
      sourcemap: true,
      sourcesContent: false,
      minify: false,
      logLevel: "silent",
    });
  } catch (error) {
    if (!Array.isArray(error.errors)) throw error;
    const lines = error.errors.map(({ text, location }) =>
      location === null ? text : `${location.file}:${location.line}:${location.column + 1} ${text}`,
    );
    throw new Plain(["Kith does not build:", ...lines].join("\n"));
  } finally {
    // Its helper would stay for as long as we do, and npm start stays for as long as Kith runs.
    await stop();
  }
}

async function style(folder) {
  const { buildCss } = await import("./build-css.mjs");
  await buildCss(folder);
}

function workers(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(`${sep}worker.ts`))
    .map((name) => join(folder, name))
    .sort();
}

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
        statSync(join(folder, name)).isFile(),
      )
    : [];

function moveIn(folder) {
  const made = filesIn(folder);
  // The entry last: what it imports is there before it is.
  const rank = (name) => (name === "kith.mjs" ? 1 : 0);
  for (const name of made.toSorted((a, b) => rank(a) - rank(b))) {
    mkdirSync(dirname(join(OUT, name)), { recursive: true });
    renameSync(join(folder, name), join(OUT, name));
  }
  // What an earlier build left goes after a day: until then a Kith that is running may still import it.
  const kept = new Set([...made, ".stamp"]);
  for (const name of filesIn(OUT)) {
    const path = join(OUT, name);
    if (!kept.has(name) && Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { force: true });
  }
}

function keep(stamp) {
  mkdirSync(OUT, { recursive: true });
  writeFileSync(STAMP, stamp);
}

/** Only saves the next look some time: someone who may run this Kith but not write to it must not be stopped by that. */
function keepIfAllowed(stamp) {
  try {
    keep(stamp);
  } catch (error) {
    if (!["EACCES", "EPERM", "EROFS"].includes(error.code)) throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? root).href)
  await finish(async () => {
    const began = performance.now();
    if (await build()) say(`Built in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
  });
