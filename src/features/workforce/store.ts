import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Assumptions } from "./assumptions.ts";
import { byType, type Points, USUAL_POINTS } from "./caseTypes.ts";
import type { Duty, Outcome } from "./outcome.ts";
import type { Simulated } from "./simulation.ts";

/** A version of the points: local policy, with who set them and why. */
export type PointsVersion = {
  readonly id: number;
  readonly points: Points;
  readonly reason: string;
  readonly by: string;
  readonly at: IsoInstant;
};

/** Every version, the standing one first; none where the authority has set none. */
export async function pointsVersions(handle: Handle): Promise<PointsVersion[]> {
  const rows = await handle.db
    .selectFrom("case_weights")
    .selectAll()
    .orderBy("id", "desc")
    .limit(50)
    .execute();
  return rows.map((row) => {
    const kept = row.points as Partial<Points>;
    return {
      id: row.id,
      points: byType(({ id, points }) => kept[id] ?? points),
      reason: row.reason,
      by: row.by_name,
      at: row.at,
    };
  });
}

/** The points that stand. */
export async function readPoints(handle: Handle): Promise<Points> {
  const [standing] = await pointsVersions(handle);
  return standing?.points ?? USUAL_POINTS;
}

/** What came of a scenario when it was saved. */
export type Results = { readonly outcome: Outcome; readonly duty: Duty };

export type Scenario = {
  readonly id: number;
  readonly name: string;
  readonly note: string;
  readonly assumptions: Assumptions;
  readonly results: Results;
  readonly simulation: Simulated | { readonly cannot: string } | null;
  readonly by: string;
  readonly at: IsoInstant;
};

export type ScenarioLine = Pick<Scenario, "id" | "name" | "by" | "at"> & {
  readonly posts: number;
  readonly needed: number;
  readonly chanceNow: number;
};

const PAGE = 50;

/** Scenarios, the last first, one more than a page. */
export async function scenarioLines(handle: Handle, before: number | null): Promise<ScenarioLine[]> {
  const rows = await handle.db
    .selectFrom("staffing_scenario")
    .select(["id", "name", "by_name", "at", "assumptions", "results"])
    .$if(before !== null, (query) => query.where("id", "<", before ?? 0))
    .orderBy("id", "desc")
    .limit(PAGE + 1)
    .execute();
  return rows.map((row) => {
    const { outcome } = row.results as Results;
    return {
      id: row.id,
      name: row.name,
      by: row.by_name,
      at: row.at,
      posts: (row.assumptions as Assumptions).posts,
      needed: outcome.posts,
      chanceNow: outcome.chanceNow,
    };
  });
}

export const SCENARIOS_ON_A_PAGE = PAGE;

/** One scenario, whole. */
export async function scenarioOf(handle: Handle, id: number): Promise<Scenario | undefined> {
  const row = await handle.db
    .selectFrom("staffing_scenario")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    id: row.id,
    name: row.name,
    note: row.note,
    assumptions: row.assumptions as Assumptions,
    results: row.results as Results,
    simulation: row.simulation as Scenario["simulation"],
    by: row.by_name,
    at: row.at,
  };
}
