import { scaleLinear } from "d3-scale";
import type { VNode } from "preact";
import { LEADING, round, SMALL, TYPE } from "./chart.ts";
import { spread } from "./labels.ts";
import type { PeriodAxis } from "./periods.ts";
import { widthOf } from "./text-width.ts";

/** Where in a drawing the values are drawn. */
export interface Plot {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export type Scale = (value: number) => number;

/** An axis of values: its scale, and where it is marked. */
export interface ValueAxis {
  domain: readonly [number, number];
  ticks: readonly number[];
}

/** What an axis of values is to hold besides the values. */
export interface AxisOptions {
  /** A value it reaches, as 0 for counts. */
  from?: number | undefined;
  /** What is possible, as 0 to 1 for shares: the domain does not go beyond it, unless a value does. */
  within?: readonly [number, number] | undefined;
  /** About how many ticks. */
  ticks?: number | undefined;
  /** Share of the height left free above and below, so that no line lies on the edge. */
  air?: number | undefined;
}

/** A round domain that holds the values, and a few ticks in it. Equal values, one value or none still make a domain of some height. */
export function valueAxis(values: readonly number[], options: AxisOptions = {}): ValueAxis {
  const { from, ticks = 5 } = options;
  const known = values.filter(Number.isFinite);
  const within = options.within && [
    Math.min(options.within[0], ...known),
    Math.max(options.within[1], ...known),
  ];
  let low = Math.min(...known, from ?? Infinity);
  let high = Math.max(...known, from ?? -Infinity);
  if (known.length === 0) [low, high] = options.within ?? [from ?? 0, (from ?? 0) + 1];
  const flat = low === 0 ? (within ? 0.1 * (options.within?.[1] ?? 1) : 1) : Math.abs(low) * 0.1;
  const room = low === high ? flat : (options.air ?? 0) * (high - low);
  if (low !== from) low -= room;
  if (high !== from || low === from) high += room;
  if (within) [low, high] = [Math.max(low, within[0] ?? low), Math.min(high, within[1] ?? high)];
  const [from0 = low, to0 = high] = scaleLinear().domain([low, high]).nice(ticks).domain();
  const domain: [number, number] = within
    ? [Math.max(from0, within[0] ?? from0), Math.min(to0, within[1] ?? to0)]
    : [from0, to0];
  return { domain, ticks: scaleLinear().domain(domain).ticks(ticks) };
}

/** Values to heights: the lowest at the bottom. */
export function heights(axis: ValueAxis, plot: Plot): Scale {
  const scale = scaleLinear()
    .domain([...axis.domain])
    .range([plot.bottom, plot.top]);
  return (value) => round(scale(value));
}

/** Room on the left that the axis words need. */
export function axisRoom(axis: ValueAxis, tick: (value: number) => string): number {
  return Math.ceil(Math.max(0, ...axis.ticks.map((value) => widthOf(tick(value), SMALL)))) + 10;
}

/** Hairlines across at each tick, with its value on the left. */
export function Grid(props: {
  axis: ValueAxis;
  plot: Plot;
  y: Scale;
  tick: (value: number) => string;
}): VNode {
  const { axis, plot, y } = props;
  return (
    <g class="ch-axis" aria-hidden="true">
      {axis.ticks.map((value) => (
        <>
          <path class="ch-grid" d={`M${plot.left} ${y(value)}H${plot.right}`} />
          <text x={plot.left - 8} y={y(value) + 4.5} text-anchor="end">
            {props.tick(value)}
          </text>
        </>
      ))}
    </g>
  );
}

/** Room below that an axis of periods needs. */
export const periodRoom = (axis: PeriodAxis): number =>
  axis.years.length > 0 ? 2 * LEADING + 8 : LEADING + 8;

/** Names of periods under the plot, and the years under them. */
export function Periods(props: { axis: PeriodAxis; plot: Plot; x: Scale }): VNode {
  const { axis, plot, x } = props;
  const first = plot.bottom + LEADING + 2;
  return (
    <g class="ch-axis" aria-hidden="true">
      <path class="ch-floor" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      {axis.ticks.map(({ index, text }) => (
        <>
          <path class="ch-floor" d={`M${x(index)} ${plot.bottom}v4`} />
          <text x={x(index)} y={first} text-anchor="middle">
            {text}
          </text>
        </>
      ))}
      {axis.years.map(({ index, text }) => (
        <text class="ch-strong" x={x(index)} y={first + LEADING} text-anchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}

/** Words at the right end of a line. */
export interface EndLabel {
  /** Height of the line's end. */
  y: number;
  text: string;
  /** Class of the words: `ch-strong` for what matters most. */
  look?: string | undefined;
}

const BOLD = /ch-(strong|word-(concern|improvement))/;
const isStrong = (look: string | undefined): boolean => look !== undefined && BOLD.test(look);

/** Room on the right that end labels need. */
export function endRoom(labels: readonly EndLabel[]): number {
  const widest = Math.max(0, ...labels.map(({ text, look }) => widthOf(text, TYPE, isStrong(look))));
  return widest === 0 ? 12 : Math.ceil(widest) + 16;
}

/** Labels at the ends of lines, moved apart where lines end close together; a label moved far gets a thread to its line. */
export function EndLabels(props: { labels: readonly EndLabel[]; plot: Plot }): VNode {
  const { plot } = props;
  const places = spread(
    props.labels.map(({ y }) => ({ at: y, size: LEADING })),
    plot.top - LEADING / 2,
    plot.bottom + LEADING / 2,
  );
  return (
    <g aria-hidden="true">
      {props.labels.map(({ y, text, look }, index) => {
        const at = round(places[index] ?? y);
        return (
          <>
            {Math.abs(at - y) > 4 && (
              <path class="ch-thread" d={`M${plot.right + 1} ${y}L${plot.right + 9} ${at}`} />
            )}
            <text class={look} x={plot.right + 11} y={at + 5}>
              {text}
            </text>
          </>
        );
      })}
    </g>
  );
}

/** A point that leads to what is behind it. */
export interface PointLink {
  x: number;
  y: number;
  href: string;
  /** Said of the point: "Mar 2026: 76%, below the lower limit". */
  words: string;
}

/**
 * The links of a picture, under its marks: each as wide as its share of the plot, so that a finger finds it. A list, read in order.
 */
export function PointLinks(props: {
  label: string;
  links: readonly PointLink[];
  plot: Plot;
  width: number;
}): VNode | null {
  const { plot, links } = props;
  if (links.length === 0) return null;
  const half = Math.max(2, props.width / 2);
  return (
    <g role="list" aria-label={props.label}>
      {links.map(({ x, y, href, words }) => (
        <g role="listitem">
          <a class="ch-link" href={href} aria-label={words}>
            <title>{words}</title>
            <rect
              class="ch-hit"
              x={round(x - half)}
              y={plot.top}
              width={round(2 * half)}
              height={round(plot.bottom - plot.top)}
            />
            <circle class="ch-focus" cx={x} cy={y} r="11" />
          </a>
        </g>
      ))}
    </g>
  );
}
