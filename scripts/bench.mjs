#!/usr/bin/env node
import { finish, inRoot } from "./lib/place.mjs";
import { stand } from "./lib/run.mjs";
import { kithNode } from "./lib/runtime.mjs";

// Bundled as Kith itself is, because pages are TSX. What follows `--` goes to the bench.
await finish(async () => {
  const { build } = await import("esbuild");
  const shared = {
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    jsx: "automatic",
    jsxImportSource: "preact",
    logLevel: "warning",
  };
  await build({ ...shared, entryPoints: [inRoot("bench/run.ts")], outfile: inRoot(".kith/bench/run.mjs") });
  await build({
    ...shared,
    entryPoints: [inRoot("src/rebuild/worker.ts")],
    outfile: inRoot(".kith/src/rebuild/worker.mjs"),
  });
  return await stand(kithNode(), [inRoot(".kith/bench/run.mjs"), ...process.argv.slice(2)]);
});
