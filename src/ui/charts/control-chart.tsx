import type { VNode } from "preact";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, SMALL, WIDTH } from "./chart.ts";
import { controlFigures, controlNotes, describeControl, sayPoint } from "./control-words.ts";
import { controlLines } from "./control-lines.tsx";
import type { ControlProps } from "./control-props.ts";
import { chiefSignals, type ControlSeries, type Signal, WEIGHT } from "./control-series.ts";
import { sayShort } from "./finding.ts";
import { assuranceSign, variationSign } from "./icons.tsx";
import { Lane, type LaneNote, placeNotes } from "./lanes.tsx";
import { Mark, Stroke } from "./marks.tsx";
import { periodAxis } from "./periods.ts";
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
  PointLinks,
  type Scale,
  valueAxis,
} from "./plot.tsx";
import { RebaseNotes } from "./rebase.tsx";
import { shapeOf } from "./shapes.ts";

/**
 * A control chart or run chart: the values, their centre and limits, and a mark and words wherever a rule fired. The same for XmR, proportions, counts,
 * rates, medians and times between rare events; `xmrSeries` and `attributeSeries` bring the results of `stats/spc` into its form.
 */
export function controlChart(props: ControlProps): Chart {
  const { series, better } = props;
  const known = series.points.some(({ y }) => y !== null);
  return {
    description: describeControl(props),
    empty: known ? undefined : "Nothing is known yet, so there is nothing to draw.",
    figures: controlFigures(props),
    notes: controlNotes(props),
    signs: [...variationSign(series, better), ...assuranceSign(series.assurance, better)],
    hasLinks: series.points.some(({ x, y }, index) => y !== null && props.href?.(x, index) !== undefined),
    draw: (options) => draw(props, options),
  };
}

function draw(props: ControlProps, { size, links }: DrawOptions): Drawing {
  const { series, words } = props;
  const { points } = series;
  const narrow = size === "narrow";
  const { say, tick } = words.saying;
  const shownLimit = (value: number | null): value is number =>
    value !== null && (props.within === undefined || (value >= props.within[0] && value <= props.within[1]));
  const values = points.flatMap(({ y, centre, lower, upper }) =>
    [y, centre, shownLimit(lower) ? lower : null, shownLimit(upper) ? upper : null].filter(
      (value) => value !== null,
    ),
  );
  const axis = valueAxis(props.target === undefined ? values : [...values, props.target], {
    air: 0.03,
    from: props.axisFrom,
    within: props.within,
    ticks: narrow ? 4 : 5,
  });
  const chief = chiefSignals(series.signals);
  const lanes = { top: chief.some(isHigh), bottom: chief.some(isLow) };
  const top = 10 + (props.rebases?.length ? LEADING + 4 : 0);
  const plot: Plot = {
    left: axisRoom(axis, tick),
    right: 0,
    top: top + (lanes.top ? 30 : 0),
    bottom: top + (lanes.top ? 30 : 0) + (narrow ? 200 : 256),
  };
  const y = heights(axis, plot);
  const ends = endLabels(props, y, narrow);
  plot.right = WIDTH[size] - endRoom(ends);
  const inset = Math.min(14, (plot.right - plot.left) / 4);
  const step = (plot.right - plot.left - 2 * inset) / Math.max(1, points.length - 1);
  const x: Scale = (index) =>
    round(points.length === 1 ? (plot.left + plot.right) / 2 : plot.left + inset + index * step);
  // The lane under the plot pushes the names of periods down, so that its words never lie on them.
  const below: Plot = { ...plot, bottom: plot.bottom + (lanes.bottom ? 30 : 0) };
  const periods = periodAxis(
    points.map((point) => point.x),
    words.period,
    points.length === 1 ? plot.right - plot.left : step,
    SMALL,
  );
  const notes = (wanted: (signal: Signal) => boolean): LaneNote[] =>
    chief
      .filter(wanted)
      .toSorted((a, b) => WEIGHT[b.rule] - WEIGHT[a.rule] || b.to - a.to)
      .map((signal) => ({
        from: x(signal.from) - (signal.from === signal.to ? 0 : 5),
        to: x(signal.to) + (signal.from === signal.to ? 0 : 5),
        text: sayShort(signal, series.centreWord, words.period, narrow),
        look:
          signal.standing === "concern"
            ? "ch-word-concern"
            : signal.standing === "improvement"
              ? "ch-word-improvement"
              : undefined,
      }));
  return {
    height: below.bottom + periodRoom(periods),
    marks: (
      <>
        {links && (
          <PointLinks label={words.measure} plot={plot} width={step} links={pointLinks(props, x, y)} />
        )}
        <g class="ch-marks" aria-hidden="true">
          {controlLines({
            series,
            plot,
            x,
            y,
            step,
            within: props.within,
            twoSigma: props.twoSigma === true,
          })}
          {props.target !== undefined && (
            <path class="ch-target" d={`M${plot.left} ${y(props.target)}H${plot.right}`} />
          )}
          <Grid axis={axis} plot={plot} y={y} tick={tick} />
          <RebaseNotes
            rebases={props.rebases ?? []}
            points={points}
            x={x}
            plot={plot}
            top={top - 6}
            say={say}
          />
          <ValueLine series={series} x={x} y={y} step={step} />
          {lanes.top && <Lane side="top" y={top + 8} notes={placeNotes(notes(isHigh), plot)} />}
          {lanes.bottom && <Lane side="bottom" y={plot.bottom + 22} notes={placeNotes(notes(isLow), plot)} />}
          <Periods axis={periods} plot={below} x={x} />
          <EndLabels labels={ends} plot={plot} />
        </g>
      </>
    ),
  };
}

