import { scaleLinear, scaleSqrt } from "d3-scale";
import type { VNode } from "preact";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, SMALL, TYPE, WIDTH } from "./chart.ts";
import { curve } from "./curves.ts";
import { describeFunnel, funnelFigures, funnelNotes, outlierWords, sayUnit } from "./funnel-words.ts";
import { type Box, place } from "./labels.ts";
import { shapePath } from "./marks.tsx";
import { axisRoom, type EndLabel, endRoom, EndLabels, Grid, heights, type Plot, type Scale, valueAxis } from "./plot.tsx";
import type { Saying } from "./saying.ts";
import { widthOf } from "./text-width.ts";

/** Whose figure it is. Our own and our neighbours are named; others only where they stand out. */
export type FunnelKind = "own" | "neighbour" | "other";

export interface FunnelPlotUnit {
  name: string;
  kind: FunnelKind;
  /** As charted: the rate, or the share times the multiplier. */
  value: number;
  numerator: number;
  denominator: number;
  /** Beyond the limits that count, as `stats/funnel` decides. */
  outlier: boolean;
  limits: FunnelLimits;
  href?: string | undefined;
}

/** Limits at one size, as charted. `chance` are of chance alone; `wide` allow for how much authorities differ anyway. */
export interface FunnelLimits {
  chance95: readonly [number, number];
  chance998: readonly [number, number];
  wide95: readonly [number, number];
  wide998: readonly [number, number];
}

export interface FunnelPlotProps {
  units: readonly FunnelPlotUnit[];
  /** What all units together come to, as charted. */
  target: number;
  targetWords: string;
  /** Begins a sentence: "Re-referrals in 12 months". */
  measure: string;
  /** What is counted, and out of what: heads of the figures, and the words under the axis. */
  numeratorHead: string;
  denominatorHead: string;
  saying: Saying;
  within?: readonly [number, number] | undefined;
}

/** The result of `stats/funnel`, one unit; structural, because pictures know nothing of statistics. */
export interface FunnelPointLike {
  group: string;
  ratio: number;
  lcl95: number;
  ucl95: number;
  lcl998: number;
  ucl998: number;
  odLcl95: number;
  odUcl95: number;
  odLcl998: number;
  odUcl998: number;
  outlier: boolean;
}

/**
 * Joins a funnel's result to what was put in.
 * @param scale multiplier of the input: limits have it already, ratios have not
 * @param named what each group is called, whose it is and where it leads
 */
export function funnelUnits(
  points: readonly FunnelPointLike[],
  given: readonly { group: string; numerator: number; denominator: number }[],
  scale: number,
  named: (group: string) => { name: string; kind: FunnelKind; href?: string | undefined },
): FunnelPlotUnit[] {
  const inputs = new Map(given.map((unit) => [unit.group, unit]));
  return points.flatMap((point) => {
    const input = inputs.get(point.group);
    if (input === undefined) return [];
    return [
      {
        ...named(point.group),
        value: point.ratio * scale,
        numerator: input.numerator,
        denominator: input.denominator,
        outlier: point.outlier,
        limits: {
          chance95: [point.lcl95, point.ucl95],
          chance998: [point.lcl998, point.ucl998],
          wide95: [point.odLcl95, point.odUcl95],
          wide998: [point.odLcl998, point.odUcl998],
        },
      },
    ];
  });
}

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

/** Title of a funnel plot: where our own authority stands, in words. */
export function funnelFinding(props: FunnelPlotProps): string {
  const own = props.units.find(({ kind }) => kind === "own");
  if (own === undefined) return `${props.measure}: our own figure is not known`;
  const { say } = props.saying;
  const where = outlierWords(own);
  return where === undefined
    ? `${props.measure}: ${own.name}, ${say(own.value)}, is within what is usual for its size`
    : `${props.measure}: ${own.name}, ${say(own.value)}, is ${where} for its size`;
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
  const ends = last === undefined ? [] : endLabels(props, last.limits, (value) => y(clip(value)), isFunnel, narrow);
  plot.right = WIDTH[size] - endRoom(ends);
  const biggest = Math.max(1, last?.denominator ?? 1);
  // Starts a little below the smallest, so that the small ones, who are many, have room.
  const smallest = 0.5 * (sorted[0]?.denominator ?? 0);
  const across = scaleSqrt().domain([smallest, biggest]).range([plot.left, plot.right - 8]);
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

function endLabels(props: FunnelPlotProps, limits: FunnelLimits, y: Scale, isFunnel: boolean, narrow: boolean): EndLabel[] {
  const { target, targetWords, saying } = props;
  const differ = Math.abs(limits.wide998[1] - limits.chance998[1]) > 0.01 * Math.abs(target);
  const line: EndLabel = { y: y(target), text: narrow ? saying.say(target) : `${targetWords} ${saying.say(target)}`, look: "ch-strong" };
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
      <path class="ch-band-outer" d={band("wide998")} />
      <path class="ch-band-inner" d={band("wide95")} />
      <path class="ch-limit" d={curve(edge(({ wide998 }) => wide998[0])) + curve(edge(({ wide998 }) => wide998[1]))} />
      <path
        class="ch-limit-two"
        d={curve(edge(({ chance998 }) => chance998[0])) + curve(edge(({ chance998 }) => chance998[1]))}
      />
    </>
  );
}

