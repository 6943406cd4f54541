#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot, say } from "./lib/place.mjs";

/**
 * Completes package-lock.json after `npm install` where npm could not look up optional packages for platforms other than its own: it then leaves them out,
 * and `npm ci` refuses the lock file it has just written (npm/cli issue 9846). Each is named by the package that wants it, with its exact version; what it
 * runs on is in its name. They have no hash until a machine that can look them up writes the lock file again.
 */
const NAME = /(android|darwin|freebsd|linux|openharmony|win32)-(\w+?)(?:-(\w+))?$/;

const path = inRoot("package-lock.json");
const lock = JSON.parse(readFileSync(path, "utf8"));
const { packages } = lock;
const added = [];
for (const [place, wanting] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(wanting.optionalDependencies ?? {})) {
    const at = `node_modules/${name}`;
    const parts = NAME.exec(name);
    if (
      place === "" ||
      packages[at] !== undefined ||
      packages[`${place}/${at}`] !== undefined ||
      parts === null
    )
      continue;
    const [, os, cpu, abi] = parts;
    packages[at] = {
      version,
      cpu: [cpu],
      ...(wanting.dev === true && { dev: true }),
      ...(os === "linux" && abi !== undefined && { libc: [abi.startsWith("musl") ? "musl" : "glibc"] }),
      license: wanting.license,
      optional: true,
      os: [os],
    };
    added.push(name);
  }
}
if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, "en")));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
say(
  added.length === 0 ? "The lock file is complete." : `Added ${added.length} packages for other platforms.`,
);
