import { describe, expect, test } from "vitest";
import { date, daysBetween } from "../kernel/dates.ts";
import { ENGLAND } from "../kernel/workingDays.ts";
import { generateAuthority } from "./authority.ts";
import { cards, DECK_CHILDREN } from "./deck.ts";
import { day, recordOf, words } from "./reading.ts";
import type { DemoChild } from "./types.ts";

const TODAY = date("2026-11-20");
const told = (seed: number, children = 600, today = TODAY): DemoChild[] => [
  ...generateAuthority({ seed, children, today }).children(),
];

const workingDays = (from: string | null, to: string | null): number =>
  from === null || to === null ? 0 : ENGLAND.workingDaysBetween(date(from), date(to));

describe("the same authority", () => {
  test("is told by the same seed and day, each time it is asked", () => {
    const authority = generateAuthority({ seed: 5, children: 40, today: TODAY });
    expect([...authority.children()]).toEqual([...authority.children()]);
    expect(told(5, 40)).toEqual(told(5, 40));
  });

  test("is another with another seed", () => {
    expect(told(5, 40)).not.toEqual(told(6, 40));
  });

  test("has as many children as it was asked for", () => {
    for (const children of [0, 1, 7, 601]) expect(told(3, children)).toHaveLength(children);
  });

  test("is told one child at a time: the first of fifty thousand comes without the rest", () => {
    const authority = generateAuthority({ seed: 1, children: 50_000, today: TODAY });
    const first = authority.children().next();
    expect(first.done).toBe(false);
  });

  test("has about as many notes for each child as it was asked for", () => {
    for (const notesPerChild of [5, 40]) {
      const notes = [
        ...generateAuthority({ seed: 2, children: 600, today: TODAY, notesPerChild }).children(),
      ].reduce((sum, child) => sum + child.notes.length, 0);
      expect(notes / 600).toBeGreaterThan(notesPerChild * 0.8);
      expect(notes / 600).toBeLessThan(notesPerChild * 1.3);
    }
  });
});

describe("the people who work there", () => {
  const authority = generateAuthority({ seed: 4, children: 600, today: TODAY });
  const refs = new Map(authority.workers.map((worker) => [worker.ref, worker]));

  test("are each in a team there is, and each team has a manager who is still there", () => {
    const teams = new Map(authority.teams.map((team) => [team.ref, team]));
    expect(authority.workers.every((worker) => teams.has(worker.teamRef))).toBe(true);
    for (const team of authority.teams) {
      expect(refs.get(team.managerRef)?.leftOn).toBeUndefined();
      expect(team.parentRef === null || teams.has(team.parentRef)).toBe(true);
    }
  });

  test("are some of them away today, one at least with nobody to cover", () => {
    const away = authority.workers.filter((worker) => worker.absentFrom !== undefined);
    expect(away.length).toBeGreaterThan(0);
    expect(away.some((worker) => worker.coverRef === undefined)).toBe(true);
    expect(away.every((worker) => worker.leftOn === undefined)).toBe(true);
  });

  test("hold between ten and thirty open children each, on the whole", () => {
    const open = [...authority.children()].filter((child) =>
      recordOf(child)("allocation").some((row) => row["to_on"] === null),
    );
    const holders = new Set(
      open.flatMap((child) =>
        recordOf(child)("allocation")
          .filter((row) => row["to_on"] === null)
          .map((row) => words(row, "worker_ref")),
      ),
    );
    expect(open.length / holders.size).toBeGreaterThan(6);
    expect(open.length / holders.size).toBeLessThan(30);
  });
});

describe("over several authorities", () => {
  const rows = [11, 12, 13].flatMap((seed) => told(seed).map(recordOf));
  const share = (of: readonly number[], test_: (n: number) => boolean): number =>
    of.filter(test_).length / of.length;

  test("assessments take the time they take in England: six in seven in time, and a fifth of them in the last five days", () => {
    const lengths = rows.flatMap((record) =>
      record("assessment")
        .filter((row) => row["authorised_on"] !== null && row["outcome"] === "No further action")
        .map((row) => workingDays(day(row, "started_on"), day(row, "authorised_on"))),
    );
    expect(share(lengths, (n) => n <= 45)).toBeGreaterThan(0.8);
    expect(share(lengths, (n) => n <= 45)).toBeLessThan(0.95);
    expect(share(lengths, (n) => n > 40 && n <= 45)).toBeGreaterThan(0.13);
  });

  test("conferences bunch before their fifteenth day, and a fifth are later", () => {
    const lengths = rows.flatMap((record) =>
      record("section47")
        .filter((row) => row["conference_on"] !== null)
        .map((row) => workingDays(day(row, "started_on"), day(row, "conference_on"))),
    );
    expect(share(lengths, (n) => n <= 15)).toBeGreaterThan(0.7);
    expect(share(lengths, (n) => n <= 15)).toBeLessThan(0.92);
    expect(share(lengths, (n) => n >= 13 && n <= 15)).toBeGreaterThan(0.4);
  });

  test("about one referral in four or five follows another within the year", () => {
    let again = 0;
    let all = 0;
    for (const record of rows) {
      const days = record("referral")
        .map((row) => day(row, "received_on") ?? TODAY)
        .sort();
      all += days.length;
      again += days.filter((on, index) => index > 0 && daysBetween(days[index - 1] ?? on, on) <= 365).length;
    }
    expect(again / all).toBeGreaterThan(0.17);
    expect(again / all).toBeLessThan(0.29);
  });
});

test("a deck is six hundred children, each story at least once", () => {
  expect(DECK_CHILDREN).toBe(600);
  expect(new Set(cards().map((card) => card.story)).size).toBeGreaterThan(45);
});
