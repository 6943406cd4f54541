import { join } from "node:path";
import type { AuditKeys } from "../platform/audit/checkpoints.ts";
import { sealAudit } from "../platform/audit/seal.ts";
import type { Config } from "../platform/config/config.ts";
import type { Engine } from "../platform/db/engine.ts";
import { type Migration, readMigrations } from "../platform/db/migrate.ts";
import type { Database } from "../platform/db/transact.ts";
import { ROOT } from "../version.ts";
import { explain, type Io } from "./common.ts";

/** An open installation. */
export type Opened = {
  readonly engine: Engine;
  readonly database: Database;
  readonly keys: AuditKeys;
  /** The authority this installation is for; 0 before it has been set up. */
  readonly authorityId: number;
  close(): Promise<void>;
};

export type OpenHow = {
  /** Make the database where there is none. Left out, one that is not there is an error and not a fresh start. */
  readonly create?: boolean;
  /** Bring the tables to this version. */
  readonly migrate?: boolean;
  /** Connections to a server at once; 4 unless told. */
  readonly connections?: number;
  /**
   * Seal the audit at the end. A command that writes to it does: nobody may be serving who would, and a row that is not sealed can be taken from the end
   * without a trace.
   */
  readonly seal?: boolean;
};

/** What a command needs of the world. */
export type Deps = {
  readonly io: Io;
  open(config: Config, how?: OpenHow): Promise<Opened>;
};

export const migrationsHere = (): Migration[] => readMigrations(join(ROOT, "migrations"));

/** Opens, works, and closes however it ends. What cannot be opened or done is explained, with exit code 3. */
export async function withOpened(
  deps: Deps,
  config: Config,
  how: OpenHow,
  work: (opened: Opened) => Promise<number>,
): Promise<number> {
  try {
    const opened = await deps.open(config, how);
    try {
      const code = await work(opened);
      if (how.seal === true) await sealAudit(opened.engine, opened.keys);
      return code;
    } finally {
      await opened.close();
    }
  } catch (error) {
    return explain(deps.io, error);
  }
}

/** Prints one answer, for a person or for a program. */
export const answer = (io: Io, asJson: boolean, value: object, text: string): void =>
  io.out(asJson ? `${JSON.stringify(value)}\n` : text);
