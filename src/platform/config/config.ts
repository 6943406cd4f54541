import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { isAbsolute, join, resolve } from "node:path";

/** Everything an operator can set, read once. */
export type Config = {
  readonly port: number;
  readonly host: string;
  /** The data folder: the embedded database, uploads on their way in, the secret, the audit's checkpoints. */
  readonly dataFolder: string;
  /** PostgreSQL for real records; undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  /** The address people use, when it is not the one the server listens on. */
  readonly origin: string | undefined;
  readonly proxies: readonly string[];
  /** The operator says that this is a trial on the embedded database. */
  readonly trial: boolean;
};

/** Whether a host name is this machine's own, which no other can reach. */
export const isThisMachine = (host: string): boolean =>
  /^(localhost|\[?::1\]?|127(?:\.\d{1,3}){3})$/.test(host);

export class BadConfig extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BadConfig";
  }
}

/** A setting left empty, as scripts and containers leave it, is not given. */
const given = (value: string | undefined): string | undefined => (value?.trim() === "" ? undefined : value);

/** @param overrides what the command line says, which wins over the environment */
export function readConfig(
  env: { readonly [name: string]: string | undefined },
  overrides: Partial<Pick<Config, "port" | "host" | "dataFolder" | "trial">> = {},
): Config {
  const port = overrides.port ?? Number(given(env["PORT"]) ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    const said = overrides.port === undefined ? `, not “${env["PORT"]}”` : "";
    throw new BadConfig(`PORT must be a number from 0 to 65535${said}.`);
  }
  const url = given(env["DATABASE_URL"]);
  if (url !== undefined && !/^postgres(ql)?:\/\//.test(url)) {
    throw new BadConfig(
      "DATABASE_URL must begin with postgres:// (or be left out, for the embedded database).",
    );
  }
  const origin = given(env["KITH_ORIGIN"]);
  if (origin !== undefined && !/^https?:\/\/[^/]+$/.test(origin))
    throw new BadConfig(
      "KITH_ORIGIN must be an address such as https://kith.example.gov.uk, without a path.",
    );
  const folder = overrides.dataFolder ?? given(env["KITH_DATA"]) ?? "data";
  return {
    port,
    host: overrides.host ?? given(env["HOST"]) ?? "localhost",
    dataFolder: isAbsolute(folder) ? folder : resolve(folder),
    databaseUrl: url,
    origin,
    proxies: (env["KITH_PROXIES"] ?? "")
      .split(",")
      .map((part) => part.trim())
      .filter((part) => part !== ""),
    trial: overrides.trial ?? env["KITH_TRIAL"] === "1",
  };
}

export type Keys = {
  /** 32 bytes that never enter the database. */
  readonly secret: Buffer;
  readonly checkpoints: string;
};

/** The secret beside the database, made at first start and readable by its owner alone. */
export function openKeys(dataFolder: string): Keys {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const path = join(dataFolder, "secret.key");
  if (!existsSync(path)) {
    writeFileSync(path, randomBytes(32).toString("base64"), { mode: 0o600, flag: "wx" });
    chmodSync(path, 0o600);
  }
  const secret = Buffer.from(readFileSync(path, "utf8").trim(), "base64");
  if (secret.length !== 32)
    throw new BadConfig(`${path} does not hold a 32-byte secret. Restore it from the backup it belongs to.`);
  return { secret, checkpoints: join(dataFolder, "audit-checkpoints.log") };
}
