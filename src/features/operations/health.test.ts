import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { date, type IsoInstant } from "../../kernel/dates.ts";
import type { HealthFacts } from "./facts.ts";
import { busyReport, type HealthLine, judge, reportOf, worst } from "./health.ts";
import { sayAge } from "./words.ts";

const fine: HealthFacts = {
  version: "1.0.0",
  kind: "service",
  engine: "postgres",
  serverVersion: "17.6 (Debian 17.6-1)",
  fsync: true,
  lock: "not needed",
  user: { superuser: false, passesWalls: false },
  migrations: { applied: ["0001", "0002"], waiting: [] },
  jobs: { waiting: 0, running: 1, failed: 0, oldestSeconds: null },
  feeds: [{ format: "cin", asAt: date("2026-03-31"), ageDays: 20, stale: false }],
  audit: { rows: 12, unsealed: 0, oldestSeconds: null },
  time: "2026-04-20T09:00:00.000Z" as IsoInstant,
};

const trial: HealthFacts = {
  ...fine,
  kind: "trial",
  engine: "pglite",
  serverVersion: "18.3",
  fsync: false,
  lock: "held",
  user: { superuser: true, passesWalls: true },
};

const of = (facts: HealthFacts, id: HealthLine["id"]): HealthLine["standing"] | undefined =>
  judge(facts).find((line) => line.id === id)?.standing;

describe("how an installation stands", () => {
  it("is fine when nothing is wrong, and then nothing is to be done", () => {
    expect(worst(judge(fine))).toBe("fine");
    expect(judge(fine).every((line) => line.toDo === null)).toBe(true);
  });

  it.each([
    ["a service on the embedded database", { ...trial, kind: "service" }, "engine", "act"],
    ["a trial on the embedded database", trial, "engine", "fine"],
    ["a trial whose saves do not wait for the disk", trial, "durability", "look"],
    ["a demonstration whose saves do not", { ...trial, kind: "demonstration" }, "durability", "fine"],
    ["a service on PostgreSQL with fsync off", { ...fine, fsync: false }, "durability", "act"],
    ["PostgreSQL 14", { ...fine, serverVersion: "14.20" }, "engine", "act"],
    ["PostgreSQL 15 before its safe release", { ...fine, serverVersion: "15.13" }, "engine", "act"],
    ["PostgreSQL 15 after it", { ...fine, serverVersion: "15.18 (Debian)" }, "engine", "fine"],
    ["PostgreSQL 16 before its safe release", { ...fine, serverVersion: "16.9" }, "engine", "act"],
    ["PostgreSQL 18", { ...fine, serverVersion: "18.0" }, "engine", "fine"],
    ["a superuser", { ...fine, user: { superuser: true, passesWalls: false } }, "user", "act"],
    ["a user past row security", { ...fine, user: { superuser: false, passesWalls: true } }, "user", "act"],
    ["the one user of a trial", trial, "user", "fine"],
    [
      "tables of an older version",
      { ...fine, migrations: { applied: [], waiting: ["0001"] } },
      "migrations",
      "act",
    ],
    ["a job that was given up", { ...fine, jobs: { ...fine.jobs, failed: 1 } }, "jobs", "act"],
    [
      "a queue ten minutes behind",
      { ...fine, jobs: { ...fine.jobs, waiting: 3, oldestSeconds: 600 } },
      "jobs",
      "look",
    ],
    [
      "a queue two hours behind",
      { ...fine, jobs: { ...fine.jobs, waiting: 3, oldestSeconds: 7200 } },
      "jobs",
      "act",
    ],
    ["no file yet", { ...fine, feeds: [] }, "feeds", "look"],
    ["no file before anything is set up", { ...fine, kind: "undecided", feeds: [] }, "feeds", "fine"],
    [
      "a stale file",
      { ...fine, feeds: [{ format: "ssd", asAt: date("2026-01-01"), ageDays: 109, stale: true }] },
      "feeds",
      "act",
    ],
    [
      "audit rows of this moment",
      { ...fine, audit: { rows: 5, unsealed: 2, oldestSeconds: 2 } },
      "audit",
      "fine",
    ],
    [
      "audit rows left unsealed for a few minutes",
      { ...fine, audit: { rows: 5, unsealed: 2, oldestSeconds: 300 } },
      "audit",
      "look",
    ],
    [
      "audit rows left unsealed for an hour",
      { ...fine, audit: { rows: 5, unsealed: 2, oldestSeconds: 3600 } },
      "audit",
      "act",
    ],
  ] as [string, HealthFacts, HealthLine["id"], string][])(
    "for %s, the line is judged so",
    (_what, facts, id, standing) => {
      expect(of(facts, id)).toBe(standing);
    },
  );

  it("has a line for each feed, and names the stale one", () => {
    const feeds = [
      { format: "cin", asAt: date("2026-03-31"), ageDays: 20, stale: false },
      { format: "ssd", asAt: date("2026-01-01"), ageDays: 109, stale: true },
    ];
    const lines = judge({ ...fine, feeds }).filter((line) => line.id === "feeds");
    expect(lines.map((line) => [line.of, line.standing])).toEqual([
      ["cin", "fine"],
      ["ssd", "act"],
    ]);
    expect(lines[1]?.says).toBe(
      "Standard Safeguarding Dataset: speaks for Thu 1 Jan 2026, 109 days ago, which is stale.",
    );
  });

  it("never says what to do of a fine line and always of another, whatever the facts", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("undecided", "demonstration", "trial", "service"),
        fc.constantFrom("pglite", "postgres"),
        fc.boolean(),
        fc.nat(10_000),
        fc.nat(3),
        (kind, engine, fsync, seconds, failed) => {
          const facts: HealthFacts = {
            ...fine,
            kind: kind as HealthFacts["kind"],
            engine: engine as HealthFacts["engine"],
            fsync,
            jobs: { waiting: 1, running: 0, failed, oldestSeconds: seconds },
            audit: { rows: 1, unsealed: 1, oldestSeconds: seconds },
          };
          for (const line of judge(facts)) expect(line.toDo === null).toBe(line.standing === "fine");
        },
      ),
    );
  });

  it("is down in the report while tables wait, and the report says no more than a monitor needs", () => {
    expect(reportOf({ ...fine, migrations: { applied: ["0001"], waiting: ["0002"] } }).status).toBe("down");
    const about = { version: "1.0.0", time: "2026-11-21T10:00:00.000Z" };
    const work = { title: "Bringing in files", done: 9, total: 36 };
    expect(busyReport(work, about)).toEqual({
      status: "busy",
      ...about,
      doing: "Bringing in files",
      percentDone: 25,
    });
    expect(busyReport({ ...work, total: undefined }, about)).not.toHaveProperty("percentDone");
    expect(reportOf(fine)).toEqual({
      status: "fine",
      version: "1.0.0",
      engine: "postgres",
      fsync: true,
      lock: "not needed",
      migrations: { applied: 2, waiting: 0 },
      jobs: fine.jobs,
      feeds: fine.feeds,
      audit: { rows: 12, unsealed: 0 },
      time: fine.time,
    });
  });
});

it.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [95, "2 minutes"],
  [7300, "2 hours"],
  [200_000, "2 days"],
])("says %i seconds as %s", (seconds, words) => expect(sayAge(seconds)).toBe(words));
