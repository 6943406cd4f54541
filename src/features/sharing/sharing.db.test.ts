import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Fault, type Receiver, startReceiver } from "../../../test/receiver.ts";
import { type Context, systemContext } from "../../kernel/context.ts";
import { addDays, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { ChildPayload } from "../../returns/csc-api/payload.ts";
import { asText } from "../../returns/csc-api/testing.ts";
import { SPINE } from "../../spine.ts";
import { loadDemonstration } from "../demonstration/load.ts";
import { writeNatives } from "../record/native.ts";
import { loadBrain } from "../record/recompute.ts";
import { askRun } from "./commands.ts";
import { planFor, wholeOf } from "./plan.ts";
import { previewsOf } from "./preview.ts";
import { setAsideIn } from "./queries.ts";
import { recoverSharing } from "./recover.ts";
import { latestRuns, type RunKind, type SharingRun } from "./runs.ts";
import { readSharing, type Sharing } from "./settings.ts";
import { sentTables } from "./tables.ts";
import { RUN, type SharingDeps, sharingJobs } from "./work.ts";

const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;
const CODE = /^\d{3}$/;

eachEngine("sharing with the department", (open) => {
  let database: Database;
  let authority = 0;
  let receiver: Receiver;
  let analyst: Context;
  /** A child who is sent, with a referral open. */
  let ann = { id: 0, laId: "" };

  const system = (now = NOW): Context => systemContext("tests", authority, now);
  const sharing = (): Sharing => readSharing(receiver.env);
  const depsAt = (now: IsoInstant, more: Partial<SharingDeps> = {}): SharingDeps => ({
    database,
    spine: SPINE,
    sharing,
    now: () => now,
    sleep: async () => undefined,
    peopleAtOnce: 40,
    ...more,
  });
  const ask = async (kind: RunKind): Promise<number> => {
    const done = await perform(database, analyst, askRun(kind, sharing()), {});
    if (!done.ok) throw new Error(done.failures[0]?.message);
    return done.value.run;
  };
  const work = async (
    run: number,
    now = NOW,
    attempt = 1,
    more: Partial<SharingDeps> = {},
  ): Promise<void> => {
    await sharingJobs(depsAt(now, more))[RUN]?.({ id: run, kind: RUN, attempt, payload: { run, authority } });
  };
  const runOf = async (id: number): Promise<SharingRun> => {
    const runs = await database.transact(system(), ({ db }) => latestRuns(db, 50));
    const run = runs.find((each) => each.id === id);
    if (run === undefined) throw new Error("no run");
    return run;
  };
  const doRun = async (kind: RunKind, now = NOW): Promise<SharingRun> => {
    const id = await ask(kind);
    await work(id, now);
    return await runOf(id);
  };
  const send = (): Promise<SharingRun> => doRun("send");
  /** What the receiver should hold of a child, made afresh from the record. */
  const wanted = async (id: number): Promise<ChildPayload | null> =>
    await database.transact(system(), async ({ db }) => {
      const [planned] = await planFor(db, sentTables(SPINE), [id], londonDate(NOW));
      return planned === undefined ? null : wholeOf(planned);
    });
  const enter = async (id: number, key: string, values: Record<string, string | string[] | null> | null) =>
    await database.transact(system(), async ({ db }) => {
      await writeNatives(db, SPINE, await loadBrain(db, SPINE), [
        { personId: id, table: "assessment", key, values, recordedBy: null, now: NOW },
      ]);
    });
  const heldOf = (laId: string): string => asText(receiver.held.get(laId) ?? null);
  const lastMessage = (): ChildPayload | undefined => receiver.calls.at(-1)?.children[0];
  const fail = (...faults: Fault[]): void => receiver.failNext(...faults);

  beforeAll(async () => {
    ({ database } = await open());
    const loaded = await loadDemonstration(database, SPINE, NOW, {
      seed: 6,
      children: 130,
      notesPerChild: 0,
    });
    authority = loaded.authorityId;
    const found = await database.transact(system(), async ({ db }) => ({
      code: (await db.selectFrom("authority").select("code").executeTakeFirstOrThrow()).code ?? "",
      account: (
        await db
          .selectFrom("account")
          .select("id")
          .where("roles", "@>", sql<string[]>`array['performance-analyst']`)
          .executeTakeFirstOrThrow()
      ).id,
      open: await sql<{
        id: number;
        laId: string;
      }>`select p.id, p.local_id as "laId" from person p join referral r on r.person_id = p.id
        where r.closed_on is null and not r.no_further_action and p.id not in (select person_id from restriction) order by p.id limit 2`.execute(
        db,
      ),
    }));
    expect(found.code).toMatch(CODE);
    receiver = await startReceiver(found.code);
    ann = found.open.rows[0] ?? ann;
    const hidden = found.open.rows[1]?.id ?? 0;
    await database.transact(system(), ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authority, person_id: hidden, reason: "Staff family" })
        .execute(),
    );
    analyst = personContext(authority, {
      accountId: found.account,
      who: "An Analyst",
      scope: "all",
      rights: ["returns.submit", "record.open"],
      now: NOW,
    });
  });
  afterAll(async () => {
    await receiver?.close();
  });

  describe("from nothing", () => {
    it("says first what would be sent, and sends none of it", async () => {
      const look = await doRun("look");
      expect(look).toMatchObject({
        kind: "look",
        state: "done",
        changed: 0,
        gone: 0,
        unchanged: 0,
        byName: "An Analyst",
      });
      expect(look.added).toBeGreaterThan(40);
      expect(look.lookedAt).toBeGreaterThan(look.added);
      expect(receiver.calls).toEqual([]);
    });

    it("sends everybody whole, a hundred at a time at most, and the receiver holds what the record says", async () => {
      receiver.limits.children = 100;
      const run = await send();
      expect(run).toMatchObject({ state: "done", changed: 0, gone: 0, setAside: 0, problem: null });
      expect(run.accepted).toBe(run.added);
      expect(receiver.held.size).toBe(run.added);
      expect(Math.max(...receiver.calls.map(({ children }) => children.length))).toBeLessThanOrEqual(100);
      // Restricted children are the department's business too.
      const restricted = await database.transact(system(), async ({ db }) =>
        sql<{
          laId: string;
        }>`select la_child_id as "laId" from sharing_state where person_id in (select person_id from restriction)`.execute(
          db,
        ),
      );
      expect(restricted.rows.length).toBeGreaterThan(0);
    });

    it("then has nothing to send", async () => {
      const before = receiver.calls.length;
      const run = await send();
      expect(run).toMatchObject({ added: 0, changed: 0, gone: 0, accepted: 0, state: "done" });
      expect(run.unchanged).toBe(receiver.held.size);
      expect(receiver.calls).toHaveLength(before);
    });
  });

  describe("when the record changes", () => {
    it("sends only what is new within a child", async () => {
      await enter(ann.id, "2026-11-02", { started_on: "2026-11-02", authorised_on: null, factors: ["1A"] });
      const run = await send();
      expect(run).toMatchObject({ added: 0, changed: 1, gone: 0, accepted: 1 });
      const assessments = (lastMessage()?.social_care_episodes ?? []).flatMap(
        (each) => each.child_and_family_assessments ?? [],
      );
      expect(assessments).toEqual([
        expect.objectContaining({ start_date: "2026-11-02", factors: ["1A"], purge: false }),
      ]);
      expect(lastMessage()?.child_details).toBeDefined();
      expect(heldOf(ann.laId)).toContain("2026-11-02");
    });

    it("withdraws what is gone from within a child", async () => {
      await enter(ann.id, "2026-11-02", null);
      const run = await send();
      expect(run).toMatchObject({ changed: 1, accepted: 1 });
      expect(JSON.stringify(lastMessage())).toContain('"purge":true');
      expect(heldOf(ann.laId)).not.toContain("2026-11-02");
    });
  });

  describe("when the receiver fails", () => {
    const change = (day: string) =>
      enter(ann.id, day, { started_on: day, authorised_on: null, factors: ["2B"] });

    it("keeps the child it refuses, says why, and sends it when it is put right", async () => {
      await change("2026-11-03");
      receiver.refuse(ann.laId, "child_details.postcode is outside England");
      const run = await send();
      expect(run).toMatchObject({ state: "done", accepted: 0, setAside: 1 });
      const listed = await database.transact(analyst, (handle) => setAsideIn(handle, run.id, 0, 10));
      expect(listed).toMatchObject([{ personId: ann.id, name: null, outcome: "refused" }]);
      expect(listed[0]?.words).toContain("postcode is outside England");
      receiver.refuse(ann.laId, null);
      expect(await send()).toMatchObject({ changed: 1, accepted: 1, setAside: 0 });
      expect(heldOf(ann.laId)).toContain("2026-11-03");
    });

    it("does not forget what may have arrived, though the process died and the record changed back meanwhile", async () => {
      await change("2026-11-04");
      const id = await ask("send");
      // The message arrives; the answer does not; and then there is no process to ask again.
      fail({ kind: "cut", taken: true });
      const dies = { sleep: () => Promise.reject(new Error("killed")) };
      await expect(work(id, NOW, 1, dies)).rejects.toThrow("killed");
      expect((await runOf(id)).state).toBe("waiting");
      expect(heldOf(ann.laId)).toContain("2026-11-04");
      await enter(ann.id, "2026-11-04", null);
      await work(id, NOW, 2);
      expect(await runOf(id)).toMatchObject({ state: "done", changed: 1, accepted: 1 });
      expect(heldOf(ann.laId)).not.toContain("2026-11-04");
    });

    it("does not take a message for arrived that was lost on its way", async () => {
      await change("2026-11-05");
      const id = await ask("send");
      fail({ kind: "status", status: 502 });
      await expect(work(id, NOW, 1, { sleep: () => Promise.reject(new Error("killed")) })).rejects.toThrow();
      await work(id, NOW, 2);
      expect(heldOf(ann.laId)).toContain("2026-11-05");
      expect(await wanted(ann.id)).toBeNull();
    });

    it("tries the run again later, stops it after the last try, and says why", async () => {
      await change("2026-11-06");
      const id = await ask("send");
      const away = Array.from({ length: 12 }, (): Fault => ({ kind: "status", status: 503 }));
      fail(...away);
      await expect(work(id, NOW, 1)).rejects.toThrow("The receiver answered 503.");
      expect(await runOf(id)).toMatchObject({ state: "waiting", problem: "The receiver answered 503." });
      await expect(work(id, NOW, 5)).rejects.toThrow("503");
      expect(await runOf(id)).toMatchObject({
        state: "stopped",
        problem: "The receiver answered 503.",
        changed: 1,
      });
      expect(await send()).toMatchObject({ state: "done", changed: 1, accepted: 1 });
    });
  });

  it("withdraws a child under a number that nobody here has any more, and sends them under the new one", async () => {
    const before = receiver.held.size;
    await database.transact(system(), async ({ db }) => {
      await sql`update identifier set superseded_at = ${NOW} where person_id = ${ann.id} and type = 'local'`.execute(
        db,
      );
      await sql`insert into identifier (authority_id, person_id, type, value, issuer, recorded_at) values (${authority}, ${ann.id}, 'local', 'NEW-1', 'kith', ${NOW})`.execute(
        db,
      );
    });
    const run = await send();
    expect(run).toMatchObject({ added: 1, gone: 1, accepted: 2, setAside: 0 });
    expect(receiver.held.has(ann.laId)).toBe(false);
    expect(receiver.held.has("NEW-1")).toBe(true);
    expect(receiver.held.size).toBe(before);
    ann = { ...ann, laId: "NEW-1" };
  });

  it("sends neither of two records with one number", async () => {
    const other = await database.transact(system(), async ({ db }) => {
      const person = await sql<{
        id: number;
      }>`insert into person (authority_id, local_id, name) values (${authority}, 'NEW-1', 'A Twin') returning id`.execute(
        db,
      );
      const id = person.rows[0]?.id ?? 0;
      await sql`insert into identifier (authority_id, person_id, type, value, issuer, recorded_at) values (${authority}, ${id}, 'local', 'NEW-1', 'ssda903', ${NOW})`.execute(
        db,
      );
      return id;
    });
    const before = heldOf("NEW-1");
    const run = await send();
    expect(run).toMatchObject({ added: 0, changed: 0, gone: 0, setAside: 1 });
    const listed = await database.transact(analyst, (handle) => setAsideIn(handle, run.id, 0, 10));
    expect(listed).toMatchObject([{ outcome: "held back", personId: ann.id }]);
    expect(heldOf("NEW-1")).toBe(before);
    await database.transact(system(), async ({ db }) => {
      await sql`update identifier set superseded_at = ${NOW} where person_id = ${other}`.execute(db);
    });
  });

  it("leaves those who have grown out as the department has them", async () => {
    const later = `${addDays(londonDate(NOW), 365 * 30)}T10:00:00.000Z` as IsoInstant;
    const before = receiver.held.size;
    const look = await doRun("look", later);
    expect(look.agedOut).toBeGreaterThan(before / 2);
    expect(look.gone).toBe(0);
  });

  it("shows what would be sent of one child, to those who see no names without them", async () => {
    await enter(ann.id, "2026-11-09", { started_on: "2026-11-09", authorised_on: null });
    const [preview] = await database.transact(analyst, (handle) => previewsOf(handle, SPINE, ann.id));
    expect(preview).toMatchObject({ kind: "send", change: "partial" });
    expect(JSON.stringify(preview)).toContain('"first_name":"(sent, not shown to you)"');
    const head = personContext(authority, {
      scope: "all",
      rights: ["returns.submit", "record.open", "names"],
      now: NOW,
    });
    const [whole] = await database.transact(head, (handle) => previewsOf(handle, SPINE, ann.id));
    expect(JSON.stringify(whole)).not.toContain("not shown");
  });

  it("lets one run go at a time, and frees one whose job is lost", async () => {
    const id = await ask("look");
    expect(await perform(database, analyst, askRun("send", sharing()), {})).toMatchObject({
      ok: false,
      failures: [{ code: "already-done" }],
    });
    await recoverSharing(database, NOW);
    expect((await runOf(id)).state).toBe("waiting");
    await database.transact(system(), ({ db }) => sql`delete from job where kind = ${RUN}`.execute(db));
    await recoverSharing(database, NOW);
    expect((await runOf(id)).state).toBe("stopped");
  });

  it("sends nothing while it is off, from a demonstration to elsewhere, or for somebody without the right", async () => {
    const refused = async (context: Context, how: Sharing): Promise<string> => {
      const done = await perform(database, context, askRun("send", how), {});
      return done.ok ? "" : (done.failures[0]?.message ?? "");
    };
    expect(await refused(analyst, readSharing({}))).toContain("not set up");
    const away = readSharing({ ...receiver.env, KITH_SHARE_URL: "https://api.example.gov.uk/1" });
    expect(await refused(analyst, away)).toContain("this machine only");
    const other = personContext(authority, { scope: "all", rights: ["returns"], now: NOW });
    expect(await refused(other, sharing())).toBe("You may not do that.");
  });

  it("keeps what was sent behind the walls, and no key anywhere", async () => {
    const nobody = personContext(authority, { scope: "none", rights: ["returns.submit"], now: NOW });
    const seen = await database.transact(nobody, async ({ db }) =>
      sql<{
        n: number;
      }>`select (select count(*) from sharing_state) + (select count(*) from sharing_outcome) as n`.execute(
        db,
      ),
    );
    expect(Number(seen.rows[0]?.n)).toBe(0);
    const kept = await database.transact(system(), async ({ db }) =>
      sql<{
        text: string;
      }>`select (select coalesce(string_agg(s::text, ' '), '') from sharing_state s) || (select coalesce(string_agg(r::text, ' '), '') from sharing_run r)
        || (select coalesce(string_agg(o::text, ' '), '') from sharing_outcome o) || (select coalesce(string_agg(a::text, ' '), '') from audit_event a)
        || (select coalesce(string_agg(j::text, ' '), '') from job j) as text`.execute(db),
    );
    const text = kept.rows[0]?.text ?? "";
    expect(text.length).toBeGreaterThan(1000);
    for (const secret of [receiver.clientSecret, receiver.supplierKey, "token-1-"])
      expect(text).not.toContain(secret);
  });
});
