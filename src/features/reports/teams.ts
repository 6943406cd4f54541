import { addMonths } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { carriedKinds } from "../duties/coverage.ts";
import type { Measure } from "../insight/indicator.ts";
import { whyNot } from "../insight/indicators.ts";
import { lastMonth, monthlyTallies } from "../insight/queries.ts";
import { indicatorOf, measureById } from "../insight/series.ts";
import { type Reading, readingOf, together } from "../insight/tally.ts";
import { BY_TEAM } from "./measures.ts";

export type TeamLine = {
  readonly ref: string;
  readonly name: string;
  /** By measure: of twelve months, with what was open and over at their end. */
  readonly readings: ReadonlyMap<string, Reading>;
};

export type Teams = { readonly measures: readonly Measure[]; readonly lines: readonly TeamLine[] };

/** Work in time by team, a few statements a team. Only for who opens records: it is not made fit to leave. */
export async function readTeams(handle: Handle): Promise<Teams> {
  const carried = await carriedKinds(handle);
  const measures = BY_TEAM.flatMap((id) => {
    const measure = measureById(id);
    return measure !== undefined && whyNot(indicatorOf(measure), measure, carried) === null ? [measure] : [];
  });
  const teams = await handle.db
    .selectFrom("team")
    .select(["ref", "name", "parent_ref"])
    .where("authority_id", "=", handle.context.authorityId)
    .orderBy("name")
    .execute();
  const parents = new Set(teams.map((team) => team.parent_ref));
  const to = lastMonth(handle.today);
  const lines: TeamLine[] = [];
  for (const team of teams.filter(({ ref }) => !parents.has(ref))) {
    const { tallies } = await monthlyTallies(handle, measures, addMonths(to, -11), to, {
      by: "team",
      is: team.ref,
    });
    const readings = new Map(
      measures.map((measure) => [measure.id, readingOf(measure, together(tallies.get(measure.id) ?? []))]),
    );
    // A team that held none of this work has nothing to say here.
    if ([...readings.values()].some(({ denominator, twin }) => (denominator ?? 0) > 0 || twin > 0))
      lines.push({ ref: team.ref, name: team.name, readings });
  }
  return { measures, lines };
}
