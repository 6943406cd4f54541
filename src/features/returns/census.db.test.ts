import { expect, it } from "vitest";
import { eachEngine } from "../../../test/engines/setup.ts";
import { generateAuthority } from "../../demo/authority.ts";
import { writeCensusXml } from "../../demo/census.ts";
import { date, systemNow } from "../../kernel/dates.ts";
import { systemContext } from "../../kernel/context.ts";
import { type ByteSource, bytesFromBuffer } from "../../platform/files/bytes.ts";
import type { Database } from "../../platform/db/transact.ts";
import { readCinCensus } from "../../returns/cin/import.ts";
import { lost, meaningsOf } from "../../returns/cin/make/testing.ts";
import { SPINE } from "../../spine.ts";
import { bringIn, child, claim, freshAuthority } from "../imports/fixtures.ts";
import { applyFile, hashOf } from "../imports/importer.ts";
import { loadBrain } from "../record/recompute.ts";
import { writeNatives } from "../record/native.ts";
import { type CensusAsk, censusChildren, type CensusEntry, censusFile } from "./census.ts";
import { outsideCensus } from "./outside.ts";
import { headerOf } from "./testing.ts";

const system = (authority: number) => systemContext("census test", authority, systemNow());

const childrenOf = (database: Database, authority: number, ask: CensusAsk): Promise<CensusEntry[]> =>
  database.transact(system(authority), (handle) => Array.fromAsync(censusChildren(handle, ask)));

async function made(database: Database, authority: number, ask: CensusAsk): Promise<ByteSource> {
  const pieces = await database.transact(system(authority), (handle) =>
    Array.fromAsync(censusFile(handle, ask, headerOf(ask.year))),
  );
  return bytesFromBuffer("made.xml", Buffer.concat(pieces));
}

const referral = claim("referral", "2025-05-01", {
  received_on: "2025-05-01" as never,
  source: "6",
  need: "N1",
  no_further_action: false,
});

