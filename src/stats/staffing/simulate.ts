import { quantileOf, sumOf } from "../numeric/averages.ts";
import { chanceFrom } from "../numeric/random.ts";
import { MOST_WORKERS } from "./posts.ts";
import { runTeam } from "./team-run.ts";
import type { Team, TeamRun } from "./team-run.ts";

export interface Simulation {
  /** Share of time with no case unallocated. */
  chanceNoneUnallocated: number;
  /** Share of new cases that find a worker with room the moment they come. */
  allocatedAtOnce: number;
  /** Over all cases, those allocated at once as 0. */
  meanWaitDays: number;
  worstWaitDays: number;
  /** Changes of worker a child. */
  handoversPerChild: number;
  /** For each month from January: share of time with nothing unallocated, and where 90% of the repeats lie. */
  byMonth: { month: number; mean: number; low: number; high: number }[];
}

const DAYS_IN_YEAR = 365.25;

/** How long to simulate. */
export interface SimulationLength {
  /** The same seed gives the same answer. */
  seed: number;
  /** Counted years of each repeat. */
  years: number;
  /** Years run first and not counted, so that the team starts with its ordinary load. */
  warmUpYears: number;
  repeats: number;
}

/** Enough for the share of time clear to settle within about a hundredth. */
export const USUAL_LENGTH: SimulationLength = { seed: 1, years: 50, warmUpYears: 10, repeats: 40 };

function meanOver(runs: readonly TeamRun[], measure: (run: TeamRun) => number): number {
  return sumOf(runs.map(measure)) / runs.length;
}

/** Says what is wrong with a team or with the length of a run, or null. */
export function simulationProblem(team: Team, length: SimulationLength): string | null {
  const atLeast = (value: number | undefined, low: number): boolean =>
    value === undefined || (value >= low && value < Infinity);
  if (!Number.isInteger(team.workers) || team.workers < 1 || team.workers > MOST_WORKERS) {
    return `workers must be a whole number from 1 to ${MOST_WORKERS}`;
  }
  if (!(team.capacity > 0)) return "capacity must be above 0";
  for (const kind of team.arrivals) {
    if (!(kind.weight > 0)) return "every weight must be above 0";
    if (kind.weight > team.capacity) {
      return `a case of weight ${kind.weight} is more than one worker's capacity`;
    }
    if (!(kind.perYear >= 0) || !(kind.meanYears > 0) || !(kind.variation >= 0)) {
      return "every kind of case needs arrivals of 0 or more, mean years above 0 and a variation of 0 or more";
    }
  }
  const sizes = team.familySizes;
  if (sizes && (sizes.some((share) => !(share >= 0)) || Math.abs(sumOf(sizes) - 1) > 1e-9)) {
    return "familySizes must be chances that add up to 1";
  }
  const months = team.monthIndex;
  if (months && (months.length !== 12 || months.some((index) => !(index >= 0)))) {
    return "monthIndex must be twelve numbers of 0 or more";
  }
  if (!atLeast(team.turnover, 0) || !atLeast(team.monthsToFill, 0)) {
    return "turnover and monthsToFill must be 0 or more";
  }
  if (team.absence !== undefined && !(team.absence >= 0 && team.absence < 1)) {
    return "absence must be at least 0 and below 1";
  }
  if (!(length.years >= 1) || !(length.warmUpYears >= 0) || !(length.repeats >= 1)) {
    return "years and repeats must be at least 1, and warmUpYears 0 or more";
  }
  const children = sumOf(team.arrivals.map((kind) => kind.perYear));
  if (children * (length.years + length.warmUpYears) * length.repeats > 20_000_000) {
    return "that is more than 20 million cases to simulate: ask for fewer years or repeats";
  }
  return null;
}

/**
 * Runs a team through many invented years: cases arriving by month and family, one worker a case, points limits, leavers whose cases go
 * back to the queue, absence. Plans teams; never ranks workers. The team must have passed `simulationProblem`.
 */
export function simulate(team: Team, length: SimulationLength = USUAL_LENGTH): Simulation {
  const runs = Array.from({ length: length.repeats }, (_, repeat) =>
    runTeam(team, chanceFrom(length.seed * 1_000_003 + repeat), length),
  );
  const cases = sumOf(runs.map((run) => run.cases));
  const perCase = (measure: (run: TeamRun) => number): number =>
    cases === 0 ? 0 : sumOf(runs.map(measure)) / cases;
  return {
    chanceNoneUnallocated: meanOver(runs, (run) => run.clearShare),
    allocatedAtOnce: cases === 0 ? 1 : perCase((run) => run.allocatedAtOnce),
    meanWaitDays: perCase((run) => run.yearsWaited) * DAYS_IN_YEAR,
    worstWaitDays: runs.reduce((worst, run) => Math.max(worst, run.worstWait), 0) * DAYS_IN_YEAR,
    handoversPerChild: perCase((run) => run.handovers),
    byMonth: Array.from({ length: 12 }, (_, index) => {
      const shares = runs.map((run) => run.clearByMonth[index] ?? 0);
      return {
        month: index + 1,
        mean: sumOf(shares) / shares.length,
        low: quantileOf(shares, 0.05) ?? 0,
        high: quantileOf(shares, 0.95) ?? 0,
      };
    }),
  };
}
