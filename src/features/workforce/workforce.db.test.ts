import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { addAccount, addAuthority, addChild, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, systemContext } from "../../kernel/context.ts";
import { date, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { USUAL_POINTS } from "./caseTypes.ts";
import { saveScenario, setPoints } from "./commands.ts";
import { SIMULATE, workforceJobs } from "./jobs.ts";
import { readSnapshot } from "./snapshot.ts";
import { pointsVersions, readPoints, scenarioLines, scenarioOf } from "./store.ts";
import { readToday } from "./today.ts";

const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;

eachEngine("workforce", (open) => {
  let database: Database;
  let authorityId = 0;
  let head: Context;
  let member: Context;
  let system: Context;
  let restricted = 0;

  const stands = async (person: number, status: string, from: string, until: string | null = null) =>
    await database.transact(system, ({ db }) =>
      db
        .insertInto("span")
        .values({
          authority_id: authorityId,
          person_id: person,
          status,
          key: `${status}:${from}`,
          from_on: date(from),
          until_on: until as IsoDate | null,
          detail: "{}",
        })
        .execute(),
    );
  const told = async (person: number, kind: string, on: string, detail: object = {}) =>
    await database.transact(system, ({ db }) =>
      db
        .insertInto("timeline_event")
        .values({
          authority_id: authorityId,
          person_id: person,
          on_date: date(on),
          kind,
          subject: `${kind}:1`,
          origin: `${kind}:1`,
          issuer: "tests",
          detail: JSON.stringify(detail),
          source_id: 1,
          recorded_at: NOW,
        })
        .execute(),
    );

  beforeAll(async () => {
    ({ database } = await open());
    authorityId = await addAuthority(database);
    system = systemContext("tests", authorityId, NOW);
    const child = (n: number): Promise<number> =>
      addChild(database, authorityId, { localId: `W${n}`, worker: `SW${n % 3}` });
    const people: number[] = [];
    for (let n = 0; n < 9; n += 1) people.push(await child(n));
    const [
      plan = 0,
      care = 0,
      need = 0,
      assessed = 0,
      help = 0,
      court = 0,
      interim = 0,
      over = 0,
      hidden = 0,
    ] = people;
    await stands(plan, "open", "2026-01-05");
    await stands(plan, "protection-plan", "2026-02-01");
    await stands(care, "looked-after", "2025-01-01");
    await told(care, "legal.changed", "2025-01-01", { status: "C1" });
    await told(care, "legal.changed", "2025-09-01", { status: "C2" });
    await stands(need, "open", "2026-01-05");
    await stands(need, "in-need-plan", "2026-02-05");
    await stands(assessed, "open", "2026-11-05");
    await stands(assessed, "assessment", "2026-11-05");
    await stands(help, "early-help", "2026-11-05");
    await stands(court, "protection-plan", "2026-04-05");
    await told(court, "proceedings.issued", "2026-09-01");
    await stands(interim, "looked-after", "2026-02-01");
    await told(interim, "legal.changed", "2026-02-01", { status: "C1" });
    await told(interim, "proceedings.issued", "2026-02-01");
    await stands(over, "open", "2025-01-05", "2026-01-05");
    await stands(hidden, "protection-plan", "2026-01-05");
    restricted = hidden;
    await database.transact(system, ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authorityId, person_id: restricted, reason: "tests", placed_at: NOW })
        .execute(),
    );
    const accountId = await addAccount(database, authorityId, { signIn: "h@x", name: "Hana Head" });
    const rights = ["insight", "insight.narrate", "rules.propose", "record.open"] as const;
    head = personContext(authorityId, { accountId, who: "Hana Head", scope: "all", rights, now: NOW });
    member = personContext(authorityId, {
      accountId,
      who: "A member",
      scope: "none",
      rights: ["insight"],
      now: NOW,
    });
  });

  it("counts each open child once, under the most demanding of what is open", async () => {
    const snapshot = await database.transact(head, readSnapshot);
    expect(snapshot.open).toEqual({
      proceedings: 2,
      plan: 1,
      care: 1,
      assessment: 1,
      need: 1,
      "family-help": 1,
    });
    expect(snapshot.workers).toBe(3);
    expect(snapshot.families).toBeNull();
  });

  it("is the same whoever asks, and shows tens to who opens no record", async () => {
    const own = await database.transact({ ...head, scope: "own" }, readSnapshot);
    expect(own.open).toEqual((await database.transact(head, readSnapshot)).open);
    const seen = await database.transact(member, readToday);
    expect(Object.values(seen.snapshot.open).every((n) => n % 10 === 0)).toBe(true);
  });

  it("keeps points in versions, with why, from who may change local policy", async () => {
    expect(await database.transact(head, readPoints)).toEqual(USUAL_POINTS);
    const strings = Object.fromEntries(Object.entries(USUAL_POINTS).map(([id, n]) => [id, String(n)]));
    const change = { ...strings, plan: "7.5", reason: "The time audit of June 2026" };
    expect(await perform(database, member, setPoints, change)).toMatchObject({ ok: false });
    expect(await perform(database, head, setPoints, { ...change, plan: "many" })).toMatchObject({
      failures: [{ field: "plan" }],
    });
    expect(await perform(database, head, setPoints, change)).toMatchObject({ ok: true });
    expect(await perform(database, head, setPoints, change)).toMatchObject({ ok: false });
    expect((await database.transact(head, readPoints)).plan).toBe(7.5);
    expect(await database.transact(head, pointsVersions)).toMatchObject([{ by: "Hana Head" }]);
  });

  it("saves a scenario whole, with what came of it, and simulates a small one at once", async () => {
    const given = {
      name: "Spring",
      note: "As it is",
      "open.need": "40",
      "open.plan": "12",
      posts: "5",
      seed: "9",
    };
    expect(await perform(database, member, saveScenario, given)).toMatchObject({ ok: false });
    expect(await perform(database, head, saveScenario, { ...given, posts: "none" })).toMatchObject({
      failures: [{ field: "posts" }],
    });
    const done = await perform(database, head, saveScenario, given);
    if (!done.ok) throw new Error("not saved");
    const saved = await database.transact(head, (handle) => scenarioOf(handle, done.value.id));
    expect(saved).toMatchObject({
      name: "Spring",
      note: "As it is",
      by: "Hana Head",
      assumptions: { posts: 5, seed: 9 },
    });
    expect(saved?.results.outcome.posts).toBeGreaterThan(3);
    expect(saved?.simulation).toMatchObject({ seed: 9, posts: 5 });
    expect(await database.transact(head, (handle) => scenarioLines(handle, null))).toHaveLength(1);
  });

  it("simulates a large one behind the page, the same each time it is done", async () => {
    const done = await perform(database, head, saveScenario, {
      name: "Large",
      "open.need": "900",
      posts: "60",
    });
    if (!done.ok) throw new Error("not saved");
    expect(done.value.later).toBe(true);
    const job = await database.transact(system, ({ db }) =>
      sql<{ payload: object }>`select payload from job where kind = ${SIMULATE}`.execute(db),
    );
    const run = workforceJobs({ database, now: () => NOW })[SIMULATE];
    await run?.({ id: 1, kind: SIMULATE, payload: job.rows[0]?.payload ?? {}, attempt: 1 } as Parameters<
      NonNullable<typeof run>
    >[0]);
    const first = await database.transact(head, (handle) => scenarioOf(handle, done.value.id));
    expect(first?.simulation).toHaveProperty("byMonth");
    await run?.({ id: 1, kind: SIMULATE, payload: job.rows[0]?.payload ?? {}, attempt: 2 } as Parameters<
      NonNullable<typeof run>
    >[0]);
    expect(await database.transact(head, (handle) => scenarioOf(handle, done.value.id))).toEqual(first);
  });

  it("never changes a scenario that was saved, and shows it to nobody elsewhere", async () => {
    await expect(
      database.transact(system, ({ db }) =>
        db.updateTable("staffing_scenario").set({ name: "Another" }).execute(),
      ),
    ).rejects.toThrow();
    const other = personContext(authorityId + 1, { rights: ["insight"], scope: "all", now: NOW });
    expect(await database.transact(other, (handle) => scenarioLines(handle, null))).toEqual([]);
  });
});
