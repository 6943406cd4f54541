import type { Failure } from "../../kernel/result.ts";
import { CASE_TYPES, type CaseTypeId, type Points, siblingFactor, USUAL_FAMILIES } from "./caseTypes.ts";
import { FIELDS, readNumber } from "./fields.ts";
import type { Season } from "./season.ts";
import type { Snapshot } from "./snapshot.ts";

/** Everything a staffing answer rests on. Kept whole with a scenario, so that it can be made again. */
export type Assumptions = {
  readonly cases: readonly {
    readonly type: CaseTypeId;
    /** Children open at once, on average. */
    readonly open: number;
    readonly points: number;
    /** Mean years each stays open. */
    readonly years: number;
  }[];
  /** Points of a full-time worker, and the part that is not cases. */
  readonly limit: number;
  readonly stable: number;
  /** Share of workers who are newly qualified, and the points they are spared. */
  readonly newlyQualified: number;
  readonly relief: number;
  readonly families: "own" | "usual" | "alone";
  readonly familySizes: readonly number[];
  /** How far out the forecast of the load may be: its coefficient of variation. */
  readonly forecastError: number;
  readonly fill: "vacancy" | "turnover";
  readonly vacancy: number;
  readonly cover: number;
  readonly turnover: number;
  readonly monthsToFill: number;
  readonly absence: number;
  readonly posts: number;
  readonly seed: number;
  /** New cases in each month from January, against the mean month. */
  readonly season: Season;
  /** A team where work waits for a free place: new cases a week, working days each takes a place, workers, places each. */
  readonly duty: {
    readonly weekly: number;
    readonly days: number;
    readonly workers: number;
    readonly places: number;
  };
};

/** As typed; what is left out is as it is today. */
export type Typed = { readonly [name: string]: string | undefined };

/** What the record and local policy say today: where every form begins. */
export function typedFrom(snapshot: Snapshot, points: Points): Readonly<Record<string, string>> {
  const say = (n: number, decimals: number): string => String(Number(n.toFixed(decimals)));
  const cases = CASE_TYPES.flatMap(({ id, years }) => [
    [`open.${id}`, say(snapshot.open[id], 1)],
    [`points.${id}`, say(points[id], 1)],
    [`years.${id}`, say(Math.min(18, Math.max(0.02, snapshot.years[id] ?? years)), 2)],
  ]);
  return {
    ...(Object.fromEntries(cases) as Record<string, string>),
    limit: "100",
    stable: "15",
    newlyQualified: "0",
    relief: "10",
    families: snapshot.families === null ? "usual" : "own",
    forecastError: "6",
    fill: "vacancy",
    vacancy: "14.2",
    cover: "73.6",
    turnover: "11.8",
    monthsToFill: "4",
    absence: "3.2",
    posts: String(Math.max(1, snapshot.workers)),
    seed: "1",
    dutyWeekly: say(snapshot.assessmentsAWeek, 1),
    dutyDays: "33",
    dutyWorkers: String(Math.max(1, Math.ceil((snapshot.assessmentsAWeek * 33) / 5 / 12))),
    dutyPlaces: "12",
  };
}

/** What the record and local policy say today. */
export type Today = { readonly snapshot: Snapshot; readonly points: Points; readonly season: Season };

/** What is read of a form: the assumptions, or what is wrong with them, and in either case what was typed, filled up. */
export type ReadAssumptions = { readonly typed: Readonly<Record<string, string>> } & (
  | { readonly assumptions: Assumptions }
  | { readonly failures: readonly Failure[] }
);

/** Reads what was typed over what is so today. */
export function readAssumptions(given: Typed, { snapshot, points, season }: Today): ReadAssumptions {
  const typed: Record<string, string> = { ...typedFrom(snapshot, points) };
  for (const [name, value] of Object.entries(given)) {
    if (value !== undefined && value.trim() !== "") typed[name] = value.trim();
  }
  const numbers = new Map<string, number>();
  const failures: Failure[] = [];
  for (const one of FIELDS) {
    const found = readNumber(one, typed[one.name] ?? "");
    if (typeof found === "number") numbers.set(one.name, found);
    else failures.push({ code: "invalid", message: found.problem, field: one.name });
  }
  const n = (name: string): number => numbers.get(name) ?? 0;
  if (failures.length === 0 && n("stable") + (n("newlyQualified") / 100) * n("relief") >= n("limit"))
    failures.push({
      code: "invalid",
      message: "Leave a worker some points for cases: the points that are not cases take them all",
      field: "stable",
    });
  if (failures.length > 0) return { typed, failures };
  const families = typed["families"] === "own" ? "own" : typed["families"] === "alone" ? "alone" : "usual";
  const sizes = { own: snapshot.families ?? USUAL_FAMILIES, usual: USUAL_FAMILIES, alone: [1] }[families];
  return {
    typed,
    assumptions: {
      cases: CASE_TYPES.map(({ id }) => ({
        type: id,
        open: n(`open.${id}`),
        points: n(`points.${id}`),
        years: n(`years.${id}`),
      })),
      limit: n("limit"),
      stable: n("stable"),
      newlyQualified: n("newlyQualified") / 100,
      relief: n("relief"),
      families,
      familySizes: sizes,
      forecastError: n("forecastError") / 100,
      fill: typed["fill"] === "turnover" ? "turnover" : "vacancy",
      vacancy: n("vacancy") / 100,
      cover: n("cover") / 100,
      turnover: n("turnover") / 100,
      monthsToFill: n("monthsToFill"),
      absence: n("absence") / 100,
      posts: n("posts"),
      seed: n("seed"),
      season,
      duty: {
        weekly: n("dutyWeekly"),
        days: n("dutyDays"),
        workers: n("dutyWorkers"),
        places: n("dutyPlaces"),
      },
    },
  };
}

export const kOf = (assumptions: Assumptions): number => siblingFactor(assumptions.familySizes);
