import { spawn } from "node:child_process";
import { constants } from "node:os";
import { watchParent } from "./parent.mjs";
import { root } from "./place.mjs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

/** How long a program that shares our terminal has to act on Ctrl-C by itself before it is asked again. */
const PATIENCE_MS = 3000;

/**
 * Runs a program in our place: its output is ours, its end is ours, and what we are told to do it is told.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} exit code; 128 and the signal's number when a signal ended it, as shells have it
 */
export function stand(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: "inherit", ...options });
    const forward = (signal) => {
      // Ctrl-C in a terminal has reached the child already, and a second one can mean "at once".
      if (signal === "SIGINT" && process.stdin.isTTY)
        setTimeout(() => child.kill("SIGTERM"), PATIENCE_MS).unref();
      else child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    watchParent(() => child.kill("SIGTERM"));
    const end = () => {
      for (const signal of SIGNALS) process.off(signal, forward);
    };
    child.once("error", (error) => {
      end();
      reject(error);
    });
    child.once("exit", (code, signal) => {
      end();
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

/**
 * Runs a program quietly and keeps what it said, for when it must be shown.
 *
 * @returns {Promise<{ code: number, output: string }>} code 127 when the program is not there
 */
export function quietly(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    const keep = (text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", keep);
    child.stderr.setEncoding("utf8").on("data", keep);
    child.once("error", (error) => resolve({ code: 127, output: error.message }));
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}
