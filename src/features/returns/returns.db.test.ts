import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { addAccount, addChild, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, systemContext } from "../../kernel/context.ts";
import { type IsoDate, type IsoInstant, systemNow } from "../../kernel/dates.ts";
import type { Claim } from "../../kernel/record/claim.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { EVERYTHING, message } from "../../returns/cin/fixtures.ts";
import { bringIn, child, claim, freshAuthority } from "../imports/fixtures.ts";
import { fillAuthority } from "../work/testing.ts";
import { censusFile } from "./census.ts";
import { acceptQuery, checkNow, keepBroughtIn, makeReturn, markSubmitted } from "./commands.ts";
import { issueCounts, issueLines, statesOf } from "./issues.ts";
import { issueTrend } from "./trend.ts";
import { addItems, type Items, type Total } from "./items.ts";
import { checkAll, checkChanged } from "./run.ts";
import { CHECK, MAKE } from "./runs.ts";
import { censusHeader } from "./source.ts";
import { checkedNow, readNow } from "./now.ts";
import { makeSubmission } from "./make.ts";
import { NOT_IN_IT } from "./outsideIssues.ts";
import { type Submission, submissionBytes, submissionOf, submissions } from "./submissions.ts";
import { changedChildren, traceItem } from "./trace.ts";
import { returnTasks } from "./tasks.ts";
import { lookRound, returnJobs } from "./work.ts";
import { type ReturnId, yearOfDay } from "./year.ts";

const NOW = "2026-11-20T09:00:00Z" as IsoInstant;
const THIS_YEAR: ReturnId = { kind: "cin", year: 2027 };
const LAST_YEAR: ReturnId = { kind: "cin", year: 2026 };

const system = (authority: number, now: IsoInstant = NOW): Context =>
  systemContext("returns test", authority, now);
const analyst = (authority: number, more: object = {}): Context =>
  personContext(authority, {
    who: "Anil Rao",
    scope: "all",
    rights: ["returns", "returns.submit", "record.open"],
    now: NOW,
    ...more,
  });

type Stored = {
  person_id: number | null;
  key: string;
  facts_hash: string;
  found_at: string;
  across: boolean;
};

const standing = (database: Database, authority: number, of: ReturnId): Promise<Stored[]> =>
  database.transact(system(authority), async ({ db }) => {
    const rows = await sql<Stored>`select person_id, key, facts_hash, found_at, across from return_issue
      where year = ${of.year} and gone_at is null order by person_id nulls first, key`.execute(db);
    return rows.rows;
  });

const ofChildren = (rows: readonly Stored[]): Stored[] => rows.filter((row) => !row.across);

/** Does what is waiting in the queue of the returns, as the worker would. */
async function work(database: Database, now: () => IsoInstant = () => NOW): Promise<number> {
  const deps = { database, now, release: "1.0" };
  const jobs = returnJobs(deps);
  const waiting = await database.transact(systemContext("jobs", 0, NOW), async ({ db }) => {
    const rows = await sql<{ id: number; kind: string; payload: unknown }>`select id, kind, payload from job
      where kind in (${CHECK}, ${MAKE}) and finished_at is null order by id`.execute(db);
    return rows.rows;
  });
  for (const job of waiting) {
    await jobs[job.kind]?.({ ...job, attempt: 1 });
    await database.transact(systemContext("jobs", 0, NOW), ({ db }) =>
      sql`update job set finished_at = ${NOW} where id = ${job.id}`.execute(db),
    );
  }
  return waiting.length;
}

const person = (values: object = {}) =>
  claim("person_detail", "", {
    birth_date: "2015-05-05" as never,
    sex: "F",
    ethnicity: "WBRI",
    disabilities: ["NONE"],
    upn_unknown: "UN2",
    ...values,
  });
const referred = (on: string, values: object = {}) =>
  claim("referral", on, {
    received_on: on as never,
    source: "6",
    need: "N1",
    no_further_action: false,
    ...values,
  });

/** Children with something wrong in each, two of them with one UPN. */
const WRONG = Array.from({ length: 24 }, (_, i) =>
  child(
    `WRONG${i}`,
    [
      person(i % 4 === 0 ? { birth_date: null } : i % 4 === 1 ? { ethnicity: "XXXX" } : {}),
      referred("2026-05-01", i % 4 === 2 ? { need: null } : {}),
      claim("assessment", "2026-04-20", {
        referral: "2026-05-01",
        started_on: "2026-04-20" as never,
        factors: i % 4 === 3 ? ["1A"] : null,
      }),
    ],
    { born: "2015-05-05", identifiers: i < 2 ? [{ type: "upn", value: "H801200001001" }] : [] },
  ),
);

