import { accessSync, constants, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Plain, say } from "./place.mjs";
import { quietly } from "./run.mjs";

const POSTGRES = "/usr/lib/postgresql";
const OLDEST_POSTGRES = 15;
const CLUSTER_SETTINGS = "/etc/postgresql-common/createcluster.conf";

const canRun = (path) => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @returns {string | undefined} the first of these programs on the path */
function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(canRun);
}

function chromium() {
  const given = process.env.KITH_CHROMIUM;
  if (given !== undefined && canRun(given)) return given;
  return canRun("/usr/bin/chromium")
    ? "/usr/bin/chromium"
    : onPath("chromium", "chromium-browser", "google-chrome");
}

/** @returns {string | undefined} the folder with initdb and postgres, of the newest version that will do */
function postgres() {
  const given = process.env.KITH_POSTGRES_BIN;
  if (given !== undefined && canRun(join(given, "initdb"))) return given;
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES).map(Number) : [];
  const newest = versions.filter((version) => version >= OLDEST_POSTGRES).sort((a, b) => b - a);
  return newest
    .map((version) => join(POSTGRES, String(version), "bin"))
    .find((bin) => canRun(join(bin, "initdb")));
}

/**
 * A browser to test with; installed if this is a Debian we may install on.
 *
 * @returns {Promise<string>} the program
 * @throws {Plain} with what to install
 */
export async function needChromium() {
  if (chromium() === undefined) await install("chromium");
  return (
    chromium() ??
    fail("Chromium", "chromium", "KITH_CHROMIUM set to the program of any recent Chromium or Chrome")
  );
}

/**
 * PostgreSQL's own programs: the tests start a server of theirs, and Debian's is neither made nor started.
 *
 * @returns {Promise<string>} the folder they are in
 * @throws {Plain} with what to install
 */
export async function needPostgres() {
  if (postgres() === undefined) {
    const first = !existsSync(CLUSTER_SETTINGS);
    await install("postgresql-common");
    if (first) await withoutCluster();
    await install("postgresql");
  }
  return (
    postgres() ??
    fail(
      `PostgreSQL ${OLDEST_POSTGRES} or later`,
      "postgresql",
      "KITH_POSTGRES_BIN set to the folder of its initdb and postgres",
    )
  );
}

/** Tells Debian's package not to make a server of its own when it is installed. Only where nobody has had a say in it yet. */
async function withoutCluster() {
  if (!existsSync(CLUSTER_SETTINGS)) return;
  const line = "create_main_cluster = false\n";
  const text = `${readFileSync(CLUSTER_SETTINGS, "utf8")}\n${line}`;
  if (process.getuid?.() === 0) writeFileSync(CLUSTER_SETTINGS, text);
  else await quietly("sudo", ["-n", "sh", "-c", `printf '%s' '${line}' >> ${CLUSTER_SETTINGS}`]);
}

async function install(name) {
  const apt = onPath("apt-get");
  if (apt === undefined) return;
  const before = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  if (before.length > 0 && onPath("sudo") === undefined) return;
  say(`Installing ${name}, which the tests need.`);
  const run = (...args) => {
    const [program, ...rest] = [...before, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq", ...args];
    return quietly(program, rest);
  };
  const first = await run("install", "-y", name);
  if (first.code === 0) return;
  // The lists of a fresh machine are often empty or old.
  await run("update");
  const second = await run("install", "-y", name);
  if (second.code !== 0) say(second.output.trim().split("\n").slice(-5).join("\n"));
}

function fail(what, name, otherwise) {
  throw new Plain(
    `The tests need ${what}, and it could not be installed from here. On Debian or Ubuntu: apt-get install ${name}. Elsewhere: ${otherwise}. No test has run.`,
  );
}
