import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder Kith is installed in: the nearest one above this file that holds its package.json. The bundle and the source are not equally deep. */
export const ROOT = ((): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
})();

export const VERSION = ((): string => {
  const read = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
  return read.version;
})();
