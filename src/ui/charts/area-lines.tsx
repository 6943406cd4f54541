import type { VNode } from "preact";
import { Stroke } from "./marks.tsx";
import {
  type Chart,
  type Drawing,
  type DrawOptions,
  type Figures,
  round,
  SMALL,
  TYPE,
  WIDTH,
} from "./chart.ts";
import { broken } from "./curves.ts";
import { type Period, periodAxis, sayPeriod } from "./periods.ts";
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

/** One area's figures over the years. */
export interface AreaLine {
  name: string;
  /** Ours, the country's, one to be named, or one of the crowd. */
  kind: "own" | "reference" | "named" | "other";
  /** One for each date; null where nothing is known. */
  values: readonly (number | null)[];
  href?: string | undefined;
}

export interface AreaLinesProps {
  /** Begins a sentence: "Care applications". */
  measure: string;
  period: Period;
  /** First days of the periods, oldest first. */
  dates: readonly string[];
  lines: readonly AreaLine[];
  saying: Saying;
  axisFrom?: number | undefined;
  /** Dates at which something happened, in words. */
  marks?: readonly { on: string; words: string }[] | undefined;
}

const LOOK: Readonly<Record<AreaLine["kind"], string>> = {
  own: "ch-line-own",
  reference: "ch-dashed",
  named: "ch-line",
  other: "ch-line-other",
};
const ORDER: Readonly<Record<AreaLine["kind"], number>> = { other: 0, reference: 1, named: 2, own: 3 };
const WORDS: Readonly<Record<AreaLine["kind"], string | undefined>> = {
  own: "ch-word-improvement",
  reference: undefined,
  named: "ch-word-ink",
  other: undefined,
};

/** Several areas over the years, each named at the end of its line. Those of the crowd are drawn pale and not named. */
export function areaLines(props: AreaLinesProps): Chart {
  const known = props.lines.some(({ values }) => values.some((value) => value !== null));
  return {
    description: describeLines(props),
    empty: known ? undefined : "No area’s figures are known yet.",
    figures: lineFigures(props),
    notes: props.lines.some(({ kind }) => kind === "other")
      ? [
          {
            text: `Pale lines: ${props.lines.filter(({ kind }) => kind === "other").length} other areas, not named here. Each is in the figures.`,
          },
        ]
      : [],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(props, options),
  };
}

/** The longest name that may take room from the lines. */
const WIDEST_NAME: Readonly<Record<DrawOptions["size"], number>> = { wide: 190, narrow: 118 };

function draw(props: AreaLinesProps, { size }: DrawOptions): Drawing {
  const { dates, saying } = props;
  const narrow = size === "narrow";
  const lines = props.lines.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  const axis = valueAxis(
    lines.flatMap(({ values }) => values.filter((value) => value !== null)),
    { from: props.axisFrom, ticks: narrow ? 4 : 5 },
  );
  const marks = props.marks ?? [];
  const top = marks.length > 0 ? 32 : 12;
  const named = lines.filter(({ kind }) => kind !== "other");
  // Room for every name on a line of its own, where there are many.
  const height = Math.max(narrow ? 220 : 290, named.length * 18);
  const plot: Plot = { left: axisRoom(axis, saying.tick), right: 0, top, bottom: top + height };
  const y = heights(axis, plot);
  const ends = named.flatMap((line): EndLabel[] => {
    const value = line.values.findLast((one) => one !== null);
    if (value === null || value === undefined) return [];
    const figure = saying.say(value);
    const name = shorten(
      line.name,
      TYPE,
      WIDEST_NAME[size] - widthOf(figure, TYPE, true) - 6,
      line.kind === "own",
    );
    return [{ y: y(value), text: `${name} ${figure}`, look: WORDS[line.kind] }];
  });
  plot.right = WIDTH[size] - endRoom(ends);
  const step = (plot.right - plot.left - 12) / Math.max(1, dates.length - 1);
  const x: Scale = (index) =>
    round(dates.length === 1 ? (plot.left + plot.right) / 2 : plot.left + 6 + index * step);
  const periods = periodAxis(dates, props.period, step, SMALL);
  return {
    height: plot.bottom + periodRoom(periods),
    marks: (
      <g class="ch-marks" aria-hidden="true">
        <Grid axis={axis} plot={plot} y={y} tick={saying.tick} />
        <DateMarks marks={marks} dates={dates} x={x} plot={plot} right={WIDTH[size]} />
        {lines.map((line) => (
          <LineOf line={line} x={x} y={y} />
        ))}
        <Periods axis={periods} plot={plot} x={x} />
        <EndLabels labels={ends} plot={plot} />
      </g>
    ),
  };
}