const isHigh = ({ side, rule }: Signal): boolean => side === "high" && rule !== "crossings";
const isLow = ({ side, rule }: Signal): boolean => side === "low" && rule !== "crossings";

/** The values joined where neighbours are known, and a mark on each. */
function ValueLine(props: { series: ControlSeries; x: Scale; y: Scale; step: number }): VNode {
  const { x, y } = props;
  const { points } = props.series;
  let path = "";
  for (const [index, point] of points.entries()) {
    if (point.y === null) continue;
    const joined = index > 0 && points[index - 1]?.y !== null;
    path += `${joined ? "L" : "M"}${x(index)} ${y(point.y)}`;
  }
  // Marks shrink where points stand close, down to what can still be told apart.
  const r = Math.max(3, Math.min(5, props.step * 0.45));
  return (
    <>
      <Stroke look="ch-line" d={path} />
      {points.map(({ y: value, rule, side, standing }, index) =>
        value === null ? null : (
          <Mark
            shape={shapeOf(rule, side)}
            standing={standing}
            x={x(index)}
            y={y(value)}
            r={rule === null ? Math.min(3, 0.7 * r) : r}
          />
        ),
      )}
    </>
  );
}

/** What each line says at its right end: the value last, in bold. */
function endLabels(props: ControlProps, y: Scale, narrow: boolean): EndLabel[] {
  const { series, words, target, within } = props;
  const { say } = words.saying;
  const last = series.points.at(-1);
  const value = series.points.findLast((point) => point.y !== null)?.y ?? null;
  if (last === undefined) return [];
  const labels: EndLabel[] = [];
  const inside = (line: number): boolean => within === undefined || (line >= within[0] && line <= within[1]);
  const word = narrow ? { upper: "upper", lower: "lower" } : { upper: "upper limit", lower: "lower limit" };
  const constant = last.upper !== null && last.upper === last.lower;
  if (last.upper !== null && inside(last.upper) && !constant)
    labels.push({ y: y(last.upper), text: `${word.upper} ${say(last.upper)}` });
  // A lower limit on the floor of the axis says nothing.
  const onFloor =
    last.lower !== null && props.axisFrom !== undefined && y(props.axisFrom) - y(last.lower) < 2;
  if (last.lower !== null && inside(last.lower) && !constant && !onFloor)
    labels.push({ y: y(last.lower), text: `${word.lower} ${say(last.lower)}` });
  if (last.centre !== null)
    labels.push({ y: y(last.centre), text: `${series.centreWord} ${say(last.centre)}`, look: "ch-strong" });
  if (target !== undefined)
    labels.push({ y: y(target), text: `target ${say(target)}`, look: "ch-word-target" });
  if (value !== null && last.y !== null)
    labels.push({
      y: y(value),
      text: narrow ? `now ${say(value)}` : `latest ${say(value)}`,
      look: "ch-strong",
    });
  return labels;
}

function pointLinks(
  props: ControlProps,
  x: Scale,
  y: Scale,
): { x: number; y: number; href: string; words: string }[] {
  return props.series.points.flatMap((point, index) => {
    const href = point.y === null ? undefined : props.href?.(point.x, index);
    if (href === undefined || point.y === null) return [];
    return [{ x: x(index), y: y(point.y), href, words: sayPoint(point, props) }];
  });
}
