import { randomUUID } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { type IsoInstant, londonDate, londonTime } from "../../kernel/dates.ts";
import { backup } from "../../platform/backup/backup.ts";
import type { Engine } from "../../platform/db/engine.ts";

/** `kith-2026-11-21-1655.kith.gz`: when it was taken, so that a folder of them stands in order. */
export const backupName = (now: IsoInstant): string =>
  `kith-${londonDate(now)}-${londonTime(now).replace(":", "")}.kith.gz`;

/**
 * A full backup for sending. From PostgreSQL it goes out as it is read. The embedded database has one session, and a slow reader would keep
 * everybody else from it: there it is written to the data folder first and sent from there.
 */
export async function backupForDownload(
  engine: Engine,
  options: { readonly version: string; readonly now: IsoInstant; readonly dataFolder: string },
): Promise<AsyncIterable<Uint8Array>> {
  if (engine.kind === "postgres") return backup(engine, options);
  const path = join(options.dataFolder, `backup-${randomUUID()}.part`);
  const file = await open(path, "wx+", 0o600);
  try {
    for await (const piece of backup(engine, options)) await file.write(piece);
  } catch (error) {
    await file.close();
    await rm(path, { force: true });
    throw error;
  }
  // Gone from the folder at once where the system allows it, so that nothing is left behind however the sending ends.
  await rm(path, { force: true }).catch(() => undefined);
  return pieces(file, path);
}

const CHUNK = 256 * 1024;

async function* pieces(file: FileHandle, path: string): AsyncGenerator<Uint8Array> {
  try {
    for (let at = 0; ;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK), 0, CHUNK, at);
      if (bytesRead === 0) return;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
    await rm(path, { force: true }).catch(() => undefined);
  }
}
