import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, date, type IsoInstant } from "../../kernel/dates.ts";
import { tellStory } from "../../kernel/duties/story.ts";
import type { Cell, ColumnType, RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { Detail, KnownEvent } from "../../kernel/timeline/event.ts";
import { TABLES } from "../../tables.ts";
import { freshest, type Word } from "./freshest.ts";

/** A row as it is held: what one source says, and nothing in the columns it says nothing of. */
const word = (issuer: string, rank: string, said: RowValues, key = "2026-01-05"): Word => ({
  issuer,
  key,
  seen_rank: rank,
  ...said,
});
const together = (...rows: Word[]): RowValues => freshest(rows)[0]?.values ?? {};

describe("what several sources say of one thing", () => {
  it("is the freshest word for each column", () => {
    const values = together(
      word("cin", "2026-03-31", { source: "6", need: "N1" }),
      word("ssd", "2026-06-30", { source: null, need: "N4" }),
    );
    expect(values).toMatchObject({ source: "6", need: "N4" });
  });

  it("is not emptied by a newer source's blanks, nor by its empty list, nor for the day it ended", () => {
    const values = together(
      word("cin", "2026-03-31", { closed_on: "2026-02-01", close_reason: "RC7", factors: ["1A"] }),
      word("ssd", "2026-06-30", { closed_on: null, close_reason: null, factors: [] }),
    );
    expect(values).toMatchObject({ closed_on: "2026-02-01", close_reason: "RC7", factors: ["1A"] });
  });

  it("is what was entered in Kith before what any file says", () => {
    expect(
      together(word("kith", "9999", { need: "N2" }), word("cin", "2026-12-31", { need: "N1" }))["need"],
    ).toBe("N2");
  });

  it("goes by how fresh the row is, whatever stands behind its rank", () => {
    const [told] = freshest([
      word("ssd", "2026-06-30\tfactors\t{}", { need: "N4" }),
      word("cin", "2026-06-30|1", { need: "N1" }),
    ]);
    expect([told?.values["need"], told?.rows.map(({ issuer }) => issuer)]).toEqual(["N1", ["cin", "ssd"]]);
  });

  it("keeps things with different keys apart, in their order", () => {
    const told = freshest([word("cin", "1", { need: "N1" }, "b"), word("ssd", "1", { need: "N2" }, "a")]);
    expect(told.map(({ key, values }) => [key, values["need"]])).toEqual([
      ["a", "N2"],
      ["b", "N1"],
    ]);
    expect(freshest([])).toEqual([]);
  });
});

const KEY = date("2026-01-05");
const RECORDED = "2026-07-01T09:00:00Z" as IsoInstant;

const days = fc.integer({ min: 0, max: 3 }).map((more) => addDays(KEY, more));
const CELLS: { readonly [type in ColumnType]: fc.Arbitrary<Cell> } = {
  date: days,
  instant: days.map((on) => `${on}T10:00:00Z`),
  text: fc.constantFrom("a", "b"),
  code: fc.constantFrom("A", "B"),
  flag: fc.boolean(),
  number: fc.integer({ min: 0, max: 3 }),
  codes: fc.constantFrom<readonly string[]>(["1A"], ["2B", "3A"]),
};

/** Rows of one thing: one of each source, all with the day that is its key. */
function rowsOf(table: RecordTable): fc.Arbitrary<Word[]> {
  const opens = table.span?.[0];
  const values = fc.record(
    Object.fromEntries(
      Object.entries(table.columns).map(([name, type]) => [
        name,
        name === opens ? fc.constant<Cell>(KEY) : fc.option(CELLS[type], { freq: 2 }),
      ]),
    ),
  );
  const row = fc.record({
    issuer: fc.constantFrom("annex-a", "cin", "kith", "ssd"),
    day: fc.integer({ min: 0, max: 9 }),
    values,
  });
  return fc
    .uniqueArray(row, { selector: (each) => each.issuer, minLength: 1, maxLength: 4 })
    .map((rows) =>
      rows.map(({ issuer, day, values: said }) =>
        word(issuer, issuer === "kith" ? "9999" : addDays(date("2026-06-01"), day), said, KEY),
      ),
    );
}

/** A child's story as the record tells it of these rows: each row's entries, the freshest row's last (`inTellingOrder`). */
function storyOf(table: RecordTable, rows: readonly Word[]) {
  const told = rows.toSorted((a, b) =>
    `${a.seen_rank}\n${a.issuer}` < `${b.seen_rank}\n${b.issuer}` ? -1 : 1,
  );
  const events = told.flatMap((row) =>
    table.project(row, row.key).map((event): KnownEvent => ({
      ...event,
      recordedAt: RECORDED,
      issuer: row.issuer,
      sourceId: 1,
    })),
  );
  return { story: tellStory(events), events };
}

/** Entries it takes two columns to tell of, and words worked out of two or of a blank: where each source has one of them, only both together say it. */
const OF_TWO: ReadonlySet<string> = new Set([
  "conference.notNeeded",
  "conference.transferNotified",
  "returnInterview.offered",
  "returnInterview.held",
  "cp.started category",
  "placement.started longTerm",
  "worker.allocated worker",
  "worker.allocated team",
  "worker.ended worker",
  "worker.ended team",
]);

const isBlank = (value: Detail[string] | undefined): boolean =>
  value === null || value === undefined || (Array.isArray(value) && value.length === 0);

describe("what the record writes out of one thing and what the child's timeline tells of it (INV-36)", () => {
  it.each(TABLES)("are the same day of each kind of entry, that of the freshest row: $name", (table) => {
    fc.assert(
      fc.property(rowsOf(table), (rows) => {
        const { events } = storyOf(table, rows);
        for (const event of table.project(together(...rows), KEY)) {
          if (OF_TWO.has(event.kind)) continue;
          const last = events.findLast((each) => each.kind === event.kind && each.subject === event.subject);
          expect([event.kind, last?.on]).toEqual([event.kind, event.on]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each(TABLES)("are the same words, where the sources agree on the day: $name", (table) => {
    fc.assert(
      fc.property(rowsOf(table), (rows) => {
        const { story, events } = storyOf(table, rows);
        for (const event of table.project(together(...rows), KEY)) {
          if (OF_TWO.has(event.kind)) continue;
          const same = events.filter(({ kind, on }) => kind === event.kind && on === event.on);
          if (same.length < rows.length) continue;
          const moment = story.moments.find(
            ({ kind, subject, on }) => kind === event.kind && subject === event.subject && on === event.on,
          );
          for (const [name, value] of Object.entries(moment?.detail ?? {}))
            if (!isBlank(value) && !OF_TWO.has(`${event.kind} ${name}`))
              expect([name, event.detail[name]]).toEqual([name, value]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("does not depend on the order in which the rows come", () => {
    const table = TABLES.find(({ name }) => name === "referral");
    if (table === undefined) throw new Error("no referrals");
    fc.assert(
      fc.property(rowsOf(table), (rows) => {
        expect(freshest(rows.toReversed())).toEqual(freshest(rows));
      }),
    );
  });
});