eachEngine("the return of an invented authority", (open) => {
  let made: Promise<{ database: Database; authority: number }> | undefined;
  const town = () =>
    (made ??= (async () => {
      const { database } = await open();
      const filled = await fillAuthority(database, { children: 260, now: NOW });
      await bringIn(database, filled.authorityId, { asAt: "2026-11-01", children: WRONG });
      return { database, authority: filled.authorityId };
    })());

  it("finds at once, of children who were written, what a check of everybody finds", async () => {
    const { database, authority } = await town();
    const looked = await checkChanged(database, system(authority));
    expect(looked).toBeGreaterThan(200);
    const atOnce = await standing(database, authority, THIS_YEAR);
    expect(atOnce.length).toBeGreaterThan(10);
    const before = await database.transact(system(authority), ({ db }) => readNow(db, THIS_YEAR));
    const counted = await checkAll(
      database,
      system(authority, "2026-11-20T10:00:00Z" as IsoInstant),
      THIS_YEAR,
    );
    const nightly = await standing(database, authority, THIS_YEAR);
    expect(ofChildren(nightly)).toEqual(atOnce);
    expect(nightly.length).toBe((counted?.errors ?? 0) + (counted?.queries ?? 0));
    const after = await database.transact(system(authority), ({ db }) => readNow(db, THIS_YEAR));
    expect(after?.items).toEqual(before?.items);
    expect(await checkChanged(database, system(authority))).toBe(0);
  });

  it("has totals that are the sum of its children, and traces each to them", async () => {
    const { database, authority } = await town();
    const now = await database.transact(system(authority), ({ db }) => readNow(db, THIS_YEAR));
    const totals: Record<string, Total> = {};
    await database.transact(system(authority), async ({ db }) => {
      const rows = await sql<{ items: Items }>`select items from return_child where year = 2027`.execute(db);
      for (const row of rows.rows) addItems(totals, row.items);
    });
    expect(now?.items).toEqual(totals);
    for (const item of ["child", "episode", "referral", "assessment", "plan.open"]) {
      const lines = await database.transact(analyst(authority), (handle) =>
        traceItem(handle, { now: THIS_YEAR }, item, 10_000),
      );
      expect([item, lines.reduce((sum, line) => sum + line.days.length, 0)]).toEqual([
        item,
        totals[item]?.n ?? 0,
      ]);
      expect(lines.length).toBe(totals[item]?.children ?? 0);
    }
  });

  it("asks for tonight's check once, makes up for a missed one, and not again the same day", async () => {
    const { database } = await town();
    const deps = { database, now: () => "2026-11-21T03:00:00Z" as IsoInstant, release: "1.0" };
    await lookRound(deps);
    await lookRound(deps);
    expect(await work(database, deps.now)).toBe(1);
    await lookRound(deps);
    expect(await work(database, deps.now)).toBe(0);
    await lookRound({ ...deps, now: () => "2026-11-22T01:59:00Z" as IsoInstant });
    expect(await work(database, deps.now)).toBe(0);
    await lookRound({ ...deps, now: () => "2026-11-22T02:01:00Z" as IsoInstant });
    expect(await work(database, () => "2026-11-22T02:02:00Z" as IsoInstant)).toBe(1);
  });

  it("gathers the same issues by rule, team, worker, fix and age", async () => {
    const { database, authority } = await town();
    const counts = await database.transact(analyst(authority), (handle) => issueCounts(handle, THIS_YEAR));
    const all = statesOf(counts);
    for (const group of ["rule", "team", "worker", "fix", "age"] as const) {
      const errors = counts.filter((c) => c.group === group).reduce((sum, c) => sum + c.errors, 0);
      expect([group, errors]).toEqual([group, all.error]);
    }
    const some = counts.find((c) => c.group === "worker" && c.value !== "-");
    const lines = await database.transact(analyst(authority), (handle) =>
      issueLines(handle, THIS_YEAR, { worker: some?.value }, 1000),
    );
    expect(lines).toHaveLength((some?.errors ?? 0) + (some?.queries ?? 0) + (some?.accepted ?? 0));
    const tasks = await database.transact(
      personContext(authority, { scope: "own", workerRef: some?.value ?? "", rights: ["work"], now: NOW }),
      (handle) => returnTasks(handle, some?.value ?? "", 5),
    );
    expect(tasks.all).toBe((some?.errors ?? 0) + (some?.queries ?? 0));
    const trend = await database.transact(analyst(authority), (handle) =>
      issueTrend(handle, THIS_YEAR, "2026-04-01" as IsoDate, "2026-11-22" as IsoDate),
    );
    expect(trend[0]?.errors).toBeNull();
    expect(trend.at(-1)?.errors).toBe(all.error);
  });

  it("pages through everything once", async () => {
    const { database, authority } = await town();
    const page = (after?: { rule: string; id: number }) =>
      database.transact(analyst(authority), (handle) => issueLines(handle, THIS_YEAR, {}, 7, after));
    const seen: number[] = [];
    for (let lines = await page(); lines.length > 0;) {
      seen.push(...lines.map((line) => line.id));
      const last = lines.at(-1);
      lines = last === undefined ? [] : await page({ rule: last.rule, id: last.id });
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await standing(database, authority, THIS_YEAR)).length);
  });

  it("keeps the file of last year as it was made: its bytes, its numbers and its children", async () => {
    const { database, authority } = await town();
    const asked = await perform(database, analyst(authority), makeReturn, { year: "2026" });
    expect(asked.ok).toBe(true);
    expect((await perform(database, analyst(authority), makeReturn, { year: "2026" })).ok).toBe(false);
    expect(await work(database)).toBe(1);
    const [kept] = await database.transact(analyst(authority), (handle) => submissions(handle, "cin"));
    if (kept === undefined) throw new Error("no file was kept");
    expect(kept).toMatchObject({ of: LAST_YEAR, asAt: "2026-03-31", mark: null, byName: "Anil Rao" });
    const pieces = await Array.fromAsync(submissionBytes(database, analyst(authority), kept));
    const bytes = Buffer.concat(pieces);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(kept.sha256);
    const own = await database.transact(system(authority), async (handle) =>
      Buffer.concat(
        await Array.fromAsync(
          censusFile(
            handle,
            { year: 2026, asAt: "2026-03-31" as IsoDate },
            await censusHeader(handle, 2026, { release: "1.0", serial: "001" }),
          ),
        ),
      ),
    );
    expect(bytes.equals(own)).toBe(true);
    expect(kept.items["child"]?.n).toBe(kept.children);
    const behind = await database.transact(analyst(authority), (handle) =>
      traceItem(handle, { submission: kept.id }, "referral", 10_000),
    );
    expect(behind.reduce((sum, line) => sum + line.days.length, 0)).toBe(kept.items["referral"]?.n);
    expect(behind.every((line) => line.madeOf.length > 0)).toBe(true);
  });

  it("cannot be edited or removed once made, by anybody", async () => {
    const { database, authority } = await town();
    const [kept] = await database.transact(analyst(authority), (handle) => submissions(handle, "cin"));
    const refused = async (context: Context, statement: string) =>
      await expect(
        database.transact(context, ({ db }) => sql.raw(statement).execute(db)),
        statement,
      ).rejects.toThrow(/permission denied/);
    for (const table of [
      "return_submission",
      "return_submission_part",
      "return_submission_child",
      "return_mark",
    ]) {
      await refused(system(authority), `delete from ${table}`);
      await refused(system(authority), `update ${table} set authority_id = authority_id`);
      await refused(analyst(authority), `delete from ${table}`);
    }
    await refused(analyst(authority), "select packed from return_submission_part");
    await refused(system(authority), "update return_acceptance set note = 'nothing'");
    await refused(system(authority), "delete from return_issue");
    expect(kept).toBeDefined();
  });

  it("is marked as submitted once, with a reason, by who may; a trial before the year is over cannot be", async () => {
    const { database, authority } = await town();
    const [kept] = await database.transact(analyst(authority), (handle) => submissions(handle, "cin"));
    const ask = { submission: String(kept?.id), reason: "The final submission of 31 July" };
    const without = analyst(authority, { rights: ["returns"] });
    expect((await perform(database, without, markSubmitted, ask)).ok).toBe(false);
    expect((await perform(database, analyst(authority), markSubmitted, { ...ask, reason: "done" })).ok).toBe(
      false,
    );
    expect((await perform(database, analyst(authority), markSubmitted, ask)).ok).toBe(true);
    expect((await perform(database, analyst(authority), markSubmitted, ask)).ok).toBe(false);
    const trial = await makeSubmission(database, system(authority), THIS_YEAR, "1.0");
    const tried = await perform(database, analyst(authority), markSubmitted, {
      ...ask,
      submission: String(trial),
    });
    expect(tried.ok ? "" : tried.failures[0]?.message).toContain("before the year was over");
    const later = await database.transact(analyst(authority), (handle) => submissionOf(handle, trial ?? 0));
    expect(later?.issues.error).toBe(
      statesOf(await database.transact(analyst(authority), (h) => issueCounts(h, THIS_YEAR))).error,
    );
    await differs(database, authority, kept, later);
  });

  /** The difference of two files, by child, is the difference of their numbers. */
  const differs = async (
    database: Database,
    authority: number,
    before: Submission | undefined,
    after: Submission | undefined,
  ): Promise<void> => {
    if (before === undefined || after === undefined) throw new Error("two files are needed");
    for (const item of ["child", "referral", "plan.open"]) {
      const changes = await database.transact(analyst(authority), (handle) =>
        changedChildren(handle, { submission: before.id }, { submission: after.id }, item, 10_000),
      );
      const difference = changes.reduce((sum, change) => sum + change.after - change.before, 0);
      expect([item, difference]).toEqual([item, (after.items[item]?.n ?? 0) - (before.items[item]?.n ?? 0)]);
      expect(changes.every((change) => change.after !== change.before)).toBe(true);
    }
  };

  it("shows nobody a child they may not see, and counts no issue of one", async () => {
    const { database, authority } = await town();
    const everything = await database.transact(analyst(authority), (handle) =>
      issueLines(handle, THIS_YEAR, {}, 5000),
    );
    const first = everything.find((line) => line.child !== null)?.child;
    const nobody = personContext(authority, {
      scope: "own",
      workerRef: "NOBODY",
      rights: ["returns"],
      now: NOW,
    });
    const seen = await database.transact(nobody, (handle) => issueLines(handle, THIS_YEAR, {}, 5000));
    expect(seen.filter((line) => line.child !== null)).toEqual([]);
    await database.transact(system(authority), ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authority, person_id: first?.id ?? 0, reason: "staff family" })
        .execute(),
    );
    const after = await database.transact(analyst(authority), (handle) =>
      issueLines(handle, THIS_YEAR, {}, 5000),
    );
    expect(after.length).toBe(
      everything.length - everything.filter((line) => line.child?.id === first?.id).length,
    );
    const behind = await database.transact(analyst(authority), (handle) =>
      traceItem(handle, { now: THIS_YEAR }, "child", 10_000),
    );
    expect(behind.some((line) => line.child.id === first?.id)).toBe(false);
  });
});

