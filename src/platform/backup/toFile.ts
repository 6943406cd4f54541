import { open, rename, rm } from "node:fs/promises";
import type { Result } from "../../kernel/result.ts";
import type { Engine } from "../db/engine.ts";
import { bytesFromFile } from "../files/bytes.ts";
import type { Header } from "./archive.ts";
import { backup, type BackupOptions } from "./backup.ts";
import { inspectArchive } from "./restore.ts";

/**
 * Writes a backup to a file readable by its owner alone, sees it onto the disk, and reads it back to its end. The file has its name only once it is whole.
 * @returns its header, or why what was written cannot be read back
 */
export async function backupToFile(
  engine: Engine,
  path: string,
  options: BackupOptions,
): Promise<Result<Header>> {
  const part = `${path}.part`;
  const file = await open(part, "wx", 0o600);
  try {
    try {
      for await (const piece of backup(engine, options)) await file.write(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    const read = await inspectArchive(bytesFromFile(part));
    if (!read.ok) return read;
    await rename(part, path);
    return read;
  } finally {
    await rm(part, { force: true });
  }
}
