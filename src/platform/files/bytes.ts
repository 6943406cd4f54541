import { createReadStream, statSync } from "node:fs";
import { basename } from "node:path";
import { UnreadableFile } from "../../kernel/record/claim.ts";

/** Bytes that can be read from the start as often as needed: a file, an upload, a buffer in a test. */
export type ByteSource = {
  readonly name: string;
  /** In bytes, as far as the source itself says; readers count what really comes too. */
  readonly size: number;
  readonly open: () => AsyncIterable<Uint8Array>;
};

/** The largest file read by default, in bytes. */
export const MAX_FILE_BYTES = 512 * 1024 * 1024;

const CHUNK = 256 * 1024;

/** A file on disk. Throws UnreadableFile when it is not there, is not a file, or may not be read. */
export function bytesFromFile(path: string): ByteSource {
  const name = basename(path);
  let size: number;
  try {
    const found = statSync(path);
    if (!found.isFile()) throw cannotOpen(name, "is a folder, not a file");
    size = found.size;
  } catch (problem) {
    if (problem instanceof UnreadableFile) throw problem;
    throw cannotOpen(name, whyNot(problem));
  }
  return { name, size, open: () => chunks(path, name) };
}

export function bytesFromBuffer(name: string, buffer: Uint8Array): ByteSource {
  return {
    name,
    size: buffer.byteLength,
    open: async function* open() {
      yield buffer;
    },
  };
}

/** Refuses a source by the size it declares, before a byte is read. */
export function refuseTooLarge(source: ByteSource, limit: number = MAX_FILE_BYTES): void {
  if (source.size > limit) throw tooLarge(source.name, limit);
}

export const tooLarge = (name: string, limit: number): UnreadableFile =>
  new UnreadableFile({
    code: "too-large",
    message: `${name} is larger than ${Math.floor(limit / (1024 * 1024))} MB, which no return is. Check that it is the right file.`,
  });

async function* chunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(path, { highWaterMark: CHUNK });
  try {
    for await (const chunk of stream) yield chunk as Uint8Array;
  } catch (problem) {
    throw cannotOpen(name, whyNot(problem));
  } finally {
    stream.destroy();
  }
}

const cannotOpen = (name: string, why: string): UnreadableFile =>
  new UnreadableFile({ code: "cannot-open", message: `${name} ${why}. Check the name and try again.` });

function whyNot(problem: unknown): string {
  const code = problem instanceof Error && "code" in problem ? problem.code : undefined;
  if (code === "ENOENT") return "is not there";
  if (code === "EACCES" || code === "EPERM") return "may not be read by this user";
  if (code === "EISDIR") return "is a folder, not a file";
  return "could not be opened";
}
