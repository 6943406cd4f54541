import { expect, it } from "vitest";
import { sql } from "kysely";
import { type IsoInstant, systemNow } from "../../kernel/dates.ts";
import { systemContext } from "../../kernel/context.ts";
import { totpCode } from "../../platform/auth/totp.ts";
import type { Database } from "../../platform/db/transact.ts";
import { page, route } from "../../platform/web/route.ts";
import { addSeconds } from "../../platform/web/moments.ts";
import {
  appOver,
  type Browser,
  browserOn,
  SECRET,
  type Seen,
  testClock,
} from "../../../test/engines/browser.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { installationOf, newSetupCode } from "./installation.ts";
import { seedRoles } from "./roles.ts";
import { accountsRoutes } from "./routes.ts";
import type { FastifyInstance } from "fastify";

const GOOD = "copper lantern forty";
const ADDRESS = "https://kith.example";

type World = {
  database: Database;
  app: FastifyInstance;
  clock: { now: IsoInstant };
  demos: string[];
};

const later = (clock: { now: IsoInstant }, minutes: number): void => {
  clock.now = addSeconds(clock.now, Math.round(60 * minutes));
};

/** The shared secret as the set-up page spells it. */
const sharedOf = (seen: Seen): string =>
  (/<code>([A-Z2-7 ]+)<\/code>/.exec(seen.html)?.[1] ?? "").replaceAll(" ", "");

/** Goes through the page that sets up the phone; gives the shared secret and the recovery codes. */
async function setUpPhone(browser: Browser, seen: Seen, clock: { now: IsoInstant }) {
  const shared = sharedOf(seen);
  const done = await browser.post("/sign-in/set-up", {
    to: "/",
    offer: seen.fields.get("offer") ?? "",
    code: totpCode(shared, clock.now),
  });
  expect(done.text).toContain("Keep these codes");
  return {
    shared,
    recovery: [...done.html.matchAll(/<code>([A-Z0-9-]{14})<\/code>/g)].map((found) => found[1] ?? ""),
  };
}

/** Makes an account through the administrator's pages and joins with it. */
async function join(world: World, admin: Browser, signIn: string, roles: string[], name = "New Person") {
  const made = await admin.post("/accounts/new", { name, signIn, roles, workerRef: "" });
  const link = /https:\/\/kith\.example(\/invite\/[\w-]+)/.exec(made.text)?.[1] ?? "";
  const browser = browserOn(world.app, "10.0.0.2");
  const phone = await browser.follow(await browser.post(link, { password: GOOD }));
  return { browser, link, signIn, ...(await setUpPhone(browser, phone, world.clock)) };
}

