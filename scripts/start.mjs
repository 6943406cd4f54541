#!/usr/bin/env node
import { build } from "./build.mjs";
import { finish, inRoot, say } from "./lib/place.mjs";
import { stand } from "./lib/run.mjs";
import { setUp } from "./setup.mjs";

// npm start, and npm start -- --demo: ready the checkout, then be `kith serve`.
await finish(async () => {
  const node = await setUp();
  await build({ before: () => say("Building Kith.") });
  return await stand(node, [inRoot("bin/kith.mjs"), "serve", ...process.argv.slice(2)]);
});
