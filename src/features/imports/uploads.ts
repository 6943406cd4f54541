import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Run } from "./runs.ts";
import { type ByteSource, bytesFromFile } from "../../platform/files/bytes.ts";

/** Where a file on its way in is kept. What is stored is only ever a name of ours inside the folder. */
const pathOf = (folder: string, run: Pick<Run, "storedAs">): string => join(folder, basename(run.storedAs));

/** The bytes of a stored file, under the name its owner knows. Throws UnreadableFile when it is no longer there. */
export function storedBytes(folder: string, run: Pick<Run, "storedAs" | "fileName">): ByteSource {
  return { ...bytesFromFile(pathOf(folder, run)), name: run.fileName };
}

/** Removes a stored file: what has been brought in or set aside is not kept twice. */
export async function removeStored(folder: string, run: Pick<Run, "storedAs">): Promise<void> {
  await rm(pathOf(folder, run), { force: true });
}
