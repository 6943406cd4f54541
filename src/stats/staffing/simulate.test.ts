import { describe, expect, it } from "vitest";
import { loadDistribution } from "./compound.ts";
import { erlang } from "./erlang.ts";
import { simulate, simulationProblem, USUAL_LENGTH } from "./simulate.ts";
import type { Team } from "./team-run.ts";

function team(open: number, workers: number, settings: Partial<Team> = {}): Team {
  return {
    arrivals: [{ weight: 1, perYear: 2 * open, meanYears: 0.5, variation: 1 }],
    workers,
    capacity: 10,
    clock: "need",
    ...settings,
  };
}

const SHORT = { seed: 4, years: 10, warmUpYears: 3, repeats: 5 };
const LONG = { seed: 4, years: 60, warmUpYears: 5, repeats: 20 };

describe("a simulated team", () => {
  it("is clear for as much of the time as the formula says, where need runs the clock", () => {
    const formula = loadDistribution({ cases: [{ weight: 1, open: 24 }] }).atMost(30);
    const { chanceNoneUnallocated } = simulate(team(24, 3), LONG);
    expect(Math.abs(chanceNoneUnallocated - formula)).toBeLessThan(0.02);
  });

  it("makes as many wait as Erlang C says, where work runs the clock", () => {
    const { allocatedAtOnce } = simulate(team(24, 3, { clock: "work" }), LONG);
    expect(Math.abs(allocatedAtOnce - (1 - erlang(30, 24).erlangC))).toBeLessThan(0.02);
  });

  it("repeats itself from a seed", () => {
    expect(simulate(team(24, 3), SHORT)).toEqual(simulate(team(24, 3), SHORT));
    expect(simulate(team(24, 3), SHORT)).not.toEqual(simulate(team(24, 3), { ...SHORT, seed: 5 }));
  });

  it("never waits with room to spare, and never clears with none", () => {
    const idle = simulate(team(1, 9), SHORT);
    expect(idle).toMatchObject({ chanceNoneUnallocated: 1, allocatedAtOnce: 1, worstWaitDays: 0 });
    expect(idle.byMonth).toHaveLength(12);
    const swamped = simulate(team(60, 2, { clock: "work" }), SHORT);
    expect(swamped.chanceNoneUnallocated).toBe(0);
    expect(swamped.meanWaitDays).toBeGreaterThan(100);
    const none = simulate({ ...team(1, 1), arrivals: [] }, SHORT);
    expect(none).toMatchObject({ chanceNoneUnallocated: 1, handoversPerChild: 0 });
  });

  it("hands cases over when workers leave, and waits longer", () => {
    const steady = simulate(team(24, 3), LONG);
    const leaving = simulate(team(24, 3, { turnover: 0.3, monthsToFill: 4 }), LONG);
    expect(steady.handoversPerChild).toBe(0);
    // Three leave in ten each year and a case lasts half a year.
    expect(leaving.handoversPerChild).toBeGreaterThan(0.05);
    expect(leaving.handoversPerChild).toBeLessThan(0.25);
    expect(leaving.chanceNoneUnallocated).toBeLessThan(steady.chanceNoneUnallocated);
  });

  it("is busier in the months that are busier, when workers are away, and when families come together", () => {
    const monthIndex = [1, 1, 1, 1, 1, 2, 2, 1, 0.5, 0.5, 0.5, 0.5];
    const { byMonth } = simulate(team(20, 3, { monthIndex }), LONG);
    expect(byMonth[7]?.mean).toBeLessThan(byMonth[0]?.mean ?? 0);
    for (const { mean, low, high } of byMonth) {
      expect(low).toBeLessThanOrEqual(mean + 1e-12);
      expect(high).toBeGreaterThanOrEqual(mean - 1e-12);
      expect(high).toBeLessThanOrEqual(1);
    }
    const plain = simulate(team(24, 3), LONG).chanceNoneUnallocated;
    const away = simulate(team(24, 3, { absence: 0.3 }), LONG).chanceNoneUnallocated;
    const families = simulate(team(24, 3, { familySizes: [0.3, 0.3, 0.4] }), LONG);
    expect(away).toBeLessThan(plain);
    expect(families.chanceNoneUnallocated).toBeLessThan(plain);
  });
});

describe("a team that cannot be simulated", () => {
  const said = (settings: Partial<Team>, length = USUAL_LENGTH): string | null =>
    simulationProblem(team(24, 3, settings), length);
  const arrivals = { weight: 1, perYear: 1, meanYears: 1, variation: 1 };

  it("is said in a sentence", () => {
    expect(said({})).toBeNull();
    expect(said({ workers: 0 })).toMatch("workers");
    expect(said({ capacity: 0 })).toMatch("capacity");
    expect(said({ arrivals: [{ ...arrivals, weight: 11 }] })).toMatch("weight 11");
    expect(said({ arrivals: [{ ...arrivals, weight: 0 }] })).toMatch("weight");
    expect(said({ arrivals: [{ ...arrivals, meanYears: 0 }] })).toMatch("mean years");
    expect(said({ arrivals: [{ ...arrivals, perYear: 1e7 }] })).toMatch("20 million");
    expect(said({ familySizes: [0.5] })).toMatch("familySizes");
    expect(said({ monthIndex: [1] })).toMatch("twelve");
    expect(said({ turnover: -1 })).toMatch("turnover");
    expect(said({ absence: 1 })).toMatch("absence");
    expect(said({}, { ...USUAL_LENGTH, repeats: 0 })).toMatch("repeats");
  });
});
