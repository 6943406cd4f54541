import { existsSync, readFileSync, rmSync } from "node:fs";
import { inRoot, say } from "./place.mjs";
import { stand } from "./run.mjs";

/** @typedef {{ passed: number, failed: number }} Tally */

/** The one line that says how it went, alone and last. */
export const sentence = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * Runs vitest and counts from its own report. Nothing may be skipped, so what did not run counts as failed, and so do a file that could not be read, a
 * suite with nothing in it, and a fault outside any test.
 *
 * @param {string} node program to run it with
 * @param {string} name of the report
 * @param {readonly string[]} suites vitest projects, each of which must run something
 * @param {{ args?: readonly string[], env?: Record<string, string> }} [more]
 * @returns {Promise<Tally>}
 */
export async function vitest(node, name, suites, { args = [], env = {} } = {}) {
  const report = inRoot("reports", `${name}.json`);
  rmSync(report, { force: true });
  const code = await stand(
    node,
    [
      inRoot("node_modules/vitest/vitest.mjs"),
      "run",
      ...suites.flatMap((suite) => ["--project", suite]),
      "--reporter=default",
      "--reporter=json",
      `--outputFile.json=${report}`,
      ...args,
    ],
    { cwd: inRoot(), env: { ...process.env, ...env } },
  );
  if (!existsSync(report)) {
    say("The test runner left no report: it did not finish.");
    return { passed: 0, failed: 1 };
  }
  return count(JSON.parse(readFileSync(report, "utf8")), code, args.length === 0 ? suites : []);
}

/** @param {readonly string[]} suites those that must have run something */
export function count(report, code, suites) {
  const passed = report.numPassedTests;
  let failed = report.numFailedTests;
  const add = (number, why) => {
    if (number === 0) return;
    failed += number;
    say(why);
  };
  const idle = report.numPendingTests + report.numTodoTests;
  add(idle, `${idle} test(s) did not run: skipped or still to be written. Each counts as failed.`);
  const unread = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  add(
    unread.length,
    `${unread.length} file(s) with no test that could be run: ${unread.map((file) => file.name).join(", ")}.`,
  );
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length > 0,
  );
  const silent = broken.filter((file) => file.assertionResults.every((test) => test.status !== "failed"));
  add(
    silent.length,
    `${silent.length} file(s) failed outside their tests: ${silent.map((file) => file.name).join(", ")}.`,
  );
  const empty = suites.filter((suite) => !report.testResults.some((file) => suiteOf(file.name) === suite));
  add(empty.length, `Nothing ran in: ${empty.join(", ")}.`);
  if (code !== 0 && failed === 0) add(1, "The test runner reports a fault outside any test.");
  return { passed, failed };
}

/** The report does not name the suite of a file; vitest.config.ts places them so. */
function suiteOf(file) {
  const path = file.replaceAll("\\", "/");
  if (path.includes("/test/journeys/")) return "journeys";
  if (path.includes("/test/samples/")) return "samples";
  return path.includes("/test/engines/") || path.endsWith(".db.test.ts") ? "engines" : "unit";
}
