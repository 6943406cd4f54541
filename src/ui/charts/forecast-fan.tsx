import type { VNode } from "preact";
import {
  describeForecast,
  forecastFigures,
  type ForecastPoint,
  type ForecastProps,
} from "./forecast-words.ts";
import { Stroke } from "./marks.tsx";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, SMALL, TYPE, WIDTH } from "./chart.ts";
import { broken } from "./curves.ts";
import { periodAxis, sayPeriod } from "./periods.ts";
import {
  axisRoom,
  type EndLabel,
  endRoom,
  EndLabels,
  Grid,
  heights,
  periodRoom,
  Periods,
  type Plot,
  type Scale,
  valueAxis,
} from "./plot.tsx";
import type { Saying } from "./saying.ts";
import { shorten, widthOf } from "./text-width.ts";

/** A fan: what has been as a line, what is likely as a line in a band that holds 8 in 10 and one that holds 19 in 20. */
export function forecastFan(props: ForecastProps): Chart {
  const known = props.history.filter(({ y }) => y !== null);
  return {
    description: describeForecast(props),
    empty:
      known.length === 0 && props.forecast.length === 0
        ? "Nothing is known yet, so nothing can be forecast."
        : undefined,
    figures: forecastFigures(props),
    notes: [
      ...(props.forecast.length === 0
        ? [{ text: "Too little is known to forecast from." }]
        : [
            {
              text: "The dark band is made to hold what happens 8 times in 10, the light one 19 times in 20. A forecast does not know what will be decided.",
            },
          ]),
      ...(props.events ?? []).map(({ on, words }) => ({
        text: `The level moved in ${sayPeriod(on, props.period)}: ${words}.`,
      })),
    ],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(props, options),
  };
}

function draw(props: ForecastProps, { size }: DrawOptions): Drawing {
  const { history, forecast, saying, events = [] } = props;
  const narrow = size === "narrow";
  const dates = [...history.map(({ x }) => x), ...forecast.map(({ x }) => x)];
  const values = [
    ...history.flatMap(({ y }) => (y === null ? [] : [y])),
    ...forecast.flatMap(({ lo95, hi95 }) => [lo95, hi95]),
  ];
  const axis = valueAxis(values, { from: props.axisFrom, ticks: narrow ? 4 : 5 });
  const top = 12 + (events.length > 0 || forecast.length > 0 ? LEADING + 4 : 0);
  const plot: Plot = { left: axisRoom(axis, saying.tick), right: 0, top, bottom: top + (narrow ? 200 : 270) };
  const y = heights(axis, plot);
  const last = forecast.at(-1);
  const ends = last === undefined ? lastKnown(props, y) : fanLabels(last, saying, y, narrow);
  plot.right = WIDTH[size] - endRoom(ends);
  const step = (plot.right - plot.left - 12) / Math.max(1, dates.length - 1);
  const x: Scale = (index) =>
    round(dates.length === 1 ? (plot.left + plot.right) / 2 : plot.left + 6 + index * step);
  const known = history.findLast((point) => point.y !== null);
  const periods = periodAxis(dates, props.period, step, SMALL);
  return {
    height: plot.bottom + periodRoom(periods),
    marks: (
      <g class="ch-marks" aria-hidden="true">
        <Fan {...props} x={x} y={y} />
        <Grid axis={axis} plot={plot} y={y} tick={saying.tick} />
        <Stroke
          look="ch-line"
          d={broken(history.map((point, index) => (point.y === null ? null : [x(index), y(point.y)])))}
        />
        {known !== undefined && known.y !== null && (
          <circle class="ch-dot" cx={x(history.indexOf(known))} cy={y(known.y)} r="3.5" />
        )}
        <Marks {...props} dates={dates} x={x} plot={plot} narrow={narrow} />
        <Periods axis={periods} plot={plot} x={x} />
        <EndLabels labels={ends} plot={plot} />
      </g>
    ),
  };
}