eachEngine("signing in", (open) => {
  let world: Promise<World>;
  const start = () =>
    (world ??= (async () => {
      const { database, engine } = await open();
      await seedRoles(engine);
      const clock = testClock();
      const demos: string[] = [];
      const loadDemo = async (): Promise<void> => void demos.push("loaded");
      const app = appOver(database, accountsRoutes({ secret: SECRET, address: ADDRESS, loadDemo }), clock);
      return { database, app, clock, demos };
    })());

  let admin: Browser;
  let adminSecret: string;
  let adminRecovery: string[];

  it("sends everybody to the set-up of a new installation, which needs the printed code", async () => {
    const { app, database, clock } = await start();
    const browser = browserOn(app);
    const first = await browser.follow(await browser.get("/account"));
    expect(first.text).toContain("Set up Kith");
    await newSetupCode(database, SECRET, clock.now);
    const wrong = await browser.post("/start", { code: "AAAA-BBBB-CCCC-DDDD", kind: "trial" });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("not the code that was printed");
    const skipped = await browser.post("/start/administrator", {
      code: "AAAA-BBBB-CCCC-DDDD",
      kind: "trial",
      authority: "Testshire",
      name: "Amara Okafor",
      signIn: "amara@example.gov.uk",
      password: GOOD,
      also: "service-manager",
    });
    expect(skipped.status).toBe(422);
    expect((await installationOf(database, clock.now)).kind).toBe("undecided");
  });

  it("refuses a service on the embedded database, and says how to have one", async () => {
    const { app, database, clock } = await start();
    if (database.engine.kind !== "pglite") return;
    const code = (await newSetupCode(database, SECRET, clock.now)) ?? "";
    const refused = await browserOn(app).post("/start", { code, kind: "service" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("A service needs PostgreSQL");
    expect(refused.text).toContain("DATABASE_URL");
  });

  it("makes the first administrator with the code, a good password and a phone", async () => {
    const { app, database, clock } = await start();
    const old = (await newSetupCode(database, SECRET, clock.now)) ?? "";
    const code = (await newSetupCode(database, SECRET, clock.now)) ?? "";
    admin = browserOn(app);
    expect((await admin.post("/start", { code: old, kind: "trial" })).status).toBe(422);
    const second = await admin.post("/start", { code: code.toLowerCase(), kind: "trial" });
    expect(second.text).toContain("Make the first administrator");
    const form = {
      code,
      kind: "trial",
      authority: "Testshire",
      name: "Amara Okafor",
      signIn: "amara@example.gov.uk",
      password: "Password1!",
      also: "service-manager",
    };
    expect((await admin.post("/start/administrator", form)).text).toContain("lists that people who break in");
    expect(
      (await admin.post("/start/administrator", { ...form, password: "amara likes whitby" })).text,
    ).toContain("without your name");
    const phone = await admin.follow(await admin.post("/start/administrator", { ...form, password: GOOD }));
    expect(phone.text).toContain("Set up your phone");
    expect(phone.html).toContain("<svg");
    // Nothing opens before the phone is set up.
    expect((await admin.get("/account")).location).toContain("/sign-in");
    const done = await setUpPhone(admin, phone, clock);
    adminSecret = done.shared;
    adminRecovery = done.recovery;
    expect(adminRecovery).toHaveLength(10);
    expect((await admin.get("/account")).text).toContain("System administrator, Service manager");
    expect((await admin.get("/start")).status).toBe(404);
    expect(await newSetupCode(database, SECRET, clock.now)).toBeNull();
  });

  it("keeps neither passwords, tokens, codes nor the phone's secret as they are", async () => {
    const { database } = await start();
    const rows = await sql<{ everything: string }>`select concat((select json_agg(a) from account a),
      (select json_agg(s) from session s), (select json_agg(t) from sign_in_try t),
      (select json_agg(e) from audit_event e)) as everything`.execute(database.engine.db);
    const everything = rows.rows[0]?.everything ?? "";
    for (const secret of [GOOD, adminSecret, ...adminRecovery, ...admin.cookies.values()])
      expect(everything).not.toContain(secret);
    expect(everything).toContain("$argon2id$");
  });

  it("asks for the password and then a code, each code once, under a new token at each step", async () => {
    const { app, clock } = await start();
    later(clock, 1);
    const browser = browserOn(app);
    const half = await browser.post("/sign-in", {
      signIn: " Amara@Example.gov.uk",
      password: GOOD,
      to: "/roles",
    });
    expect(half.location).toBe("/sign-in/code?to=%2Froles");
    const halfToken = browser.cookies.get("kith");
    expect((await browser.get("/account")).location).toContain("/sign-in");
    const code = totpCode(adminSecret, clock.now);
    expect((await browser.post("/sign-in/code", { code: "000000", to: "/roles" })).status).toBe(422);
    const inside = await browser.post("/sign-in/code", { code, to: "/roles" });
    expect(inside.location).toBe("/roles");
    expect(browser.cookies.get("kith")).not.toBe(halfToken);
    const over = browserOn(app, "10.0.0.9");
    await over.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD });
    expect((await over.post("/sign-in/code", { code })).status).toBe(422);
    // A stolen halfway token is worth nothing once used.
    const stale = browserOn(app, "10.0.0.3", new Map([["kith", halfToken ?? ""]]));
    expect((await stale.get("/sign-in/code")).location).toBe("/sign-in");
  });

  it("lets a recovery code in once", async () => {
    const { app } = await start();
    const [code = ""] = adminRecovery;
    const browser = browserOn(app);
    await browser.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD });
    expect((await browser.post("/sign-in/code", { code: code.toLowerCase() })).location).toBe("/");
    expect((await browser.get("/account")).text).toContain("9 recovery codes");
    const again = browserOn(app);
    await again.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD });
    expect((await again.post("/sign-in/code", { code })).status).toBe(422);
  });

  it("leads nowhere but here after signing in", async () => {
    const { app, clock } = await start();
    for (const to of ["//evil.test", "https://evil.test/", "/\\evil.test", "/children?name=Okafor"]) {
      later(clock, 1);
      const browser = browserOn(app);
      await browser.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD, to });
      const done = await browser.post("/sign-in/code", { code: totpCode(adminSecret, clock.now), to });
      expect(done.location === "/" || done.location === "/children").toBe(true);
    }
  });

  it("answers the same whether the account is there or not", async () => {
    const { app } = await start();
    const there = await browserOn(app, "10.1.0.1").post("/sign-in", {
      signIn: "amara@example.gov.uk",
      password: "not this one",
    });
    const missing = await browserOn(app, "10.1.0.2").post("/sign-in", {
      signIn: "nobody@example.gov.uk",
      password: "not this one",
    });
    expect(there.status).toBe(422);
    expect(missing.html.replaceAll("nobody@", "amara@")).toBe(there.html);
  });

  it("slows guesses from one network, whether the account is there or not, and lets go again", async () => {
    const { app, clock } = await start();
    for (const signIn of ["amara@example.gov.uk", "nobody@example.gov.uk"]) {
      const guesser = browserOn(app, signIn.startsWith("n") ? "10.2.0.1" : "10.2.0.2");
      const statuses: number[] = [];
      for (let guess = 0; guess < 7; guess += 1)
        statuses.push((await guesser.post("/sign-in", { signIn, password: `guess number ${guess}` })).status);
      expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
      later(clock, 1.1);
      expect((await guesser.post("/sign-in", { signIn, password: "one more guess" })).status).toBe(422);
    }
  });

  it("cannot be made to lock somebody out of the browser they use", async () => {
    const { app, clock } = await start();
    for (let stranger = 0; stranger < 24; stranger += 1) {
      const guesser = browserOn(app, `10.3.0.${stranger}`);
      await guesser.post("/sign-in", { signIn: "amara@example.gov.uk", password: "a guess of a stranger" });
    }
    // On a browser nobody has signed in on, the name now has to wait ...
    const elsewhere = await browserOn(app, "10.4.0.1").post("/sign-in", {
      signIn: "amara@example.gov.uk",
      password: GOOD,
    });
    expect(elsewhere.status).toBe(429);
    // ... but her own has a cookie of its own, and she walks in.
    const device = admin.cookies.get("kith-device") ?? "";
    const own = browserOn(app, "10.3.0.1", new Map([["kith-device", device]]));
    expect((await own.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD })).location).toBe(
      "/sign-in/code",
    );
    // And the wait elsewhere ends by itself.
    later(clock, 1.1);
    const after = await browserOn(app, "10.4.0.1").post("/sign-in", {
      signIn: "amara@example.gov.uk",
      password: GOOD,
    });
    expect(after.location).toBe("/sign-in/code");
  });

  it("slows guesses at the second factor too", async () => {
    const { app, clock } = await start();
    later(clock, 61);
    const browser = browserOn(app, "10.5.0.1");
    await browser.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD });
    const statuses: number[] = [];
    for (let guess = 0; guess < 6; guess += 1)
      statuses.push((await browser.post("/sign-in/code", { code: `00000${guess}` })).status);
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
    expect((await browser.post("/sign-in/code", { code: totpCode(adminSecret, clock.now) })).status).toBe(
      429,
    );
  });

  it("ends a session that rests for half an hour, and any after ten hours", async () => {
    const w = await start();
    const signIn = async (): Promise<Browser> => {
      later(w.clock, 61);
      const browser = browserOn(w.app, "10.6.0.1");
      await browser.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD });
      await browser.post("/sign-in/code", { code: totpCode(adminSecret, w.clock.now) });
      return browser;
    };
    const rests = await signIn();
    later(w.clock, 29);
    expect((await rests.get("/account")).status).toBe(200);
    later(w.clock, 29);
    expect((await rests.get("/account")).status).toBe(200);
    later(w.clock, 31);
    expect((await rests.get("/account")).location).toContain("/sign-in");
    const works = await signIn();
    for (let minutes = 0; minutes < 590; minutes += 20) {
      expect((await works.get("/account")).status).toBe(200);
      later(w.clock, 20);
    }
    expect((await works.get("/account")).location).toContain("/sign-in");
    admin = await signIn();
  });

  it("invites somebody with a link that works once, is not used up by looking, and tells nobody the password", async () => {
    const w = await start();
    const made = await admin.post("/accounts/new", {
      name: "Ben Hart",
      signIn: "ben@example.gov.uk",
      roles: ["social-worker"],
      workerRef: "",
    });
    const link = /https:\/\/kith\.example(\/invite\/[\w-]+)/.exec(made.text)?.[1] ?? "";
    const ben = browserOn(w.app, "10.0.0.2");
    expect((await ben.get(link)).text).toContain("Welcome, Ben Hart");
    expect((await ben.get(link)).status).toBe(200);
    expect((await ben.post(link, { password: "short" })).status).toBe(422);
    const phone = await ben.follow(await ben.post(link, { password: GOOD }));
    await setUpPhone(ben, phone, w.clock);
    expect((await ben.get("/account")).text).toContain("Social worker");
    expect((await ben.get(link)).status).toBe(404);
    expect((await ben.post(link, { password: "another good one" })).status).toBe(404);
    expect(
      (await admin.post("/accounts/new", { name: "B", signIn: "BEN@example.gov.uk", workerRef: "" })).text,
    ).toContain("Somebody has that");
  });

  it("hides the administrator's pages from everybody else, and writes the attempt down", async () => {
    const w = await start();
    const worker = await join(w, admin, "cara@example.gov.uk", ["social-worker"]);
    const missing = await worker.browser.get("/nowhere");
    const hidden = await worker.browser.get("/accounts");
    expect(hidden.status).toBe(404);
    expect(hidden.html).toBe(missing.html);
    expect((await worker.browser.post("/accounts/1/disable")).status).toBe(404);
    const refusals = await sql<{
      n: number;
    }>`select count(*) as n from audit_event where act = 'refused'`.execute(w.database.engine.db);
    expect(refusals.rows[0]?.n).toBe(2);
  });

  it("lets a change of roles hold at the next request, and a disabled account die at it", async () => {
    const w = await start();
    const dev = await join(w, admin, "dev@example.gov.uk", ["social-worker"], "Dev Rao");
    const row = await sql<{
      id: number;
    }>`select id from account where sign_in = 'dev@example.gov.uk'`.execute(w.database.engine.db);
    const id = row.rows[0]?.id ?? 0;
    expect((await dev.browser.get("/accounts")).status).toBe(404);
    await admin.post(`/accounts/${id}`, { name: "Dev Rao", roles: ["system-administrator"], workerRef: "" });
    expect((await dev.browser.get("/accounts")).status).toBe(200);
    expect((await admin.post(`/accounts/${id}/disable`)).location).toBe("/accounts");
    expect((await dev.browser.get("/accounts")).location).toContain("/sign-in");
    later(w.clock, 1);
    const again = await browserOn(w.app, "10.0.0.2").post("/sign-in", {
      signIn: "dev@example.gov.uk",
      password: GOOD,
    });
    expect(again.status).toBe(422);
    expect(again.text).toContain("The sign-in name or the password is not right");
  });

  it("lets nobody raise or disable themselves", async () => {
    const me = /\/accounts\/(\d+)">Amara Okafor/.exec((await admin.get("/accounts")).html)?.[1] ?? "";
    const raised = await admin.post(`/accounts/${me}`, {
      name: "Amara Okafor",
      roles: ["system-administrator", "director"],
      workerRef: "",
    });
    expect(raised.status).toBe(403);
    expect(raised.text).toContain("Ask another administrator");
    expect((await admin.post(`/accounts/${me}/disable`)).status).toBe(403);
  });

  it("refuses roles, teams and workers that are not known", async () => {
    const form = { name: "X", signIn: "x@example.gov.uk", workerRef: "" };
    expect((await admin.post("/accounts/new", { ...form, roles: "king" })).status).toBe(422);
    expect((await admin.post("/accounts/new", { ...form, teamRefs: "T9" })).text).toContain(
      "Choose teams from the list",
    );
    expect((await admin.post("/accounts/new", { ...form, workerRef: "W9" })).text).toContain(
      "No worker with that reference",
    );
    expect((await admin.post("/accounts/new", { ...form, password_hash: "x" })).status).toBe(422);
  });

  it("makes teams, each reference once, and lets whoever leads one have it", async () => {
    expect((await admin.post("/teams", { ref: "T1", name: "North" })).location).toBe("/teams");
    expect((await admin.post("/teams", { ref: "T1", name: "South" })).text).toContain(
      "a team with that reference",
    );
    expect((await admin.get("/teams")).text).toContain("Nobody");
    const form = { name: "Mina Low", signIn: "mina@example.gov.uk", roles: "team-manager", workerRef: "" };
    expect((await admin.post("/accounts/new", { ...form, teamRefs: "T1" })).text).toContain(
      "A link for Mina Low",
    );
    expect((await admin.get("/teams")).text).toContain("Mina Low");
  });

  it("ends the session of whoever was signed in on the browser before", async () => {
    const w = await start();
    const jo = await join(w, admin, "jo@example.gov.uk", ["social-worker"], "Jo Penn");
    const before = browserOn(w.app, "10.0.0.2", new Map(jo.browser.cookies));
    later(w.clock, 1);
    await jo.browser.post("/sign-in", { signIn: "jo@example.gov.uk", password: GOOD });
    expect((await before.get("/account")).location).toContain("/sign-in");
  });

  it("lists one's sessions and ends them, and nobody else's", async () => {
    const w = await start();
    const eve = await join(w, admin, "eve@example.gov.uk", ["social-worker"], "Eve Moss");
    later(w.clock, 1);
    const second = browserOn(w.app, "10.0.0.2");
    await second.post("/sign-in", { signIn: "eve@example.gov.uk", password: GOOD });
    await second.post("/sign-in/code", { code: totpCode(eve.shared, w.clock.now) });
    const listed = await eve.browser.get("/account");
    expect(listed.text).toContain("Firefox on Windows (this one)");
    const ids = [
      ...listed.html.matchAll(/name="session"[^>]*value="([\w-]+)"|value="([\w-]+)"[^>]*name="session"/g),
    ].map((found) => found[1] ?? found[2] ?? "");
    expect(ids.filter((id) => id !== "others")).toHaveLength(2);
    const theirs = ids[0] ?? "";
    expect((await admin.post("/account/sessions", { session: theirs })).status).toBe(404);
    await eve.browser.post("/account/sessions", { session: "others" });
    expect((await second.get("/account")).location).toContain("/sign-in");
    expect((await eve.browser.get("/account")).status).toBe(200);
    await eve.browser.post("/sign-out");
    expect((await eve.browser.get("/account")).location).toContain("/sign-in");
  });

  it("changes a password for who knows it, and signs out everywhere else", async () => {
    const w = await start();
    const finn = await join(w, admin, "finn@example.gov.uk", ["social-worker"], "Finn Okoro");
    later(w.clock, 1);
    const second = browserOn(w.app, "10.0.0.2");
    await second.post("/sign-in", { signIn: "finn@example.gov.uk", password: GOOD });
    await second.post("/sign-in/code", { code: totpCode(finn.shared, w.clock.now) });
    const wrong = await finn.browser.post("/account/password", {
      current: "not mine",
      password: "marble kettle nine",
    });
    expect(wrong.text).toContain("not the password you have now");
    const done = await finn.browser.follow(
      await finn.browser.post("/account/password", { current: GOOD, password: "marble kettle nine" }),
    );
    expect(done.text).toContain("Your password has been changed");
    expect((await second.get("/account")).location).toContain("/sign-in");
  });

  it("changes an authenticator for who has the old one", async () => {
    const w = await start();
    const gwen = await join(w, admin, "gwen@example.gov.uk", ["social-worker"], "Gwen Lye");
    later(w.clock, 1);
    const offered = await gwen.browser.get("/account/second-factor");
    const shared = sharedOf(offered);
    const form = {
      offer: offered.fields.get("offer") ?? "",
      to: "/account",
      code: totpCode(shared, w.clock.now),
    };
    expect((await gwen.browser.post("/account/second-factor", { ...form, current: "123456" })).status).toBe(
      422,
    );
    const [recovery = ""] = gwen.recovery;
    const done = await gwen.browser.post("/account/second-factor", { ...form, current: recovery });
    expect(done.text).toContain("Keep these codes");
    later(w.clock, 1);
    const again = browserOn(w.app, "10.0.0.2");
    await again.post("/sign-in", { signIn: "gwen@example.gov.uk", password: GOOD });
    expect((await again.post("/sign-in/code", { code: totpCode(gwen.shared, w.clock.now) })).status).toBe(
      422,
    );
    expect((await again.post("/sign-in/code", { code: totpCode(shared, w.clock.now) })).location).toBe("/");
  });

  it("asks for a code again, under a new token, before what an unlocked screen must not be enough for", async () => {
    const w = await start();
    const secret = route({
      method: "GET",
      path: "/secret",
      right: "signed-in",
      fresh: true,
      handle: async () => page("Secret", null as never),
    });
    const routes = accountsRoutes({ secret: SECRET, address: ADDRESS, loadDemo: async () => undefined });
    const ivy = await join(w, admin, "ivy@example.gov.uk", ["social-worker"], "Ivy Ng");
    const browser = browserOn(
      appOver(w.database, [...routes, secret], w.clock),
      "10.0.0.2",
      ivy.browser.cookies,
    );
    expect((await browser.get("/secret")).status).toBe(200);
    later(w.clock, 16);
    expect((await browser.get("/secret")).location).toBe("/sign-in/again?to=%2Fsecret");
    const before = browser.cookies.get("kith");
    expect((await browser.post("/sign-in/again", { code: "000000", to: "/secret" })).status).toBe(422);
    const done = await browser.post("/sign-in/again", {
      code: totpCode(ivy.shared, w.clock.now),
      to: "/secret",
    });
    expect(done.location).toBe("/secret");
    expect(browser.cookies.get("kith")).not.toBe(before);
    expect((await browser.get("/secret")).status).toBe(200);
  });

  it("lets nobody in on an account that has rested for 45 days, but keeps an administrator to let them back", async () => {
    const w = await start();
    await join(w, admin, "hal@example.gov.uk", ["social-worker"], "Hal Ives");
    later(w.clock, 46 * 24 * 60);
    const hal = await browserOn(w.app, "10.7.0.1").post("/sign-in", {
      signIn: "hal@example.gov.uk",
      password: GOOD,
    });
    expect(hal.status).toBe(422);
    const back = browserOn(w.app, "10.7.0.2");
    expect((await back.post("/sign-in", { signIn: "amara@example.gov.uk", password: GOOD })).location).toBe(
      "/sign-in/code",
    );
  });

  it("offers no demonstration sign-in on an installation that is not one", async () => {
    const { app, database, clock } = await start();
    await database.transact(systemContext("tests", 1, clock.now), async ({ db }) => {
      await db
        .insertInto("account")
        .values({ authority_id: 1, sign_in: "demo", name: "Demo", demonstration: true })
        .execute();
    });
    const row = await sql<{ id: number }>`select id from account where demonstration`.execute(
      database.engine.db,
    );
    expect(
      (await browserOn(app).post("/sign-in/demonstration", { account: String(row.rows[0]?.id) })).status,
    ).toBe(404);
    expect((await browserOn(app).get("/sign-in")).text).not.toContain("Demo,");
  });
});

