import { compoundProblem, loadDistribution } from "../../stats/staffing/compound.ts";
import { erlang } from "../../stats/staffing/erlang.ts";
import { type LoadInput, loadMoments, usablePoints } from "../../stats/staffing/load.ts";
import {
  capacityCurve,
  type CapacityStep,
  chanceWithPosts,
  fillFromTurnover,
  fillFromVacancies,
  postsNeeded,
  workersNeeded,
} from "../../stats/staffing/posts.ts";
import type { Assumptions } from "./assumptions.ts";

/** What a set of assumptions comes to. Workers are full-time at work; posts are funded, filled or not. */
export type Outcome = {
  readonly children: number;
  readonly points: number;
  /** Points a worker has for cases, and what of them whole cases fill. */
  readonly capacity: number;
  readonly usable: number;
  /** Workers for the mean load: nothing waits about half the time. */
  readonly mean: number;
  /** Workers for 99 times in 100, each line with everything above it. */
  readonly alone: number;
  readonly siblings: number;
  readonly forecast: number;
  readonly packing: number;
  /** Share of posts filled, and posts for the same certainty with it; without agency workers; and if every post were filled. */
  readonly fill: number;
  readonly posts: number;
  readonly postsWithoutCover: number;
  readonly curve: readonly CapacityStep[];
  /** Chance that no child waits with the posts funded now. */
  readonly chanceNow: number;
};

/** No fewer can be filled for the arithmetic to mean anything. */
const LEAST_FILL = 0.05;

/** Share of posts filled, by vacancies and their cover or by leaving and replacing. */
export const fillOf = (a: Assumptions): number =>
  Math.max(
    LEAST_FILL,
    a.fill === "vacancy"
      ? fillFromVacancies(a.vacancy, a.cover)
      : fillFromTurnover(a.turnover, a.monthsToFill),
  );

/** Points a worker has for cases: newly qualified workers are spared some, in proportion to how many there are. */
export const capacityOf = (a: Assumptions): number => a.limit - a.stable - a.newlyQualified * a.relief;

export const loadOf = (a: Assumptions): LoadInput => ({
  cases: a.cases.filter(({ open }) => open > 0).map(({ points, open }) => ({ weight: points, open })),
  familySizes: a.familySizes,
  forecastVariation: a.forecastError,
});

/**
 * Posts for a load: how much work, how sure, how many posts, asked one after the other so that the cost of each is seen.
 * @returns or a sentence saying why it cannot be worked out
 */
export function outcomeOf(a: Assumptions): Outcome | { readonly problem: string } {
  const load = loadOf(a);
  const capacity = capacityOf(a);
  if (load.cases.length === 0) return { problem: "No case is open, so there is nothing to staff." };
  const usable = usablePoints(capacity, load.cases);
  const largest = Math.max(...load.cases.map(({ weight }) => weight));
  if (largest > capacity)
    return {
      problem: `A case of ${largest} points is more than one worker’s ${capacity}: change the points or the limit.`,
    };
  const problem = compoundProblem(load);
  if (problem !== null) return { problem: `This cannot be worked out exactly: ${problem}.` };
  const { cases } = load;
  const whole = loadDistribution(load);
  const fill = fillOf(a);
  return {
    children: cases.reduce((sum, { open }) => sum + open, 0),
    points: loadMoments(load).mean,
    capacity,
    usable,
    mean: Math.ceil(loadMoments(load).mean / capacity),
    alone: workersNeeded(loadDistribution({ cases }), capacity),
    siblings: workersNeeded(loadDistribution({ cases, familySizes: a.familySizes }), capacity),
    forecast: workersNeeded(whole, capacity),
    packing: workersNeeded(whole, usable),
    fill,
    posts: postsNeeded(whole, usable, fill),
    postsWithoutCover:
      a.fill === "vacancy"
        ? postsNeeded(whole, usable, Math.max(LEAST_FILL, 1 - a.vacancy))
        : postsNeeded(whole, usable, fill),
    curve: capacityCurve(whole, usable, fill),
    chanceNow: chanceWithPosts(whole, a.posts, usable, fill),
  };
}

/** A duty team: the chance that a new case waits for a place, at its size and around it. */
export type Duty = {
  /** Mean cases at work at once. */
  readonly offered: number;
  readonly places: number;
  readonly waits: number;
  readonly sizes: readonly { readonly workers: number; readonly waits: number }[];
  /** Fewest workers with whom at most one case in a hundred waits. */
  readonly needed: number;
};

const WORKING_DAYS_A_WEEK = 5;
const SELDOM = 0.01;

export function dutyOf({ duty }: Assumptions): Duty {
  const offered = (duty.weekly * duty.days) / WORKING_DAYS_A_WEEK;
  const waits = (workers: number): number => erlang(workers * duty.places, offered).erlangC;
  let needed = Math.max(1, Math.floor(offered / duty.places));
  while (waits(needed) > SELDOM) needed += 1;
  const from = Math.max(1, Math.min(duty.workers, needed) - 2);
  const to = Math.max(duty.workers, needed) + 1;
  return {
    offered,
    places: duty.workers * duty.places,
    waits: waits(duty.workers),
    sizes: Array.from({ length: Math.min(40, to - from + 1) }, (_, i) => ({
      workers: from + i,
      waits: waits(from + i),
    })),
    needed,
  };
}
