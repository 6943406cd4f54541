import type { VNode } from "preact";
import { Stroke } from "./marks.tsx";
import { round } from "./chart.ts";
import type { ControlPoint, ControlSeries } from "./control-series.ts";
import type { Plot, Scale } from "./plot.tsx";

interface LinesProps {
  series: ControlSeries;
  plot: Plot;
  x: Scale;
  y: Scale;
  /** From one point to the next. */
  step: number;
  within?: readonly [number, number] | undefined;
  twoSigma: boolean;
}

/** One line over the points of one set of lines, as steps, because a limit holds for a point and not between two. */
function steps(
  points: readonly ControlPoint[],
  value: (point: ControlPoint) => number | null,
  edges: (index: number) => readonly [number, number],
  y: Scale,
): string {
  let path = "";
  let before: number | null = null;
  let group = -1;
  for (const [index, point] of points.entries()) {
    const here = value(point);
    const [from, to] = edges(index);
    if (here !== null) {
      const height = y(here);
      if (before === null || point.group !== group) path += `M${from} ${height}`;
      else if (before !== height) path += `V${height}`;
      path += `H${to}`;
      before = height;
    } else before = null;
    group = point.group;
  }
  return path.replace(/(?:H-?[\d.]+)+(?=H)/g, "");
}

/** The band of each set of lines, closed along its upper and back along its lower limit. */
function bands(
  points: readonly ControlPoint[],
  edges: (index: number) => readonly [number, number],
  y: Scale,
  clip: (value: number) => number,
): string {
  let path = "";
  let upper = "";
  let lower = "";
  const close = (): void => {
    if (upper !== "") path += `M${upper}L${lower}Z`;
    upper = "";
    lower = "";
  };
  for (const [index, point] of points.entries()) {
    if (point.upper === null || point.lower === null || point.group !== points[index - 1]?.group) close();
    if (point.upper === null || point.lower === null) continue;
    const [from, to] = edges(index);
    const [high, low] = [y(clip(point.upper)), y(clip(point.lower))];
    upper += `${upper === "" ? "" : "L"}${from} ${high}L${to} ${high}`;
    lower = `${to} ${low}L${from} ${low}${lower === "" ? "" : "L"}${lower}`;
  }
  close();
  return path;
}

/** The usual range as a band with its edges, the centre, and where nothing is known. */
export function controlLines(props: LinesProps): VNode {
  const { series, plot, x, y, step, within } = props;
  const { points } = series;
  const edges = (index: number): readonly [number, number] => {
    const starts = index === 0 || points[index - 1]?.group !== points[index]?.group;
    const ends = index === points.length - 1 || points[index + 1]?.group !== points[index]?.group;
    // A set of lines ends half-way to the next, the outer ones at the edge of the plot.
    const from = index === 0 ? plot.left : x(index) - step / 2 + (starts ? 1.5 : 0);
    const to = index === points.length - 1 ? plot.right : x(index) + step / 2 - (ends ? 1.5 : 0);
    return [round(from), round(to)];
  };
  const clip = (value: number): number => (within ? Math.min(Math.max(value, within[0]), within[1]) : value);
  const shown = (value: number | null): number | null =>
    value === null || clip(value) !== value ? null : value;
  const two = (side: 1 | -1) => (point: ControlPoint) =>
    point.centre === null || point.upper === null || point.lower === null
      ? null
      : shown(
          point.centre +
            side * (2 / 3) * (side === 1 ? point.upper - point.centre : point.centre - point.lower),
        );
  return (
    <>
      <Stroke look="ch-band" d={bands(points, edges, y, clip)} />
      <Stroke look="ch-limit" d={steps(points, (point) => shown(point.upper), edges, y)} />
      <Stroke look="ch-limit" d={steps(points, (point) => shown(point.lower), edges, y)} />
      {props.twoSigma && (
        <Stroke look="ch-limit-two" d={steps(points, two(1), edges, y) + steps(points, two(-1), edges, y)} />
      )}
      <Stroke look="ch-mean" d={steps(points, (point) => point.centre, edges, y)} />
      {points.map((point, index) =>
        point.y === null ? (
          <>
            <path class="ch-unknown" d={`M${x(index)} ${plot.top}V${plot.bottom - 18}`} />
            <text class="ch-word-unknown" x={x(index)} y={plot.bottom - 5} text-anchor="middle">
              ?
            </text>
          </>
        ) : null,
      )}
    </>
  );
}
