import { addMonths, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type { WorkingCalendar } from "../../kernel/workingDays.ts";
import { asKeeper } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Signal } from "../../ui/charts/control-series.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { type Charted, chartOf } from "../insight/chart.ts";
import type { CannotTell, Indicator, Measure } from "../insight/indicator.ts";
import { INDICATORS, whyNot } from "../insight/indicators.ts";
import { type Cut, lastMonth, type Period, yearTo } from "../insight/queries.ts";
import { indicatorOf, measureById, type Point, seriesOf, valueAt } from "../insight/series.ts";
import { lastOf, type Reading } from "../insight/tally.ts";
import { TIMELY } from "./measures.ts";
import { readSaid, type SaidLine, standingRebases } from "./said.ts";
import { fit, fitSeries, type Sees } from "./sees.ts";

/** Months a report looks back. */
export const MONTHS = 24;
/** Months without which no change can be told from chance. */
const ENOUGH = 7;

/** A measure with a change that chance does not explain. */
export type Change = {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly charted: Charted;
  /** Of twelve months, or today. */
  readonly reading: Reading | null;
  /** Still open and past their day; null for what has no such thing. As counted: said through `sayCount`. */
  readonly twin: number | null;
  readonly rebases: readonly { readonly on: IsoDate; readonly reason: string }[];
  readonly said: SaidLine | null;
};

/** Work done in time, with what no measure of finished work shows. */
export type TimelyLine = {
  readonly indicator: Indicator;
  readonly measure: Measure;
  readonly why: CannotTell | null;
  readonly reading: Reading | null;
  readonly twin: number | null;
};

export type Report = {
  readonly today: IsoDate;
  readonly month: IsoDate;
  readonly sees: Sees;
  /** Those that may be a concern first. */
  readonly changes: readonly Change[];
  /** Changed, and in figures too small to be shown here. */
  readonly unshown: number;
  readonly timely: readonly TimelyLine[];
  readonly untold: readonly { readonly indicator: Indicator; readonly why: CannotTell }[];
  readonly said: readonly SaidLine[];
  /** Indicators of which something is known. */
  readonly looked: number;
  /** Whether any has months enough to tell a change from chance. */
  readonly enough: boolean;
  /** Every known measure's months, as they may be said: by its id. */
  readonly months: ReadonlyMap<string, readonly Point[]>;
  readonly counted: IsoInstant;
};

export const isTimely = (measure: string): boolean => TIMELY.includes(measure);

/** The time a measure's value is of: the last twelve months that are over, or today. */
export const periodOf = (measure: Measure, today: IsoDate): Period =>
  measure.reads === "day" ? { from: today, to: today } : yearTo(lastOf(lastMonth(today)));

/**
 * What a report says of the indicators, of everybody or of a cut: only those that have changed, with what belongs beside them; work in time; what people said; and what cannot be told.
 * @param sees what may be said; who asks may be shown less already
 */
