import { createHmac } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import type { IsoInstant } from "../../kernel/dates.ts";

/**
 * The file of signed checkpoints, beside the database and not in it: one line for each seal, and one for each time a backup was put back. It is what
 * shows that the database as a whole was replaced by an older one, so copies of it belong on another machine.
 *
 *     <seal> <hash> <when> <signature>
 *     restored <seal> <hash> <when> <signature>
 */
export type AuditKeys = {
  readonly key: Buffer;
  /** Where the file is. */
  readonly checkpoints: string;
};

export type Checkpoint = {
  readonly kind: "sealed" | "restored";
  /** 0, with an empty hash, for a database restored before anything had been sealed. */
  readonly no: number;
  readonly hash: string;
  readonly at: string;
};

export type CheckpointLine =
  | { readonly line: number; readonly genuine: true; readonly checkpoint: Checkpoint }
  | { readonly line: number; readonly genuine: false };

const NONE = "-";

const sign = (key: Buffer, body: string): string =>
  createHmac("sha256", key).update(`checkpoint ${body}`).digest("base64url");

function bodyOf(checkpoint: Checkpoint): string {
  const words = `${checkpoint.no} ${checkpoint.hash === "" ? NONE : checkpoint.hash} ${checkpoint.at}`;
  return checkpoint.kind === "restored" ? `restored ${words}` : words;
}

/** Adds lines, on the disk before it returns. */
export function appendCheckpoints(keys: AuditKeys, checkpoints: readonly Checkpoint[]): void {
  if (checkpoints.length === 0) return;
  const text = checkpoints.map((checkpoint) => {
    const body = bodyOf(checkpoint);
    return `${body} ${sign(keys.key, body)}\n`;
  });
  cutTornEnd(keys.checkpoints);
  const file = openSync(keys.checkpoints, "a", 0o600);
  try {
    writeSync(file, text.join(""));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** A line without its end was being written when the power went. Nothing was ever told to be in it, and its seal gets a line again. */
function cutTornEnd(path: string): void {
  const tail = tailOf(path, 4096);
  if (tail === "" || tail.endsWith("\n")) return;
  truncateSync(
    path,
    statSync(path).size - (Buffer.byteLength(tail) - (Buffer.from(tail).lastIndexOf(10) + 1)),
  );
}

/** The file's lines in order; none when there is no file. */
export function readCheckpoints(keys: AuditKeys): CheckpointLine[] {
  if (!existsSync(keys.checkpoints)) return [];
  return readFileSync(keys.checkpoints, "utf8")
    .split("\n")
    .flatMap((text, at): CheckpointLine[] => (text === "" ? [] : [readLine(keys.key, text, at + 1)]));
}

function readLine(key: Buffer, text: string, line: number): CheckpointLine {
  const cut = text.lastIndexOf(" ");
  const body = text.slice(0, cut);
  if (cut === -1 || sign(key, body) !== text.slice(cut + 1)) return { line, genuine: false };
  const words = body.split(" ");
  const kind = words[0] === "restored" ? "restored" : "sealed";
  const [no = "", hash = "", at = ""] = kind === "restored" ? words.slice(1) : words;
  return {
    line,
    genuine: true,
    checkpoint: { kind, no: Number(no), hash: hash === NONE ? "" : hash, at },
  };
}

/** The last line of the file that Kith signed. Reads no more of the file than it needs. */
export function lastCheckpoint(keys: AuditKeys): Checkpoint | undefined {
  // The first line of a part of the file is as a rule half a line, and no more genuine than any other damage.
  const tail = tailOf(keys.checkpoints, 4096).split("\n");
  const near = tail.map((text) => readLine(keys.key, text, 0)).findLast((line) => line.genuine);
  const found = near ?? readCheckpoints(keys).findLast((line) => line.genuine);
  return found?.genuine === true ? found.checkpoint : undefined;
}

function tailOf(path: string, bytes: number): string {
  if (!existsSync(path)) return "";
  const file = openSync(path, "r");
  try {
    const size = fstatSync(file).size;
    const buffer = Buffer.alloc(Math.min(bytes, size));
    readSync(file, buffer, 0, buffer.length, size - buffer.length);
    return buffer.toString("utf8");
  } finally {
    closeSync(file);
  }
}

/** The part of the file that speaks for the database as it is: from the last time a backup was put back. */
export function sinceRestored(lines: readonly CheckpointLine[]): CheckpointLine[] {
  const from = lines.findLastIndex((line) => line.genuine && line.checkpoint.kind === "restored");
  return lines.slice(Math.max(from, 0));
}

/** Writes down that a backup was put back, so that what was sealed after it was made is known to be gone and why. */
export function noteRestored(
  keys: AuditKeys,
  head: { readonly no: number; readonly hash: string },
  at: IsoInstant,
): void {
  appendCheckpoints(keys, [{ kind: "restored", no: head.no, hash: head.hash, at }]);
}
