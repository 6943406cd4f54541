import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { IsoInstant } from "../../kernel/dates.ts";

/** A data folder whose record was moved to PostgreSQL. Its database stays as it was, and nobody may go on working in it by mistake. */
export class DatabaseMoved extends Error {
  constructor(moved: Moved) {
    super(
      `The record in this data folder was moved to PostgreSQL (${moved.to}) on ${moved.at}. Set DATABASE_URL to it. ` +
        `To go back to how it was then, and lose what was done there since, remove the file ${FILE} from the data folder.`,
    );
    this.name = "DatabaseMoved";
  }
}

export type Moved = { readonly to: string; readonly at: string };

const FILE = "moved.json";

/** @param url where to; its user name and password are not written down */
export function markMoved(dataFolder: string, url: string, at: IsoInstant): void {
  const { host, pathname } = new URL(url);
  const moved: Moved = { to: `${host}${pathname}`, at };
  writeFileSync(join(dataFolder, FILE), `${JSON.stringify(moved)}\n`, { mode: 0o600 });
}

/** To be called before the embedded database of a folder is opened. @throws DatabaseMoved */
export function refuseMoved(dataFolder: string): void {
  const path = join(dataFolder, FILE);
  if (!existsSync(path)) return;
  let moved: Moved = { to: "another database", at: "an unknown day" };
  try {
    moved = { ...moved, ...(JSON.parse(readFileSync(path, "utf8")) as Partial<Moved>) };
  } catch {
    // The file itself is the sign; a torn one is one too.
  }
  throw new DatabaseMoved(moved);
}
