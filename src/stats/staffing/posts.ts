import { binomialProbabilities } from "../numeric/binomial.ts";
import { normalQuantile } from "../numeric/quantiles.ts";
import type { LoadDistribution } from "./compound.ts";
import { loadMoments } from "./load.ts";
import type { LoadInput } from "./load.ts";

/** How sure the answers are to be unless something else is asked. */
const USUAL_CERTAINTY = 0.99;

/** More workers than any authority has; beyond it a question is a slip of the keyboard. */
export const MOST_WORKERS = 10_000;

/** Says what is wrong with a question about posts, or null. `fills` are shares of posts filled. */
export function postsProblem(load: LoadInput, capacity: number, fills: readonly number[]): string | null {
  if (!(capacity > 0)) return "the capacity of a worker must be above 0";
  const { mean, variance } = loadMoments(load);
  if ((mean + 10 * Math.sqrt(variance)) / capacity > MOST_WORKERS) {
    return `the load would need more than ${MOST_WORKERS} workers of that capacity`;
  }
  return fills.every((fill) => fill >= 0.05 && fill <= 1)
    ? null
    : "each share of posts filled must be from 0.05 to 1";
}

/** Chance that no case is unallocated with so many full-time workers at work, each carrying `capacity` points. */
export function chanceNoneUnallocated(load: LoadDistribution, workers: number, capacity: number): number {
  return load.atMost(workers * capacity);
}

/** Smallest whole number at or above `from` for which a chance that rises with it reaches `certainty`. */
function smallestReaching(certainty: number, from: number, chance: (count: number) => number): number {
  let low = from;
  let span = 1;
  while (chance(low + span) < certainty) {
    low += span;
    span *= 2;
  }
  let high = low + span;
  if (chance(low) >= certainty) return low;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (chance(middle) >= certainty) high = middle;
    else low = middle;
  }
  return high;
}

/** Smallest number of full-time workers whose points suffice with the chance asked for. */
export function workersNeeded(
  load: LoadDistribution,
  capacity: number,
  certainty: number = USUAL_CERTAINTY,
): number {
  return smallestReaching(certainty, 0, (workers) => chanceNoneUnallocated(load, workers, capacity));
}

/** Quick form of `workersNeeded`: as if the load were normal. Not rounded. */
export function workersNeededQuickly(
  load: LoadInput,
  capacity: number,
  certainty: number = USUAL_CERTAINTY,
): number {
  const { mean, variance } = loadMoments(load);
  return (mean + normalQuantile(certainty) * Math.sqrt(variance)) / capacity;
}

/** Share of posts filled: vacancies count only as far as agency workers do not cover them. Both between 0 and 1. */
export function fillFromVacancies(vacancy: number, agencyCover: number): number {
  return 1 - vacancy * (1 - agencyCover);
}

/** Share of posts filled in a steady state of leaving and replacing. `turnover` is the share who leave in a year. */
export function fillFromTurnover(turnover: number, monthsToFill: number): number {
  return 1 / (1 + (turnover * monthsToFill) / 12);
}

/** Chance that no case is unallocated when each of so many funded posts is filled, by itself, with chance `fill`. */
export function chanceWithPosts(
  load: LoadDistribution,
  posts: number,
  capacity: number,
  fill: number,
): number {
  return binomialProbabilities(posts, fill).reduce(
    (total, probability, filled) => total + probability * chanceNoneUnallocated(load, filled, capacity),
    0,
  );
}

/** Smallest number of funded posts with which no case is unallocated, with the chance asked for. `fill` above 0. */
export function postsNeeded(
  load: LoadDistribution,
  capacity: number,
  fill: number,
  certainty: number = USUAL_CERTAINTY,
): number {
  // Fewer posts than the workers needed can never do, so the search starts there.
  const from = workersNeeded(load, capacity, certainty);
  return smallestReaching(certainty, from, (posts) => chanceWithPosts(load, posts, capacity, fill));
}

/** One step of the curve a director is shown in place of a single answer. */
export interface CapacityStep {
  posts: number;
  /** Chance that no case is unallocated with so many posts. */
  chance: number;
}

/** Posts against the chance that nothing waits, from the mean load to beyond 99.9%, so that the cost of each step of certainty can be seen. */
export function capacityCurve(load: LoadDistribution, capacity: number, fill: number): CapacityStep[] {
  const from = Math.max(1, Math.floor(load.mean / capacity));
  const to = Math.max(from, postsNeeded(load, capacity, fill, 0.999));
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const posts = from + index;
    return { posts, chance: chanceWithPosts(load, posts, capacity, fill) };
  });
}
