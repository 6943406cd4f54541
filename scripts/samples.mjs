#!/usr/bin/env node
import { finish } from "./lib/place.mjs";
import { sentence, vitest } from "./lib/tally.mjs";
import { setUp } from "./setup.mjs";

// npm run test:samples: other people's published files, where they are at hand (KITH_SAMPLES, or ../shared/data).
await finish(async () => {
  const node = await setUp();
  const tally = await vitest(node, "samples", ["samples"], { args: process.argv.slice(2) });
  process.stdout.write(`${sentence(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
});
