import type { VNode } from "preact";
import {
  type Chart,
  type Drawing,
  type DrawOptions,
  LEADING,
  round,
  SMALL,
  TYPE,
  WIDTH,
} from "../../../ui/charts/chart.ts";
import { broken } from "../../../ui/charts/curves.ts";
import { spread } from "../../../ui/charts/labels.ts";
import { shapePath, Stroke } from "../../../ui/charts/marks.tsx";
import { periodAxis } from "../../../ui/charts/periods.ts";
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
} from "../../../ui/charts/plot.tsx";
import { asRate } from "../../../ui/charts/saying.ts";
import { shorten, widthOf } from "../../../ui/charts/text-width.ts";
import { sayYears, type StoryLine } from "../careStory.ts";

const SAYING = asRate(1);
const LOOK: Readonly<Record<StoryLine["kind"], string>> = {
  own: "ch-line-own",
  reference: "ch-dashed",
  named: "ch-line",
};

/**
 * Rates that were quoted and rates that were measured, in one picture. The two are never joined; quoted figures are marks with a dotted thread over the years nobody quoted.
 */
export function storyChart(lines: readonly StoryLine[], measuredFrom: number): Chart {
  const all = lines.flatMap(({ quoted, measured }) => [...quoted, ...measured]);
  return {
    description: lines
      .map(({ name, quoted, measured }) => {
        const said = quoted.map(({ year, value }) => `${SAYING.say(value)} in ${sayYears(year)}`).join(", ");
        const [first, last] = [measured[0], measured.at(-1)];
        const later =
          first === undefined || last === undefined
            ? ""
            : ` measured ${SAYING.say(first.value)} in ${sayYears(first.year)}, ${SAYING.say(last.value)} in ${sayYears(last.year)}.`;
        return `${name}: ${said === "" ? "" : `quoted ${said};`}${later}`;
      })
      .join(" "),
    empty: all.length === 0 ? "No figures of care applications are loaded." : undefined,
    figures: {
      columns: [
        { head: "Area" },
        { head: "Year ending March" },
        { head: "Care applications for each 10,000 children", numeric: true },
        { head: "Where from" },
      ],
      rows: lines.flatMap(({ name, quoted, measured }) => [
        ...quoted.map(({ year, value, source }) => ({
          cells: [name, String(year), SAYING.say(value), `quoted: ${source}`],
        })),
        ...measured.map(({ year, value }) => ({
          cells: [name, String(year), SAYING.say(value), "Cafcass, published series"],
        })),
      ]),
    },
    notes: [
      {
        text: "Diamonds are figures quoted at the time; the dotted thread between two runs over years nobody quoted.",
        mark: { shape: "diamond", standing: "neutral" },
      },
      {
        text: `Solid lines are the published series, from ${sayYears(measuredFrom)}. The two come from different counts and are not joined.`,
      },
    ],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(lines, measuredFrom, options),
  };
}

const WIDEST: Readonly<Record<DrawOptions["size"], number>> = { wide: 130, narrow: 74 };

