#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finish, inRoot, say } from "./lib/place.mjs";
import { quietly } from "./lib/run.mjs";
import { kithNode } from "./lib/runtime.mjs";

/** What is written by a script and checked in, and the script. Whatever else the file holds is a hand in it. */
const GENERATED = {
  types: ["scripts/generate-db-types.ts", "src/platform/db/types.gen.ts"],
  tables: ["scripts/process-tables.ts", "migrations/0002_process_tables.sql"],
};

// node scripts/check-generated.mjs types|tables: fails when the file is not what its script writes.
await finish(async () => {
  const [script, file] = GENERATED[process.argv[2]];
  const folder = mkdtempSync(join(tmpdir(), "kith-generated-"));
  try {
    const made = join(folder, "made");
    const { code, output } = await quietly(kithNode(), [inRoot(script), made], { cwd: inRoot() });
    if (code !== 0) {
      say(output);
      return 1;
    }
    if (readFileSync(made, "utf8") === readFileSync(inRoot(file), "utf8")) return 0;
    const difference = await quietly("diff", ["-u", inRoot(file), made]);
    say(difference.output.split("\n").slice(0, 40).join("\n"));
    say(`${file} is not what ${script} writes. Run: node scripts/node.mjs ${script} ${file}`);
    return 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
