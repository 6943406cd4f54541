import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import pino from "pino";
import { z } from "zod";
import { systemNow } from "../../kernel/dates.ts";
import { renderPage } from "../../ui/render.ts";
import { type LongWork, occupancy, SessionTaken } from "../db/longWork.ts";
import type { Database } from "../db/transact.ts";
import { readAssets } from "./assets.ts";
import { many, rowId } from "./parameters.ts";
import { page, redirect, route } from "./route.ts";
import { webServer } from "./server.ts";
import { nobodyContext } from "./session.ts";

const folder = mkdtempSync(join(tmpdir(), "kith-web-"));
writeFileSync(join(folder, "kith.css"), "body{}");

/** These pages need no session and so no database; one that is asked for is a fault of the test. */
const noDatabase = {
  transact: () => {
    throw new Error("no database in this test: Amara Okafor");
  },
} as unknown as Database;

const logged: string[] = [];
const log = pino({ level: "info" }, { write: (line: string) => void logged.push(line) });

const routes = [
  route({ method: "GET", path: "/open", right: "anyone", handle: async () => page("Open", <h1>Open</h1>) }),
  route({
    method: "GET",
    path: "/find",
    right: "anyone",
    query: z.object({ id: rowId.optional(), of: many(z.string()).optional() }),
    handle: async ({ query }) => ({ kind: "json", value: query }),
  }),
  route({
    method: "POST",
    path: "/save",
    right: "anyone",
    body: z.object({ name: z.string(), ticked: many(z.string()) }),
    handle: async ({ body }) => redirect(`/saved?n=${body.ticked.length}`),
  }),
  route({
    method: "POST",
    path: "/files",
    right: "anyone",
    body: z.object({ as: z.string() }),
    upload: { maxBytes: 100_000 },
    handle: async ({ files }) => ({
      kind: "json",
      value: files.map(({ name, size, hash, field }) => ({ name, size, hash, field })),
    }),
  }),
  route({
    method: "GET",
    path: "/broken/:id",
    right: "anyone",
    handle: async () => {
      throw new Error("Amara Okafor is a value that must not be shown");
    },
  }),
  route({
    method: "GET",
    path: "/children/:id",
    right: "record.open",
    child: "id",
    handle: async () => page("Child", <p />),
  }),
  route({
    method: "GET",
    path: "/download",
    right: "anyone",
    handle: async () => ({ kind: "file", name: 'Réport "1".csv', type: "text/csv", content: "a,b" }),
  }),
];

const serverWith = (config: { origin?: string; mostAtOnce?: number } = {}) =>
  webServer({
    database: noDatabase,
    routes,
    layout: (frame) =>
      renderPage(
        <html>
          <title>{frame.title}</title>
          <body>{frame.body}</body>
        </html>,
      ),
    assets: readAssets(folder),
    config: { dataFolder: folder, ...config },
    now: systemNow,
    log,
  });

const app = serverWith();
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
const form = { "content-type": "application/x-www-form-urlencoded" };

function multipart(parts: readonly { name: string; file?: string; body: string }[]) {
  const lines = parts.flatMap((part) => [
    "--xx",
    `content-disposition: form-data; name="${part.name}"${part.file === undefined ? "" : `; filename="${part.file}"`}`,
    ...(part.file === undefined ? [] : ["content-type: text/plain"]),
    "",
    part.body,
  ]);
  return {
    headers: { "content-type": "multipart/form-data; boundary=xx" },
    payload: [...lines, "--xx--", ""].join("\r\n"),
  };
}

describe("every answer", () => {
  it.each(["/open", "/nowhere", "/broken/1", "/find?x=1"])(
    "%s tells the browser to run only what is ours and keep nothing",
    async (url) => {
      const { headers } = await app.inject({ url });
      expect(headers["content-security-policy"]).toContain("default-src 'none'");
      expect(headers["content-security-policy"]).not.toContain("unsafe-inline");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("same-origin");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-request-id"]).toMatch(/^[\w-]{12}$/);
      expect(headers["x-powered-by"]).toBeUndefined();
    },
  );

  it("asks for https for a year where people reach us over https, and not on a trial over http", async () => {
    const secure = serverWith({ origin: "https://kith.example" });
    expect((await secure.inject({ url: "/open" })).headers["strict-transport-security"]).toContain(
      "31536000",
    );
    expect((await app.inject({ url: "/open" })).headers["strict-transport-security"]).toBeUndefined();
    await secure.close();
  });
});

