#!/usr/bin/env node
import { finish, inRoot } from "./lib/place.mjs";
import { stand } from "./lib/run.mjs";
import { kithNode } from "./lib/runtime.mjs";

// npm run mutate -- src/kernel/workingDays.ts: changes the file in every way it can, and shows the changes no test noticed. Without a file, everything that
// stryker.config.mjs names.
await finish(() => {
  const [file, ...rest] = process.argv.slice(2);
  const env = { ...process.env, ...(file !== undefined && { KITH_MUTATE: file }) };
  const stryker = inRoot("node_modules/@stryker-mutator/core/bin/stryker.js");
  return stand(kithNode(), [stryker, "run", inRoot("stryker.config.mjs"), ...rest], { cwd: inRoot(), env });
});
