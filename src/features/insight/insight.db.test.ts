import fc from "fast-check";
import { sql } from "kysely";
import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import { addAuthority, personContext } from "../../../test/engines/seed.ts";
import { systemContext } from "../../kernel/context.ts";
import { addMonths, date, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type { ChildClaims } from "../../kernel/record/claim.ts";
import { ENGLAND } from "../../kernel/workingDays.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { applyBatch } from "../record/apply.ts";
import type { Incoming } from "../record/incoming.ts";
import { loadBrain } from "../record/recompute.ts";
import { startTally } from "../record/tally.ts";
import { childrenBehind } from "./behind.ts";
import { INDICATORS } from "./indicators.ts";
import { type Cut, tallyAt } from "./queries.ts";
import { insightJob, rebuildInsight, refreshInsight } from "./refresh.ts";
import { measureById, seriesOf, valueAt } from "./series.ts";
import { type Child, childrenOf, type Theme } from "./testing/lives.ts";
import { REFERENCE } from "./testing/reference.ts";
import { firstOf, lastOf, readingOf } from "./tally.ts";

const NOW = "2025-11-21T10:00:00.000Z" as IsoInstant;
const TODAY = date("2025-11-21");
const THEMES: readonly Theme[] = ["front", "enquiry", "plan", "need", "care", "leaving"];

const invented: readonly Child[] = THEMES.flatMap((theme, i) =>
  fc.sample(childrenOf(theme), { numRuns: 8, seed: 20 + i }),
);

/** What a list says of the children: all of it, or only the rows up to a day, as a list made then would. */
const claimsOf = (children: readonly Child[], until: IsoDate | null): ChildClaims[] =>
  children.map((child, i) => ({
    id: { type: "local", value: `C${i}` },
    identifiers: [],
    born: child.born,
    claims: [
      {
        table: "person_detail",
        key: "",
        values: {
          birth_date: child.born,
          expected_birth_date: child.expected,
          death_date: child.died,
          sex: i % 2 === 0 ? "F" : "M",
        },
        place: "row 1",
      },
      ...child.rows
        .filter(
          (row) =>
            until === null ||
            Object.values(row.values).every((v) => typeof v !== "string" || !/^\d{4}-/.test(v) || v <= until),
        )
        .map(({ table, key, values }) => ({ table, key, values, place: "row 1" })),
    ],
    findings: [],
    place: "row 1",
  }));

async function bringIn(
  database: Database,
  authorityId: number,
  children: readonly ChildClaims[],
  asAt: IsoDate,
): Promise<void> {
  await database.transact(systemContext("tests", authorityId, NOW), async ({ db }) => {
    const source = await db
      .insertInto("source")
      .values({
        authority_id: authorityId,
        format: "annex-a",
        title: "A list",
        file_name: "list.xlsx",
        content_hash: `${authorityId}|${asAt}`,
        bytes: 1,
        as_at: asAt,
        rank: asAt,
        received_at: NOW,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    const incoming: Incoming = {
      sourceId: source.id,
      format: "annex-a",
      rank: asAt,
      recordedAt: NOW,
      authorityId,
      recordedBy: null,
      held: [],
      sameKind: [],
      freshest: true,
    };
    await applyBatch(db, SPINE, await loadBrain(db, SPINE), incoming, children, startTally());
  });
}

const months = async (database: Database, authorityId: number): Promise<unknown[]> =>
  await database.transact(systemContext("tests", authorityId, NOW), async ({ db }) => {
    const rows = await sql`select measure, part, code, team_ref, month, n, total from contribution_month
      where n <> 0 or total <> 0 order by 1, 2, 3, 4, 5`.execute(db);
    return rows.rows;
  });

eachEngine("the measures of an authority", (open) => {
  let authorityId = 0;
  let database: Database;
  const system = () => systemContext("tests", authorityId, NOW);
  const person = (
    scope: "none" | "own" | "team" | "all",
    ...rights: ("insight" | "record.open" | "names")[]
  ) => personContext(authorityId, { scope, rights, now: NOW, workerRef: "W1", teamRefs: ["TW1"] });

  it("counts what files have told within one round of the job", async () => {
    ({ database } = await open());
    authorityId = await addAuthority(database);
    await database.transact(system(), async ({ db }) => {
      for (const ref of ["W1", "W2", "W3", "W4"])
        await db
          .insertInto("worker")
          .values({
            authority_id: authorityId,
            ref,
            name: `Worker ${ref}`,
            registered: true,
            team_ref: `T${ref}`,
          })
          .execute();
      for (const ref of ["TW1", "TW2", "TW3"])
        await db
          .insertInto("team")
          .values({ authority_id: authorityId, ref, name: ref, parent_ref: "S1" })
          .execute();
    });
    await bringIn(database, authorityId, claimsOf(invented, date("2024-03-01")), date("2024-03-01"));
    await insightJob(database, SPINE, () => NOW).run();
    await bringIn(database, authorityId, claimsOf(invented, null), date("2025-11-01"));
    expect(await refreshInsight(database, SPINE, () => NOW)).toBeGreaterThan(0);
    expect(await refreshInsight(database, SPINE, () => NOW)).toBe(0);
  });

  it("gives every measure the value that the text gives, in any period and on any day", async () => {
    const periods = [
      { from: date("2023-01-01"), to: date("2023-06-30") },
      { from: date("2024-02-01"), to: date("2025-01-31") },
    ];
    for (const period of periods) {
      await database.transact(system(), async (handle) => {
        for (const [id, told] of Object.entries(REFERENCE)) {
          const measure = measureById(id);
          if (measure === undefined || measure.children === true) continue;
          const tally = await tallyAt(handle, measure, period);
          const verdicts = invented.flatMap((child) => told(child, { ...period, today: TODAY }));
          const of = (verdict: string): number => verdicts.filter((v) => v === verdict).length;
          const found = { yes: tally.both + tally.num, no: tally.den, unknown: tally.unknown };
          expect(found, `${id} ${period.from}`).toEqual({
            yes: of("yes"),
            no: of("no"),
            unknown: of("unknown"),
          });
        }
      });
    }
  });

  it("gives the same by month, from the months kept in step, as from the rows", async () => {
    const [from, to] = [date("2023-02-01"), date("2025-09-30")];
    const measures = INDICATORS.flatMap((indicator) => indicator.measures).filter(
      (m) => m.cannotTell === undefined,
    );
    await database.transact(system(), async (handle) => {
      const found = await seriesOf(handle, measures, from, to, ENGLAND);
      for (const measure of measures) {
        const points = found.get(measure.id) ?? [];
        expect(points).toHaveLength(32);
        for (const { month, reading } of [points[3], points[17], points[31]].flatMap((p) => p ?? [])) {
          if (measure.shape === "season") continue;
          const period = { from: month, to: lastOf(month) };
          expect(reading, `${measure.id} ${month}`).toEqual(
            readingOf(measure, await tallyAt(handle, measure, period)),
          );
        }
      }
    });
  });

  it("adds up to the whole from its sexes, and from its teams and those nobody held", async () => {
    await database.transact(system(), async (handle) => {
      for (const id of ["4", "21", "30", "39"]) {
        const measure = measureById(id);
        if (measure === undefined) throw new Error(id);
        const at = async (cut: Cut | null): Promise<number> => {
          const all = await seriesOf(handle, [measure], date("2023-01-01"), date("2025-10-31"), ENGLAND, cut);
          return (all.get(id) ?? []).reduce(
            (n, p) => n + (p.reading?.denominator ?? p.reading?.numerator ?? 0),
            0,
          );
        };
        const whole = await at(null);
        expect(whole).toBeGreaterThan(0);
        expect((await at({ by: "sex", is: "F" })) + (await at({ by: "sex", is: "M" }))).toBe(whole);
        let teams = await at({ by: "team", is: "" });
        for (const is of ["TW1", "TW2", "TW3"]) teams += await at({ by: "team", is });
        expect(teams).toBe(whole);
        expect(await at({ by: "service", is: "TW1" })).toBe(await at({ by: "team", is: "TW1" }));
      }
    });
  });

  it("writes nothing when everything is counted again, and the months stay as they were", async () => {
    const before = await months(database, authorityId);
    const again = await rebuildInsight(database, SPINE, system());
    expect(again).toEqual({ children: invented.length, changed: 0, rows: 0 });
    expect(await months(database, authorityId)).toEqual(before);
  });

  it("lists the children behind a number, page after page, and only those whose records open", async () => {
    const measure = measureById("21");
    if (measure === undefined) throw new Error("no measure");
    const day = date("2024-06-30");
    const period = { from: firstOf(day), to: day };
    const all = await database.transact(person("all", "insight", "record.open"), async (handle) => {
      const reading = await valueAt(handle, measure, period);
      const asked = { measure, side: "numerator", period, limit: 2 } as const;
      const ids: number[] = [];
      for (let page = await childrenBehind(handle, asked); page.length > 0;) {
        ids.push(...page.map((line) => line.child.id));
        const last = page.at(-1);
        if (last === undefined) break;
        page = await childrenBehind(handle, {
          ...asked,
          after: { on: last.on, id: last.child.id, subject: last.subject },
        });
      }
      expect(ids).toHaveLength(reading?.numerator ?? -1);
      return ids;
    });
    expect(all.length).toBeGreaterThan(1);
    await database.transact(person("none", "insight"), async (handle) => {
      expect(await childrenBehind(handle, { measure, side: "numerator", period, limit: 50 })).toEqual([]);
      // Fewer than ten are not shown to who sees totals only.
      expect(await valueAt(handle, measure, period)).toBeNull();
    });
    // A restricted child is in no figure and on no list.
    const hidden = all[0] ?? 0;
    await database.transact(system(), ({ db }) =>
      db
        .insertInto("restriction")
        .values({ authority_id: authorityId, person_id: hidden, reason: "A test", placed_at: NOW })
        .execute(),
    );
    await database.transact(person("all", "insight", "record.open"), async (handle) => {
      const lines = await childrenBehind(handle, { measure, side: "numerator", period, limit: 50 });
      expect(lines.map((line) => line.child.id)).not.toContain(hidden);
      expect((await valueAt(handle, measure, period))?.numerator).toBe(lines.length);
      const points = await seriesOf(handle, [measure], firstOf(day), day, ENGLAND);
      expect(points.get("21")?.[0]?.reading?.numerator).toBe(lines.length);
    });
  });

  it("counts a child again when a rule, a sex or a holder's registration changes", async () => {
    const due = async (): Promise<number> =>
      await database.transact(system(), async ({ db }) => {
        const rows = await sql<{ n: number }>`select count(*) as n from insight_due`.execute(db);
        return rows.rows[0]?.n ?? 0;
      });
    expect(await due()).toBe(0);
    await database.transact(system(), ({ db }) =>
      db.updateTable("person").set({ sex: "U" }).where("local_id", "=", "C3").execute(),
    );
    expect(await due()).toBe(1);
    await database.transact(system(), ({ db }) =>
      db.updateTable("worker").set({ registered: false }).where("ref", "=", "W2").execute(),
    );
    await database.transact(system(), ({ db }) => sql`delete from duty where rule_id = 'T35'`.execute(db));
    expect(await due()).toBeGreaterThan(2);
    await refreshInsight(database, SPINE, () => NOW);
    expect(await due()).toBe(0);
    const before = await months(database, authorityId);
    await rebuildInsight(database, SPINE, system());
    expect(await months(database, authorityId)).toEqual(before);
  });

  it("divides by the population of the year before, where it is known", async () => {
    const measure = measureById("4");
    if (measure === undefined) throw new Error("no measure");
    const period = { from: date("2024-04-01"), to: date("2025-03-31") };
    await database.transact(system(), async (handle) => {
      const counted = await valueAt(handle, measure, period);
      expect(counted).toMatchObject({ unit: "number", denominator: null });
      await sql`update authority set code = '999' where id = ${authorityId}`.execute(handle.db);
      await sql`insert into population (authority_code, year, population) values ('999', 2024, 20000), ('999', 2023, 10000)`.execute(
        handle.db,
      );
      expect(await valueAt(handle, measure, period)).toMatchObject({
        unit: "per10k",
        value: ((counted?.numerator ?? 0) / 20_000) * 10_000,
        denominator: 20_000,
      });
      const yearBefore = { from: date("2023-04-01"), to: addMonths(date("2024-03-31"), 0) };
      expect((await valueAt(handle, measure, yearBefore))?.denominator).toBe(10_000);
    });
  });
});
