import type { VNode } from "preact";
import { type AreaLine, areaLines, type AreaLinesProps, LineOf } from "./area-lines.tsx";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, SMALL, TYPE, WIDTH } from "./chart.ts";
import { heights, type Plot, type Scale, valueAxis } from "./plot.tsx";
import { sayPeriod } from "./periods.ts";
import { shorten, widthOf } from "./text-width.ts";

const COLUMNS: Readonly<Record<DrawOptions["size"], number>> = { wide: 4, narrow: 2 };
const GAP = 22;
const PICTURE = 104;

/**
 * Each area in a small picture of its own, all on one scale, in the order given, the country behind each. Lines of kind `reference` are drawn in every
 * picture and have none of their own. For comparing shapes where lines on one plot would tangle.
 */
export function smallMultiples(props: AreaLinesProps): Chart {
  const areas = props.lines.filter(({ kind }) => kind !== "reference");
  const behind = props.lines.filter(({ kind }) => kind === "reference");
  return {
    ...areaLines({
      ...props,
      lines: props.lines.map((line) => (line.kind === "other" ? { ...line, kind: "named" } : line)),
    }),
    notes:
      behind.length > 0
        ? [
            {
              text: `Dashed in each: ${behind.map(({ name }) => name).join(" and ")}. All pictures have one scale.`,
            },
          ]
        : [{ text: "All pictures have one scale." }],
    draw: (options) => draw(props, areas, behind, options),
  };
}

function draw(
  props: AreaLinesProps,
  areas: readonly AreaLine[],
  behind: readonly AreaLine[],
  { size }: DrawOptions,
): Drawing {
  const columns = Math.min(COLUMNS[size], Math.max(1, areas.length));
  const width = (WIDTH[size] - (COLUMNS[size] - 1) * GAP) / COLUMNS[size];
  const axis = valueAxis(
    props.lines.flatMap(({ values }) => values.filter((value) => value !== null)),
    { from: props.axisFrom, ticks: 3 },
  );
  const rowHeight = 2 * LEADING + 12 + PICTURE + LEADING + 20;
  const rows = Math.ceil(areas.length / columns);
  return {
    height: Math.max(1, rows) * rowHeight - 14,
    marks: (
      <g class="ch-marks" aria-hidden="true">
        {areas.map((line, index) => {
          const left = (index % columns) * (width + GAP);
          const top = Math.floor(index / columns) * rowHeight;
          const plot: Plot = {
            left,
            right: left + width,
            top: top + 2 * LEADING + 12,
            bottom: top + 2 * LEADING + 12 + PICTURE,
          };
          return (
            <Panel
              {...props}
              line={line}
              behind={behind}
              plot={plot}
              y={heights(axis, plot)}
              ticks={axis.ticks}
            />
          );
        })}
      </g>
    ),
  };
}

function Panel(
  props: AreaLinesProps & {
    line: AreaLine;
    behind: readonly AreaLine[];
    plot: Plot;
    y: Scale;
    ticks: readonly number[];
  },
): VNode {
  const { line, behind, plot, y, dates, saying, period } = props;
  const width = plot.right - plot.left;
  const x: Scale = (index) =>
    round(
      dates.length < 2 ? plot.left + width / 2 : plot.left + 4 + (index * (width - 10)) / (dates.length - 1),
    );
  const first = line.values.find((value) => value !== null);
  const last = line.values.findLast((value) => value !== null);
  const said = (value: number | null | undefined): string =>
    value === null || value === undefined ? "?" : saying.say(value);
  const [from, to] = [sayPeriod(dates[0] ?? "", period), sayPeriod(dates.at(-1) ?? "", period)];
  const bothFit = widthOf(from, SMALL) + widthOf(to, SMALL) + 8 < width;
  return (
    <>
      <text class="ch-strong" x={plot.left} y={plot.top - LEADING - 10}>
        {shorten(line.name, TYPE, width, true)}
      </text>
      <text x={plot.left} y={plot.top - 10}>
        {first === last || first === undefined ? said(last) : `${said(first)} to ${said(last)}`}
      </text>
      {props.ticks.map((value) => (
        <path class="ch-grid" d={`M${plot.left} ${y(value)}H${plot.right}`} />
      ))}
      {behind.map((one) => (
        <LineOf line={one} x={x} y={y} />
      ))}
      <LineOf line={{ ...line, kind: line.kind === "own" ? "own" : "named" }} x={x} y={y} />
      <path class="ch-floor" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      <g class="ch-axis">
        <text x={plot.left} y={plot.bottom + LEADING}>
          {from}
        </text>
        {bothFit && (
          <text x={plot.right} y={plot.bottom + LEADING} text-anchor="end">
            {to}
          </text>
        )}
      </g>
    </>
  );
}
