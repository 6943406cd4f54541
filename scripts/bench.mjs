#!/usr/bin/env node
import { spawnSync } from "node:child_process";
import { inRoot } from "./lib/place.mjs";

// esbuild bundles the bench as it does Kith, because pages are TSX.
const { build } = await import("esbuild");
await build({
  entryPoints: [inRoot("bench/run.ts")],
  outfile: inRoot(".kith/bench.mjs"),
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  jsx: "automatic",
  jsxImportSource: "preact",
});
