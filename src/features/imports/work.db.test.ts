import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { addAccount, addAuthority, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import type { Context } from "../../kernel/context.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { bringIn, receiveFiles, setAside, tryAgain } from "./commands.ts";
import { child, claim, NOW, readingOf, type Said, systemAt } from "./fixtures.ts";
import { batchRuns, type Run } from "./runs.ts";
import { APPLY, type ImportDeps, importJobs, PREVIEW, recoverImports } from "./work.ts";

const NO_DATE = { "asAt-day": "", "asAt-month": "", "asAt-year": "" };
const folder = mkdtempSync(join(tmpdir(), "kith-uploads-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file that was uploaded: its content is what a test says, as JSON; `bad` is one that cannot be read. */
function upload(name: string, said: Said | "bad") {
  const content = typeof said === "string" ? said : JSON.stringify(said);
  const path = join(folder, randomBytes(16).toString("hex"));
  writeFileSync(path, content);
  return {
    field: "files",
    name,
    path,
    size: content.length,
    hash: createHash("sha256").update(content).digest("hex"),
  };
}

const depsFor = (database: Database): ImportDeps => ({
  database,
  spine: SPINE,
  uploads: folder,
  now: () => NOW,
  openSet: async (sources) => {
    const opened = [];
    for (const source of sources) {
      let text = "";
      for await (const chunk of source.open()) text += Buffer.from(chunk).toString("utf8");
      if (text === "bad")
        opened.push({ source, problem: { code: "wrong-kind", message: "It is a letter.", place: "line 1" } });
      else opened.push({ source, reading: readingOf(JSON.parse(text) as Said) });
    }
    return opened;
  },
});

const march: Said = {
  asAt: "2026-03-31",
  tables: ["referral"],
  children: [
    child("1", [claim("referral", "2026-01-05", { received_on: "2026-01-05" })], { born: "2015-05-05" }),
  ],
};

eachEngine("files on their way in", (open) => {
  const start = async (kind = "trial") => {
    const { database } = await open();
    const authority = await addAuthority(database);
    const account = await addAccount(database, authority, {
      signIn: `a${authority}@b.c`,
      name: "Amara Osei",
    });
    await database.transact(systemAt(0), ({ db }) => db.updateTable("installation").set({ kind }).execute());
    const analyst = personContext(authority, {
      accountId: account,
      rights: ["import"],
      scope: "all",
      now: NOW,
    });
    return { database, authority, account, analyst };
  };
  const runsOf = (database: Database, context: Context, batch: string): Promise<Run[]> =>
    database.transact(context, (handle) => batchRuns(handle, batch));
  const receive = async (database: Database, context: Context, ...files: ReturnType<typeof upload>[]) => {
    const done = await perform(database, context, receiveFiles(files, true), NO_DATE);
    if (!done.ok) throw new Error(done.failures[0]?.message);
    return done.value.batch;
  };
  const doJob = async (database: Database, authority: number, kind: string, batch: string): Promise<void> => {
    await importJobs(depsFor(database))[kind]?.({ id: 1, kind, attempt: 1, payload: { batch, authority } });
    await database.transact(systemAt(0), async ({ db }) =>
      sql`update job set finished_at = now() where kind = ${kind} and payload ->> 'batch' = ${batch}`.execute(
        db,
      ),
    );
  };

  it("are read, shown, brought in, and then no longer kept twice", async () => {
    const { database, authority, account, analyst } = await start();
    const file = upload("census.xml", march);
    const batch = await receive(database, analyst, file);
    expect(await runsOf(database, analyst, batch)).toMatchObject([
      { state: "waiting", fileName: "census.xml" },
    ]);
    await doJob(database, authority, PREVIEW, batch);
    const [ready] = await runsOf(database, analyst, batch);
    expect(ready).toMatchObject({
      state: "ready",
      done: 1,
      report: { preview: { children: 1, newChildren: 1 } },
    });
    expect(existsSync(file.path)).toBe(true);
    expect((await perform(database, analyst, bringIn, { batch })).ok).toBe(true);
    await doJob(database, authority, APPLY, batch);
    const [applied] = await runsOf(database, analyst, batch);
    expect(applied?.state).toBe("applied");
    expect(existsSync(file.path)).toBe(false);
    const source = await database.transact(systemAt(authority), ({ db }) =>
      db
        .selectFrom("source")
        .selectAll()
        .where("id", "=", applied?.sourceId ?? 0)
        .executeTakeFirstOrThrow(),
    );
    expect(source).toMatchObject({ file_name: "census.xml", received_by: account, children: 1 });
  });

  it("leave the others alone when one of them cannot be read, and nothing of that one behind", async () => {
    const { database, authority, analyst } = await start();
    const letter = upload("letter.xml", "bad");
    const batch = await receive(database, analyst, letter, upload("census.xml", march));
    await doJob(database, authority, PREVIEW, batch);
    expect(await runsOf(database, analyst, batch)).toMatchObject([
      { state: "unreadable", problem: { message: "It is a letter.", place: "line 1" } },
      { state: "ready" },
    ]);
    expect(existsSync(letter.path)).toBe(false);
    await perform(database, analyst, bringIn, { batch });
    await doJob(database, authority, APPLY, batch);
    expect((await runsOf(database, analyst, batch)).map((run) => run.state)).toEqual([
      "unreadable",
      "applied",
    ]);
  });

  it("are one file when the same is chosen twice, and the same when brought in before", async () => {
    const { database, authority, analyst } = await start();
    const first = await receive(database, analyst, upload("a.xml", march), upload("b.xml", march));
    expect(await runsOf(database, analyst, first)).toHaveLength(1);
    await doJob(database, authority, PREVIEW, first);
    await perform(database, analyst, bringIn, { batch: first });
    await doJob(database, authority, APPLY, first);
    const again = upload("again.xml", march);
    const second = await receive(database, analyst, again);
    await doJob(database, authority, PREVIEW, second);
    expect(await runsOf(database, analyst, second)).toMatchObject([{ state: "same" }]);
    expect(existsSync(again.path)).toBe(false);
    expect((await perform(database, analyst, bringIn, { batch: second })).ok).toBe(false);
  });

  it("can be set aside, and then nothing of them was used", async () => {
    const { database, authority, analyst } = await start();
    const batch = await receive(database, analyst, upload("census.xml", march));
    await doJob(database, authority, PREVIEW, batch);
    const done = await perform(database, analyst, setAside, { batch });
    expect(done.ok && done.value.runs).toHaveLength(1);
    expect(await runsOf(database, analyst, batch)).toMatchObject([{ state: "set aside", report: null }]);
    await doJob(database, authority, APPLY, batch);
    expect((await runsOf(database, analyst, batch))[0]?.state).toBe("set aside");
  });

  it("that fail for no reason of their own can be tried again", async () => {
    const { database, authority, analyst } = await start();
    const file = upload("census.xml", march);
    const batch = await receive(database, analyst, file);
    const broken: ImportDeps = { ...depsFor(database), spine: { ...SPINE, tables: new Map() } };
    await importJobs(broken)[PREVIEW]?.({ id: 1, kind: PREVIEW, attempt: 1, payload: { batch, authority } });
    // Nothing held yet, so a preview without tables fails on its first claim.
    const [failed] = await runsOf(database, analyst, batch);
    expect(failed).toMatchObject({ state: "failed", problem: { code: "unexpected" } });
    expect((await perform(database, analyst, tryAgain, { batch })).ok).toBe(true);
    await doJob(database, authority, PREVIEW, batch);
    expect((await runsOf(database, analyst, batch))[0]?.state).toBe("ready");
  });

  it("go on after a crash where they were", async () => {
    const { database, authority, analyst } = await start();
    const state = async (to: string, batch: string): Promise<void> => {
      await database.transact(systemAt(authority), ({ db }) =>
        db.updateTable("import_run").set({ state: to }).where("batch", "=", batch).execute(),
      );
    };
    const batch = await receive(database, analyst, upload("census.xml", march));
    await doJob(database, authority, PREVIEW, batch);
    // Died while bringing it in, and its job is gone: somebody presses again.
    await state("applying", batch);
    await recoverImports(database, NOW);
    expect((await runsOf(database, analyst, batch))[0]?.state).toBe("ready");
    // Died while reading it: it is read again by itself.
    await state("reading", batch);
    await recoverImports(database, NOW);
    expect((await runsOf(database, analyst, batch))[0]?.state).toBe("waiting");
    await doJob(database, authority, PREVIEW, batch);
    // Died after the file was in and before that was written down: it is not brought in twice.
    await perform(database, analyst, bringIn, { batch });
    await doJob(database, authority, APPLY, batch);
    await state("applying", batch);
    writeFileSync(
      join(folder, (await runsOf(database, analyst, batch))[0]?.storedAs ?? "x"),
      JSON.stringify(march),
    );
    await doJob(database, authority, APPLY, batch);
    expect((await runsOf(database, analyst, batch))[0]).toMatchObject({ state: "applied" });
    // With its job still there it is left to the job.
    await perform(
      database,
      analyst,
      receiveFiles([upload("other.xml", { ...march, asAt: "2026-04-30" })], true),
      NO_DATE,
    );
    expect(await recoverImports(database, NOW)).toBe(0);
  });

  it.each([
    ["undecided", "Nobody has said yet"],
    ["demonstration", "start a trial"],
  ] as const)("are not taken in an installation that is %s", async (kind, words) => {
    const { database, analyst } = await start(kind);
    const done = await perform(database, analyst, receiveFiles([upload("census.xml", march)], true), NO_DATE);
    expect(done).toMatchObject({
      ok: false,
      failures: [{ code: "not-in-this-installation", message: expect.stringContaining(words) }],
    });
  });

  it("are asked for in words when something is wrong with the form", async () => {
    const { database, analyst } = await start();
    const ask = async (files: ReturnType<typeof upload>[], date: Partial<typeof NO_DATE>) => {
      const done = await perform(database, analyst, receiveFiles(files, true), { ...NO_DATE, ...date });
      return done.ok ? "" : `${done.failures[0]?.field}: ${done.failures[0]?.message}`;
    };
    const file = upload("census.xml", march);
    expect(await ask([], {})).toBe("files: Choose at least one file");
    expect(await ask([{ ...file, size: 0 }], {})).toContain("census.xml is empty");
    expect(await ask([file], { "asAt-day": "31", "asAt-month": "2", "asAt-year": "2026" })).toContain(
      "asAt: Give a real date",
    );
    expect(await ask([file], { "asAt-day": "1", "asAt-month": "1", "asAt-year": "2030" })).toContain(
      "cannot be after today",
    );
  });

  it("stay within their authority", async () => {
    const { database, analyst } = await start();
    const batch = await receive(database, analyst, upload("census.xml", march));
    const elsewhere = personContext(await addAuthority(database, "Elsewhere"), {
      rights: ["import"],
      now: NOW,
    });
    expect(await runsOf(database, elsewhere, batch)).toEqual([]);
    expect((await perform(database, elsewhere, setAside, { batch })).ok).toBe(false);
    expect(readdirSync(folder).length).toBeGreaterThan(0);
  });
});
