#!/usr/bin/env node
import { build } from "./build.mjs";
import { finish, say } from "./lib/place.mjs";
import { needChromium, needPostgres } from "./lib/system.mjs";
import { sentence, vitest } from "./lib/tally.mjs";
import { setUp } from "./setup.mjs";

// npm test: everything that can be tested here, on both engines and in a real browser, and one line that says how it went.
// npm test -- words goes to the runner, to test a part.
await finish(async () => {
  const node = await setUp();
  await build({ before: () => say("Building Kith.") });
  const env = { KITH_CHROMIUM: await needChromium(), KITH_POSTGRES_BIN: await needPostgres() };
  const tally = await vitest(node, "tests", ["unit", "engines", "journeys"], {
    args: process.argv.slice(2),
    env,
  });
  process.stdout.write(`${sentence(tally)}\n`);
  return tally.failed === 0 ? 0 : 1;
});
