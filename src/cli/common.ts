import { BadConfig, type Config, readConfig } from "../platform/config/config.ts";

export type Io = { out(text: string): void; err(text: string): void };

export type Values = { readonly [name: string]: string | boolean | (string | boolean)[] | undefined };

type Read =
  | { readonly ok: true; readonly values: Values; readonly config: Config }
  | { readonly ok: false; readonly code: number };

const said = (value: Values[string]): string | undefined => (typeof value === "string" ? value : undefined);

/** Reads a command's options and the configuration; answers --help and wrong use itself. */
export function readCommand(io: Io, help: string, parse: () => Values): Read {
  try {
    const values = parse();
    if (values["help"] === true) {
      io.out(help);
      return { ok: false, code: 0 };
    }
    const port = said(values["port"]);
    const host = said(values["host"]);
    const data = said(values["data"]);
    const config = readConfig(process.env, {
      ...(port === undefined ? {} : { port: Number(port) }),
      ...(host === undefined ? {} : { host }),
      ...(data === undefined ? {} : { dataFolder: data }),
      ...(values["trial"] === true ? { trial: true } : {}),
    });
    return { ok: true, values, config };
  } catch (error) {
    io.err(`${(error as Error).message}\n\n${help}`);
    return { ok: false, code: 2 };
  }
}

/** Errors an operator can act on carry their own words; anything else is a fault in Kith, and says so with what is needed to mend it. */
const PLAIN = new Set([
  "FolderInUse",
  "DatabaseMoved",
  "DemonstrationRefused",
  "BadConfig",
  "UnreadableFile",
  "BackupRefused",
]);

/** Says why a command could not go on. @returns the exit code */
export function explain(io: Io, error: unknown): number {
  const { name, message, code, syscall, path } = error as Error & NodeJS.ErrnoException;
  if (error instanceof BadConfig || PLAIN.has(name)) io.err(`${message}\n`);
  else if (code === "ECONNREFUSED" || code === "ENOTFOUND")
    io.err("The database does not answer. Check DATABASE_URL and that PostgreSQL is running.\n");
  else if (code === "28P01" || code === "28000")
    io.err("The database refused the user name or password in DATABASE_URL.\n");
  else if (code === "3D000")
    io.err("The database named in DATABASE_URL does not exist. Create it first: createdb NAME.\n");
  else if (code === "EADDRINUSE") io.err("Another program has that port. Set PORT to a free one.\n");
  else if (syscall === "mkdir" && (code === "EEXIST" || code === "ENOTDIR"))
    io.err(
      `${path} is a file, or lies in one, and a folder is wanted there. Name another with KITH_DATA or --data.\n`,
    );
  else if (code === "EACCES") io.err(`${message}. The data folder or the port is not open to this user.\n`);
  else io.err(`Kith could not go on: ${message}\n`);
  return 3;
}
