import { sql } from "kysely";
import { beforeAll, expect, it } from "vitest";
import { addAccount, addAuthority, personContext } from "../../../test/engines/seed.ts";
import { eachEngine } from "../../../test/engines/setup.ts";
import { type Context, systemContext } from "../../kernel/context.ts";
import { addMonths, date, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type { ChildClaims } from "../../kernel/record/claim.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { rebuildInsight } from "../insight/refresh.ts";
import { applyBatch } from "../record/apply.ts";
import { loadBrain } from "../record/recompute.ts";
import { startTally } from "../record/tally.ts";
import { backTestOf } from "./backTest.ts";
import { addShift, withdrawShift } from "./commands.ts";
import { readDemand } from "./history.ts";
import { listView } from "./list.ts";
import { SERIES, seriesNamed } from "./series.ts";
import { shiftsOf, standing } from "./shifts.ts";
import { seriesView } from "./view.ts";

const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;
const FIRST = date("2022-04-01");
const MONTHS = 48;
/** Referrals in each month told of, so that none is like another. */
const inMonth = (t: number): number => 12 + ((t * 7) % 5);

/** One child for each referral, closed the next day, and a child from long before whose case stayed open. */
function children(): ChildClaims[] {
  const found: ChildClaims[] = [];
  const add = (on: IsoDate): void => {
    const n = found.length;
    found.push({
      id: { type: "local", value: `D${n}` },
      identifiers: [],
      born: date("2015-05-05"),
      claims: [
        { table: "person_detail", key: "", values: { birth_date: date("2015-05-05") }, place: "row 1" },
        {
          table: "referral",
          key: on,
          values: { received_on: on, no_further_action: true, closed_on: on },
          place: "row 1",
        },
      ],
      findings: [],
      place: "row 1",
    });
  };
  add(date("2019-06-03"));
  for (let t = 0; t < MONTHS; t += 1)
    for (let n = 0; n < inMonth(t); n += 1)
      add(date(`${addMonths(FIRST, t).slice(0, 8)}${String(n + 1).padStart(2, "0")}`));
  return found;
}

async function bringIn(database: Database, authorityId: number): Promise<void> {
  const context = systemContext("tests", authorityId, NOW);
  await database.transact(context, async ({ db }) => {
    const incoming = [];
    for (let year = 2022; year < 2026; year += 1) {
      const row = await db
        .insertInto("source")
        .values({
          authority_id: authorityId,
          format: "cin",
          title: `Census ${year}`,
          file_name: "cin.xml",
          content_hash: `${authorityId}|${year}`,
          bytes: 1,
          as_at: date(`${year + 1}-03-31`),
          rank: `${year}`,
          scope_from: date(`${year}-04-01`),
          scope_to: date(`${year + 1}-03-31`),
          scope_tables: ["referral"],
          received_at: NOW,
          applied_at: NOW,
        })
        .returning("id")
        .executeTakeFirstOrThrow();
      incoming.push(row.id);
    }
    const brain = await loadBrain(db, SPINE);
    await applyBatch(
      db,
      SPINE,
      brain,
      {
        sourceId: incoming.at(-1) ?? 0,
        format: "cin",
        rank: "2025",
        recordedAt: NOW,
        authorityId,
        recordedBy: null,
        held: [],
        sameKind: [],
        freshest: true,
      },
      children(),
      startTally(),
    );
  });
  await rebuildInsight(database, SPINE, context);
}

eachEngine("demand", (open) => {
  let database: Database;
  let authorityId = 0;
  let director: Context;
  let member: Context;

  beforeAll(async () => {
    ({ database } = await open());
    authorityId = await addAuthority(database);
    await bringIn(database, authorityId);
    const accountId = await addAccount(database, authorityId, { signIn: "d@x", name: "Dana Director" });
    const rights = ["insight", "insight.narrate", "record.open"] as const;
    director = personContext(authorityId, {
      accountId,
      who: "Dana Director",
      scope: "all",
      rights,
      now: NOW,
    });
    member = personContext(authorityId, {
      accountId,
      who: "A member",
      scope: "none",
      rights: ["insight"],
      now: NOW,
    });
  });

  it("counts each month the files are a full account of, and no other", async () => {
    const { histories } = await database.transact(director, (handle) => readDemand(handle, SERIES));
    const referrals = histories.find(({ series }) => series.id === "referrals");
    expect(referrals?.covered).toMatchObject({ first: "2022-04-01", last: "2026-03-01", known: "told" });
    expect(referrals?.months.map(({ n }) => n)).toEqual(Array.from({ length: MONTHS }, (_, t) => inMonth(t)));
    expect(histories.find(({ series }) => series.id === "care")?.missing).toBe("not carried");
  });

  it("leaves a restricted child out of every figure, for everybody alike", async () => {
    const [person] = (
      await database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
        sql<{
          id: number;
        }>`select person_id as id from timeline_event where kind = 'referral.received' and on_date = '2026-03-01'`.execute(
          db,
        ),
      )
    ).rows;
    await database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authorityId, person_id: person?.id ?? 0, reason: "tests", placed_at: NOW })
        .execute(),
    );
    for (const context of [director, { ...director, scope: "own" as const }]) {
      const { histories } = await database.transact(context, (handle) =>
        readDemand(handle, SERIES.slice(0, 1)),
      );
      expect(histories[0]?.months.at(-1)?.n).toBe(inMonth(MONTHS - 1) - 1);
    }
    await database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
      db.updateTable("restriction").set({ lifted_at: NOW }).where("authority_id", "=", authorityId).execute(),
    );
  });

  it("forecasts a year, tests itself, and gives a rate where the population is known", async () => {
    const series = seriesNamed("referrals");
    if (series === undefined) throw new Error("no series");
    await database.transact(systemContext("tests", authorityId, NOW), async ({ db }) => {
      await db.updateTable("authority").set({ code: "999" }).where("id", "=", authorityId).execute();
      await db
        .insertInto("population")
        .values({ authority_code: "999", year: 2025, population: 20_000, source: "tests" })
        .execute();
    });
    const view = await database.transact(director, (handle) => seriesView(handle, series, "month"));
    expect("refused" in view.forecasted ? 0 : view.forecasted.ahead.length).toBe(12);
    expect(backTestOf("referrals", view.counts, "month", [])?.origins.length).toBeGreaterThan(2);
    const quarters = await database.transact(director, (handle) => seriesView(handle, series, "quarter"));
    expect(quarters.counts).toHaveLength(MONTHS / 3);
    const list = await database.transact(director, listView);
    const total = Array.from({ length: 12 }, (_, t) => inMonth(MONTHS - 12 + t)).reduce((a, b) => a + b, 0);
    expect(list.lines[0]).toMatchObject({ year: total, rate: total / 2 });
  });

  it("shows who opens no record tens only", async () => {
    const list = await database.transact(member, listView);
    expect((list.lines[0]?.year ?? 1) % 10).toBe(0);
    const series = seriesNamed("referrals");
    if (series === undefined) throw new Error("no series");
    const view = await database.transact(member, (handle) => seriesView(handle, series, "month"));
    const ahead = "refused" in view.forecasted ? [] : view.forecasted.ahead;
    expect(ahead.every(({ lo80, hi95 }) => lo80 % 10 === 0 && hi95 % 10 === 0)).toBe(true);
  });

  it("takes what moved the level once, from who may, and keeps it when it is withdrawn", async () => {
    const shift = {
      series: "referrals",
      from: "2024-06",
      to: "",
      words: "New threshold",
      reason: "Threshold document 3 began",
    };
    expect(await perform(database, member, addShift, shift)).toMatchObject({ ok: false });
    expect(await perform(database, director, addShift, { ...shift, from: "2027-01" })).toMatchObject({
      failures: [{ field: "from" }],
    });
    expect(await perform(database, director, addShift, { ...shift, reason: "no" })).toMatchObject({
      failures: [{ field: "reason" }],
    });
    expect(await perform(database, director, addShift, shift)).toMatchObject({ ok: true });
    expect(await perform(database, director, addShift, shift)).toMatchObject({
      failures: [{ code: "already-done" }],
    });
    const [entered] = await database.transact(director, (handle) => shiftsOf(handle, "referrals"));
    expect(entered).toMatchObject({ from: "2024-06-01", to: null, by: "Dana Director" });
    const gone = { series: "referrals", id: entered?.id ?? 0, reason: "It was the wrong month" };
    expect(await perform(database, director, withdrawShift, gone)).toMatchObject({ ok: true });
    expect(await perform(database, director, withdrawShift, gone)).toMatchObject({
      failures: [{ code: "not-found" }],
    });
    const after = await database.transact(director, (handle) => shiftsOf(handle, "referrals"));
    expect(after).toHaveLength(1);
    expect(standing(after)).toEqual([]);
    const acts = await database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
      sql<{ act: string }>`select act from audit_event where act like 'demand.%' order by act`.execute(db),
    );
    expect(acts.rows.map(({ act }) => act)).toEqual(["demand.shiftAdded", "demand.shiftWithdrawn"]);
  });

  it("keeps a shift from another authority, and from being edited", async () => {
    const other = personContext(authorityId + 1, { rights: ["insight"], scope: "all", now: NOW });
    expect(await database.transact(other, (handle) => shiftsOf(handle, "referrals"))).toEqual([]);
    await expect(
      database.transact(systemContext("tests", authorityId, NOW), ({ db }) =>
        db.updateTable("demand_shift").set({ words: "Another" }).execute(),
      ),
    ).rejects.toThrow();
  });
});