export async function readReport(
  handle: Handle,
  calendar: WorkingCalendar,
  sees: Sees,
  cut: Cut | null = null,
): Promise<Report> {
  const { today } = handle;
  // Whether something changed is told from the figures as they are; what is said of it from figures that may be said. Limits drawn round figures in tens would find what is not there.
  const whole: Handle = sees === "all" ? handle : { ...handle, context: asKeeper(handle.context) };
  const carried = await carriedKinds(handle);
  const month = lastMonth(today);
  const asked = INDICATORS.map((indicator) => ({
    indicator,
    why: whyNot(indicator, indicator.measures[0], carried),
  }));
  const known = asked.filter(({ why }) => why === null).map(({ indicator }) => indicator);
  const found = await seriesOf(
    whole,
    known.map(({ measures }) => measures[0]),
    addMonths(month, 1 - MONTHS),
    month,
    calendar,
    cut,
  );
  const months = new Map(
    known.map(({ measures: [measure] }) => [
      measure.id,
      fitSeries(found.get(measure.id) ?? [], measure.reads, sees),
    ]),
  );
  const rebases = await standingRebases(handle);
  const said = await readSaid(handle);
  const changes: Change[] = [];
  let enough = false;
  let unshown = 0;
  for (const indicator of known) {
    const [measure] = indicator.measures;
    const mine = rebases.get(indicator.no) ?? [];
    const days = mine.map(({ on }) => on).toSorted();
    const so = chartOf(indicator, measure, found.get(measure.id) ?? [], days);
    if (so.series.points.filter(({ y }) => y !== null).length >= ENOUGH) enough = true;
    if (!hasSignal(so)) continue;
    const charted = sees === "all" ? so : chartOf(indicator, measure, months.get(measure.id) ?? [], days);
    if (sees !== "all" && !tellsTheSame(so, charted, sees)) {
      unshown += 1;
      continue;
    }
    const value = await valueAt(whole, measure, periodOf(measure, today), cut);
    changes.push({
      indicator,
      measure,
      charted,
      reading: fit(value, sees),
      twin: isTimely(measure.id) ? (value?.twin ?? null) : null,
      rebases: mine,
      said: said.find((line) => line.indicator === indicator.no) ?? null,
    });
  }
  return {
    today,
    month,
    sees,
    changes: changes.toSorted((a, b) => Number(isConcern(b)) - Number(isConcern(a))),
    unshown,
    timely: await readTimely(whole, sees, carried, cut),
    untold: asked.flatMap(({ indicator, why }) => (why === null ? [] : [{ indicator, why }])),
    said,
    looked: known.length,
    enough,
    months,
    counted: handle.context.now,
  };
}

async function readTimely(
  handle: Handle,
  sees: Sees,
  carried: Parameters<typeof whyNot>[2],
  cut: Cut | null,
): Promise<TimelyLine[]> {
  const lines: TimelyLine[] = [];
  for (const id of TIMELY) {
    const measure = measureById(id);
    if (measure === undefined) continue;
    const indicator = indicatorOf(measure);
    const why = whyNot(indicator, measure, carried);
    const value = why === null ? await valueAt(handle, measure, periodOf(measure, handle.today), cut) : null;
    lines.push({ indicator, measure, why, reading: fit(value, sees), twin: value?.twin ?? null });
  }
  return lines;
}

/** The rules that fired and still hold at the last point that is known. */
function signalsNow({ series }: Charted): readonly Signal[] {
  const end = series.points.findLastIndex(({ y }) => y !== null);
  return series.signals.filter(({ to }) => end >= 0 && to === end);
}

export const hasSignal = (charted: Charted): boolean => signalsNow(charted).length > 0;

/** A change the wrong way, by the indicator's own direction. Where neither way is better, none is. */
export const isConcern = ({ charted }: Pick<Change, "charted">): boolean =>
  signalsNow(charted).some(({ standing }) => standing === "concern");

/** In tens, fewer a month than this are mostly rounding. */
const LEAST_DRAWN: Readonly<Record<Sees, number>> = { all: 0, leaving: 0, tens: 30 };

/** Whether figures fit to be shown show the same change as those they are made from, on the same side; with few months left out and none mostly rounding. */
export function tellsTheSame(so: Charted, shown: Charted, sees: Sees): boolean {
  // A rule without a side (too few crossings) is what rounding itself brings about.
  const sides = signalsNow(so).map(({ side }) => side);
  if (!signalsNow(shown).some(({ side }) => side !== null && sides.includes(side))) return false;
  const known = so.series.points.filter(({ y }) => y !== null).length;
  const left = shown.series.points.filter(({ y }) => y !== null).length;
  if (left < ENOUGH || left < 0.75 * known) return false;
  const sizes = shown.points
    .flatMap(({ reading, immature }) => (reading === null || immature ? [] : [sizeOf(reading)]))
    .toSorted((a, b) => a - b);
  return (sizes[Math.floor(sizes.length / 2)] ?? 0) >= LEAST_DRAWN[sees];
}

/** How many a month's value is made of. */
const sizeOf = ({ unit, numerator, denominator }: Reading): number =>
  unit === "per10k" || denominator === null
    ? numerator
    : Math.min(denominator, numerator === 0 ? denominator : numerator);