function lastKnown({ history, saying }: ForecastProps, y: Scale): EndLabel[] {
  const last = history.at(-1)?.y;
  return last === null || last === undefined
    ? []
    : [{ y: y(last), text: `latest ${saying.say(last)}`, look: "ch-strong" }];
}

/** A range longer than this would leave the picture no room: then its ends are said apart. */
const WIDEST_RANGE = 170;

function fanLabels(last: ForecastPoint, { say }: Saying, y: Scale, narrow: boolean): EndLabel[] {
  const most = say(last.mean);
  const wide = `19 in 20: ${say(last.lo95)} to ${say(last.hi95)}`;
  const likely: EndLabel = {
    y: y(last.mean),
    text: narrow ? most : `likely ${most}`,
    look: "ch-word-improvement",
  };
  if (!narrow && widthOf(wide, TYPE) < WIDEST_RANGE) {
    return [
      { y: y(last.hi95), text: wide },
      likely,
      { y: y(last.lo80), text: `8 in 10: ${say(last.lo80)} to ${say(last.hi80)}` },
    ];
  }
  return [
    { y: y(last.hi95), text: say(last.hi95) },
    ...(narrow ? [] : [{ y: y(last.hi80), text: say(last.hi80) }]),
    likely,
    ...(narrow ? [] : [{ y: y(last.lo80), text: say(last.lo80) }]),
    { y: y(last.lo95), text: say(last.lo95) },
  ];
}

/** The two bands and the likely line, both beginning at the last value known. */
function Fan(props: ForecastProps & { x: Scale; y: Scale }): VNode | null {
  const { history, forecast, x, y } = props;
  if (forecast.length === 0) return null;
  const first = history.length;
  const from = history.at(-1)?.y;
  const root: [number, number][] = from === null || from === undefined ? [] : [[x(first - 1), y(from)]];
  const along = (pick: (point: ForecastPoint) => number): [number, number][] =>
    forecast.map((point, index) => [x(first + index), y(pick(point))]);
  const area = (high: (point: ForecastPoint) => number, low: (point: ForecastPoint) => number): string =>
    `M${[...root, ...along(high), ...along(low).toReversed()].map(([px, py]) => `${px} ${py}`).join("L")}Z`;
  return (
    <>
      <Stroke
        look="ch-band-outer"
        d={area(
          (p) => p.hi95,
          (p) => p.lo95,
        )}
      />
      <Stroke
        look="ch-band-inner"
        d={area(
          (p) => p.hi80,
          (p) => p.lo80,
        )}
      />
      <Stroke look="ch-line-forecast" d={broken([...root, ...along((p) => p.mean)])} />
    </>
  );
}

/** Where the forecast begins, and what moved the level before. */
function Marks(
  props: ForecastProps & { dates: readonly string[]; x: Scale; plot: Plot; narrow: boolean },
): VNode {
  const { dates, x, plot, history, forecast } = props;
  const marks = (props.events ?? [])
    .flatMap(({ on, words }) => {
      const index = dates.findIndex((date) => date >= on);
      return index < 1 ? [] : [{ at: round(x(index) - (x(index) - x(index - 1)) / 2), words, isNow: false }];
    })
    .toSorted((a, b) => a.at - b.at);
  if (forecast.length > 0 && history.length > 0)
    marks.push({ at: x(history.length - 1), words: "forecast", isNow: true });
  return (
    <>
      {marks.map(({ at, words, isNow }, index) => {
        const next = marks[index + 1]?.at ?? WIDTH[props.narrow ? "narrow" : "wide"];
        const text = shorten(words, TYPE, next - at - 12);
        return (
          <>
            <path class={isNow ? "ch-thread" : "ch-rebase"} d={`M${at} ${plot.top - 20}V${plot.bottom}`} />
            {text.length > 3 && (
              <text class={isNow ? "ch-word-target" : undefined} x={at + 6} y={plot.top - 9}>
                {text}
              </text>
            )}
          </>
        );
      })}
    </>
  );
}
