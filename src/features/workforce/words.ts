import { sayChance } from "../../ui/charts/capacity-curve.tsx";
import { sayFigure } from "../../ui/charts/saying.ts";
import { sayNumber } from "../../ui/words.ts";
import { type Assumptions, kOf } from "./assumptions.ts";
import type { Duty, Outcome } from "./outcome.ts";
import type { Simulated } from "./simulation.ts";
import type { Snapshot } from "./snapshot.ts";

/** At most one decimal, and none where there is none to give. */
export const short = (n: number): string => sayFigure(n, Number.isInteger(Math.round(n * 10) / 10) ? 0 : 1);
const percent = (share: number): string => `${short(100 * share)}%`;
const plural = (n: number, word: string): string => `${sayNumber(n)} ${word}${n === 1 ? "" : "s"}`;
const inTimes = (chance: number): string =>
  chance < 0.005 ? "less than once in 100 times" : sayChance(chance, " times in ");

/** The answer first: what the posts there are give, and what it would take. */
export function sayAnswer(a: Assumptions, outcome: Outcome): string {
  return `With ${plural(a.posts, "post")}, ${inTimes(outcome.chanceNow)} nobody waits. For 99 times in 100 it takes ${plural(outcome.posts, "post")}.`;
}

/** What each doubt costs, and which costs most: vacancies and the forecast nearly always cost more than chance. */
export function sayCosts(a: Assumptions, outcome: Outcome): string {
  const chance = Math.max(0, outcome.siblings - outcome.mean);
  const forecast = Math.max(0, outcome.forecast - outcome.siblings);
  const packing = Math.max(0, outcome.packing - outcome.forecast);
  const vacancies = Math.max(0, outcome.posts - outcome.packing);
  const apart =
    a.fill === "vacancy" && outcome.postsWithoutCover > outcome.posts
      ? ` (${sayNumber(outcome.postsWithoutCover - outcome.packing)} without agency workers)`
      : "";
  const more = vacancies + forecast;
  const verdict =
    more > chance
      ? "Vacancies and forecast error cost more than randomness"
      : more === chance
        ? "Vacancies and forecast error cost as much as randomness"
        : "Here randomness costs more than vacancies and forecast error";
  return `${verdict}: beyond the mean load of ${plural(outcome.mean, "worker")}, randomness takes ${sayNumber(chance)}, forecast error ${sayNumber(forecast)}, whole cases that do not fit ${sayNumber(packing)}, and empty posts ${sayNumber(vacancies)}${apart}.`;
}

/** How each line of the working is reached. */
export function stepsOf(
  a: Assumptions,
  o: Outcome,
): readonly { readonly what: string; readonly n: number; readonly unit: string }[] {
  return [
    { what: "The mean load: something waits about half the time", n: o.mean, unit: "workers" },
    { what: "Nothing waits 99 times in 100, if each child came alone", n: o.alone, unit: "workers" },
    {
      what: `and children of one family come together (${sayFigure(kOf(a), 1)} times the variance)`,
      n: o.siblings,
      unit: "workers",
    },
    {
      what: `and the forecast may be ${percent(a.forecastError)} out`,
      n: o.forecast,
      unit: "workers",
    },
    {
      what: `and whole cases do not fill a worker’s points (${short(o.usable)} of ${short(o.capacity)} are used)`,
      n: o.packing,
      unit: "workers",
    },
    { what: `and ${percent(o.fill)} of posts are filled`, n: o.posts, unit: "posts" },
    ...(a.fill === "vacancy" && o.postsWithoutCover > o.posts
      ? [
          {
            what: `the same without agency workers: ${percent(1 - a.vacancy)} filled`,
            n: o.postsWithoutCover,
            unit: "posts",
          },
        ]
      : []),
  ];
}

/** Where the assumption about families comes from. */
export function sayFamilies(a: Assumptions, snapshot: Snapshot | null): string {
  const k = sayFigure(kOf(a), 1);
  if (a.families === "alone") return "Each child is taken to come alone.";
  if (a.families === "usual")
    return `Families as is usual: 1.7 children, so that the load varies ${k} times as much as if each came alone.`;
  const known = snapshot === null ? "" : ` (known of ${Math.round(100 * snapshot.householdsKnown)}% of them)`;
  return `Families as the households of the children open now${known}: the load varies ${k} times as much as if each came alone.`;
}

/** What the queue says of a duty team. */
export function sayDuty(a: Assumptions, duty: Duty): string {
  if (duty.offered === 0) return "No new case is expected, so none waits.";
  const held = `${short(duty.offered)} cases are at work at once, on average, in ${plural(duty.places, "place")}`;
  if (duty.waits >= 1)
    return `${held}: the queue only grows. It takes ${plural(duty.needed, "worker")} for fewer than one case in 100 to wait.`;
  const now = `${held}: a new case waits for a place ${inTimes(duty.waits)}`;
  return duty.needed <= a.duty.workers
    ? `${now}.`
    : `${now}. With ${plural(duty.needed, "worker")}, fewer than once in 100.`;
}

const days = (n: number): string => (n > 0 && n < 0.1 ? "less than 0.1 days" : `${sayFigure(n, 1)} days`);

/** What a simulation found. */
export function saySimulated(s: Simulated): string {
  return `In ${sayNumber(s.repeats)} runs of ${s.years} invented years with ${plural(s.posts, "post")}, nobody waited ${inTimes(s.chanceNoneUnallocated)}; the mean wait was ${days(s.meanWaitDays)} and the longest ${sayNumber(Math.round(s.worstWaitDays))} days; a child changed worker ${sayFigure(s.handoversPerChild, 2)} times because one left. It takes the forecast as right, and posts empty as people leave, not by the vacancy rate: read it beside the curve, not in its place.`;
}
