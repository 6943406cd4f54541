import { setImmediate } from "node:timers/promises";
import { quantileOf } from "../../stats/numeric/averages.ts";
import { type Simulation, simulate, simulationProblem } from "../../stats/staffing/simulate.ts";
import type { Team } from "../../stats/staffing/team-run.ts";
import type { Assumptions } from "./assumptions.ts";
import { capacityOf } from "./outcome.ts";

/** What a simulation of a team found, with what it was made from. */
export type Simulated = Simulation & {
  readonly seed: number;
  readonly repeats: number;
  readonly years: number;
  readonly posts: number;
};

/** Two years of each repeat are counted, after five that settle the load: the longest cases last two and a half. */
const YEARS = 2;
const WARM_UP = 5;
const MOST_REPEATS = 40;
const FEWEST_REPEATS = 12;
const ENOUGH_REPEATS = 20;
/** Cases of all repeats together: some seconds of work, in pieces that let others in between. */
const MOST_CASES = 400_000;
/** So many are done while somebody waits for the page: under a second. */
const CASES_AT_ONCE = 60_000;

const casesOf = (a: Assumptions): number =>
  a.cases.reduce((sum, { open, years }) => sum + open / years, 0) * (YEARS + WARM_UP);

/** Repeats that fit while a page is waited for, where that is enough of them; else those that fit into what a job may take. */
function repeatsOf(a: Assumptions): number {
  const fit = (most: number): number => Math.floor(most / Math.max(1, casesOf(a)));
  if (fit(CASES_AT_ONCE) >= ENOUGH_REPEATS) return Math.min(MOST_REPEATS, fit(CASES_AT_ONCE));
  return Math.max(FEWEST_REPEATS, Math.min(MOST_REPEATS, fit(MOST_CASES)));
}

/** The team as the simulation takes one: every post filled at the start, then people leave and are replaced. */
function teamOf(a: Assumptions): Team {
  return {
    arrivals: a.cases
      .filter(({ open }) => open > 0)
      .map(({ open, points, years }) => ({
        weight: points,
        perYear: open / years,
        meanYears: years,
        variation: 1,
      })),
    workers: a.posts,
    capacity: capacityOf(a),
    clock: "need",
    familySizes: a.familySizes,
    monthIndex: a.season,
    turnover: a.turnover,
    monthsToFill: a.monthsToFill,
    absence: a.absence,
  };
}

const lengthOf = (a: Assumptions, repeat: number) => ({
  seed: a.seed * 1000 + repeat,
  years: YEARS,
  warmUpYears: WARM_UP,
  repeats: 1,
});

/** Says why these assumptions cannot be simulated, or null. */
export function cannotSimulate(a: Assumptions): string | null {
  const load = a.cases.reduce((sum, { open, points }) => sum + open * points, 0);
  if (load === 0) return "no case is open";
  if (a.posts * capacityOf(a) < load / 2)
    return "the posts carry less than half of the load, so a queue that only grows is all there would be to see";
  return casesOf(a) * FEWEST_REPEATS > 4 * MOST_CASES
    ? "so many cases come that it would take too long"
    : simulationProblem(teamOf(a), lengthOf(a, 0));
}

/** Whether it is done while the page is waited for; otherwise a job does it for a saved scenario. */
export const isQuick = (a: Assumptions): boolean => casesOf(a) * repeatsOf(a) <= CASES_AT_ONCE;

/**
 * Runs a team through invented years, one repeat at a time so that others are served between. The same assumptions and seed give the same answer. They must have passed
 * `cannotSimulate`.
 */
export async function simulateTeam(a: Assumptions): Promise<Simulated> {
  const team = teamOf(a);
  const repeats = repeatsOf(a);
  const runs: Simulation[] = [];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    runs.push(simulate(team, lengthOf(a, repeat)));
    await setImmediate();
  }
  const mean = (of: (run: Simulation) => number): number =>
    runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  return {
    seed: a.seed,
    repeats,
    years: YEARS,
    posts: a.posts,
    chanceNoneUnallocated: mean((run) => run.chanceNoneUnallocated),
    allocatedAtOnce: mean((run) => run.allocatedAtOnce),
    meanWaitDays: mean((run) => run.meanWaitDays),
    worstWaitDays: Math.max(...runs.map((run) => run.worstWaitDays)),
    handoversPerChild: mean((run) => run.handoversPerChild),
    byMonth: Array.from({ length: 12 }, (_, index) => {
      const shares = runs.map((run) => run.byMonth[index]?.mean ?? 0);
      return {
        month: index + 1,
        mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
        low: quantileOf(shares, 0.05) ?? 0,
        high: quantileOf(shares, 0.95) ?? 0,
      };
    }),
  };
}
