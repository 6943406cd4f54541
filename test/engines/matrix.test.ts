import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { ROLES, seedRoles } from "../../src/features/accounts/roles.ts";
import { loadDemonstration } from "../../src/features/demonstration/load.ts";
import { systemNow } from "../../src/kernel/dates.ts";
import type { Route } from "../../src/platform/web/route.ts";
import { allRoutes, application } from "../../src/serve.ts";
import { SPINE } from "../../src/spine.ts";
import { AUDIT_KEY, eachEngine } from "./setup.ts";

/**
 * Every route by every role, generated from the list of routes: a role without the right finds nothing there, one with it is never met by a fault, and a restricted child is absent for
 * everybody. A new route is in this test by being in the list.
 */
const folder = mkdtempSync(join(tmpdir(), "kith-matrix-"));
const keys = { secret: AUDIT_KEY, checkpoints: join(folder, "checkpoints.log") };
const routes = allRoutes({ keys, address: "http://localhost", dataFolder: folder, reachable: true });

/** Where a page's links lead, within Kith. */
const linksIn = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));

/** The route that answers a link: one without parameters before one with. */
function routeTo(link: string): Route | undefined {
  const path = link.split("?", 1)[0] ?? "";
  return routes
    .filter((r) => r.method === "GET" && new RegExp(`^${r.path.replace(/:\w+/g, "[^/]+")}$`).test(path))
    .sort((a, b) => a.path.split(":").length - b.path.split(":").length)[0];
}

type Answer = { status: number; body: string; location: string };

eachEngine("every route by every role", (open) => {
  let app: FastifyInstance;
  const cookies = new Map<string, string>();
  let plainChild = 0;
  let restricted = { id: 0, name: "", number: "" };

  beforeAll(async () => {
    const { engine, database } = await open();
    await seedRoles(engine);
    await loadDemonstration(database, SPINE, systemNow(), { seed: 3, children: 240, notesPerChild: 1 });
    app = application(
      {
        port: 0,
        host: "localhost",
        dataFolder: folder,
        databaseUrl: undefined,
        origin: undefined,
        proxies: [],
        trial: false,
      },
      keys,
      database,
    );
    await app.ready();
    const accounts = await engine.db
      .selectFrom("account")
      .select(["id", "roles"])
      .where("demonstration", "=", true)
      .execute();
    for (const account of accounts) {
      const reply = await app.inject({
        method: "POST",
        url: "/sign-in/demonstration",
        payload: `account=${account.id}`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
      });
      cookies.set(account.roles[0] ?? "", reply.cookies.map((c) => `${c.name}=${c.value}`).join("; "));
    }
    await engine.db.transaction().execute(async (db) => {
      await sql`select set_config('role', 'kith_system', true), set_config('kith.authority', '1', true)`.execute(
        db,
      );
      const hidden = await sql<{
        id: number;
        name: string;
        number: string;
      }>`select p.id, p.name, p.local_id as number from person p join restriction r on r.person_id = p.id where p.name is not null limit 1`.execute(
        db,
      );
      restricted = hidden.rows[0] ?? restricted;
      const open = await sql<{
        id: number;
      }>`select s.person_id as id from span s where s.status = 'protection-plan' and (s.until_on is null or s.until_on > current_date)
        and not exists (select from restriction r where r.person_id = s.person_id) limit 1`.execute(db);
      plainChild = open.rows[0]?.id ?? 0;
    });
  });

  const ask = async (role: string | null, route: Route, child: number, at?: string): Promise<Answer> => {
    const url =
      at ??
      route.path.replace(/:(\w+)/g, (_, name: string) =>
        route.child === name ? String(child) : name === "id" || name === "ref" ? "1" : "none",
      );
    const cookie = role === null ? undefined : cookies.get(role);
    const reply = await app.inject({
      method: route.method,
      url,
      headers: {
        ...(cookie === undefined ? {} : { cookie }),
        ...(route.method === "POST" ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      },
      ...(route.method === "POST" ? { payload: "nothing=true" } : {}),
    });
    return { status: reply.statusCode, body: reply.body, location: reply.headers["location"] ?? "" };
  };

  test("has a demonstration account for every role that opens anything", () => {
    for (const role of ROLES.filter((r) => r.rights.length > 0))
      expect(cookies.has(role.id), role.id).toBe(true);
    expect(plainChild).toBeGreaterThan(0);
    expect(restricted.id).toBeGreaterThan(0);
  });

  test("nobody signed in gets a page that needs it", async () => {
    for (const route of routes.filter((r) => r.right !== "anyone")) {
      const answer = await ask(null, route, plainChild);
      expect([answer.status, answer.location.split("?")[0]], `${route.method} ${route.path}`).toEqual([
        303,
        "/sign-in",
      ]);
    }
  });

  describe.each(ROLES.filter((r) => r.rights.length > 0).map((r) => r.id))("%s", (id) => {
    const rights = new Set(ROLES.find((r) => r.id === id)?.rights);
    const signsOut = (route: Route): boolean =>
      route.path === "/sign-out" ||
      route.path.startsWith("/sign-in") ||
      route.path.startsWith("/account/sessions") ||
      route.path === "/backup";

    test("finds nothing where the right is missing, and no fault where it is there", async () => {
      for (const route of routes.filter((r) => !signsOut(r))) {
        const answer = await ask(id, route, plainChild);
        const held = route.right === "anyone" || route.right === "signed-in" || rights.has(route.right);
        const what = `${id}: ${route.method} ${route.path} answered ${answer.status}`;
        if (!held) expect(answer.status, what).toBe(404);
        expect(answer.status, what).toBeLessThan(500);
      }
    });

    test("is shown no link to a page it may not open", async () => {
      const mayOpen = (route: Route): boolean =>
        route.right === "anyone" || route.right === "signed-in" || rights.has(route.right);
      const shown = async (route: Route, url?: string): Promise<readonly { route: Route; url: string }[]> => {
        const { status, body } = await ask(id, route, plainChild, url);
        const links = status === 200 ? linksIn(body) : [];
        return links.map((link) => {
          const to = routeTo(link);
          expect(
            to === undefined ? undefined : mayOpen(to),
            `${id}: ${url ?? route.path} leads to ${link}`,
          ).toBe(true);
          return { route: to as Route, url: link };
        });
      };
      const pages = routes.filter((r) => r.method === "GET" && !signsOut(r) && mayOpen(r));
      const further: { route: Route; url: string }[] = [];
      for (const route of pages) further.push(...(await shown(route)));
      // Pages named by a word are reached by a link only; one of each kind is enough.
      const reached = new Set<Route>();
      for (const { route, url } of further) {
        if (reached.has(route) || !route.path.includes(":") || signsOut(route)) continue;
        reached.add(route);
        await shown(route, url);
      }
    });

    test("meets no trace of a restricted child", async () => {
      for (const route of routes.filter(
        (r) =>
          r.method === "GET" &&
          r.right !== "anyone" &&
          !signsOut(r) &&
          r.right !== "restrict" &&
          r.right !== "log.all",
      )) {
        const answer = await ask(id, route, restricted.id);
        if (route.child !== undefined) expect(answer.status, `${id}: ${route.path}`).toBe(404);
        expect(answer.body.includes(restricted.name), `${id}: ${route.path} names the child`).toBe(false);
        expect(answer.body.includes(restricted.number), `${id}: ${route.path} numbers the child`).toBe(false);
      }
    });
  });
});
