import { describe, expect, it } from "vitest";
import { type Assumptions, readAssumptions, typedFrom } from "./assumptions.ts";
import { byType, siblingFactor, USUAL_FAMILIES, USUAL_POINTS } from "./caseTypes.ts";
import { dutyOf, fillOf, type Outcome, outcomeOf } from "./outcome.ts";
import { EVEN } from "./season.ts";
import type { Snapshot } from "./snapshot.ts";
import { date } from "../../kernel/dates.ts";
import { sayCosts } from "./words.ts";
import { typedOf } from "./typed.ts";

const snapshot: Snapshot = {
  on: date("2026-11-21"),
  open: byType(() => 0),
  years: byType(() => null),
  workers: 12,
  families: null,
  householdsKnown: 0,
  assessmentsAWeek: 10,
};
const today = { snapshot, points: USUAL_POINTS, season: EVEN };

function assume(given: Readonly<Record<string, string>>): Assumptions {
  const read = readAssumptions(given, today);
  if ("failures" in read) throw new Error(read.failures.map(({ message }) => message).join("; "));
  return read.assumptions;
}

function work(given: Readonly<Record<string, string>>): Outcome {
  const outcome = outcomeOf(assume(given));
  if ("problem" in outcome) throw new Error(outcome.problem);
  return outcome;
}

describe("posts for an authority of 60,000 children at England’s rates", () => {
  // 1,982 children weighing 8,836 points, as the analytics anchors work it out.
  const england = { "open.need": "1640", "open.plan": "298", "open.proceedings": "44", "open.care": "12" };
  const outcome = work(england);

  it("are asked for step by step", () => {
    expect(outcome.points).toBe(8836);
    expect(outcome.mean).toBe(104);
    expect(outcome.alone).toBe(110);
    // The anchors took the normal form for the lines below: the exact distribution may differ by one.
    expect(Math.abs(outcome.siblings - 112)).toBeLessThanOrEqual(1);
    expect(Math.abs(outcome.forecast - 121)).toBeLessThanOrEqual(1);
    expect(Math.abs(outcome.packing - 128)).toBeLessThanOrEqual(1);
    expect(outcome.posts).toBeGreaterThan(outcome.packing);
    expect(outcome.postsWithoutCover).toBeGreaterThan(outcome.posts);
  });

  it("cost more for vacancies and the forecast than for chance, and the page says so with its numbers", () => {
    const said = sayCosts(assume(england), outcome);
    expect(said).toMatch(/^Vacancies and forecast error cost more than randomness/);
    expect(said).toContain(`randomness takes ${outcome.siblings - outcome.mean}`);
  });

  it("are a curve that rises to near certainty", () => {
    const { curve } = outcome;
    expect(curve.find(({ chance }) => chance >= 0.99)?.posts).toBe(outcome.posts);
    expect(curve.at(-1)?.chance).toBeGreaterThanOrEqual(0.999);
  });
});

describe("what makes it dearer", () => {
  const few = { "open.plan": "60", "open.need": "100", posts: "12" };

  it("is newly qualified workers, heavier points, vacancies, and a worse forecast", () => {
    const plain = work(few).posts;
    expect(work({ ...few, newlyQualified: "50" }).posts).toBeGreaterThan(plain);
    expect(work({ ...few, "points.plan": "9" }).posts).toBeGreaterThan(plain);
    expect(work({ ...few, vacancy: "40", cover: "0" }).posts).toBeGreaterThan(plain);
    expect(work({ ...few, forecastError: "20" }).posts).toBeGreaterThan(plain);
    expect(work({ ...few, families: "alone" }).posts).toBeLessThanOrEqual(plain);
  });

  it("counts posts filled by vacancies or by turnover, as asked", () => {
    expect(fillOf(assume({ ...few, vacancy: "20", cover: "75" }))).toBeCloseTo(0.95, 12);
    expect(fillOf(assume({ ...few, fill: "turnover", turnover: "12", monthsToFill: "4" }))).toBeCloseTo(
      1 / 1.04,
      12,
    );
  });
});

describe("a family", () => {
  it("makes the load vary about 2.2 times as much where nothing better is known", () => {
    expect(siblingFactor(USUAL_FAMILIES)).toBeCloseTo(2.2, 1);
    expect(siblingFactor([1])).toBe(1);
    expect(assume({ families: "own" }).familySizes).toEqual(USUAL_FAMILIES);
  });
});

describe("a duty team", () => {
  it("waits as Erlang C says, and is told how many it needs", () => {
    // Eight cases at work on average in ten places: 0.409180150796.
    const duty = dutyOf(assume({ dutyWeekly: "8", dutyDays: "5", dutyWorkers: "10", dutyPlaces: "1" }));
    expect(duty.offered).toBe(8);
    expect(duty.waits).toBeCloseTo(0.40918, 5);
    expect(duty.sizes.find(({ workers }) => workers === duty.needed)?.waits).toBeLessThanOrEqual(0.01);
    expect(
      dutyOf(assume({ dutyWeekly: "30", dutyDays: "20", dutyWorkers: "2", dutyPlaces: "5" })).waits,
    ).toBe(1);
  });
});

describe("what somebody types", () => {
  it("begins as the record and policy have it, and is read back as it was typed", () => {
    const begun = typedFrom({ ...snapshot, open: byType(() => 7) }, USUAL_POINTS);
    expect(begun["open.plan"]).toBe("7");
    const assumptions = assume({ ...begun, posts: "31", vacancy: "12.5" });
    expect(assume(typedOf(assumptions))).toEqual(assumptions);
  });

  it("is refused field by field, in words", () => {
    const read = readAssumptions(
      { posts: "many", vacancy: "95", "open.plan": "-3", "points.plan": "6.25" },
      today,
    );
    expect("failures" in read && read.failures.map(({ field }) => field)).toEqual([
      "open.plan",
      "points.plan",
      "posts",
      "vacancy",
    ]);
    expect(read.typed["posts"]).toBe("many");
  });

  it("must leave a worker points for cases, and a case a worker who can carry it", () => {
    const read = readAssumptions({ stable: "100" }, today);
    expect("failures" in read && read.failures[0]?.message).toMatch("Leave a worker some points");
    expect(outcomeOf(assume({ "open.plan": "5", "points.plan": "90" }))).toHaveProperty("problem");
    expect(outcomeOf(assume({}))).toEqual({ problem: "No case is open, so there is nothing to staff." });
  });
});