eachEngine("a census that another system made", (open) => {
  it("is kept byte by byte as it was submitted, with its numbers and whose they are", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await bringIn(database, authority, {
      asAt: "2026-06-30",
      children: [child("C1", [person(), referred("2026-05-01")], { born: "2015-05-05" })],
    });
    const text = message([EVERYTHING("C1"), EVERYTHING("C2")]);
    const folder = mkdtempSync(join(tmpdir(), "kith-returns-"));
    const path = join(folder, "old.xml");
    writeFileSync(path, text);
    const file = [{ name: "cin 2024-25.xml", path, size: text.length }];
    const reason = "The final submission of July 2025";
    const without = analyst(authority, { rights: ["returns"] });
    expect((await perform(database, without, keepBroughtIn(file), { reason })).ok).toBe(false);
    writeFileSync(join(folder, "other.xml"), "<Something/>");
    const other = [{ name: "other.xml", path: join(folder, "other.xml"), size: 12 }];
    expect((await perform(database, analyst(authority), keepBroughtIn(other), { reason })).ok).toBe(false);
    const done = await perform(database, analyst(authority), keepBroughtIn(file), { reason });
    rmSync(folder, { recursive: true });
    if (!done.ok) throw new Error(done.failures[0]?.message);
    const kept = await database.transact(analyst(authority), (handle) => submissionOf(handle, done.value.id));
    if (kept === undefined) throw new Error("it was not kept");
    expect(kept).toMatchObject({ of: { year: 2025 }, origin: "brought in", children: 2, mark: { reason } });
    expect(kept.items["plan.end"]).toEqual({ n: 2, children: 2 });
    const bytes = Buffer.concat(await Array.fromAsync(submissionBytes(database, analyst(authority), kept)));
    expect(bytes.toString()).toBe(text);
    const behind = await database.transact(analyst(authority), (handle) =>
      traceItem(handle, { submission: kept.id }, "plan.end", 10),
    );
    expect(behind.map((one) => one.child.localId)).toEqual(["C1"]);
  });
});