eachEngine("a census made from the record", (open) => {
  it("means what the census that was brought in means, a later and an earlier year's beside it", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const invented = generateAuthority({
      seed: 5,
      children: 90,
      today: date("2026-11-21"),
      notesPerChild: 0,
    });
    const files = new Map<number, ByteSource>();
    for (const year of [2026, 2025]) {
      const text = [...writeCensusXml(invented, year)].join("");
      const source = bytesFromBuffer(`cin-${year}.xml`, new TextEncoder().encode(text));
      files.set(year, source);
      const reading = await readCinCensus(source, { today: date("2026-11-21") });
      await applyFile(database, SPINE, system(authority), source, reading, await hashOf(source));
    }
    const latest = files.get(2026);
    if (latest === undefined) throw new Error("no file");
    const ask = { year: 2026, asAt: date("2026-11-21") };
    const before = await meaningsOf(latest, 2026);
    const after = await meaningsOf(await made(database, authority, ask), 2026);
    expect([...after.keys()]).toEqual([...before.keys()].sort());
    for (const [id, was] of before) {
      const is = after.get(id);
      if (is === undefined) throw new Error(`${id} is not in it`);
      // The year before told of reviews and of a date that only it had; nothing is lost.
      expect(lost(was, is)).toEqual([]);
      expect(lost(is, was).filter(({ element }) => element !== "CPPreviewDate")).toEqual([]);
    }
    const [one] = await childrenOf(database, authority, ask);
    const only = await childrenOf(database, authority, { ...ask, only: [one?.personId ?? 0] });
    expect(only).toEqual([one]);
    expect(await childrenOf(database, authority, { ...ask, only: [] })).toEqual([]);
  });

  it("takes the freshest word on each thing, and what was entered here before any file's, and says which rows", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const born = "2015-05-05";
    const detail = (sex: string, more: object = {}) =>
      claim("person_detail", "", {
        birth_date: born,
        sex,
        ethnicity: "WBRI",
        disabilities: ["NONE"],
        ...more,
      });
    await bringIn(database, authority, {
      asAt: "2026-03-31",
      children: [
        child(
          "C1",
          [
            detail("F"),
            referral,
            claim("protection_plan", "2025-07-01", {
              referral: "2025-05-01",
              started_on: "2025-07-01",
              initial_category: "NEG",
              latest_category: "NEG",
              previous_plans: 0,
            }),
          ],
          { born },
        ),
      ],
    });
    await bringIn(database, authority, {
      format: "ssd",
      asAt: "2026-06-30",
      children: [
        child(
          "C1",
          [
            detail("F", { ethnicity: "WIRI" }),
            claim("protection_plan", "2025-07-01", {
              started_on: "2025-07-01",
              ended_on: "2026-03-02",
              latest_category: "EMO",
            }),
            claim("plan_review", "2025-09-20", { held_on: "2025-09-20" }),
          ],
          { born },
        ),
      ],
    });
    const ask = { year: 2026, asAt: date("2026-11-21") };
    const [told] = await childrenOf(database, authority, ask);
    expect(told?.child).toMatchObject({
      localId: "C1",
      ethnicity: "WIRI",
      episodes: [
        {
          referral: "2025-05-01",
          closure: null,
          protectionPlans: [
            {
              start: "2025-07-01",
              end: "2026-03-02",
              initialCategory: "NEG",
              latestCategory: "EMO",
              previous: 0,
              reviews: ["2025-09-20"],
            },
          ],
        },
      ],
    });
    const tables = Map.groupBy(told?.rows ?? [], (row) => row.table);
    expect(Object.fromEntries([...tables].map(([table, rows]) => [table, rows.length]))).toEqual({
      identifier: 2,
      person_detail: 2,
      plan_review: 1,
      protection_plan: 2,
      referral: 1,
    });

    const personId = told?.personId ?? 0;
    await database.transact(system(authority), async ({ db }) => {
      const values = { received_on: date("2025-05-01"), closed_on: date("2026-03-20"), close_reason: "RC7" };
      const entry = {
        personId,
        table: "referral",
        key: "2025-05-01",
        values,
        recordedBy: null,
        now: systemNow(),
      };
      await writeNatives(db, SPINE, await loadBrain(db, SPINE), [entry]);
    });
    const [closed] = await childrenOf(database, authority, ask);
    expect(closed?.child.episodes).toMatchObject([
      { source: "6", closure: "2026-03-20", closeReason: "RC7" },
    ]);
    // A draft of an earlier day knows nothing of what came after it.
    const [draft] = await childrenOf(database, authority, { year: 2026, asAt: date("2026-01-31") });
    expect(draft?.child.episodes).toMatchObject([
      { closure: null, closeReason: null, protectionPlans: [{ end: null }] },
    ]);
  });

  it("stands children in the order of their own numbers, and is not fooled by another authority's", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const elsewhere = await freshAuthority(database);
    const numbers = ["b2", "B10", "B2", "a1", "10", "9"];
    const children = numbers.map((number) => child(number, [referral]));
    await bringIn(database, authority, { asAt: "2026-03-31", children });
    await bringIn(database, elsewhere, { asAt: "2026-03-31", children: [child("A0", [referral])] });
    const found = await childrenOf(database, authority, { year: 2026, asAt: date("2026-03-31") });
    expect(found.map((entry) => entry.child.localId)).toEqual(numbers.toSorted());
    expect(await childrenOf(database, authority, { year: 2024, asAt: date("2026-03-31") })).toEqual([]);
  });

  it("names those who have work of the year and no episode of need to hold it", async () => {
    const { database } = await open();
    const authority = await freshAuthority(database);
    const plan = claim("protection_plan", "2025-07-01", {
      started_on: date("2025-07-01"),
      initial_category: "NEG",
    });
    const ended = claim("protection_plan", "2023-07-01", {
      started_on: date("2023-07-01"),
      ended_on: date("2024-07-01"),
    });
    await bringIn(database, authority, {
      asAt: "2026-03-31",
      children: [child("1", [referral, plan]), child("2", [plan]), child("3", [ended])],
    });
    const found = await database.transact(system(authority), (handle) =>
      outsideCensus(handle, { year: 2026, asAt: date("2026-03-31") }),
    );
    expect(found.map((each) => each.tables)).toEqual([["protection_plan"]]);
  });
});
