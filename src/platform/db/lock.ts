import { closeSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";

/** The embedded database has no lock of its own: two processes on one folder lose each other's work without an error. So Kith has one. */
export type Lock = { release(): void };

export class FolderInUse extends Error {
  readonly owner: string;
  constructor(path: string, owner: string) {
    super(
      `Another Kith process (${owner}) is using ${path}. Stop it first, or set KITH_DATA to another folder. ` +
        "The embedded database can serve one process only; use PostgreSQL (DATABASE_URL) for more.",
    );
    this.name = "FolderInUse";
    this.owner = owner;
  }
}

type Owner = { pid: number; host: string; started: string };

/**
 * Takes the lock beside a data folder. A lock whose owner is dead is taken over; a living owner's never is, however long it takes.
 * @param path the lock file
 * @param startedAt for the message a second process shows
 */
export function takeLock(path: string, startedAt: string): Lock {
  const mine: Owner = {
    pid: process.pid,
    host: hostname(),
    started: `${startedAt} ${startTicks(process.pid) ?? ""}`.trim(),
  };
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      const file = openSync(path, "wx", 0o600);
      writeSync(file, JSON.stringify(mine));
      closeSync(file);
      return { release: () => releaseIfMine(path) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const owner = readOwner(path);
    if (owner === null) {
      // Half-written by a process that is starting, or torn by a crash: look again, then take it over.
      if (attempt < 3) {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
        continue;
      }
    } else if (isAlive(owner)) {
      throw new FolderInUse(path.replace(/\.lock$/, ""), `process ${owner.pid} on ${owner.host}`);
    }
    rmSync(path, { force: true });
  }
  throw new FolderInUse(path.replace(/\.lock$/, ""), "starting at the same moment");
}

function readOwner(path: string): Owner | null {
  try {
    const owner = JSON.parse(readFileSync(path, "utf8")) as Owner;
    return typeof owner.pid === "number" ? owner : null;
  } catch {
    return null;
  }
}

function isAlive(owner: Owner): boolean {
  // Another machine's process cannot be asked; believe it lives. Somebody who knows better may remove the file.
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  // The number may have gone to another process since: where the system tells start times, compare them.
  const ticks = startTicks(owner.pid);
  const then = owner.started.split(" ")[1];
  return ticks === null || then === undefined || ticks === then;
}

/** Start time of a process in clock ticks since boot, where /proc has it. */
function startTicks(pid: number): string | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function releaseIfMine(path: string): void {
  if (readOwner(path)?.pid === process.pid) rmSync(path, { force: true });
}
