import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** The checkout's build, as far as these tests use it. */
type Builder = { readonly build: () => Promise<boolean> };

/** Kith, started as a person starts it: the built program in a process of its own. */
export type Product = {
  /** Where it is, as its first line says. */
  readonly address: string;
  /** The one-time code its first line says; null where it says none. */
  readonly code: string | null;
  /** Stops it as Ctrl-C does, and waits until it has stopped. @returns its exit code */
  stop(): Promise<number | null>;
};

export type Start = {
  /** The data folder; two starts of one installation give the same. */
  readonly data: string;
  readonly demo?: boolean;
  /** A PostgreSQL database in place of the embedded one. */
  readonly databaseUrl?: string;
};

/** A data folder that is gone when the tests are. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kith-journey-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Builds if the source has moved on, then starts Kith and reads the line it prints. */
export async function startProduct(start: Start): Promise<Product> {
  const { build } = (await import(new URL("../../../scripts/build.mjs", import.meta.url).href)) as Builder;
  await build();
  const { DATABASE_URL: _theirs, ...env } = process.env;
  const child = spawn(
    process.execPath,
    [join(root, "dist/kith.mjs"), "serve", ...(start.demo === true ? ["--demo"] : [])],
    {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...env,
        KITH_DATA: start.data,
        PORT: "0",
        ...(start.databaseUrl === undefined ? {} : { DATABASE_URL: start.databaseUrl }),
      },
    },
  );
  const stopped = new Promise<number | null>((resolve) => child.once("exit", resolve));
  let stopping = false;
  let complaint = "";
  child.stderr.on("data", (piece: Buffer) => void (complaint += piece.toString()));
  // Nothing but a test stops it: otherwise what it said last is what is wanted.
  void stopped.then((code) => {
    if (!stopping)
      process.stderr.write(`Kith stopped by itself (${code ?? child.signalCode}):\n${complaint}\n`);
  });
  // A test that is stopped half way must not leave a server behind.
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  const line = await firstLine(child, stopped);
  return {
    address: /Kith is at (\S+)/.exec(line)?.[1] ?? "",
    code: /one-time code to set it up: (\S+)/.exec(line)?.[1] ?? null,
    stop: async () => {
      stopping = true;
      process.off("exit", end);
      child.kill("SIGTERM");
      return await stopped;
    },
  };
}

async function firstLine(child: ChildProcess, stopped: Promise<number | null>): Promise<string> {
  let said = "";
  const read = new Promise<string>((resolve) => {
    child.stdout?.on("data", (piece: Buffer) => {
      said += piece.toString();
      if (said.includes("Kith is at") && said.endsWith("\n")) resolve(said);
    });
  });
  const ended = stopped.then((code): never => {
    throw new Error(`Kith stopped with ${code} before it said where it is.`);
  });
  return await Promise.race([read, ended]);
}