/** Sizes under the plot. Distances grow with the root, so that small authorities do not lie on one another. */
function SizeAxis(props: { plot: Plot; x: Scale; from: number; to: number; words: string }): VNode {
  const { plot, x } = props;
  let free = plot.left - 40;
  const ticks = scaleLinear().domain([props.from, props.to]).ticks(10).filter((value) => {
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
  value >= 1e6 ? `${round(value / 1e6)}m` : value >= 10_000 ? `${round(value / 1000)}k` : String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** Others first, so that our own lies on top. Shapes differ: a disc ours, a ring a neighbour, a diamond who stands out. */
const ORDER: Readonly<Record<FunnelKind, number>> = { other: 0, neighbour: 1, own: 2 };
const RADIUS: Readonly<Record<FunnelKind, number>> = { other: 3.5, neighbour: 5, own: 7 };

function Dots(props: FunnelPlotProps & { x: Scale; y: Scale; links: boolean }): VNode {
  const { x, y } = props;
  const drawn = props.units.toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  const linked = props.links && drawn.some(({ href }) => href !== undefined);
  const dot = (unit: FunnelPlotUnit): VNode => (
    <path
      class={unit.outlier && unit.kind === "other" ? "ch-neutral" : `ch-${unit.kind}`}
      d={shapePath(unit.outlier ? "diamond" : "dot", x(unit.denominator), y(unit.value), RADIUS[unit.kind])}
    />
  );
  if (!linked) return <g aria-hidden="true">{drawn.map(dot)}</g>;
  return (
    <>
      <g class="ch-marks" aria-hidden="true">
        {drawn.filter(({ href }) => href === undefined).map(dot)}
      </g>
      <g role="list" aria-label={props.measure}>
        {drawn.flatMap((unit) =>
          unit.href === undefined
            ? []
            : [
                <g role="listitem">
                  <a class="ch-link" href={unit.href} aria-label={sayUnit(unit, props)}>
                    <title>{sayUnit(unit, props)}</title>
                    <circle class="ch-focus" cx={x(unit.denominator)} cy={y(unit.value)} r="12" />
                    <circle class="ch-hit" cx={x(unit.denominator)} cy={y(unit.value)} r="12" />
                    {dot(unit)}
                  </a>
                </g>,
              ],
        )}
      </g>
    </>
  );
}

/** Names beside dots: our own first, then who stands out, then neighbours, as far as there is room. */
function Names(props: { units: readonly FunnelPlotUnit[]; x: Scale; y: Scale; plot: Plot }): VNode {
  const { x, y, plot } = props;
  const rank = (unit: FunnelPlotUnit): number => (unit.kind === "own" ? 0 : unit.outlier ? 1 : 2);
  const named = props.units
    .filter(({ kind, outlier }) => kind !== "other" || outlier)
    .toSorted((a, b) => rank(a) - rank(b) || b.denominator - a.denominator);
  const clear = named.map((unit): Box => {
    const r = RADIUS[unit.kind];
    return { x: x(unit.denominator) - r, y: y(unit.value) - r, width: 2 * r, height: 2 * r };
  });
  const labels = named.map((unit) => ({
    x: x(unit.denominator),
    y: y(unit.value),
    radius: RADIUS[unit.kind],
    width: widthOf(unit.name, TYPE, unit.kind === "own"),
    height: LEADING,
  }));
  const inside: Box = { x: plot.left, y: 0, width: plot.right - plot.left, height: plot.bottom };
  return (
    <>
      {place(labels, inside, clear).map(({ index, box, anchor }) => {
        const unit = named[index];
        const dx = anchor === "start" ? 0 : anchor === "end" ? box.width : box.width / 2;
        return (
          <text
            class={unit?.kind === "own" ? "ch-halo ch-strong" : "ch-halo"}
            x={round(box.x + dx)}
            y={round(box.y + 13)}
            text-anchor={anchor}
          >
            {unit?.name}
          </text>
        );
      })}
    </>
  );
}
