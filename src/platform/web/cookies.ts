import type { CookieChange } from "./route.ts";

/** The names cookies go by. Over https they carry the prefix that ties them to this host and to a secure connection. */
export type CookieNames = { readonly session: string; readonly device: string; readonly secure: boolean };

const A_YEAR = 365 * 24 * 3600;

/** @param origin the address people use, `https://kith.example.gov.uk`; undefined on a trial over plain http */
export function cookieNames(origin: string | undefined): CookieNames {
  const secure = origin?.startsWith("https:") === true;
  return secure
    ? { session: "__Host-kith", device: "__Host-kith-device", secure }
    : { session: "kith", device: "kith-device", secure };
}

export type CookieAttributes = {
  path: "/";
  httpOnly: true;
  sameSite: "lax";
  secure: boolean;
  maxAge?: number;
};

/** How a cookie is set. The session's ends with the browser; the device's lasts a year. */
export function cookieAttributes(names: CookieNames, change: CookieChange): CookieAttributes {
  const attributes = { path: "/", httpOnly: true, sameSite: "lax", secure: names.secure } as const;
  if (change.value === null) return { ...attributes, maxAge: 0 };
  return change.cookie === "device" ? { ...attributes, maxAge: A_YEAR } : attributes;
}
