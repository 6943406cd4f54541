import { existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Standing } from "../features/operations/standing.ts";

/** A line of the doctor's report: those of the health page, and what only the machine can tell. */
export type DoctorLine = {
  readonly what: string;
  readonly standing: Standing;
  readonly says: string;
  readonly toDo: string | null;
};

/** The oldest Node this version is tried on. */
const OLDEST_NODE = 24;
const GIB = 1024 ** 3;

export async function machineLines(
  dataFolder: string,
  node: string = process.versions.node,
): Promise<DoctorLine[]> {
  return [nodeLine(node), folderLine(dataFolder), keyLine(dataFolder), await diskLine(dataFolder)];
}

function nodeLine(node: string): DoctorLine {
  const fine = Number(node.split(".")[0]) >= OLDEST_NODE;
  return {
    what: "Node",
    standing: fine ? "fine" : "act",
    says: `Node ${node}. No browser is needed on this machine.`,
    toDo: fine ? null : `Use Node ${OLDEST_NODE} or later; \`npm start\` brings its own.`,
  };
}

/** Group and others, by the file's mode. Windows has no such modes: there the folder is as safe as the account it stands in. */
const openToOthers = (path: string): boolean =>
  process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;

function folderLine(folder: string): DoctorLine {
  const loose = openToOthers(folder);
  return {
    what: "Data folder",
    standing: loose ? "act" : "fine",
    says: loose ? `${folder} is open to other users of this machine.` : `${folder}, for its owner only.`,
    toDo: loose ? `chmod -R go= ${folder}` : null,
  };
}

function keyLine(folder: string): DoctorLine {
  const path = join(folder, "secret.key");
  if (!existsSync(path))
    return {
      what: "Key",
      standing: "act",
      says: "There is no secret.key in the data folder.",
      toDo: "Put it back from its copy: without it the audit cannot be checked.",
    };
  const loose = openToOthers(path);
  return {
    what: "Key",
    standing: loose ? "act" : "fine",
    says: loose
      ? "secret.key is open to other users of this machine."
      : "secret.key is there, for its owner only.",
    toDo: loose ? `chmod 600 ${path}` : null,
  };
}

async function diskLine(folder: string): Promise<DoctorLine> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const standing = free < GIB ? "act" : free < 5 * GIB ? "look" : "fine";
  return {
    what: "Free disk",
    standing,
    says: `${(free / GIB).toFixed(1)} GiB free where the data folder is.`,
    toDo: standing === "fine" ? null : "Make room: a full disk stops every save.",
  };
}
