import { addDays, addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Indicator, Measure } from "./indicator.ts";
import { indicatorNo, INDICATORS } from "./indicators.ts";
import { populationFor, readPopulation } from "./population.ts";
import { type Cut, monthlyTallies, type Period, tallyAt, yearTo } from "./queries.ts";
import { coarse, seesCoarse } from "./suppress.ts";
import { lastOf, type Reading, readingOf, type Tally, together } from "./tally.ts";

export type Point = {
  /** First day of the month. */
  readonly month: IsoDate;
  /** Null where nothing may be shown: too few for who asks, or nothing to divide by is a reading with a null value. */
  readonly reading: Reading | null;
  /** Its outcomes are not all settled: left out of charts, not counted as failures. */
  readonly immature: boolean;
};

/** The indicator a measure belongs to. */
export function indicatorOf(measure: Measure): Indicator {
  const found = indicatorNo(Number.parseInt(measure.id, 10));
  if (found === undefined) throw new Error(`no indicator of ${measure.id}`);
  return found;
}

/** Any measure by its id. */
export const measureById = (id: string): Measure | undefined =>
  INDICATORS.flatMap((indicator) => indicator.measures).find((measure) => measure.id === id);

/** Several measures by month, in as few statements as one. */
export async function seriesOf(
  handle: Handle,
  measures: readonly Measure[],
  from: IsoDate,
  to: IsoDate,
  calendar: WorkingCalendar,
  cut: Cut | null = null,
): Promise<ReadonlyMap<string, readonly Point[]>> {
  // A month over a usual month needs the eleven before it.
  const first = measures.some((measure) => measure.shape === "season") ? addMonths(from, -11) : from;
  const { months, tallies } = await monthlyTallies(handle, measures, first, to, cut);
  const population = await readPopulation(handle);
  const show = shower(handle);
  return new Map(
    measures.map((measure) => {
      const settles = indicatorOf(measure).settles;
      const own = tallies.get(measure.id) ?? [];
      const points = months.flatMap((month, i): Point[] => {
        const tally = own[i];
        if (tally === undefined || month < from) return [];
        const usual = measure.shape === "season" ? usualOf(own, i) : undefined;
        const people = cut === null ? populationFor(population, lastOf(month)) : null;
        return [
          {
            month,
            reading: show(readingOf(measure, tally, people?.children ?? null, usual)),
            immature: settledOn(settles, lastOf(month), calendar) >= handle.today,
          },
        ];
      });
      return [measure.id, points] as const;
    }),
  );
}

/** The twelve months that end with one; nothing while there are not yet twelve with anything in them. */
function usualOf(tallies: readonly Tally[], at: number): Tally {
  const year = tallies.slice(Math.max(0, at - 11), at + 1);
  return together(year.length === 12 && year[0]?.num !== 0 ? year : []);
}

/** The day on which the last outcome of a period is settled. */
function settledOn(settles: Indicator["settles"], last: IsoDate, calendar: WorkingCalendar): IsoDate {
  if (settles?.months !== undefined) return addMonths(last, settles.months);
  if (settles?.workingDays !== undefined) return calendar.addWorkingDays(last, settles.workingDays);
  return addDays(last, settles?.days ?? 0);
}

const shower =
  (handle: Handle) =>
  (reading: Reading): Reading | null =>
    seesCoarse(handle.context) ? coarse(reading) : reading;

/** A measure for any period, or on a period's last day. Null where who asks may not see so few. */
export async function valueAt(
  handle: Handle,
  measure: Measure,
  period: Period,
  cut: Cut | null = null,
): Promise<Reading | null> {
  const tally = await tallyAt(handle, measure, period, cut);
  const people = cut === null ? populationFor(await readPopulation(handle), period.to) : null;
  const usual =
    measure.shape === "season" ? await tallyAt(handle, measure, yearTo(period.to), cut) : undefined;
  return shower(handle)(readingOf(measure, tally, people?.children ?? null, usual));
}

/** How many took each number of days in a period, for the whole distribution. */
export async function distribution(
  handle: Handle,
  measure: Measure,
  period: Period,
  cut: Cut | null = null,
): Promise<ReadonlyMap<number, number>> {
  return (await tallyAt(handle, measure, period, cut)).days;
}
