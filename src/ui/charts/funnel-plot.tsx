import { scaleLinear, scaleSqrt } from "d3-scale";
import type { VNode } from "preact";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, SMALL, WIDTH } from "./chart.ts";
import { curve } from "./curves.ts";
import { Dots, Names } from "./funnel-dots.tsx";
import type { FunnelLimits, FunnelPlotProps, FunnelPlotUnit } from "./funnel-units.ts";
import { describeFunnel, funnelFigures, funnelNotes } from "./funnel-words.ts";
import { Stroke } from "./marks.tsx";
import {
  axisRoom,
  type EndLabel,
  endRoom,
  EndLabels,
  Grid,
  heights,
  type Plot,
  type Scale,
  valueAxis,
} from "./plot.tsx";
import { widthOf } from "./text-width.ts";

/**
 * A funnel plot: each authority's figure by its size, between the limits that chance and the usual differences between authorities make. It never ranks: the
 * figures stand by name.
 */
export function funnelPlot(props: FunnelPlotProps): Chart {
  return {
    description: describeFunnel(props),
    empty: props.units.length === 0 ? "No authority’s figure is known yet." : undefined,
    figures: funnelFigures(props),
    notes: funnelNotes(props),
    signs: [],
    hasLinks: props.units.some(({ href }) => href !== undefined),
    draw: (options) => draw(props, options),
  };
}

function draw(props: FunnelPlotProps, { size, links }: DrawOptions): Drawing {
  const { units, saying, target } = props;
  const narrow = size === "narrow";
  const sorted = units.toSorted((a, b) => a.denominator - b.denominator);
  const values = units.map(({ value }) => value);
  const outer = sorted.flatMap(({ limits }) => [...limits.wide998]);
  // The narrow end of a small authority's funnel may be sky-high; the axis follows the figures and a little of the funnel.
  const most = Math.max(target, ...values);
  const axis = valueAxis([...values, target, ...outer.map((limit) => Math.min(limit, most * 1.1))], {
    from: 0,
    within: props.within,
    ticks: 5,
  });
  const top = 14;
  const plot: Plot = { left: axisRoom(axis, saying.tick), right: 0, top, bottom: top + (narrow ? 250 : 330) };
  const y = heights(axis, plot);
  const clip = (value: number): number => Math.min(Math.max(value, axis.domain[0]), axis.domain[1]);
  const last = sorted.at(-1);
  const isFunnel = new Set(units.map(({ denominator }) => denominator)).size > 1;
  const ends =
    last === undefined ? [] : endLabels(props, last.limits, (value) => y(clip(value)), isFunnel, narrow);
  plot.right = WIDTH[size] - endRoom(ends);
  const biggest = Math.max(1, last?.denominator ?? 1);
  // Starts a little below the smallest, so that the small ones, who are many, have room.
  const smallest = 0.5 * (sorted[0]?.denominator ?? 0);
  const across = scaleSqrt()
    .domain([smallest, biggest])
    .range([plot.left, plot.right - 8]);
  const x: Scale = (value) => round(across(value));
  return {
    height: plot.bottom + 2 * LEADING + 10,
    marks: (
      <>
        <g class="ch-marks" aria-hidden="true">
          <Grid axis={axis} plot={plot} y={y} tick={saying.tick} />
          <Funnels sorted={sorted} x={x} y={(value) => y(clip(value))} />
          <path class="ch-mean" d={`M${plot.left} ${y(target)}H${plot.right}`} />
          <SizeAxis plot={plot} x={x} from={smallest} to={biggest} words={props.denominatorHead} />
        </g>
        <Dots {...props} x={x} y={y} links={links} />
        <g class="ch-marks" aria-hidden="true">
          <Names units={units} x={x} y={y} plot={plot} />
          <EndLabels labels={ends} plot={plot} />
        </g>
      </>
    ),
  };
}

function endLabels(
  props: FunnelPlotProps,
  limits: FunnelLimits,
  y: Scale,
  isFunnel: boolean,
  narrow: boolean,
): EndLabel[] {
  const { target, targetWords, saying } = props;
  const differ = Math.abs(limits.wide998[1] - limits.chance998[1]) > 0.01 * Math.abs(target);
  const line: EndLabel = {
    y: y(target),
    text: narrow ? saying.say(target) : `${targetWords} ${saying.say(target)}`,
    look: "ch-strong",
  };
  if (!isFunnel) return [line];
  return [
    { y: y(limits.wide998[1]), text: narrow ? "99.8%" : "99.8% limit" },
    { y: y(limits.wide95[1]), text: narrow ? "95%" : "95% limit" },
    ...(differ ? [{ y: y(limits.chance998[1]), text: narrow ? "chance" : "chance alone" }] : []),
    line,
  ];
}

/** The funnel as two bands that allow for usual differences, and the chance funnel as a dashed line where it is not the same. */
function Funnels(props: { sorted: readonly FunnelPlotUnit[]; x: Scale; y: Scale }): VNode {
  const { sorted, x, y } = props;
  const edge = (pick: (limits: FunnelLimits) => number): [number, number][] =>
    sorted.map(({ denominator, limits }) => [x(denominator), y(pick(limits))]);
  const band = (key: "wide95" | "wide998"): string => {
    const up = curve(edge((limits) => limits[key][1]));
    const down = curve(edge((limits) => limits[key][0]).toReversed());
    return up === "" || down === "" ? "" : `${up}L${down.slice(1)}Z`;
  };
  return (
    <>
      <Stroke look="ch-band-outer" d={band("wide998")} />
      <Stroke look="ch-band-inner" d={band("wide95")} />
      <Stroke
        look="ch-limit"
        d={curve(edge(({ wide998 }) => wide998[0])) + curve(edge(({ wide998 }) => wide998[1]))}
      />
      <Stroke
        look="ch-limit-two"
        d={curve(edge(({ chance998 }) => chance998[0])) + curve(edge(({ chance998 }) => chance998[1]))}
      />
    </>
  );
}

/** Sizes under the plot. Distances grow with the root, so that small authorities do not lie on one another. */
function SizeAxis(props: { plot: Plot; x: Scale; from: number; to: number; words: string }): VNode {
  const { plot, x } = props;
  let free = plot.left - 40;
  const ticks = scaleLinear()
    .domain([props.from, props.to])
    .ticks(10)
    .filter((value) => {
      const half = widthOf(sizeWords(value), SMALL) / 2;
      if (x(value) - half < free + 12) return false;
      free = x(value) + half;
      return true;
    });
  return (
    <g class="ch-axis">
      <path class="ch-floor" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      {ticks.map((value) => (
        <>
          <path class="ch-floor" d={`M${x(value)} ${plot.bottom}v4`} />
          <text x={x(value)} y={plot.bottom + LEADING + 2} text-anchor="middle">
            {sizeWords(value)}
          </text>
        </>
      ))}
      <text x={plot.right} y={plot.bottom + 2 * LEADING + 4} text-anchor="end">
        {props.words}
      </text>
    </g>
  );
}

const sizeWords = (value: number): string =>
  value >= 1e6
    ? `${round(value / 1e6)}m`
    : value >= 10_000
      ? `${round(value / 1000)}k`
      : String(value).replace(/\B(?=(\d{3})+$)/g, ",");