/** One line, with a dot on its last value. */
export function LineOf(props: { line: AreaLine; x: Scale; y: Scale }): VNode {
  const { line, x, y } = props;
  const last = line.values.findLastIndex((value) => value !== null);
  const value = line.values[last];
  return (
    <>
      <Stroke
        look={LOOK[line.kind]}
        d={broken(line.values.map((one, index) => (one === null ? null : [x(index), y(one)])))}
      />
      {value !== null && value !== undefined && (line.kind === "own" || line.kind === "named") && (
        <circle
          class={line.kind === "own" ? "ch-own" : "ch-dot"}
          cx={x(last)}
          cy={y(value)}
          r={line.kind === "own" ? 5 : 3.5}
        />
      )}
    </>
  );
}

function DateMarks(props: {
  marks: readonly { on: string; words: string }[];
  dates: readonly string[];
  x: Scale;
  plot: Plot;
  right: number;
}): VNode {
  const { dates, x, plot } = props;
  const placed = props.marks
    .flatMap(({ on, words }) => {
      const index = dates.findIndex((date) => date >= on);
      return index < 0 ? [] : [{ at: x(index), words }];
    })
    .toSorted((a, b) => a.at - b.at);
  return (
    <>
      {placed.map(({ at, words }, index) => {
        const room = (placed[index + 1]?.at ?? props.right) - at - 10;
        return (
          <>
            <path class="ch-rebase" d={`M${at} ${plot.top - 20}V${plot.bottom}`} />
            <text x={at + 5} y={plot.top - 9}>
              {shorten(words, TYPE, room)}
            </text>
          </>
        );
      })}
    </>
  );
}

function describeLines(props: AreaLinesProps): string {
  const { dates, saying, period } = props;
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return "There are no figures to draw.";
  const told = props.lines
    .filter(({ kind }) => kind !== "other")
    .flatMap(({ name, values }) => {
      const [from, to] = [
        values.findIndex((value) => value !== null),
        values.findLastIndex((value) => value !== null),
      ];
      const [a, b] = [values[from], values[to]];
      if (a === null || b === null || a === undefined || b === undefined) return [`${name}: not known.`];
      return [
        from === to
          ? `${name}: ${saying.say(b)} in ${sayPeriod(dates[to] ?? "", period)}.`
          : `${name}: ${saying.say(a)} in ${sayPeriod(dates[from] ?? "", period)}, ${saying.say(b)} in ${sayPeriod(dates[to] ?? "", period)}.`,
      ];
    });
  return [`${sayPeriod(first, period)} to ${sayPeriod(last, period)}.`, ...told].join(" ");
}

/** A row for each area, a column for each period: the country and ours first, the others by name. */
export function lineFigures(props: AreaLinesProps): Figures {
  const rank: Readonly<Record<AreaLine["kind"], number>> = { own: 0, reference: 1, named: 2, other: 2 };
  return {
    columns: [
      { head: "Area" },
      ...props.dates.map((date) => ({ head: sayPeriod(date, props.period), numeric: true })),
    ],
    rows: props.lines
      .toSorted((a, b) => rank[a.kind] - rank[b.kind] || a.name.localeCompare(b.name, "en-GB"))
      .map(({ name, values, href }) => ({
        cells: [
          name,
          ...props.dates.map((_, index) => {
            const value = values[index] ?? null;
            return value === null ? "not known" : props.saying.say(value);
          }),
        ],
        href,
      })),
  };
}