function draw(lines: readonly StoryLine[], measuredFrom: number, { size }: DrawOptions): Drawing {
  const points = lines.flatMap(({ quoted, measured }) => [...quoted, ...measured]);
  const years = points.map(({ year }) => year);
  const [from, to] = [Math.min(...years), Math.max(...years)];
  const dates = Array.from({ length: to - from + 1 }, (_, index) => `${from + index}-01-01`);
  const axis = valueAxis(
    points.map(({ value }) => value),
    { from: 0, ticks: 5 },
  );
  const starts = lines.flatMap(({ name, kind, quoted }) => {
    const first = quoted[0];
    return first === undefined
      ? []
      : [
          {
            year: first.year,
            value: first.value,
            text: `${shorten(name, TYPE, WIDEST[size])} ${SAYING.say(first.value)}`,
            look: kind === "own" ? "ch-word-improvement" : kind === "named" ? "ch-word-ink" : undefined,
          },
        ];
  });
  const before = Math.ceil(Math.max(0, ...starts.map(({ text }) => widthOf(text, TYPE, true)))) + 22;
  const plot: Plot = {
    left: axisRoom(axis, SAYING.tick),
    right: 0,
    top: 26,
    bottom: size === "wide" ? 346 : 300,
  };
  const y = heights(axis, plot);
  const ends = lines.flatMap(({ name, kind, measured, quoted }): EndLabel[] => {
    const last = measured.at(-1);
    if (last === undefined || quoted.length === 0) return [];
    return [
      {
        y: y(last.value),
        // On a phone the name stands once, where the line begins.
        text:
          size === "narrow"
            ? SAYING.say(last.value)
            : `${shorten(name, TYPE, WIDEST[size], kind === "own")} ${SAYING.say(last.value)}`,
        look: kind === "own" ? "ch-word-improvement" : kind === "named" ? "ch-word-ink" : undefined,
      },
    ];
  });
  plot.right = WIDTH[size] - endRoom(ends);
  const step = (plot.right - plot.left - before - 12) / Math.max(1, to - from);
  const x: Scale = (index) => round(plot.left + before + index * step);
  const at = (year: number): number => x(year - from);
  const border = round((at(measuredFrom - 1) + at(measuredFrom)) / 2);
  const periods = periodAxis(dates, "year", step, SMALL);
  return {
    height: plot.bottom + periodRoom(periods),
    marks: (
      <g class="ch-marks" aria-hidden="true">
        <rect
          class="ch-band"
          x={plot.left}
          y={plot.top}
          width={Math.max(0, round(border - plot.left))}
          height={plot.bottom - plot.top}
        />
        <Grid axis={axis} plot={plot} y={y} tick={SAYING.tick} />
        <path class="ch-rebase" d={`M${border} ${plot.top - 14}V${plot.bottom}`} />
        <text x={border - 6} y={plot.top - 8} text-anchor="end">
          quoted
        </text>
        <text x={border + 6} y={plot.top - 8}>
          {size === "wide" ? "published series" : "published"}
        </text>
        {lines.map((line) => (
          <OneLine line={line} at={at} y={y} />
        ))}
        <Starts starts={starts} at={at} y={y} plot={plot} />
        <Periods axis={periods} plot={plot} x={x} />
        <EndLabels labels={ends} plot={plot} />
      </g>
    ),
  };
}

type Start = {
  readonly year: number;
  readonly value: number;
  readonly text: string;
  readonly look: string | undefined;
};

/** Each area named before its first quoted figure, moved apart where they begin close together. */
function Starts(props: { starts: readonly Start[]; at: Scale; y: Scale; plot: Plot }): VNode {
  const { starts, at, y, plot } = props;
  const places = spread(
    starts.map(({ value }) => ({ at: y(value), size: LEADING })),
    plot.top,
    plot.bottom,
  );
  return (
    <>
      {starts.map(({ year, value, text, look }, index) => {
        const height = round(places[index] ?? y(value));
        return (
          <>
            {Math.abs(height - y(value)) > 3 && (
              <path class="ch-thread" d={`M${at(year) - 6} ${y(value)}L${at(year) - 13} ${height}`} />
            )}
            <text class={look} x={at(year) - 15} y={height + 5} text-anchor="end">
              {text}
            </text>
          </>
        );
      })}
    </>
  );
}

function OneLine({ line, at, y }: { line: StoryLine; at: Scale; y: Scale }): VNode {
  const { quoted, measured, kind } = line;
  const years = Array.from(
    { length: (measured.at(-1)?.year ?? 0) - (measured[0]?.year ?? 0) + 1 },
    (_, index) => (measured[0]?.year ?? 0) + index,
  );
  const value = (year: number): number | undefined => measured.find((point) => point.year === year)?.value;
  return (
    <>
      <Stroke look="ch-unknown" d={broken(quoted.map((point) => [at(point.year), y(point.value)]))} />
      {quoted.map((point) => (
        <>
          <path
            class={kind === "own" ? "ch-own" : "ch-dot"}
            d={shapePath("diamond", at(point.year), y(point.value), 4.5)}
          />
        </>
      ))}
      <Stroke
        look={LOOK[kind]}
        d={broken(
          years.map((year) => {
            const known = value(year);
            return known === undefined ? null : [at(year), y(known)];
          }),
        )}
      />
    </>
  );
}
