import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { forecastFan } from "../../ui/charts/forecast-fan.tsx";
import { forecastFinding, type ForecastProps } from "../../ui/charts/forecast-words.ts";
import type { Chart } from "../../ui/charts/chart.ts";
import { asCount } from "../../ui/charts/saying.ts";
import type { Population } from "../insight/population.ts";
import { seesCoarse } from "../insight/suppress.ts";
import { type Ahead, type Forecasted, forecastOf } from "./forecast.ts";
import { type History, ratePer10k, readDemand } from "./history.ts";
import { type By, type Count, inPeriods } from "./months.ts";
import type { DemandSeries } from "./series.ts";
import { type Shift, shiftsOf, standing } from "./shifts.ts";
import { type Shows, shownAhead, shownCounts, tooFewForTens } from "./shown.ts";

export type SeriesView = {
  readonly history: History;
  readonly by: By;
  /** The periods that are whole, all of them. */
  readonly counts: readonly Count[];
  readonly forecasted: Forecasted;
  readonly shifts: readonly Shift[];
  readonly population: readonly Population[];
  readonly waiting: number;
  readonly shows: Shows;
};

/** Periods drawn before the forecast: five years. */
const DRAWN: Readonly<Record<By, number>> = { month: 60, quarter: 20 };

/** One series with its forecast, as the person who asks may see it. */
export async function seriesView(handle: Handle, series: DemandSeries, by: By): Promise<SeriesView> {
  const { histories, population, waiting } = await readDemand(handle, [series]);
  const shifts = await shiftsOf(handle, series.id);
  const [history] = histories;
  if (history === undefined) throw new Error(`no history of ${series.id}`);
  const counts = inPeriods(history.months, by);
  const shows: Shows = seesCoarse(handle.context) ? "tens" : "full";
  return {
    history,
    by,
    counts,
    forecasted: forShown(forecastOf(series.id, counts, by, standing(shifts)), shows),
    shifts,
    population,
    waiting,
    shows,
  };
}

function forShown(forecasted: Forecasted, shows: Shows): Forecasted {
  if ("refused" in forecasted || shows !== "tens") return forecasted;
  if (tooFewForTens(forecasted.ahead))
    return { refused: "Your role sees figures of ten and more, and this forecast is of fewer." };
  return { ...forecasted, ahead: shownAhead(forecasted.ahead, shows) };
}

export const aheadOf = (forecasted: Forecasted): readonly Ahead[] =>
  "refused" in forecasted ? [] : forecasted.ahead;

/** The picture of a series and its title. */
export function drawn(
  view: SeriesView,
  shows: Shows = view.shows,
): { readonly chart: Chart; readonly finding: string } {
  const props: ForecastProps = {
    measure: view.history.series.name,
    period: view.by,
    saying: asCount,
    history: shownCounts(view.counts.slice(-DRAWN[view.by]), shows),
    forecast: aheadOf(view.forecasted).map(({ on, mean, lo80, hi80, lo95, hi95 }) => ({
      x: on,
      mean: Math.round(mean),
      lo80,
      hi80,
      lo95,
      hi95,
    })),
    events: standing(view.shifts).map(({ from, words }) => ({ on: from, words })),
    axisFrom: 0,
  };
  return { chart: forecastFan(props), finding: forecastFinding(props) };
}

/** One line of the figures: a period that came or is to come. */
export type FigureLine = {
  readonly on: IsoDate;
  readonly n: number | null;
  readonly rate: number | null;
  readonly ahead: Ahead | null;
};

/** The forecast first, then what came, the latest first; with rates where the population is known. */
export function figuresOf(view: SeriesView, shows: Shows = view.shows): FigureLine[] {
  const rate = (n: number | null, on: IsoDate): number | null =>
    n === null ? null : ratePer10k(n, on, view.population);
  const came = shownCounts(view.counts, shows).map(({ x, y }): FigureLine => {
    const on = x as IsoDate;
    return { on, n: y, rate: rate(y, on), ahead: null };
  });
  const coming = aheadOf(view.forecasted).map((ahead): FigureLine => ({
    on: ahead.on,
    n: null,
    rate: rate(ahead.mean, ahead.on),
    ahead,
  }));
  return [...coming, ...came.toReversed()];
}
