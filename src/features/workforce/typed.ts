import type { Assumptions } from "./assumptions.ts";

/** Assumptions as a form types them, so that a saved scenario can be opened and changed. Its season is today's again. */
export function typedOf(a: Assumptions): Readonly<Record<string, string>> {
  const percent = (share: number): string => String(Number((100 * share).toFixed(1)));
  return {
    ...Object.fromEntries(
      a.cases.flatMap(({ type, open, points, years }) => [
        [`open.${type}`, String(open)],
        [`points.${type}`, String(points)],
        [`years.${type}`, String(years)],
      ]),
    ),
    limit: String(a.limit),
    stable: String(a.stable),
    newlyQualified: percent(a.newlyQualified),
    relief: String(a.relief),
    families: a.families,
    forecastError: percent(a.forecastError),
    fill: a.fill,
    vacancy: percent(a.vacancy),
    cover: percent(a.cover),
    turnover: percent(a.turnover),
    monthsToFill: String(a.monthsToFill),
    absence: percent(a.absence),
    posts: String(a.posts),
    seed: String(a.seed),
    dutyWeekly: String(a.duty.weekly),
    dutyDays: String(a.duty.days),
    dutyWorkers: String(a.duty.workers),
    dutyPlaces: String(a.duty.places),
  };
}