describe("parameters", () => {
  it.each(["?id=1&id=2", "?surprise=1", "?id=1e3", "?id=-1", "?__proto__=1", "?constructor=1"])(
    "%s is refused",
    async (query) => {
      expect((await app.inject({ url: `/find${query}` })).statusCode).toBe(400);
    },
  );

  it("are refused on a page that takes none", async () => {
    expect((await app.inject({ url: "/open?a=1" })).statusCode).toBe(400);
  });

  it("that may be repeated come as a list", async () => {
    expect((await app.inject({ url: "/find?id=7&of=a&of=b" })).json()).toEqual({ id: 7, of: ["a", "b"] });
  });

  it("lose the NUL characters no database takes", async () => {
    expect((await app.inject({ url: "/find?of=a%00b&of=%00" })).json()).toEqual({ of: ["ab", ""] });
  });

  it("of a form are refused when nobody asked for them", async () => {
    const sent = { method: "POST", url: "/save", headers: form } as const;
    expect((await app.inject({ ...sent, payload: "name=a&ticked=1&ticked=2" })).headers.location).toBe(
      "/saved?n=2",
    );
    expect((await app.inject({ ...sent, payload: "name=a&roles=all" })).statusCode).toBe(422);
    expect((await app.inject({ ...sent, payload: "name=a&name=b" })).statusCode).toBe(422);
  });

  it("are not read from JSON or plain text", async () => {
    for (const type of ["application/json", "text/plain", "text/html"]) {
      const answer = await app.inject({
        method: "POST",
        url: "/save",
        headers: { "content-type": type },
        payload: '{"name":"a"}',
      });
      expect(answer.statusCode).toBe(415);
    }
  });
});

describe("a form", () => {
  const send = (headers: Record<string, string>, target = app) =>
    target.inject({
      method: "POST",
      url: "/save",
      headers: { ...form, host: "kith.test", ...headers },
      payload: "name=a",
    });

  it.each([
    ["from another site", { "sec-fetch-site": "cross-site" }],
    ["from another host of the same site", { "sec-fetch-site": "same-site" }],
    ["from an address that is not ours", { origin: "http://evil.test" }],
    ["from nowhere a browser would say", { origin: "null" }],
  ])("%s is refused", async (_what, headers) => {
    expect((await send(headers)).statusCode).toBe(403);
  });

  it("from our own page is taken, and so is one from something that is not a browser", async () => {
    expect((await send({ "sec-fetch-site": "same-origin", origin: "http://kith.test" })).statusCode).toBe(
      303,
    );
    expect((await send({ origin: "http://kith.test" })).statusCode).toBe(303);
    expect((await send({})).statusCode).toBe(303);
  });

  it("must come from the configured address where there is one, whatever host the request names", async () => {
    const fixed = serverWith({ origin: "https://kith.example" });
    expect((await send({ origin: "http://kith.test" }, fixed)).statusCode).toBe(403);
    expect((await send({ origin: "https://kith.example" }, fixed)).statusCode).toBe(303);
    await fixed.close();
  });
});

describe("uploads", () => {
  const uploads = () => readdirSync(join(folder, "uploads"));

  it("go to disk under a name of ours, measured and hashed, known by the name the person knows", async () => {
    const answer = await app.inject({
      method: "POST",
      url: "/files",
      ...multipart([
        { name: "as", body: "x" },
        { name: "file", file: "C:\\census 2026.csv", body: "one,two" },
      ]),
    });
    expect(answer.json()).toEqual([
      {
        field: "file",
        name: "census 2026.csv",
        size: 7,
        hash: createHash("sha256").update("one,two").digest("hex"),
      },
    ]);
    const kept = uploads();
    expect(kept).toHaveLength(1);
    expect(readFileSync(join(folder, "uploads", kept[0] ?? ""), "utf8")).toBe("one,two");
  });

  it("that are too large are cut off and removed", async () => {
    const before = uploads().length;
    const answer = await app.inject({
      method: "POST",
      url: "/files",
      ...multipart([
        { name: "as", body: "x" },
        { name: "file", file: "big", body: "y".repeat(100_001) },
      ]),
    });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain("larger than 100 KB");
    expect(uploads()).toHaveLength(before);
  });

  it("of a form that was refused are removed", async () => {
    const before = uploads().length;
    const answer = await app.inject({
      method: "POST",
      url: "/files",
      ...multipart([
        { name: "surprise", body: "x" },
        { name: "file", file: "a", body: "b" },
      ]),
    });
    expect(answer.statusCode).toBe(422);
    expect(uploads()).toHaveLength(before);
  });

  it("are not taken by a page that asks for none", async () => {
    const answer = await app.inject({
      method: "POST",
      url: "/save",
      ...multipart([{ name: "name", body: "x" }]),
    });
    expect(answer.statusCode).toBe(415);
  });
});

