#!/usr/bin/env node
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { basename, delimiter, dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { finish, inRoot, Plain, root, say, windows } from "./lib/place.mjs";
import { quietly } from "./lib/run.mjs";
import { kithNode } from "./lib/runtime.mjs";

const STAMP = inRoot("node_modules/.kith-setup");

/**
 * Makes a checkout ready to run: the packages of the lock file, the Node that runs Kith, and `npx kith`. Does nothing, and says nothing, when that is so already.
 * Runs under Node 20, which a fresh machine may have, and uses nothing that it would have to install.
 *
 * @throws {Plain} with what to do about it
 */
export async function setUp() {
  const lock = readFileSync(inRoot("package-lock.json"));
  const wanted = `${createHash("sha256").update(lock).digest("hex")} ${process.platform} ${process.arch}`;
  if (!existsSync(STAMP) || readFileSync(STAMP, "utf8") !== wanted) {
    if (!installed(JSON.parse(lock.toString("utf8")))) await install();
    kithNode();
    linkKith();
    writeFileSync(STAMP, wanted);
  }
  return kithNode();
}

/** Whether somebody's own `npm ci` has done it: npm leaves a note of what it installed, and it has what the lock file asks. */
function installed(lock) {
  const note = inRoot("node_modules/.package-lock.json");
  if (!existsSync(note)) return false;
  const there = JSON.parse(readFileSync(note, "utf8")).packages;
  return Object.entries(lock.packages).every(([place, asked]) => {
    if (place === "") return true;
    const found = there[place];
    if (found === undefined) return asked.optional === true || asked.devOptional === true;
    return (
      found.version === asked.version && found.integrity === asked.integrity && existsSync(inRoot(place))
    );
  });
}

async function install() {
  say("Installing what Kith is built from; this happens once and takes about a minute.");
  const [program, ...first] = npm();
  // Said in full, because NODE_ENV or a person's own settings may leave out what builds Kith or the Node that runs it.
  const common = ["--ignore-scripts", "--no-audit", "--no-fund", "--include=dev", "--include=optional"];
  const options = { env: outsideEnv(), shell: windows && first.length === 0 };
  const clean = await quietly(program, [...first, "ci", ...common], options);
  if (clean.code === 0) return;
  if (clean.code === 127)
    throw new Plain(
      "Kith needs npm, which comes with Node: please install Node from https://nodejs.org and try again.",
    );
  if (clean.output.includes("EUSAGE") && clean.output.includes("Missing:")) {
    // npm ci refuses a lock file that leaves out optional packages for other platforms which could not be found (npm/cli issue 9846). A plain install keeps
    // to the same versions and hashes, passes over those, and with --no-save leaves the lock file as it was.
    const plain = await quietly(program, [...first, "install", "--no-save", ...common], options);
    if (plain.code === 0) return;
    throw notInstalled(plain.output);
  }
  throw notInstalled(clean.output);
}

function notInstalled(output) {
  const said = output
    .split("\n")
    .filter((line) => line.startsWith("npm error"))
    .slice(0, 12);
  return new Plain(
    [
      "npm could not install what Kith is built from. It said:",
      "",
      ...said,
      "",
      "This once, Kith has to be able to reach npm.",
    ].join("\n"),
  );
}

/** The npm that started us, under the Node that runs it; else the one on the path. */
function npm() {
  const { npm_execpath: script, npm_node_execpath: node } = process.env;
  if (script !== undefined && node !== undefined && basename(script) === "npm-cli.js") return [node, script];
  return ["npm"];
}

/** The environment without our own node_modules on the path: npm must not run on the Node it is about to replace. */
function outsideEnv() {
  const own = inRoot("node_modules/.bin");
  const path = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== own);
  return { ...process.env, PATH: path.join(delimiter) };
}

/** Makes `npx kith` mean this checkout. */
function linkKith() {
  const link = inRoot("node_modules/.bin", windows ? "kith.cmd" : "kith");
  mkdirSync(dirname(link), { recursive: true });
  if (windows) {
    writeFileSync(link, '@"%~dp0\\node" "%~dp0\\..\\..\\bin\\kith.mjs" %*\r\n');
    return;
  }
  const target = "../../bin/kith.mjs";
  try {
    if (readlinkSync(link) === target) return;
  } catch {
    // Not there, or not a link.
  }
  rmSync(link, { force: true });
  symlinkSync(target, link);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? root).href)
  await finish(async () => {
    await setUp();
  });
