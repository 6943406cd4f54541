#!/usr/bin/env node
import { finish, say } from "./lib/place.mjs";
import { quietly } from "./lib/run.mjs";

// Known faults in what Kith runs with. Where nobody answers there is nothing to say about them, and that is said: it is not a failure of ours.
await finish(async () => {
  const { code, output } = await quietly("npm", ["audit", "--omit=dev", "--audit-level=high", "--json"], {
    timeout: 120_000,
  });
  const from = output.indexOf("{");
  let answer;
  try {
    answer = JSON.parse(output.slice(from, output.lastIndexOf("}") + 1));
  } catch {
    answer = {};
  }
  if (answer.metadata?.vulnerabilities === undefined) {
    say("No list of known faults could be had, so none was looked for.");
    return 0;
  }
  const { high, critical } = answer.metadata.vulnerabilities;
  if (code === 0 || high + critical === 0) return 0;
  say(
    `Known faults: ${high} high, ${critical} critical, in ${Object.keys(answer.vulnerabilities).join(", ")}.`,
  );
  return 1;
});
