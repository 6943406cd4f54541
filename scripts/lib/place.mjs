import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout, wherever the command was typed. */
export const root = fileURLToPath(new URL("../..", import.meta.url));

/** @param {...string} parts below the checkout */
export const inRoot = (...parts) => join(root, ...parts);

export const windows = process.platform === "win32";

/** One short line on standard error: standard output is for what was asked for. */
export const say = (line) => process.stderr.write(`${line}\n`);

/** A failure to be told in words and not as a stack: the message is the whole story. */
export class Plain extends Error {
  name = "Plain";
}

/**
 * Runs a script's work and ends the process with its answer. What went wrong is said once, in words.
 *
 * @param {() => Promise<number | void> | number | void} work gives the exit code, or nothing for 0
 */
export async function finish(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    if (!(error instanceof Plain)) throw error;
    say(error.message);
    process.exitCode = 1;
  }
}
