import { createHash } from "node:crypto";
import { pipeline, Readable, type Transform } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { ByteSource } from "../files/bytes.ts";

/**
 * The archive: gzip of lines of JSON. First the header; then for each table of the header, in its order, as many lines as it says there are rows; then the
 * end, with the SHA-256 of every byte before it. Rows are the database's own JSON and are not read here: they go from one engine to the other as they are.
 */
export const FORMAT = 1;

const name = z.string().regex(/^[a-z][a-z0-9_]*$/);

const tableSchema = z.strictObject({
  name,
  rows: z.int().min(0),
  columns: z.array(name).min(1),
  /** The identity column and the number it gives next. */
  next: z.strictObject({ column: name, value: z.int().min(1) }).nullable(),
});

const headerSchema = z.strictObject({
  kith: z.literal("backup"),
  format: z.int().min(1),
  version: z.string(),
  engine: z.enum(["pglite", "postgres"]),
  /** When the look at the database was taken. */
  at: z.string(),
  migrations: z.array(z.strictObject({ name: z.string(), hash: z.string() })),
  tables: z.array(tableSchema),
});

export type TableHeader = z.infer<typeof tableSchema>;
export type Header = z.infer<typeof headerSchema>;

const endSchema = z.strictObject({ end: z.literal(true), rows: z.int(), sha256: z.string() });
export type End = z.infer<typeof endSchema>;

/** An archive that cannot be used, with the reason for the person. */
export class BadArchive extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "BadArchive";
  }
}

/** What an archive says, in order. Rows come as their lines, some at a time. */
export type Part =
  | { readonly kind: "header"; readonly header: Header }
  | { readonly kind: "rows"; readonly table: TableHeader; readonly lines: readonly string[] }
  | { readonly kind: "end"; readonly rows: number };

/** Rows handed on at a time, and bytes: a long note must not make a batch of megabytes into one of gigabytes. */
const BATCH_ROWS = 2000;
const BATCH_BYTES = 4 * 1024 * 1024;
const LONGEST_LINE = 256 * 1024 * 1024;

/**
 * Reads an archive from its beginning, holding a batch of it at a time. Nothing may be believed until the part `end` has come: only then has the whole been there,
 * unaltered.
 * @throws BadArchive when it is not one, is cut short, is damaged or has been edited, or was made by a newer Kith
 */
export async function* readArchive(source: ByteSource): AsyncGenerator<Part> {
  const hash = createHash("sha256");
  const lines = linesOf(through(source.open(), createGunzip()));
  const take = async (): Promise<string | undefined> => {
    const next = await lines.next();
    return next.done === true ? undefined : next.value;
  };
  try {
    const first = await take();
    if (first === undefined) throw new BadArchive(`${source.name} is empty.`);
    const header = readHeader(first, source.name);
    hash.update(`${first}\n`);
    yield { kind: "header", header };
    let rows = 0;
    for (const table of header.tables) {
      for await (const batch of batches(table, take)) {
        for (const line of batch) hash.update(line).update("\n");
        rows += batch.length;
        yield { kind: "rows", table, lines: batch };
      }
    }
    const end = readEnd(await take());
    if (end.rows !== rows || end.sha256 !== hash.digest("hex")) throw edited();
    if ((await take()) !== undefined) throw edited();
    yield { kind: "end", rows };
  } catch (error) {
    throw inWords(error, source.name);
  } finally {
    await lines.return(undefined);
  }
}

async function* batches(
  table: TableHeader,
  take: () => Promise<string | undefined>,
): AsyncGenerator<string[]> {
  let batch: string[] = [];
  let size = 0;
  for (let row = 0; row < table.rows; row += 1) {
    const line = await take();
    if (line === undefined) throw cutShort();
    if (!line.startsWith("{") || line.startsWith('{"end":')) throw edited();
    batch.push(line);
    size += line.length;
    if (batch.length === BATCH_ROWS || size >= BATCH_BYTES) {
      yield batch;
      batch = [];
      size = 0;
    }
  }
  if (batch.length > 0) yield batch;
}

const cutShort = (): BadArchive =>
  new BadArchive("The backup is cut short: it does not have its end. Use another copy.");
const edited = (): BadArchive =>
  new BadArchive("The backup is not as it was made: it has been changed or damaged since. Use another copy.");

function readHeader(line: string, file: string): Header {
  const value = parse(line);
  if (typeof value !== "object" || value === null || !("kith" in value))
    throw new BadArchive(`${file} is not a backup made by Kith.`);
  if ("format" in value && typeof value.format === "number" && value.format > FORMAT)
    throw new BadArchive(
      `${file} was made by a newer Kith (backup format ${value.format}; this version reads up to ${FORMAT}). Restore it with that version.`,
    );
  const read = headerSchema.safeParse(value);
  if (!read.success) throw edited();
  return read.data;
}

function readEnd(line: string | undefined): End {
  if (line === undefined) throw cutShort();
  const read = endSchema.safeParse(parse(line));
  if (!read.success) throw edited();
  return read.data;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What the unpacking says when the bytes are wrong, as a reason. */
function inWords(error: unknown, file: string): unknown {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "Z_BUF_ERROR") return cutShort();
  if (code === "Z_DATA_ERROR")
    return new BadArchive(`${file} is not a backup made by Kith, or it is damaged. Use another copy.`);
  return error;
}

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string, undefined, undefined> {
  let rest: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, from)) {
      rest.push(Buffer.from(chunk.buffer, chunk.byteOffset + from, at - from));
      yield Buffer.concat(rest).toString("utf8");
      rest = [];
      size = 0;
      from = at + 1;
    }
    size += chunk.length - from;
    if (size > LONGEST_LINE) throw edited();
    if (from < chunk.length) rest.push(Buffer.from(chunk.subarray(from)));
  }
  // Every line ends in a line feed; bytes after the last one are half a line.
  if (size > 0) throw cutShort();
}

/** Bytes through a transform, with errors and an early stop passed both ways. */
export function through(bytes: AsyncIterable<Uint8Array>, transform: Transform): AsyncIterable<Uint8Array> {
  pipeline(Readable.from(bytes), transform, () => undefined);
  return transform;
}
