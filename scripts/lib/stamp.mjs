import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { inRoot, root } from "./place.mjs";

/** What the build is made from. Tests are read with the rest: telling them apart is not worth a mistake. */
const SOURCES = ["src", "migrations", "scripts", "package-lock.json", "tsconfig.json"];
const STAMP = inRoot("dist/.stamp");

/** @returns {{ path: string, size: number, time: number }[]} every source file, in an order that does not depend on the disk */
function sources() {
  const found = [];
  const add = (path) => {
    const stat = statSync(path);
    found.push({ path, size: stat.size, time: stat.mtimeMs });
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const name of SOURCES) {
    const path = inRoot(name);
    if (!existsSync(path)) continue;
    if (statSync(path).isDirectory()) walk(path);
    else add(path);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const named = (file) => relative(root, file.path).split(sep).join("/");
const digest = (lines) => createHash("sha256").update(lines.join("\n")).digest("hex");

/** Sizes and times: cheap, and enough to say that nothing was touched. */
const look = (files) => digest(files.map((file) => `${named(file)} ${file.size} ${file.time}`));

/** What is in the files: the answer when something was touched. */
const content = (files) =>
  digest(
    files.map(
      (file) => `${named(file)} ${createHash("sha256").update(readFileSync(file.path)).digest("hex")}`,
    ),
  );

/**
 * Whether dist is what the sources make, asked of sizes and times first and of the contents only if those differ.
 *
 * @returns {{ fresh: boolean, stamp?: string }} `stamp` is to be kept, after the build if there is one; none when the one that is kept still holds
 */
export function compare() {
  const files = sources();
  const [seen, held] = existsSync(STAMP) ? readFileSync(STAMP, "utf8").split("\n") : [];
  const now = look(files);
  if (seen === now) return { fresh: true };
  const inside = content(files);
  return { fresh: inside === held, stamp: `${now}\n${inside}` };
}

export { STAMP };
