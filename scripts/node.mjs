#!/usr/bin/env node
import { finish } from "./lib/place.mjs";
import { stand } from "./lib/run.mjs";
import { kithNode } from "./lib/runtime.mjs";

// node scripts/node.mjs script.mjs arguments: the script under the Node that runs Kith, whatever Node this is.
await finish(() => stand(kithNode(), process.argv.slice(2)));
