import type { VNode } from "preact";
import { daysBetween, type IsoDate } from "../../../kernel/dates.ts";
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
import { Stroke } from "../../../ui/charts/marks.tsx";
import { heights, type Plot, type Scale, valueAxis } from "../../../ui/charts/plot.tsx";
import type { Saying } from "../../../ui/charts/saying.ts";
import { shorten, widthOf } from "../../../ui/charts/text-width.ts";
import { sayDate } from "../../../ui/words.ts";

/** One measure over the years, with England's behind it. */
export type PanelSeries = {
  readonly name: string;
  readonly saying: Saying;
  /** The day each figure speaks for, oldest first. */
  readonly points: readonly {
    readonly on: IsoDate;
    readonly label: string;
    readonly own: number | null;
    readonly england: number | null;
  }[];
};

/** An inspection, marked in every panel. */
export type PanelMark = { readonly on: IsoDate; readonly letter: string; readonly words: string };

export type PanelsProps = {
  readonly owner: string;
  readonly panels: readonly PanelSeries[];
  readonly marks: readonly PanelMark[];
  readonly from: IsoDate;
  readonly to: IsoDate;
};

const COLUMNS: Readonly<Record<DrawOptions["size"], number>> = { wide: 2, narrow: 1 };
const GAP = 36;
const HEIGHT = 118;

/** Small pictures of several measures over the same years, each on its own scale, with a line through each at every inspection: what was happening at the time. */
export function panels(props: PanelsProps): Chart {
  const drawn = props.panels.filter(({ points }) => points.some(({ own }) => own !== null));
  return {
    description: [
      ...props.marks.map(({ on, words }) => `${sayDate(on)}: ${words}.`),
      ...drawn.map(({ name, saying, points }) => {
        const known = points.filter(({ own }) => own !== null);
        const [first, last] = [known[0], known.at(-1)];
        return first === undefined || last === undefined
          ? ""
          : `${name}: ${saying.say(first.own ?? 0)} in ${first.label}, ${saying.say(last.own ?? 0)} in ${last.label}.`;
      }),
    ].join(" "),
    empty: drawn.length === 0 ? `No figures of ${props.owner} for these years are loaded.` : undefined,
    figures: figuresOf(props.owner, drawn),
    notes: [
      { text: `The heavy line is ${props.owner}, the dashed one England. Each picture has its own scale.` },
      ...(props.marks.length > 0
        ? [
            {
              text: "A line through all of them is an inspection, with its overall grade: O outstanding, G good, RI requires improvement, I inadequate.",
            },
          ]
        : []),
      {
        text: "A broken line is a year without a figure. That two things happened together does not say that one caused the other.",
      },
    ],
    signs: [],
    hasLinks: false,
    draw: (options) => draw({ ...props, panels: drawn }, options),
  };
}

function figuresOf(owner: string, drawn: readonly PanelSeries[]): Chart["figures"] {
  return {
    columns: [
      { head: "Measure" },
      { head: "Period" },
      { head: owner, numeric: true },
      { head: "England", numeric: true },
    ],
    rows: drawn.flatMap(({ name, saying, points }) =>
      points
        .filter(({ own, england }) => own !== null || england !== null)
        .map(({ label, own, england }) => ({
          cells: [
            name,
            label,
            own === null ? "not known" : saying.say(own),
            england === null ? "not known" : saying.say(england),
          ],
        })),
    ),
  };
}

function draw(props: PanelsProps, { size }: DrawOptions): Drawing {
  const columns = COLUMNS[size];
  const width = (WIDTH[size] - (columns - 1) * GAP) / columns;
  const rowHeight = HEIGHT + 3 * LEADING + 34;
  const rows = Math.ceil(props.panels.length / columns);
  return {
    height: Math.max(1, rows) * rowHeight - 10,
    marks: (
      <g class="ch-marks" aria-hidden="true">
        {props.panels.map((panel, index) => {
          const left = (index % columns) * (width + GAP);
          const top = Math.floor(index / columns) * rowHeight + 2 * LEADING + 12;
          return (
            <Panel
              {...props}
              panel={panel}
              outer={left}
              plot={{ left: left + 34, right: left + width - 44, top, bottom: top + HEIGHT }}
            />
          );
        })}
      </g>
    ),
  };
}

function Panel(props: PanelsProps & { panel: PanelSeries; plot: Plot; outer: number }): VNode {
  const { panel, plot, from, to, saying } = { ...props, saying: props.panel.saying };
  const known = panel.points.flatMap(({ own, england }) => [own, england]).filter((value) => value !== null);
  const axis = valueAxis(known, { from: 0, ticks: 3 });
  const y = heights(axis, plot);
  const span = Math.max(1, daysBetween(from, to));
  const x: Scale = (days) => round(plot.left + (days * (plot.right - plot.left)) / span);
  const at = (on: IsoDate): number => x(daysBetween(from, on));
  const line = (pick: (point: PanelSeries["points"][number]) => number | null): string =>
    broken(
      panel.points.map((point) => {
        const value = pick(point);
        return value === null ? null : [at(point.on), y(value)];
      }),
    );
  const last = panel.points.findLast(({ own }) => own !== null);
  return (
    <>
      <text class="ch-strong" x={props.outer} y={plot.top - LEADING - 8}>
        {shorten(panel.name, TYPE, plot.right + 44 - props.outer, true)}
      </text>
      <g class="ch-axis">
        {axis.ticks.map((tick) => (
          <>
            <path class="ch-grid" d={`M${plot.left} ${y(tick)}H${plot.right}`} />
            <text x={plot.left - 6} y={y(tick) + 4} text-anchor="end">
              {saying.tick(tick)}
            </text>
          </>
        ))}
        <path class="ch-floor" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
        <text x={plot.left} y={plot.bottom + LEADING}>
          {from.slice(0, 4)}
        </text>
        <text x={plot.right} y={plot.bottom + LEADING} text-anchor="end">
          {to.slice(0, 4)}
        </text>
      </g>
      <Marks marks={props.marks} at={at} plot={plot} />
      <Stroke look="ch-dashed" d={line(({ england }) => england)} />
      <Stroke look="ch-line-own" d={line(({ own }) => own)} />
      {panel.points.map(
        (point) =>
          point.own !== null && <circle class="ch-own" cx={at(point.on)} cy={y(point.own)} r={2.5} />,
      )}
      {last?.own !== null && last !== undefined && (
        <text class="ch-word-improvement" x={at(last.on) + 7} y={y(last.own) + 5}>
          {saying.say(last.own)}
        </text>
      )}
    </>
  );
}

/** The inspections, each with its grade where there is room for it. */
function Marks(props: { marks: readonly PanelMark[]; at: (on: IsoDate) => number; plot: Plot }): VNode {
  const { plot } = props;
  let free = -Infinity;
  return (
    <>
      {props.marks.map(({ on, letter }) => {
        const x = props.at(on);
        const half = widthOf(letter, SMALL) / 2;
        const shown = x - half > free;
        if (shown) free = x + half + 3;
        return (
          <>
            <path class="ch-rebase" d={`M${x} ${plot.top - 2}V${plot.bottom}`} />
            {shown && (
              <text x={x} y={plot.top - 6} text-anchor="middle">
                {letter}
              </text>
            )}
          </>
        );
      })}
    </>
  );
}