describe("when something is wrong", () => {
  it("a page that breaks says so plainly, gives a reference, and shows and logs nothing of the fault's words", async () => {
    const answer = await app.inject({ url: "/broken/774411" });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain(String(answer.headers["x-request-id"]));
    expect(answer.body).not.toContain("Okafor");
    expect(logged.join("")).toContain('"fault"');
    expect(logged.join("")).not.toContain("Okafor");
    expect(logged.join("")).not.toContain("774411");
  });

  it("a page that is not there is not found; one that needs a sign-in asks for it and forgets the question", async () => {
    const missing = await app.inject({ url: "/nowhere" });
    expect(missing.statusCode).toBe(404);
    const asked = await app.inject({ url: "/children/1?name=Okafor" });
    expect(asked.headers.location).toBe("/sign-in?to=%2Fchildren%2F1");
  });

  it("an address that is no address, or too long to read, is answered in words", async () => {
    const odd = await app.inject({ url: "/%ff" });
    expect(odd.statusCode).toBe(400);
    expect(odd.headers["content-type"]).toContain("text/html");
    expect(odd.body).toContain("That address is not right");
    expect(odd.body).not.toContain("FST_ERR");
    const listening = serverWith();
    const address = await listening.listen({ port: 0, host: "localhost" });
    const long = await fetch(`${address}/open?${"a".repeat(20_000)}`);
    expect(long.status).toBe(431);
    expect(await long.text()).toContain("That address is too long");
    await listening.close();
  });

  it("too many at once are turned away in words, while the style sheet still comes", async () => {
    const full = serverWith({ mostAtOnce: 0 });
    const answer = await full.inject({ url: "/open" });
    expect(answer.statusCode).toBe(503);
    expect(answer.headers["retry-after"]).toBe("5");
    expect((await full.inject({ url: "/assets/kith.css" })).statusCode).toBe(200);
    await full.close();
  });
});

describe("files we serve", () => {
  it("may be kept for ever when asked for by their content", async () => {
    const url = readAssets(folder).url("kith.css");
    const answer = await app.inject({ url });
    expect(answer.headers["cache-control"]).toContain("immutable");
    expect((await app.inject({ url: "/assets/kith.css" })).headers["cache-control"]).toBe("public, no-cache");
  });

  it("are never found by a path", async () => {
    for (const url of ["/assets/../server.ts", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/"]) {
      expect((await app.inject({ url })).statusCode).toBe(404);
    }
  });

  it("that a handler gives are downloads that run nothing", async () => {
    const { headers } = await app.inject({ url: "/download" });
    expect(headers["content-disposition"]).toBe(
      "attachment; filename=\"R_port _1_.csv\"; filename*=UTF-8''R%C3%A9port%20%221%22.csv",
    );
    expect(headers["content-security-policy"]).toContain("sandbox");
  });
});

describe("while long work has the embedded database", () => {
  const importing: LongWork = {
    title: "Bringing in files",
    path: "/import/abcdef",
    label: "census.xml: children brought in",
    unit: "children",
    total: 40,
  };
  const taken = {
    engine: { kind: "pglite" },
    transact: () => Promise.reject(new SessionTaken({ ...importing, done: 10 })),
  } as unknown as Database;
  const asks = (path: string) =>
    route({
      method: "GET",
      path,
      right: "anyone",
      query: z.object({ watch: z.string().optional() }),
      handle: async ({ database }) => {
        await database.transact(nobody, async () => undefined);
        return page("Never", <p />);
      },
    });
  const nobody = nobodyContext(systemNow(), "r");
  const busyApp = webServer({
    database: taken,
    routes: [asks("/import/:batch"), asks("/children/:id")],
    layout: (frame) =>
      renderPage(
        <html>
          <title>{frame.title}</title>
          <body data-refresh={frame.refreshSeconds}>{frame.body}</body>
        </html>,
      ),
    assets: readAssets(folder),
    config: { dataFolder: folder },
    now: systemNow,
    busy: occupancy(),
  });
  afterAll(() => busyApp.close());
  const ask = (url: string) => busyApp.inject({ url, headers: { host: "kith.test" } });

  it("says how far it is to whoever has the address of the page about it, and reads itself again only if asked to", async () => {
    const reply = await ask("/import/abcdef");
    expect(reply.statusCode).toBe(200);
    expect(reply.body).toContain("10 of 40 children");
    expect(reply.body).toContain("census.xml");
    expect(reply.body).toContain("Keep this page up to date");
    expect(reply.body).not.toContain("data-refresh");
    const watched = await ask("/import/abcdef?watch=1");
    expect(watched.body).toContain('data-refresh="5"');
    expect(watched.body).toContain("Stop reading this page again");
  });

  it("says to everybody else that there is work, with no file's name and no numbers of children", async () => {
    const reply = await ask("/children/5");
    expect(reply.statusCode).toBe(503);
    expect(reply.headers["retry-after"]).toBe("5");
    expect(reply.body).toContain("Kith is busy");
    expect(reply.body).toContain("25% done");
    expect(reply.body).not.toMatch(/census|40|abcdef/);
  });
});
