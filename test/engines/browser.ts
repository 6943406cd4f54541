import type { FastifyInstance } from "fastify";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemContext } from "../../src/kernel/context.ts";
import { type IsoInstant, systemNow } from "../../src/kernel/dates.ts";
import type { Database } from "../../src/platform/db/transact.ts";
import { readAssets } from "../../src/platform/web/assets.ts";
import type { Route } from "../../src/platform/web/route.ts";
import { startSession } from "../../src/platform/web/session.ts";
import { webServer } from "../../src/platform/web/server.ts";
import { Page } from "../../src/ui/layout.tsx";
import { renderPage } from "../../src/ui/render.ts";
import { elements, parseHtml, textOf } from "../../src/ui/testing/html.ts";

/** The installation's secret in tests. */
export const SECRET = Buffer.alloc(32, 9);

/** A clock the test moves. */
export type Clock = { now: IsoInstant };
export const testClock = (now: IsoInstant = systemNow()): Clock => ({ now });

let dataFolder: string | undefined;

/** One folder for the applications of a run, gone when the run is. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "kith-app-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The web application over some routes, with a plain layout. */
export function appOver(
  database: Database,
  routes: readonly Route[],
  clock: Clock = testClock(),
  origin?: string,
): FastifyInstance {
  const folder = (dataFolder ??= temporaryFolder());
  return webServer({
    database,
    routes,
    layout: (frame) =>
      renderPage(Page({ title: frame.title, hasErrors: frame.hasErrors, children: frame.body })),
    assets: readAssets(folder),
    config: { dataFolder: folder, origin },
    now: () => clock.now,
  });
}

export type Seen = {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
  /** The words on the page. */
  readonly text: string;
  /** The values of its fields, by name. */
  readonly fields: ReadonlyMap<string, string>;
};

/** Somebody at a browser: keeps cookies, reads pages, sends forms, and says where the form came from as browsers do. */
export type Browser = {
  get(url: string): Promise<Seen>;
  post(url: string, form?: Record<string, string | readonly string[]>): Promise<Seen>;
  /** Goes where the last answer led, as often as it leads on. */
  follow(seen: Seen): Promise<Seen>;
  readonly cookies: Map<string, string>;
};

/** A browser already signed in, where signing in is not what is tested. */
export async function browserFor(
  app: FastifyInstance,
  database: Database,
  accountId: number,
  now: IsoInstant = systemNow(),
): Promise<Browser> {
  const token = await database.transact(systemContext("tests", 0, now), (handle) =>
    startSession(handle, accountId, { strong: true, device: "a test" }),
  );
  return browserOn(app, "10.0.0.1", new Map([["kith", token]]));
}

export function browserOn(
  app: FastifyInstance,
  address = "10.0.0.1",
  cookies = new Map<string, string>(),
): Browser {
  const send = async (method: "GET" | "POST", url: string, payload?: string): Promise<Seen> => {
    const answer = await app.inject({
      method,
      url,
      remoteAddress: address,
      cookies: Object.fromEntries(cookies),
      headers: {
        "user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
        "sec-fetch-site": "same-origin",
        ...(payload === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(payload === undefined ? {} : { payload }),
    });
    for (const cookie of answer.cookies) {
      if (cookie.value === "" || cookie.maxAge === 0) cookies.delete(cookie.name);
      else cookies.set(cookie.name, cookie.value);
    }
    const tree = answer.body.startsWith("<!doctype") ? parseHtml(answer.body) : [];
    const fields = new Map<string, string>();
    for (const element of elements(tree)) {
      const name = element.attributes.get("name");
      if (element.tag === "input" && name !== undefined)
        fields.set(name, element.attributes.get("value") ?? "");
    }
    return {
      status: answer.statusCode,
      location: answer.headers.location?.toString(),
      html: answer.body,
      text: textOf(tree),
      fields,
    };
  };
  const browser: Browser = {
    cookies,
    get: (url) => send("GET", url),
    post: (url, form = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(form)) {
        for (const each of typeof value === "string" ? [value] : value) body.append(name, each);
      }
      return send("POST", url, body.toString());
    },
    follow: async (seen) => {
      let last = seen;
      for (let steps = 0; last.location !== undefined && steps < 5; steps += 1)
        last = await browser.get(last.location);
      return last;
    },
  };
  return browser;
}
