import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";
import { addAccount, addAuthority, addChild, personContext } from "../../../test/engines/seed.ts";
import { AUDIT_KEY, eachEngine, type Opened } from "../../../test/engines/setup.ts";
import { systemContext } from "../../kernel/context.ts";
import { date, systemNow } from "../../kernel/dates.ts";
import { auditWriter } from "../../platform/audit/write.ts";
import { inspectArchive } from "../../platform/backup/restore.ts";
import { openPostgres } from "../../platform/db/engine.ts";
import { readMigrations } from "../../platform/db/migrate.ts";
import { type Occupancy, occupancy } from "../../platform/db/longWork.ts";
import { database } from "../../platform/db/transact.ts";
import { bytesFromBuffer } from "../../platform/files/bytes.ts";
import type { WebReply, WebRequest } from "../../platform/web/route.ts";
import { renderPart } from "../../ui/render.ts";
import { operationsRoutes } from "./routes.tsx";

const folder = mkdtempSync(join(tmpdir(), "kith-operations-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const deps = {
  version: "1.2.3",
  migrations: readMigrations(fileURLToPath(new URL("../../../migrations", import.meta.url))),
  dataFolder: folder,
  now: systemNow,
  freshMs: 0,
};

async function get(
  opened: Opened,
  path: string,
  given: Partial<typeof deps> & { patienceMs?: number; busy?: Occupancy } = {},
): Promise<WebReply> {
  const found = operationsRoutes({ ...deps, ...given }).find((one) => one.path === path);
  if (found === undefined) throw new Error(`no ${path}`);
  const request = {
    database: opened.database,
    context: personContext(0, { rights: ["installation"], who: "Ann" }),
  };
  return await found.handle(request as unknown as WebRequest<unknown, unknown>);
}

eachEngine("operations", (open) => {
  let filled: Promise<Opened> | undefined;
  const setUp = () =>
    (filled ??= (async () => {
      const opened = await open();
      const authority = await addAuthority(opened.database);
      await addAccount(opened.database, authority, { signIn: "canary@example.gov.uk", name: "Canary" });
      await addChild(opened.database, authority, { localId: "canary-1", name: "Canary Child" });
      await opened.database.transact(
        systemContext("tests", authority, systemNow()),
        async ({ db, audit }) => {
          await db
            .insertInto("source")
            .values({
              authority_id: authority,
              format: "annex-a",
              title: "Lists",
              file_name: "canary.xlsx",
              content_hash: "h",
              bytes: 1,
              as_at: date("2020-01-01"),
              rank: "r",
              applied_at: systemNow(),
            })
            .execute();
          await db
            .insertInto("job")
            .values([
              { kind: "waits", payload: "{}", run_after: "2026-01-01T00:00:00.000Z" as never },
              { kind: "failed", payload: "{}", failed_at: systemNow() },
              { kind: "later", payload: "{}", run_after: "2099-01-01T00:00:00.000Z" as never },
              { kind: "done", payload: "{}", finished_at: systemNow() },
            ])
            .execute();
          await audit("child.viewed", { personId: 1 });
        },
      );
      return opened;
    })());

  it("tell anybody how the installation stands, and nothing about anybody", async () => {
    const opened = await setUp();
    const reply = await get(opened, "/health");
    expect(reply).toMatchObject({
      kind: "json",
      status: 200,
      value: {
        status: "act",
        version: "1.2.3",
        engine: opened.engine.kind,
        migrations: { applied: deps.migrations.length, waiting: 0 },
        jobs: { waiting: 1, running: 0, failed: 1 },
        feeds: [{ format: "annex-a", asAt: "2020-01-01", stale: true }],
        audit: { unsealed: 1 },
      },
    });
    expect(JSON.stringify(reply)).not.toMatch(/canary/i);
  });

  it("answer 503 while tables wait, and when the database does not answer", async () => {
    const opened = await setUp();
    const newer = [...deps.migrations, { name: "9999_later", sql: "select 1" }];
    expect(await get(opened, "/health", { migrations: newer })).toMatchObject({
      status: 503,
      value: { status: "down", migrations: { waiting: 1 } },
    });
    const engine = openPostgres("postgres://somebody:secret@localhost:1/none", 1);
    const away = { engine, database: database(engine, auditWriter(AUDIT_KEY)) };
    const reply = await get(away, "/health");
    expect(reply).toMatchObject({ status: 503, value: { status: "down" } });
    expect(JSON.stringify(reply)).not.toMatch(/somebody|secret|localhost/);
    await engine.close();
  });

  it("answer 503 in time when the database is busy, and ask it no more than once", async () => {
    const opened = await setUp();
    const routes = operationsRoutes({ ...deps, patienceMs: 20, freshMs: 60_000 });
    const health = routes.find((one) => one.path === "/health");
    let asked = 0;
    const real = opened.engine.db.getExecutor();
    const busy = {
      transformQuery: real.transformQuery.bind(real),
      compileQuery: real.compileQuery.bind(real),
      executeQuery: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
    };
    const request = {
      database: { ...opened.database, engine: { ...opened.engine, db: { getExecutor: () => busy } } },
    };
    for (let n = 0; n < 5; n += 1)
      expect(await health?.handle(request as unknown as WebRequest<unknown, unknown>)).toMatchObject({
        status: 503,
        value: { problem: "The database is busy and has not answered in time." },
      });
    expect(asked).toBe(1);
  });

  it("answer 200 at once while files are being brought in, without asking the database", async () => {
    const opened = await setUp();
    const busy = occupancy();
    const importing = {
      title: "Bringing in files",
      path: "/import/x",
      label: "canary.xlsx",
      unit: "children",
      total: 40,
    };
    const reply = await busy.hold(importing, async (note) => {
      note(10);
      return await get({ ...opened, database: undefined as never }, "/health", { busy });
    });
    expect(reply).toMatchObject({
      status: 200,
      value: { status: "busy", doing: "Bringing in files", percentDone: 25 },
    });
    expect(JSON.stringify(reply)).not.toMatch(/canary/i);
    expect(await get(opened, "/health", { busy })).toMatchObject({ value: { status: "act" } });
  });

  it("show people the same with what it means and what to do", async () => {
    const opened = await setUp();
    const reply = await get(opened, "/installation");
    if (reply.kind !== "page") throw new Error("not a page");
    const html = renderPart(reply.body);
    expect(html).toContain("Act on this");
    expect(html).toContain("Bring in a fresh file.");
    expect(html).toContain('href="/backup"');
  });

  it("give a whole backup, named by when, write that down, and leave nothing behind", async () => {
    const opened = await setUp();
    const reply = await get(opened, "/backup");
    if (reply.kind !== "file" || typeof reply.content === "string" || reply.content instanceof Uint8Array)
      throw new Error("not a stream");
    expect(reply.name).toMatch(/^kith-\d{4}-\d{2}-\d{2}-\d{4}\.kith\.gz$/);
    const pieces: Uint8Array[] = [];
    for await (const piece of reply.content) pieces.push(piece);
    const read = await inspectArchive(bytesFromBuffer("b", Buffer.concat(pieces)));
    expect(read).toMatchObject({ ok: true, value: { version: "1.2.3" } });
    expect(readdirSync(folder)).toEqual([]);
    const acts = await opened.database.transact(systemContext("tests", 0, systemNow()), async ({ db }) =>
      db.selectFrom("audit_event").select(["act", "who"]).orderBy("seq", "desc").limit(1).execute(),
    );
    expect(acts).toEqual([{ act: "backup.taken", who: "Ann" }]);
  });
});
