import type { Figures } from "./chart.ts";
import { type Period, sayPeriod, sayPeriods } from "./periods.ts";
import type { Saying } from "./saying.ts";

/** One period to come. */
export interface ForecastPoint {
  x: string;
  mean: number;
  lo80: number;
  hi80: number;
  lo95: number;
  hi95: number;
}

export interface ForecastProps {
  /** Begins a sentence: "Referrals". */
  measure: string;
  period: Period;
  saying: Saying;
  /** What has been, oldest first; null where nothing is known. */
  history: readonly { x: string; y: number | null }[];
  forecast: readonly ForecastPoint[];
  /** What is known to have moved the level: "threshold document 3". */
  events?: readonly { on: string; words: string }[] | undefined;
  axisFrom?: number | undefined;
  href?: ((x: string) => string | undefined) | undefined;
}

/** A forecast's arrays, as `stats/forecast` gives them, with the first days of its periods. */
export function forecastPoints(
  forecast: {
    mean: readonly number[];
    lo80: readonly number[];
    hi80: readonly number[];
    lo95: readonly number[];
    hi95: readonly number[];
  },
  dates: readonly string[],
): ForecastPoint[] {
  return dates.flatMap((x, index) => {
    const at = (list: readonly number[]): number => list[index] ?? Number.NaN;
    const point = {
      x,
      mean: at(forecast.mean),
      lo80: at(forecast.lo80),
      hi80: at(forecast.hi80),
      lo95: at(forecast.lo95),
      hi95: at(forecast.hi95),
    };
    return Object.values(point).some(Number.isNaN) ? [] : [point];
  });
}

/** Title of a forecast: the last period forecast, as a range and not as a number. */
export function forecastFinding({ measure, forecast, period, saying }: ForecastProps): string {
  const last = forecast.at(-1);
  if (last === undefined) return `${measure}: there is not enough to forecast from`;
  return `${measure} in ${sayPeriod(last.x, period)}: between ${saying.say(last.lo80)} and ${saying.say(last.hi80)}, 8 times in 10`;
}

/** The picture told: what is known, and the last period forecast with its ranges. */
export function describeForecast(props: ForecastProps): string {
  const { history, forecast, saying, period, events = [] } = props;
  const known = history.flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
  const [first, last] = [known[0], known.at(-1)];
  const end = forecast.at(-1);
  const sentences = [
    first && last
      ? `${sayPeriods(known.length, period)} known, ${sayPeriod(first.x, period)} to ${sayPeriod(last.x, period)}; the latest is ${saying.say(last.y)}.`
      : "",
    end
      ? `Forecast for ${sayPeriod(end.x, period)}: likely ${saying.say(end.mean)}, 8 times in 10 between ${saying.say(end.lo80)} and ${saying.say(end.hi80)}, 19 times in 20 between ${saying.say(end.lo95)} and ${saying.say(end.hi95)}.`
      : "There is no forecast.",
    ...events.map(({ on, words }) => `The level moved in ${sayPeriod(on, period)}: ${words}.`),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

/** The forecast first, then what has been, the latest first. */
export function forecastFigures(props: ForecastProps): Figures {
  const { history, forecast, saying, period, href } = props;
  const { say } = saying;
  return {
    columns: [
      { head: "Period" },
      { head: "Known or likely" },
      { head: props.measure, numeric: true },
      { head: "8 times in 10", numeric: true },
      { head: "19 times in 20", numeric: true },
    ],
    rows: [
      ...forecast.map(({ x, mean, lo80, hi80, lo95, hi95 }) => ({
        cells: [
          sayPeriod(x, period),
          "likely",
          say(mean),
          `${say(lo80)} to ${say(hi80)}`,
          `${say(lo95)} to ${say(hi95)}`,
        ],
      })),
      ...history.toReversed().map(({ x, y }) => ({
        cells: [
          sayPeriod(x, period),
          y === null ? "not known" : "known",
          y === null ? "–" : say(y),
          "–",
          "–",
        ],
        href: y === null ? undefined : href?.(x),
      })),
    ],
  };
}
