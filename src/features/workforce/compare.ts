import { sayChance } from "../../ui/charts/capacity-curve.tsx";
import { sayFigure } from "../../ui/charts/saying.ts";
import { type Assumptions, kOf } from "./assumptions.ts";
import { CASE_TYPES } from "./caseTypes.ts";
import type { Scenario } from "./store.ts";
import { short } from "./words.ts";

/** One thing that scenarios assume or come to, as each has it. */
export type Difference = {
  readonly what: string;
  readonly values: readonly string[];
  readonly differs: boolean;
};

type Compared = Pick<Scenario, "assumptions" | "results" | "simulation">;

const percent = (share: number): string => `${short(100 * share)}%`;
const plain = (n: number): string => sayFigure(n, Number.isInteger(n) ? 0 : 2);

const FAMILIES = { own: "as the record’s households", usual: "as is usual", alone: "each alone" } as const;
const FILL = { vacancy: "by vacancies and cover", turnover: "by turnover" } as const;

const ASSUMED: readonly (readonly [what: string, say: (a: Assumptions) => string])[] = [
  ["Posts funded", (a) => plain(a.posts)],
  ...CASE_TYPES.flatMap(({ id, words }) => {
    const of = (a: Assumptions) => a.cases.find(({ type }) => type === id);
    return [
      [`${words}: open`, (a: Assumptions) => plain(of(a)?.open ?? 0)],
      [`${words}: points`, (a: Assumptions) => plain(of(a)?.points ?? 0)],
      [`${words}: mean years open`, (a: Assumptions) => plain(of(a)?.years ?? 0)],
    ] as const;
  }),
  ["Points of a full-time worker", (a) => plain(a.limit)],
  ["Points that are not cases", (a) => plain(a.stable)],
  ["Newly qualified", (a) => percent(a.newlyQualified)],
  ["Points they are spared", (a) => plain(a.relief)],
  ["Families come", (a) => FAMILIES[a.families]],
  ["Variance for families coming together, times", (a) => sayFigure(kOf(a), 2)],
  ["Error of the load forecast", (a) => percent(a.forecastError)],
  ["Posts filled", (a) => FILL[a.fill]],
  ["Vacant", (a) => percent(a.vacancy)],
  ["Covered by agency workers", (a) => percent(a.cover)],
  ["Leave in a year", (a) => percent(a.turnover)],
  ["Months to fill a post", (a) => plain(a.monthsToFill)],
  ["Time away", (a) => percent(a.absence)],
  ["Duty team: new cases a week", (a) => plain(a.duty.weekly)],
  ["Duty team: working days each", (a) => plain(a.duty.days)],
  ["Duty team: workers", (a) => plain(a.duty.workers)],
  ["Duty team: places each", (a) => plain(a.duty.places)],
  ["Seed", (a) => plain(a.seed)],
];

const CAME: readonly (readonly [what: string, say: (s: Compared) => string])[] = [
  ["Nobody waits, with the posts funded", ({ results }) => sayChance(results.outcome.chanceNow)],
  ...(["mean", "alone", "siblings", "forecast", "packing"] as const).map(
    (key, index) =>
      [
        [
          "Workers for the mean load",
          "if each came alone",
          "families together",
          "forecast error",
          "whole cases",
        ][index] ?? key,
        ({ results }: Compared) => plain(results.outcome[key]),
      ] as const,
  ),
  ["Posts for 99 times in 100", ({ results }) => plain(results.outcome.posts)],
  ["The same without agency workers", ({ results }) => plain(results.outcome.postsWithoutCover)],
  ["Duty team: a new case waits", ({ results }) => sayChance(results.duty.waits)],
  [
    "Simulated: nobody waits",
    ({ simulation }) =>
      simulation === null || "cannot" in simulation
        ? "not simulated"
        : sayChance(simulation.chanceNoneUnallocated),
  ],
  [
    "Simulated: mean wait in days",
    ({ simulation }) =>
      simulation === null || "cannot" in simulation ? "not simulated" : sayFigure(simulation.meanWaitDays, 1),
  ],
];

/** Everything scenarios came to and rest on, line by line. */
export function differencesOf(scenarios: readonly Compared[]): Difference[] {
  const line = (what: string, values: readonly string[]): Difference => ({
    what,
    values,
    differs: new Set(values).size > 1,
  });
  return [
    ...CAME.map(([what, say]) => line(what, scenarios.map(say))),
    ...ASSUMED.map(([what, say]) =>
      line(
        what,
        scenarios.map(({ assumptions }) => say(assumptions)),
      ),
    ),
  ];
}
