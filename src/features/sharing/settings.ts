import { isThisMachine } from "../../platform/config/config.ts";
import { readFileSync } from "node:fs";

/** A key or password. Asked for where it is used and nowhere else, so that no log, page or row of the database comes by it. */
export type Secret = () => string;

export type Settings = {
  /** The receiver's address without its path to an authority: `https://.../children-in-social-care-data-receiver/1`. */
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly scope: string;
  readonly supplierKey: Secret;
  /** How long one answer is waited for. */
  readonly timeoutMs: number;
};

/** Off until every setting is there: nothing is sent by mistake. */
export type Sharing =
  | { readonly kind: "off"; readonly missing: readonly string[]; readonly wrong: string | null }
  | { readonly kind: "on"; readonly settings: Settings };

type Env = { readonly [name: string]: string | undefined };

export const SETTINGS = {
  url: "KITH_SHARE_URL",
  tokenUrl: "KITH_SHARE_TOKEN_URL",
  clientId: "KITH_SHARE_CLIENT_ID",
  clientSecret: "KITH_SHARE_CLIENT_SECRET",
  scope: "KITH_SHARE_SCOPE",
  supplierKey: "KITH_SHARE_SUPPLIER_KEY",
} as const;

const TIMEOUT_MS = 60_000;

/** A setting, or for one that ends in _FILE what is in that file. */
function settingOf(env: Env, name: string): string | undefined {
  const given = env[name]?.trim();
  if (given !== undefined && given !== "") return given;
  const path = env[`${name}_FILE`]?.trim();
  if (path === undefined || path === "") return undefined;
  try {
    const read = readFileSync(path, "utf8").trim();
    return read === "" ? undefined : read;
  } catch {
    return undefined;
  }
}

/** Whether an address is on this machine. */
export function isHere(address: string): boolean {
  return isThisMachine(new URL(address).hostname);
}

const asUrl = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

function wrongWith(name: string, address: string): string | null {
  const url = asUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol)) return `${name} is not an address.`;
  if (url.username !== "" || url.password !== "")
    return `${name} must not hold a user name or password; give the client's id and secret in their own settings.`;
  if (url.protocol !== "https:" && !isHere(address)) return `${name} must begin with https://.`;
  return null;
}

/** Reads the settings of the receiver. They are of the process and never of the database: a backup holds no key. */
export function readSharing(env: Env): Sharing {
  const given = Object.fromEntries(
    Object.entries(SETTINGS).map(([part, name]) => [part, settingOf(env, name)]),
  ) as { [part in keyof typeof SETTINGS]: string | undefined };
  const { url, tokenUrl, clientId, clientSecret, scope, supplierKey } = given;
  if (!url || !tokenUrl || !clientId || !clientSecret || !scope || !supplierKey)
    return {
      kind: "off",
      missing: Object.entries(SETTINGS).flatMap(([part, name]) =>
        given[part as keyof typeof SETTINGS] === undefined ? [name] : [],
      ),
      wrong: null,
    };
  const wrong = wrongWith(SETTINGS.url, url) ?? wrongWith(SETTINGS.tokenUrl, tokenUrl);
  if (wrong !== null) return { kind: "off", missing: [], wrong };
  const timeout = Number(env["KITH_SHARE_TIMEOUT_MS"] ?? TIMEOUT_MS);
  return {
    kind: "on",
    settings: {
      url: url.replace(/\/+$/, ""),
      tokenUrl,
      clientId,
      clientSecret: () => clientSecret,
      scope,
      supplierKey: () => supplierKey,
      timeoutMs: Number.isFinite(timeout) && timeout >= 100 ? timeout : TIMEOUT_MS,
    },
  };
}

export type Kind = "undecided" | "demonstration" | "trial" | "service";

/** Why this installation may not send there; null when it may. Invented children, and children whose record is kept elsewhere, go no further than this machine. */
export function mayNotSend(kind: Kind, settings: Settings): string | null {
  if (kind === "service" || isHere(settings.url)) return null;
  if (kind === "demonstration")
    return "This is a demonstration: its invented children are sent to a receiver on this machine only.";
  if (kind === "trial")
    return "This is a trial beside your present system, which sends to the department itself. A trial sends to a receiver on this machine only.";
  return "Nobody has said yet what this installation is, so it sends nothing.";
}