eachEngine("a demonstration", (open) => {
  it("is loaded with the code, and lets anybody in as one of its people without a password", async () => {
    const { database, engine } = await open();
    await seedRoles(engine);
    const clock = testClock(systemNow());
    const loadDemo = async (): Promise<void> => {
      await database.transact(systemContext("demo", 0, clock.now), async ({ db }) => {
        const { id } = await db
          .insertInto("authority")
          .values({ name: "Invented" })
          .returning("id")
          .executeTakeFirstOrThrow();
        await db
          .insertInto("account")
          .values([
            {
              authority_id: id,
              sign_in: "worker",
              name: "Wren Hale",
              roles: ["social-worker"],
              demonstration: true,
            },
            { authority_id: id, sign_in: "real@example.gov.uk", name: "Real Person", roles: ["director"] },
          ])
          .execute();
      });
    };
    const app = appOver(database, accountsRoutes({ secret: SECRET, address: ADDRESS, loadDemo }), clock);
    const code = (await newSetupCode(database, SECRET, clock.now)) ?? "";
    const browser = browserOn(app);
    const chosen = await browser.follow(await browser.post("/start", { code, kind: "demonstration" }));
    expect(chosen.text).toContain("Wren Hale, Social worker");
    expect(chosen.text).not.toContain("Real Person");
    const ids = await sql<{
      id: number;
      demonstration: boolean;
    }>`select id, demonstration from account`.execute(engine.db);
    const real = ids.rows.find((row) => !row.demonstration)?.id;
    const wren = ids.rows.find((row) => row.demonstration)?.id;
    expect((await browser.post("/sign-in/demonstration", { account: String(real) })).status).toBe(404);
    const inside = await browser.follow(
      await browser.post("/sign-in/demonstration", { account: String(wren), to: "/account" }),
    );
    expect(inside.text).toContain("Wren Hale");
    expect((await browser.get("/account/password")).status).toBe(404);
  });
});