eachEngine("a child with work and no referral", (open) => {
  it("is named as left out of the return, until the referral is recorded", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const plan = claim("protection_plan", "2026-06-01", {
      started_on: "2026-06-01" as never,
      initial_category: "NEG",
      latest_category: "NEG",
    });
    const file = (...more: Claim[]) => ({
      format: "ssd" as const,
      children: [
        child("C1", [person(), plan, ...more], { born: "2015-05-05" }),
        child("C2", [person(), referred("2026-05-01")], { born: "2015-05-05" }),
      ],
    });
    const lines = () =>
      database.transact(analyst(authority), (handle) =>
        issueLines(handle, THIS_YEAR, { rule: NOT_IN_IT }, 10),
      );
    await bringIn(database, authority, { asAt: "2026-06-30", ...file() });
    await checkAll(database, system(authority), THIS_YEAR);
    const [left] = await lines();
    expect(left?.child?.localId).toBe("C1");
    expect(left?.message).toContain("a child protection plan");
    await bringIn(database, authority, { asAt: "2026-07-31", ...file(referred("2026-05-20")) });
    await checkAll(database, system(authority), THIS_YEAR);
    expect(await lines()).toEqual([]);
  });
});

eachEngine("a query that was accepted", (open) => {
  const BORN = "1999-05-05";
  const file = (born: string) => ({
    children: [
      child(
        "C1",
        [
          claim("person_detail", "", {
            birth_date: born,
            sex: "F",
            ethnicity: "WBRI",
            disabilities: ["NONE"],
            upn_unknown: "UN7",
          }),
          claim("referral", "2026-05-01", {
            received_on: "2026-05-01" as never,
            source: "6",
            need: "N1",
            no_further_action: false,
          }),
        ],
        { born: BORN },
      ),
    ],
  });

  it("keeps its note, hides nothing, and is open again when the facts change and only then", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await bringIn(database, authority, { asAt: "2026-06-30", ...file(BORN) });
    await checkChanged(database, system(authority));
    const lines = () =>
      database.transact(analyst(authority), (handle) => issueLines(handle, THIS_YEAR, { rule: "8775Q" }, 10));
    const [query] = await lines();
    if (query === undefined) throw new Error("the child over 25 is not queried");
    expect(query.state).toBe("query");
    const answer = {
      issue: String(query.id),
      facts: query.facts,
      answer: "accept",
      note: "Supported until a degree is finished",
    };
    expect(
      (await perform(database, analyst(authority), acceptQuery, { ...answer, facts: "0".repeat(32) })).ok,
    ).toBe(false);
    expect(
      (await perform(database, analyst(authority, { scope: "own", workerRef: "W9" }), acceptQuery, answer))
        .ok,
    ).toBe(false);
    expect((await perform(database, analyst(authority), acceptQuery, answer)).ok).toBe(true);
    const [accepted] = await lines();
    expect(accepted).toMatchObject({
      id: query.id,
      state: "accepted",
      said: { by: "Anil Rao", note: answer.note, stale: false },
    });

    // A file that says the same again, and a whole check, change nothing.
    await bringIn(database, authority, { asAt: "2026-07-31", ...file(BORN) });
    expect(await checkChanged(database, system(authority))).toBe(0);
    await checkAll(database, system(authority), THIS_YEAR);
    expect((await lines())[0]).toEqual(accepted);

    // Another birth date is another fact, though the child is still over 25.
    await bringIn(database, authority, { asAt: "2026-08-31", ...file("1999-05-06") });
    await checkChanged(database, system(authority));
    const [again] = await lines();
    expect(again).toMatchObject({
      id: query.id,
      foundAt: query.foundAt,
      state: "query",
      said: { note: answer.note, stale: true },
    });

    // Put right, it is gone; errors cannot be accepted.
    await bringIn(database, authority, { asAt: "2026-09-30", ...file("2012-05-06") });
    await checkChanged(database, system(authority));
    expect(await lines()).toEqual([]);
    const [error] = await database.transact(analyst(authority), (h) =>
      issueLines(h, THIS_YEAR, { state: "error" }, 1),
    );
    if (error !== undefined)
      expect(
        (
          await perform(database, analyst(authority), acceptQuery, {
            ...answer,
            issue: String(error.id),
            facts: error.facts,
          })
        ).ok,
      ).toBe(false);
  });
});

eachEngine("a return that nothing can be said of", (open) => {
  it("is not checked while there is nothing on record, and is said not to be known", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    await addAccount(database, authority, { signIn: "a@example.gov.uk", name: "A" });
    await addChild(database, authority, { localId: "C9" });
    await lookRound({ database, now: systemNow, release: "1.0" });
    expect(await work(database, systemNow)).toBe(0);
    expect(await database.transact(system(authority), ({ db }) => checkedNow(db, THIS_YEAR))).toBeUndefined();
    const future = yearOfDay("2026-11-20" as IsoDate) + 1;
    expect((await perform(database, analyst(authority), checkNow, { year: String(future) })).ok).toBe(false);
  });
});
