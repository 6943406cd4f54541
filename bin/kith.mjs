#!/usr/bin/env node
import { existsSync } from "node:fs";
import module from "node:module";
import { fileURLToPath } from "node:url";
import { watchParent } from "../scripts/lib/parent.mjs";
import { Plain, say } from "../scripts/lib/place.mjs";

const at = (path) => new URL(`../${path}`, import.meta.url);
const main = at("dist/kith.mjs");

/** Kith under the right Node, built if this is a checkout whose source has moved on. The program itself is dist/kith.mjs. */
async function kith() {
  const { kithNode } = await import("../scripts/lib/runtime.mjs");
  if (isCheckout() && !existsSync(at("node_modules/.kith-setup"))) {
    const { setUp } = await import("../scripts/setup.mjs");
    await setUp();
  }
  const node = kithNode();
  if (node !== process.execPath) {
    const { stand } = await import("../scripts/lib/run.mjs");
    process.exitCode = await stand(node, [
      ...process.execArgv,
      fileURLToPath(import.meta.url),
      ...process.argv.slice(2),
    ]);
    return;
  }
  if (isCheckout()) {
    const { build } = await import("../scripts/build.mjs");
    await build();
  }
  if (!existsSync(main)) throw new Plain("Kith has not been built: run npm run build.");
  // Compiled code is kept between runs, so that a short command is short. Where it cannot be written Node does without.
  module.enableCompileCache?.(fileURLToPath(at(".kith/compiled")));
  watchParent(() => process.kill(process.pid, "SIGTERM"));
  await import(main.href);
}

/** Source and the means to build it. An installed Kith has only dist, and runs that. */
function isCheckout() {
  return (
    existsSync(at("src/main.ts")) &&
    existsSync(at("scripts/build.mjs")) &&
    process.env.NODE_ENV !== "production"
  );
}

try {
  await kith();
} catch (error) {
  if (!(error instanceof Plain)) throw error;
  say(error.message);
  process.exitCode = 1;
}
