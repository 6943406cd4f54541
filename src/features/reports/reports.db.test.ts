import { sql } from "kysely";
import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import { addAccount, addAuthority, personContext } from "../../../test/engines/seed.ts";
import { type Context, type Right, type Scope, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { readPdf } from "../../platform/files/pdfFixtures.ts";
import type { Route, WebReply } from "../../platform/web/route.ts";
import { SPINE } from "../../spine.ts";
import { loadDemonstration } from "../demonstration/load.ts";
import { refreshInsight } from "../insight/refresh.ts";
import { OUTLOOKS } from "./ahead.ts";
import { addSchedule, askPack, endSchedule, revokeLink } from "./commands.ts";
import { askDue, linksOf, noticesOf } from "./deliver.ts";
import { tokenOf } from "./links.ts";
import { makePack, type MakeDeps } from "./make.ts";
import { reportRoutes } from "./routes.tsx";
import { MAKE_PACK } from "./runs.ts";
import { type FileKind, listPacks, readFileOf, readPackRow } from "./store.ts";
import { reportJobs } from "./work.ts";

const NOW = "2026-11-05T09:00:00.000Z" as IsoInstant;
const SECRET = Buffer.alloc(32, 9);
const OFFICER: readonly Right[] = ["insight", "insight.narrate", "record.open", "names"];

eachEngine("packs and links to them", (open) => {
  let database: Database;
  let authorityId = 0;
  const people = { officer: 0, director: 0, member: 0, gone: 0 };
  const deps = (): MakeDeps => ({ database, spine: SPINE, release: "0.1.0", outlooks: OUTLOOKS });
  const system = (now: IsoInstant = NOW) => systemContext("tests", authorityId, now);
  const as = (
    accountId: number,
    role: string,
    scope: Scope,
    rights: readonly Right[],
    now: IsoInstant = NOW,
  ): Context => ({
    ...personContext(authorityId, { accountId, who: role, scope, rights, now }),
    roles: [role],
  });
  const officer = (now?: IsoInstant) => as(people.officer, "service-manager", "all", OFFICER, now);
  const director = (now?: IsoInstant) => as(people.director, "director", "all", OFFICER, now);
  const member = (now?: IsoInstant) => as(people.member, "scrutiny", "none", ["insight"], now);

  const ask = async (
    context: Context,
    method: string,
    path: string,
    params: { [name: string]: string } = {},
  ): Promise<WebReply> => {
    const found = reportRoutes({ spine: SPINE, secret: SECRET }).find(
      (one: Route) => one.method === method && one.path === path,
    );
    if (found === undefined) throw new Error(`no route ${path}`);
    return await found.handle({
      context,
      database,
      params,
      query: {},
      body: {},
      files: [],
      url: path,
      visitor: { network: "", device: "", sessionId: null, halfway: null, deviceCookie: null },
    });
  };
  const work = async (now: IsoInstant = NOW): Promise<void> => {
    const jobs = await database.transact(system(now), async ({ db }) => {
      const rows = await sql<{
        id: number;
        payload: unknown;
      }>`update job set finished_at = ${now} where kind = ${MAKE_PACK} and finished_at is null returning id, payload`.execute(
        db,
      );
      return rows.rows;
    });
    for (const job of jobs)
      await reportJobs({ ...deps(), now: () => now })[MAKE_PACK]?.({
        id: job.id,
        kind: MAKE_PACK,
        payload: job.payload,
        attempt: 1,
      });
  };
  const packs = async () =>
    await database.transact(system(), ({ db }) => listPacks(db, authorityId, ["leaders", "members"]));
  const audited = async (act: string): Promise<number> =>
    await database.transact(system(), async ({ db }) => {
      const rows = await sql<{
        n: number;
      }>`select count(*)::int as n from audit_event where act = ${act}`.execute(db);
      return rows.rows[0]?.n ?? 0;
    });

  it("says in a pack of an authority that has brought in nothing that nothing can be told", async () => {
    ({ database } = await open());
    authorityId = await addAuthority(database, "Northmoor");
    people.officer = await addAccount(database, authorityId, {
      signIn: "o",
      name: "Olu Officer",
      roles: ["service-manager"],
    });
    people.director = await addAccount(database, authorityId, {
      signIn: "d",
      name: "Dee Director",
      roles: ["director"],
    });
    people.member = await addAccount(database, authorityId, {
      signIn: "m",
      name: "Max Member",
      roles: ["scrutiny"],
    });
    people.gone = await addAccount(database, authorityId, {
      signIn: "g",
      name: "Gus Gone",
      roles: ["scrutiny"],
    });
    await database.transact(system(), ({ db }) =>
      db.updateTable("account").set({ disabled_at: NOW }).where("id", "=", people.gone).execute(),
    );
    expect(await perform(database, officer(), askPack, { audience: "leaders" })).toMatchObject({ ok: true });
    await work();
    const [pack] = await packs();
    expect(pack).toMatchObject({
      month: "2026-10-01",
      audience: "leaders",
      byName: "service-manager",
      release: "0.1.0",
      demonstration: false,
    });
    if (pack === undefined) return;
    const pdf = await database.transact(system(), ({ db }) => readFileOf(db, pack, "pdf"));
    expect(readPdf(pdf).pages.join(" ")).toContain("Nothing has been brought in");
  });

  it("makes a pack that was asked for once, however often its job is done", async () => {
    const before = (await packs()).length;
    const done = await perform(database, officer(), askPack, { audience: "leaders" });
    if (!done.ok) throw new Error("not asked");
    const job = {
      id: 1,
      kind: MAKE_PACK,
      payload: { run: done.value.run, authority: authorityId },
      attempt: 1,
    };
    const handler = reportJobs({ ...deps(), now: () => NOW })[MAKE_PACK];
    await handler?.(job);
    await handler?.(job);
    expect(await packs()).toHaveLength(before + 1);
    await work();
    expect(await packs()).toHaveLength(before + 1);
  });

  it("is not made by who may only look", async () => {
    expect(await perform(database, member(), askPack, { audience: "members" })).toMatchObject({ ok: false });
    expect(await perform(database, officer(), askPack, { audience: "everybody" })).toMatchObject({
      ok: false,
    });
  });

  it("never changes a pack: not even the system may, and a newer one stands beside it", async () => {
    const [pack] = await packs();
    if (pack === undefined) throw new Error("no pack");
    for (const change of [
      sql`update report_pack set by_name = 'Somebody' where id = ${pack.id}`,
      sql`delete from report_pack_file where pack_id = ${pack.id}`,
      sql`update report_pack_file set base64 = '' where pack_id = ${pack.id}`,
      sql`delete from report_pack where id = ${pack.id}`,
    ])
      await expect(database.transact(system(), ({ db }) => change.execute(db))).rejects.toThrow(
        /permission denied/,
      );
    expect(await database.transact(system(), ({ db }) => readPackRow(db, authorityId, pack.id))).toEqual(
      pack,
    );
    await makePack(deps(), { ...system(), accountId: people.officer, who: "Olu Officer" }, "leaders");
    expect(
      (await packs()).filter(({ month, audience }) => month === pack.month && audience === "leaders").length,
    ).toBeGreaterThan(1);
  });

  it("keeps a pack's files from everybody signed in but through the system", async () => {
    for (const table of ["report_pack_file", "report_link"])
      await expect(
        database.transact(director(), ({ db }) => sql`select 1 from ${sql.table(table)}`.execute(db)),
      ).rejects.toThrow(/permission denied/);
  });

  it("shows who opens no records the members' packs, and finds no others for them", async () => {
    const [pack] = await packs();
    const params = { id: String(pack?.id) };
    expect(await ask(director(), "GET", "/reports/:id/pack.pdf", params)).toMatchObject({
      kind: "file",
      name: "pack-2026-10-leaders.pdf",
    });
    expect(await ask(member(), "GET", "/reports/:id/pack.pdf", params)).toMatchObject({ kind: "refused" });
    const id = await makePack(deps(), { ...system(), who: "Olu Officer" }, "members");
    expect(await ask(member(), "GET", "/reports/:id/pack.xlsx", { id: String(id) })).toMatchObject({
      kind: "file",
      name: "pack-2026-10-members.xlsx",
    });
  });

  it("takes a schedule for somebody who may have the pack, and for nobody else", async () => {
    const given = { audience: "leaders", day: "5", days: "30" };
    for (const wrong of [
      { ...given },
      { ...given, roles: "scrutiny" },
      { ...given, accounts: String(people.member) },
      { ...given, accounts: String(people.gone) },
      { ...given, roles: "director", day: "29" },
      { ...given, roles: "director", days: "91" },
    ])
      expect(await perform(database, officer(), addSchedule, wrong), JSON.stringify(wrong)).toMatchObject({
        ok: false,
      });
    expect(
      await perform(database, officer(), addSchedule, {
        ...given,
        roles: "director",
        accounts: [String(people.officer)],
      }),
    ).toMatchObject({ ok: true });
    expect(
      await perform(database, officer(), addSchedule, {
        audience: "members",
        day: "5",
        days: "10",
        roles: ["scrutiny"],
      }),
    ).toMatchObject({ ok: true });
  });

  it("makes a scheduled pack once a month and gives each their own link", async () => {
    const before = (await packs()).length;
    await askDue(database, NOW);
    await askDue(database, NOW);
    await work();
    const made = await packs();
    expect(made).toHaveLength(before + 2);
    expect(await noticesOf(database, officer(), SECRET)).toHaveLength(1);
    expect(await noticesOf(database, director(), SECRET)).toHaveLength(1);
    const [notice] = await noticesOf(database, member(), SECRET);
    expect(notice).toMatchObject({ month: "2026-10-01", until: "2026-11-16T00:00:00.000Z" });
    await askDue(database, "2026-11-20T09:00:00.000Z" as IsoInstant);
    await work();
    expect(await packs()).toHaveLength(before + 2);
    await askDue(database, "2026-12-07T09:00:00.000Z" as IsoInstant);
    await work("2026-12-07T09:00:00.000Z" as IsoInstant);
    expect((await packs()).filter(({ month }) => month === "2026-11-01")).toHaveLength(2);
  });

  const partsOf = (href: string): { id: string; token: string } => {
    const [, , id = "", token = ""] = href.split("/");
    return { id, token };
  };

  it("opens for whom it was made, writes that down, and for nobody else", async () => {
    const [notice] = await noticesOf(database, member(), SECRET);
    if (notice === undefined) throw new Error("no notice");
    const params = partsOf(notice.href);
    expect(await ask(director(), "GET", "/reports/:id/:token", params)).toMatchObject({
      kind: "refused",
      failures: [{ code: "not-found" }],
    });
    expect(await audited("report.opened")).toBe(0);
    expect(await ask(member(), "GET", "/reports/:id/:token", params)).toMatchObject({ kind: "page" });
    expect(await ask(member(), "GET", "/reports/:id/:token/pack.pdf", params)).toMatchObject({
      kind: "file",
    });
    expect(await audited("report.opened")).toBe(1);
    expect(await audited("report.taken")).toBeGreaterThan(0);
    // Opened, it no longer waits; it still opens.
    expect((await noticesOf(database, member(), SECRET)).map(({ href }) => href)).not.toContain(notice.href);
    expect(await ask(member(), "GET", "/reports/:id/:token", params)).toMatchObject({ kind: "page" });
    expect(await ask(member(), "GET", "/reports/:id/:token", { ...params, token: "none" })).toMatchObject({
      kind: "refused",
    });
  });

  it("opens no more when its days are over", async () => {
    const pack = (await packs()).find(
      ({ month, audience }) => month === "2026-10-01" && audience === "members",
    );
    const [link] = await database.transact(system(), ({ db }) => linksOf(db, pack?.id ?? 0));
    if (link === undefined) throw new Error("no link");
    const later = member("2026-11-16T00:00:00.000Z" as IsoInstant);
    expect(
      await ask(later, "GET", "/reports/:id/:token", {
        id: String(link.packId),
        token: tokenOf(SECRET, link),
      }),
    ).toMatchObject({
      kind: "refused",
      failures: [{ message: expect.stringContaining("its days are over") }],
    });
  });

  it("opens no more when it is taken back, nor for somebody who no longer opens records", async () => {
    const [notice] = await noticesOf(database, director(), SECRET);
    if (notice === undefined) throw new Error("no notice");
    const params = partsOf(notice.href);
    const fallen = as(people.director, "scrutiny", "none", ["insight"]);
    expect(await ask(fallen, "GET", "/reports/:id/:token", params)).toMatchObject({
      kind: "refused",
      failures: [{ code: "not-allowed" }],
    });
    const links = await database.transact(system(), ({ db }) => linksOf(db, Number(params.id)));
    const mine = links.find(({ accountId }) => accountId === people.director);
    expect(
      await perform(database, member(), revokeLink, { id: mine?.id, reason: "Left the authority" }),
    ).toMatchObject({ ok: false });
    expect(
      await perform(database, officer(), revokeLink, { id: mine?.id, reason: "Left the authority" }),
    ).toMatchObject({ ok: true });
    expect(
      await perform(database, officer(), revokeLink, { id: mine?.id, reason: "Left the authority" }),
    ).toMatchObject({ ok: false });
    expect(await ask(director(), "GET", "/reports/:id/:token", params)).toMatchObject({
      kind: "refused",
      failures: [{ message: expect.stringContaining("taken back") }],
    });
  });

  it("asks no more once the schedule has ended", async () => {
    const ids = await database.transact(
      system(),
      async ({ db }) => await db.selectFrom("report_schedule").select("id").execute(),
    );
    for (const { id } of ids)
      expect(
        await perform(database, officer(), endSchedule, { id, reason: "No longer wanted" }),
      ).toMatchObject({ ok: true });
    const before = (await packs()).length;
    await askDue(database, "2027-01-08T09:00:00.000Z" as IsoInstant);
    await work("2027-01-08T09:00:00.000Z" as IsoInstant);
    expect(await packs()).toHaveLength(before);
  });
});

eachEngine("a pack of an invented authority", (open) => {
  it("says the same in the same bytes, stamped on every page, and to members nothing below ten", async () => {
    const { database } = await open();
    const { authorityId } = await loadDemonstration(database, SPINE, NOW, {
      seed: 3,
      children: 160,
      notesPerChild: 1,
    });
    await refreshInsight(database, SPINE, () => NOW);
    const context = { ...systemContext("reports", authorityId, NOW), who: "Olu Officer" };
    const made = { database, spine: SPINE, release: "0.1.0", outlooks: OUTLOOKS };
    const file = async (id: number, kind: FileKind): Promise<Uint8Array> =>
      await database.transact(context, async ({ db }) => {
        const pack = await readPackRow(db, authorityId, id);
        if (pack === undefined) throw new Error("no pack");
        return await readFileOf(db, pack, kind);
      });
    const [one, two] = [await makePack(made, context, "leaders"), await makePack(made, context, "leaders")];
    for (const kind of ["pdf", "xlsx"] as const)
      expect(Buffer.compare(await file(one, kind), await file(two, kind)), kind).toBe(0);
    const leaders = readPdf(await file(one, "pdf"));
    expect(leaders.structure).toMatch(/^Document\(H1 P/);
    for (const page of leaders.pages) expect(page).toContain("Demonstration. Everybody here is invented.");
    expect(leaders.pages.join(" ")).toContain("Still open and past the");

    const members = readPdf(await file(await makePack(made, context, "members"), "pdf"));
    const words = members.pages.join(" ");
    const names = await database.transact(context, async ({ db }) => {
      const rows = await sql<{
        name: string;
      }>`select name from person where name is not null and name like '% %'`.execute(db);
      return rows.rows.map(({ name }) => name);
    });
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) expect(words.includes(name), "a child is named").toBe(false);
    expect(words).toContain("Only totals of ten and more are shown");
    expect(words).not.toContain("1 to 5");
  });
});
