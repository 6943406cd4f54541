import type { FastifyRequest } from "fastify";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database } from "../db/transact.ts";
import type { CookieNames } from "./cookies.ts";
import type { Visitor } from "./route.ts";
import { type SessionLimits, type Visit, visitOf } from "./session.ts";

/** Finds out who asks; asked twice in one request, it answers the same. */
export type Visits = (request: FastifyRequest) => Promise<Visit>;

/** Sessions are looked up when a page first needs to know, and once for each request. */
export function readVisits(
  options: { readonly database: Database; readonly reading: Database; readonly now: () => IsoInstant },
  names: CookieNames,
  limits: SessionLimits,
): Visits {
  const known = new WeakMap<FastifyRequest, Promise<Visit>>();
  return (request) => {
    const before = known.get(request);
    if (before !== undefined) return before;
    const token = request.cookies[names.session] ?? null;
    const database = request.method === "GET" ? options.reading : options.database;
    const visit = visitOf(database, token, options.now(), request.id, limits);
    known.set(request, visit);
    return visit;
  };
}

export function visitorOf(request: FastifyRequest, visit: Visit, names: CookieNames): Visitor {
  return {
    network: networkOf(request.ip),
    device: deviceOf(request.headers["user-agent"]),
    sessionId: visit.sessionId,
    halfway: visit.halfway,
    deviceCookie: request.cookies[names.device] ?? null,
  };
}

/** An IPv6 subscriber has a whole /64 to guess from, so it counts as one network. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped !== null) return mapped[1] ?? ip;
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = (ip.split("%", 1)[0] ?? ip).split("::", 2);
  const front = groupsOf(head);
  const back = groupsOf(tail ?? "");
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  const groups = [...front, ...Array.from({ length: zeros }, () => "0"), ...back];
  return `${groups.slice(0, 4).join(":")}::/64`;
}

/** The 16-bit groups of part of an IPv6 address, plainly written; an IPv4 address at its end is two of them. */
const groupsOf = (part: string): string[] =>
  part === ""
    ? []
    : part
        .split(":")
        .flatMap((group) =>
          group.includes(".") ? ["0", "0"] : [(group.replace(/^0+/, "") || "0").toLowerCase()],
        );

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg\//, "Edge"],
  [/Firefox\//, "Firefox"],
  [/OPR\//, "Opera"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, "an iPhone"],
  [/iPad/, "an iPad"],
  [/Android/, "Android"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "a Mac"],
  [/Linux/, "Linux"],
];

/** `Firefox on Windows`: enough for people to know their own sessions apart, and no more of the header is kept. */
export function deviceOf(agent: string | undefined): string {
  const browser = BROWSERS.find(([sign]) => sign.test(agent ?? ""))?.[1];
  const system = SYSTEMS.find(([sign]) => sign.test(agent ?? ""))?.[1];
  if (browser === undefined) return "Something that is not a browser we know";
  return system === undefined ? browser : `${browser} on ${system}`;
}
