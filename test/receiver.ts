import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { childPayload, type ChildPayload } from "../src/returns/csc-api/payload.ts";
import { receive } from "../src/returns/csc-api/testing.ts";

/** What the next call is met with, in place of being taken. */
export type Fault =
  | { readonly kind: "status"; readonly status: number; readonly text?: string; readonly retryAfter?: number }
  /** No answer at all. `taken`: what came was taken all the same. */
  | { readonly kind: "hang"; readonly taken: boolean }
  /** The connection is cut after half of an answer. */
  | { readonly kind: "cut"; readonly taken: boolean }
  /** An answer that does not fit: receipts for one child fewer, or no receipts. */
  | { readonly kind: "misfit"; readonly how: "fewer" | "words" | "html"; readonly taken: boolean }
  | { readonly kind: "expire token" };

export type Call = {
  readonly path: string;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
  readonly children: readonly ChildPayload[];
  readonly status: number | "hang" | "cut";
};

/** The department's receiver, as far as is known of it: a real server that signs in, checks, answers and fails. */
export type Receiver = {
  readonly url: string;
  readonly tokenUrl: string;
  readonly clientSecret: string;
  readonly supplierKey: string;
  /** What it holds of each child, by the authority's number. */
  readonly held: Map<string, ChildPayload>;
  readonly calls: Call[];
  /** Signings-in so far. */
  readonly tokens: () => number;
  /** The next calls are met with these, one each. */
  readonly failNext: (...faults: readonly Fault[]) => void;
  /** A child refused whenever sent, with these words; null to stop. */
  readonly refuse: (laId: string, words: string | null) => void;
  /** More children, or more bytes, than this in one call is too large. */
  limits: { children: number; bytes: number };
  /** Settings of the environment that lead here. */
  readonly env: { readonly [name: string]: string };
  close(): Promise<void>;
};

const SECRET = "the-clients-own-secret";
const KEY = "supplier-key-0001";

export async function startReceiver(laCode: string): Promise<Receiver> {
  const held = new Map<string, ChildPayload>();
  const calls: Call[] = [];
  const faults: Fault[] = [];
  const refusals = new Map<string, string>();
  const limits = { children: 100, bytes: 4_000_000 };
  let token = "";
  let tokens = 0;

  const signIn = (body: string, response: ServerResponse): void => {
    const form = new URLSearchParams(body);
    const right =
      form.get("grant_type") === "client_credentials" &&
      form.get("client_id") === "client-1" &&
      form.get("client_secret") === SECRET &&
      form.get("scope") === "api://children/.default";
    if (!right) return answer(response, 401, JSON.stringify({ error: "invalid_client" }));
    tokens += 1;
    token = `token-${tokens}-${randomUUID()}`;
    answer(response, 200, JSON.stringify({ access_token: token, token_type: "Bearer", expires_in: 3600 }));
  };

  const take = (children: readonly ChildPayload[]): string[] =>
    children.map((child) => {
      const next = receive(held.get(child.la_child_id) ?? null, child);
      if (next === null) held.delete(child.la_child_id);
      else held.set(child.la_child_id, next);
      return `2026-11-21_09:15:00.${String(calls.length % 1000).padStart(3, "0")}_${randomUUID()}`;
    });

  const wrongWith = (children: readonly unknown[]): string[] =>
    children.flatMap((child, at) => {
      const read = childPayload.safeParse(child);
      if (!read.success) return [`[${at}].${read.error.issues[0]?.path.join(".") ?? ""}: not as specified`];
      const words = refusals.get(read.data.la_child_id);
      return words === undefined ? [] : [`[${at}].${words}`];
    });

  const data = (request: IncomingMessage, body: string, response: ServerResponse): void => {
    const children = readList(body);
    const done = (status: Call["status"]): void =>
      void calls.push({
        path: request.url ?? "",
        headers: request.headers,
        children: children ?? [],
        status,
      });
    const say = (status: number, text: string, headers: { [name: string]: string } = {}): void => {
      done(status);
      answer(response, status, text, headers);
    };
    const fault = faults.shift();
    if (fault?.kind === "expire token") token = "";
    if (fault?.kind === "status")
      return say(
        fault.status,
        fault.status === 204 ? "" : (fault.text ?? "no reason"),
        fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) },
      );
    if (request.headers.authorization !== `Bearer ${token}` || token === "") return say(401, "token expired");
    if (request.headers["supplierkey"] !== KEY) return say(401, "subscription key not known");
    if (children === null || children.length === 0) return say(400, "The request was malformed.");
    if (children.length > limits.children || body.length > limits.bytes) return say(413, "too large");
    const wrong = wrongWith(children);
    if (wrong.length > 0) return say(400, `Validation failed. ${wrong.join("; ")}`);
    if (fault !== undefined && "taken" in fault && fault.taken) take(children);
    if (fault?.kind === "hang") return done("hang");
    if (fault?.kind === "cut") {
      done("cut");
      response.writeHead(200, { "content-type": "application/json", "content-length": "4096" });
      response.write('["2026-11-21_09:15');
      setTimeout(() => response.destroy(), 5);
      return;
    }
    if (fault?.kind === "misfit") {
      const texts = {
        fewer: JSON.stringify(children.slice(1).map(() => `2026-11-21_09:15:00.000_${randomUUID()}`)),
        words: JSON.stringify(children.map(() => "ok")),
        html: "<p>Welcome</p>",
      };
      return say(200, texts[fault.how]);
    }
    return say(200, JSON.stringify(take(children)));
  };

  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (piece: string) => (body += piece));
    request.on("end", () => {
      if (request.method === "POST" && request.url === "/token") return signIn(body, response);
      if (request.method === "POST" && request.url === `/api/1/children_social_care_data/${laCode}/children`)
        return data(request, body, response);
      answer(response, 404, "nothing here");
    });
  });
  await listen(server);
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${at}/api/1`,
    tokenUrl: `${at}/token`,
    clientSecret: SECRET,
    supplierKey: KEY,
    held,
    calls,
    limits,
    tokens: () => tokens,
    failNext: (...next) => void faults.push(...next),
    refuse: (laId, words) => void (words === null ? refusals.delete(laId) : refusals.set(laId, words)),
    env: {
      KITH_SHARE_URL: `${at}/api/1`,
      KITH_SHARE_TOKEN_URL: `${at}/token`,
      KITH_SHARE_CLIENT_ID: "client-1",
      KITH_SHARE_CLIENT_SECRET: SECRET,
      KITH_SHARE_SCOPE: "api://children/.default",
      KITH_SHARE_SUPPLIER_KEY: KEY,
      KITH_SHARE_TIMEOUT_MS: "1500",
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const listen = (server: Server): Promise<void> =>
  new Promise((resolve) => void server.listen(0, "127.0.0.1", resolve));

function answer(
  response: ServerResponse,
  status: number,
  text: string,
  headers: { readonly [name: string]: string } = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(status === 204 ? undefined : text);
}

function readList(body: string): ChildPayload[] | null {
  try {
    const read: unknown = JSON.parse(body);
    return Array.isArray(read) ? (read as ChildPayload[]) : null;
  } catch {
    return null;
  }
}
