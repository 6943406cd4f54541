import { sql } from "kysely";
import { expect, it } from "vitest";
import type { FastifyInstance } from "fastify";
import { systemContext } from "../../kernel/context.ts";
import { addHours, systemNow } from "../../kernel/dates.ts";
import { notFound } from "../../kernel/result.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { refused, route } from "../../platform/web/route.ts";
import { appOver, type Browser, browserFor } from "../../../test/engines/browser.ts";
import { addAccount, addAuthority, addChild, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { seedRoles } from "../accounts/roles.ts";
import { openInEmergency } from "./breakGlass.ts";
import { waitingReviews } from "./reviews.ts";
import { routes } from "./routes.ts";

/** A stand-in for the record: what the walls let through of a child, and how many children a search counts. */
const record = [
  route({
    method: "GET",
    path: "/children/:id",
    right: "record.open",
    child: "id",
    handle: ({ database, context, params }) =>
      database.transact(context, async (handle) => {
        const id = Number(params["id"]);
        const child = await handle.db
          .selectFrom("person")
          .selectAll()
          .where("id", "=", id)
          .executeTakeFirst();
        const entries = await handle.db
          .selectFrom("timeline_event")
          .select("id")
          .where("person_id", "=", id)
          .execute();
        if (child === undefined || entries.length === 0) return refused(notFound().failures);
        await handle.audit("child.viewed", { personId: id, detail: { view: "record" } });
        return { kind: "json", value: { entries: entries.length } };
      }),
  }),
  route({
    method: "GET",
    path: "/found",
    right: "search",
    handle: ({ database, context }) =>
      database.transact(context, async ({ db }) => ({
        kind: "json",
        value: (await db.selectFrom("person").select("local_id").orderBy("local_id").execute()).map(
          (row) => row.local_id,
        ),
      })),
  }),
];

const REASON = "Police have taken the child into protection and need the address";

type World = {
  database: Database;
  app: FastifyInstance;
  authority: number;
  children: { mine: number; theirs: number; hidden: number };
  accounts: Record<"worker" | "duty" | "manager" | "director" | "dpo" | "analyst", number>;
  as: (who: keyof World["accounts"]) => Promise<Browser>;
};

const audited = async (database: Database, act: string) =>
  (
    await sql<{ account_id: number; person_id: number | null; detail: Record<string, unknown> }>`
      select account_id, person_id, detail from audit_event where act = ${act} order by seq`.execute(
      database.engine.db,
    )
  ).rows;

eachEngine("access", (open) => {
  let world: Promise<World>;
  const start = () =>
    (world ??= (async () => {
      const { database, engine } = await open();
      await seedRoles(engine);
      const authority = await addAuthority(database);
      const account = (name: string, role: string, workerRef?: string, teamRefs?: string[]) =>
        addAccount(database, authority, {
          signIn: `${name.toLowerCase()}@example.gov.uk`,
          name,
          roles: [role],
          ...(workerRef === undefined ? {} : { workerRef }),
          ...(teamRefs === undefined ? {} : { teamRefs }),
        });
      const accounts = {
        worker: await account("Wren", "social-worker", "W1"),
        duty: await account("Dara", "out-of-hours-worker", "W9"),
        manager: await account("Mina", "team-manager", "M1", ["T1"]),
        director: await account("Dell", "director"),
        dpo: await account("Otto", "data-protection-officer"),
        analyst: await account("Anil", "performance-analyst"),
      };
      const children = {
        mine: await addChild(database, authority, { localId: "C1", worker: "W1", team: "T1" }),
        theirs: await addChild(database, authority, { localId: "C2", worker: "W2", team: "T2" }),
        hidden: await addChild(database, authority, { localId: "C3", worker: "W1", team: "T1" }),
      };
      await database.transact(systemContext("tests", authority, systemNow()), async ({ db }) => {
        await db
          .insertInto("identifier")
          .values({
            authority_id: authority,
            person_id: children.theirs,
            type: "nhs",
            value: "9434765919",
            issuer: "tests",
          })
          .execute();
      });
      const app = appOver(database, [...routes, ...record]);
      return {
        database,
        app,
        authority,
        accounts,
        children,
        as: (who) => browserFor(app, database, accounts[who]),
      };
    })());

  it("restricts a record so that only those named on it know of it, and says so to nobody else", async () => {
    const { as, children, accounts } = await start();
    const manager = await as("manager");
    const asked = await manager.get(`/children/${children.hidden}/restrict`);
    expect(asked.text).toContain("Wren");
    expect(asked.text).toContain("Holds the child");
    const nobody = await manager.post(`/children/${children.hidden}/restrict`, {
      kind: "staff-family",
      reason: "Her aunt works in the hub",
    });
    expect(nobody.text).toContain("Name at least one person");
    const done = await manager.post(`/children/${children.hidden}/restrict`, {
      kind: "staff-family",
      reason: "Her aunt works in the hub",
      people: [String(accounts.worker)],
    });
    expect(done.location).toMatch(/^\/restrictions\/\d+$/);
    const worker = await as("worker");
    expect((await worker.get(`/children/${children.hidden}`)).status).toBe(200);
    const director = await as("director");
    const hidden = await director.get(`/children/${children.hidden}`);
    const missing = await director.get("/children/999999");
    expect(hidden.status).toBe(404);
    expect(hidden.html).toBe(missing.html);
    expect(JSON.parse((await director.get("/found")).html)).toEqual(["C1", "C2"]);
    expect((await director.get(`/children/${children.hidden}/log`)).status).toBe(404);
    // The manager did not name herself.
    expect((await manager.get(`/children/${children.hidden}`)).status).toBe(404);
    expect((await manager.get(`/children/${children.hidden}/restrict`)).status).toBe(404);
  });

  it("names others, takes people off but not the last, and is lifted by somebody other than who placed it", async () => {
    const { as, children, database } = await start();
    const manager = await as("manager");
    const dpo = await as("dpo");
    const list = await dpo.get("/restrictions");
    expect(list.text).toContain("C3");
    const path = /\/restrictions\/\d+/.exec(list.html)?.[0] ?? "";
    expect((await manager.post(`${path}/lift`, { reason: "I have changed my mind" })).status).toBe(403);
    const grants = (html: string) =>
      [...html.matchAll(/name="grant"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="grant"/g)].map(
        (found) => found[1] ?? found[2] ?? "",
      );
    const [wren = ""] = grants((await dpo.get(path)).html);
    expect((await dpo.post(`${path}/take-off`, { grant: wren })).text).toContain(
      "somebody must be able to open",
    );
    await dpo.post(`${path}/name`, { signIn: "dell@example.gov.uk", reason: "Takes over the case" });
    const director = await as("director");
    expect((await director.get(`/children/${children.hidden}`)).status).toBe(200);
    expect((await dpo.post(`${path}/take-off`, { grant: wren })).location).toBe(path);
    expect((await (await as("worker")).get(`/children/${children.hidden}`)).status).toBe(404);
    expect((await dpo.post(`${path}/lift`, { reason: "too short" })).status).toBe(422);
    expect((await dpo.post(`${path}/lift`, { reason: "The aunt has left the authority" })).location).toBe(
      "/restrictions",
    );
    expect((await (await as("worker")).get(`/children/${children.hidden}`)).status).toBe(200);
    const [lifted] = await audited(database, "restriction.lift");
    expect(lifted).toMatchObject({
      person_id: children.hidden,
      detail: { reason: "The aunt has left the authority" },
    });
    expect(await audited(database, "restriction.place")).toHaveLength(1);
  });

  it("needs a number, a reason from the list and one in words to open a record in an emergency", async () => {
    const { as } = await start();
    const duty = await as("duty");
    const short = await duty.post("/break-glass", { number: "C2", kind: "harm-now", reason: "urgent" });
    expect(short.status).toBe(422);
    expect(short.text).toContain("at least 20 characters");
    expect((await duty.post("/break-glass", { number: "C2", kind: "curious", reason: REASON })).status).toBe(
      422,
    );
    expect((await (await as("director")).get("/break-glass")).status).toBe(404);
    expect(
      (await (await as("analyst")).post("/break-glass", { number: "C2", kind: "harm-now", reason: REASON }))
        .status,
    ).toBe(404);
  });

  it("opens exactly the one record in an emergency, and no other", async () => {
    const { as, children } = await start();
    const duty = await as("duty");
    expect((await duty.get(`/children/${children.theirs}`)).status).toBe(404);
    const done = await duty.follow(
      await duty.post("/break-glass", { number: "943 476 5919", kind: "harm-now", reason: REASON }),
    );
    expect(done.text).toContain("C2, until");
    expect((await duty.get(`/children/${children.theirs}`)).status).toBe(200);
    expect((await duty.get(`/children/${children.mine}`)).status).toBe(404);
    expect((await (await as("worker")).get(`/children/${children.theirs}`)).status).toBe(404);
  });

  it("says the same whether there is such a record or not", async () => {
    const { as, database } = await start();
    const worker = await as("worker");
    const missing = await worker.follow(
      await worker.post("/break-glass", { number: "C777", kind: "missing", reason: REASON }),
    );
    expect(missing.text).toContain("If there is a record with that number");
    const there = await worker.follow(
      await worker.post("/break-glass", { number: "C2", kind: "missing", reason: REASON }),
    );
    expect(there.text).toContain("If there is a record with that number");
    const tries = await audited(database, "record.break-glass");
    expect(tries.map((row) => row.detail["found"])).toEqual([true, false, true]);
  });

  it("breaks no glass for a record that opens anyway", async () => {
    const { as, children, database } = await start();
    const before = (await audited(database, "record.break-glass")).length;
    const done = await (
      await as("worker")
    ).post("/break-glass", { number: "C1", kind: "harm-now", reason: REASON });
    expect(done.location).toBe(`/children/${children.mine}`);
    expect(await audited(database, "record.break-glass")).toHaveLength(before);
  });

  it("closes the record when the hour is over", async () => {
    const { database, authority, children, app } = await start();
    const earlier = addHours(systemNow(), -2);
    const stranger = await addAccount(database, authority, {
      signIn: "late@example.gov.uk",
      name: "Late",
      roles: ["out-of-hours-worker"],
    });
    const context = personContext(authority, { accountId: stranger, rights: ["breakGlass"], now: earlier });
    const done = await perform(database, context, openInEmergency, {
      number: "C1",
      kind: "harm-now",
      reason: REASON,
    });
    expect(done).toEqual({ ok: true, value: { child: children.mine } });
    const browser = await browserFor(app, database, stranger);
    expect((await browser.get(`/children/${children.mine}`)).status).toBe(404);
    expect((await browser.get("/break-glass")).text).not.toContain("Open to you now");
  });

  it("lets nobody try number after number", async () => {
    const { database, authority, accounts } = await start();
    const context = personContext(authority, { accountId: accounts.director, rights: ["breakGlass"] });
    const codes: string[] = [];
    for (let n = 0; n < 11; n += 1) {
      const done = await perform(database, context, openInEmergency, {
        number: `X${n}`,
        kind: "missing",
        reason: REASON,
      });
      codes.push(done.ok ? "done" : (done.failures[0]?.code ?? ""));
    }
    expect(codes.at(-1)).toBe("too-many-tries");
    expect(codes.filter((code) => code === "done")).toHaveLength(10);
  });

  it("tells managers and the data protection officer, who review within two working days; nobody reviews their own", async () => {
    const { as, database, authority, accounts } = await start();
    const waiting = (account: number) =>
      waitingReviews(
        database,
        personContext(authority, { accountId: account, rights: ["breakGlass.review"] }),
      );
    expect(await waiting(accounts.dpo)).toEqual({ waiting: 3, late: 0 });
    const dpo = await as("dpo");
    const list = await dpo.get("/break-glass/reviews");
    expect(list.text).toContain("3 wait for review");
    const path = /\/break-glass\/reviews\/\d+(?=">Dara)/.exec(list.html)?.[0] ?? "";
    const one = await dpo.get(path);
    expect(one.text).toContain(REASON);
    // A line of what was looked at: who, what, and then the day; not only words somewhere on the page.
    expect(one.text).toMatch(/DaraOpened the record(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/);
    expect((await dpo.post(path, { upheld: "yes", note: "no" })).status).toBe(422);
    expect((await dpo.post(path, { upheld: "yes", note: "Police log number checked" })).location).toBe(
      "/break-glass/reviews",
    );
    expect((await (await as("manager")).post(path, { upheld: "no", note: "I think otherwise" })).status).toBe(
      409,
    );
    expect((await dpo.get("/break-glass/reviews")).text).toContain("Upheld");
    expect(await waiting(accounts.dpo)).toEqual({ waiting: 2, late: 0 });
    const due = await database.transact(
      systemContext("tests", authority, systemNow()),
      async ({ db, today }) => ({
        today,
        row: await db
          .selectFrom("access_grant")
          .select("review_due")
          .where("kind", "=", "break-glass")
          .orderBy("from_at", "desc")
          .executeTakeFirst(),
      }),
    );
    expect(due.row?.review_due).toBe(ENGLAND.addWorkingDays(due.today, 2));
    // The manager may break glass and review; not both on one.
    const manager = await as("manager");
    await manager.post("/break-glass", { number: "C2", kind: "missing", reason: REASON });
    const own =
      /\/break-glass\/reviews\/\d+(?=">Mina)/.exec((await manager.get("/break-glass/reviews")).html)?.[0] ??
      "";
    expect((await manager.get(own)).text).toContain("Somebody else reviews your own openings");
    expect((await manager.post(own, { upheld: "yes", note: "I was quite right" })).status).toBe(403);
    expect((await (await as("worker")).get("/break-glass/reviews")).status).toBe(404);
  });

  it("shows who has looked at a record to those whose scope it is in, and writes that down too", async () => {
    const { as, children } = await start();
    const worker = await as("worker");
    const log = await worker.get(`/children/${children.mine}/log`);
    expect(log.status).toBe(200);
    expect((await worker.get(`/children/${children.mine}/log`)).text).toContain("Looked at who has looked");
    const stranger = await as("manager");
    expect((await stranger.get(`/children/${children.mine}/log`)).status).toBe(200);
    expect((await (await as("analyst")).get(`/children/${children.mine}/log`)).status).toBe(404);
    const dpo = await as("dpo");
    expect((await dpo.get(`/children/${children.theirs}/log`)).text).toContain("Dara");
  });

  it("shows the whole log only to those who keep it, page after page", async () => {
    const { as, database } = await start();
    expect((await (await as("director")).get("/access-log")).status).toBe(404);
    const dpo = await as("dpo");
    const first = await dpo.get("/access-log");
    expect(first.text).toContain("Opened in an emergency");
    const all = await sql<{ n: number }>`select count(*) as n from audit_event`.execute(database.engine.db);
    let rows = 0;
    let next: string | undefined = "/access-log";
    while (next !== undefined) {
      const seen: { html: string } = await dpo.get(next);
      rows += [...seen.html.matchAll(/scope="row"/g)].length;
      next = /href="(\/access-log\?after=\d+)" rel="next"/.exec(seen.html)?.[1];
    }
    expect(rows).toBeGreaterThanOrEqual(all.rows[0]?.n ?? 0);
  });
});
