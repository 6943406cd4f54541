import { createHash, randomBytes } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { FastifyRequest } from "fastify";
import { add, type Parameters } from "./parameters.ts";
import type { UploadedFile } from "./route.ts";

/** A form that carried more than it may. */
export class TooLarge extends Error {
  readonly statusCode = 413;
  constructor(words: string) {
    super(words);
    this.name = "TooLarge";
  }
}

const MOST_FILES = 40;
const MOST_FIELDS = 200;
const MOST_FIELD_BYTES = 200_000;

/**
 * Reads a multipart form. Files go to disk as they arrive, hashed on the way and cut off at the cap: none is ever held in memory. Their names on
 * disk are ours. When anything fails, what was written is removed.
 * @param folder the uploads folder of the data folder
 * @param maxBytes for each file
 */
export async function readMultipart(
  request: FastifyRequest,
  folder: string,
  maxBytes: number,
): Promise<{ readonly fields: Parameters; readonly files: readonly UploadedFile[] }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const fields = new Map<string, string | string[]>();
  const files: UploadedFile[] = [];
  try {
    const parts = request.parts({
      limits: {
        fileSize: maxBytes,
        files: MOST_FILES,
        fields: MOST_FIELDS,
        fieldSize: MOST_FIELD_BYTES,
        fieldNameSize: 200,
      },
    });
    for await (const part of parts) {
      if (part.type === "field") {
        if (part.valueTruncated) throw new TooLarge("One of the answers was too long.");
        add(fields, part.fieldname, String(part.value));
        continue;
      }
      const path = join(folder, randomBytes(16).toString("hex"));
      // Listed before it is complete, so that a broken upload is removed too.
      files.push({ field: part.fieldname, name: shownName(part.filename), path, size: 0, hash: "" });
      const { size, hash } = await keep(part.file, path);
      if (part.file.truncated) throw new TooLarge(`A file is larger than ${megabytes(maxBytes)}.`);
      files[files.length - 1] = { field: part.fieldname, name: shownName(part.filename), path, size, hash };
    }
    const chosen = files.filter((file) => file.size > 0 || file.name !== "");
    await discard(files.filter((file) => !chosen.includes(file)));
    return { fields: Object.fromEntries(fields), files: chosen };
  } catch (error) {
    await discard(files);
    throw error;
  }
}

/** Removes files that were received and are not wanted. */
export async function discard(files: readonly UploadedFile[]): Promise<void> {
  for (const file of files) await rm(file.path, { force: true });
}

async function keep(
  stream: NodeJS.ReadableStream,
  path: string,
): Promise<{ readonly size: number; readonly hash: string }> {
  const hash = createHash("sha256");
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, measure, createWriteStream(path, { mode: 0o600, flags: "wx" }));
  return { size, hash: hash.digest("hex") };
}

/** The name a person knows the file by: no folders, no control characters, not endless. */
export const shownName = (name: string | undefined): string =>
  basename((name ?? "").replaceAll("\\", "/"))
    .replace(/\p{C}/gu, "")
    .slice(0, 200);

/** A limit set in units of 1,024 is said in them, as on the page with the form. */
const megabytes = (bytes: number): string =>
  bytes % 2 ** 20 === 0
    ? `${bytes / 2 ** 20} MB`
    : bytes >= 1_000_000
      ? `${Math.floor(bytes / 1_000_000)} MB`
      : `${Math.floor(bytes / 1000)} KB`;
