import { describe, expect, it } from "vitest";
import { date } from "../../kernel/dates.ts";
import { type Assumptions, readAssumptions } from "./assumptions.ts";
import { byType, USUAL_POINTS } from "./caseTypes.ts";
import { differencesOf } from "./compare.ts";
import { dutyOf, outcomeOf } from "./outcome.ts";
import { EVEN } from "./season.ts";
import { cannotSimulate, isQuick, simulateTeam } from "./simulation.ts";

function assume(given: Readonly<Record<string, string>>): Assumptions {
  const snapshot = {
    on: date("2026-11-21"),
    open: byType(() => 0),
    years: byType(() => null),
    workers: 6,
    families: null,
    householdsKnown: 0,
    assessmentsAWeek: 0,
  };
  const read = readAssumptions(given, { snapshot, points: USUAL_POINTS, season: EVEN });
  if ("failures" in read) throw new Error("not read");
  return read.assumptions;
}

const team = { "open.need": "60", "open.plan": "20", posts: "6" };

describe("a team tried in invented years", () => {
  it("comes out the same from the same seed, and otherwise from another", async () => {
    const first = await simulateTeam(assume(team));
    expect(await simulateTeam(assume(team))).toEqual(first);
    expect(await simulateTeam(assume({ ...team, seed: "2" }))).not.toEqual(first);
    expect(first.byMonth).toHaveLength(12);
    for (const { low, mean, high } of first.byMonth) {
      expect(low).toBeLessThanOrEqual(mean + 1e-9);
      expect(high).toBeGreaterThanOrEqual(mean - 1e-9);
    }
  });

  it("waits less with more posts, and hands children over where people leave", async () => {
    const few = await simulateTeam(assume({ ...team, posts: "5", turnover: "30" }));
    const many = await simulateTeam(assume({ ...team, posts: "9", turnover: "0" }));
    expect(many.chanceNoneUnallocated).toBeGreaterThan(few.chanceNoneUnallocated);
    expect(many.handoversPerChild).toBe(0);
    expect(few.handoversPerChild).toBeGreaterThan(0);
  });

  it("is not tried where nothing is open or most of the load has no place, and not at once where it is large", () => {
    expect(cannotSimulate(assume({ posts: "6" }))).toMatch("no case is open");
    expect(cannotSimulate(assume({ ...team, posts: "1" }))).toMatch("less than half");
    expect(cannotSimulate(assume(team))).toBeNull();
    expect(isQuick(assume(team))).toBe(true);
    expect(isQuick(assume({ "open.need": "2000", posts: "120" }))).toBe(false);
  });
});

describe("two scenarios side by side", () => {
  const saved = (given: Readonly<Record<string, string>>) => {
    const assumptions = assume(given);
    const outcome = outcomeOf(assumptions);
    if ("problem" in outcome) throw new Error(outcome.problem);
    return { assumptions, results: { outcome, duty: dutyOf(assumptions) }, simulation: null };
  };

  it("differ in what was changed and what came of it, and in nothing else", () => {
    const lines = differencesOf([saved(team), saved({ ...team, vacancy: "30", cover: "0" })]);
    const differ = lines.filter((line) => line.differs).map(({ what }) => what);
    expect(differ).toContain("Vacant");
    expect(differ).toContain("Posts for 99 times in 100");
    expect(differ).not.toContain("Workers for the mean load");
    expect(differencesOf([saved(team), saved(team)]).every((line) => !line.differs)).toBe(true);
  });
});
