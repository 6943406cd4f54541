import type { VNode } from "preact";
import { bins, type Bin, type DayCount } from "../pieces/bins.ts";
import { sayDays, sayNumber, type SpanUnit } from "../words.ts";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, TYPE, WIDTH } from "./chart.ts";
import { widthOf } from "./text-width.ts";

export interface DistributionChartProps {
  /** How many took each number of days. Any order. */
  counts: readonly DayCount[];
  /** Days allowed; anything longer is late. */
  deadline: number;
  unit?: SpanUnit | undefined;
  /** What was counted: "assessments". */
  things: string;
  /** Where those of a run of days are listed. */
  href?: ((from: number, to: number) => string | undefined) | undefined;
}

/** How long things took, each bar a run of days, the deadline marked and late ones hatched: `Distribution`, in the frame of a chart. */
export function distributionChart(props: DistributionChartProps): Chart {
  const unit = props.unit ?? "day";
  const all = props.counts.reduce((sum, { count }) => sum + count, 0);
  const late = props.counts.reduce((sum, { days, count }) => sum + (days > props.deadline ? count : 0), 0);
  const found = bins(props.counts, props.deadline, 60).filter(({ count }) => count > 0);
  return {
    description:
      all === 0
        ? "There is nothing to draw."
        : `${sayNumber(all)} ${props.things}, from ${sayDays(found[0]?.from ?? 0, unit)} to ${sayDays(found.at(-1)?.to ?? 0, unit)}: ${sayNumber(all - late)} within ${sayDays(props.deadline, unit)}, ${sayNumber(late)} late.`,
    empty: all === 0 ? "None has ended yet, so there is nothing to draw." : undefined,
    figures: {
      columns: [
        { head: `Took (${unit}s)` },
        { head: "How many", numeric: true },
        { head: "In time or late" },
      ],
      rows: found.map(({ from, to, count }) => ({
        cells: [
          from === to ? `${from}` : `${from} to ${to}`,
          sayNumber(count),
          from > props.deadline ? "late" : "in time",
        ],
        href: props.href?.(from, to),
      })),
    },
    notes: [],
    signs: [],
    hasLinks: false,
    draw: (options) => draw(props, late, all, options),
  };
}

/** Title of a distribution: "12 of 65 assessments took longer than 45 working days". */
export function distributionFinding({ counts, deadline, unit, things }: DistributionChartProps): string {
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const late = counts.reduce((sum, { days, count }) => sum + (days > deadline ? count : 0), 0);
  const said = sayDays(deadline, unit ?? "day");
  if (all === 0) return `None of the ${things} has ended yet`;
  return late === 0
    ? `${sayNumber(all)} of ${sayNumber(all)} ${things} took ${said} or less`
    : `${sayNumber(late)} of ${sayNumber(all)} ${things} took longer than ${said}`;
}

function draw(props: DistributionChartProps, late: number, all: number, { size, id }: DrawOptions): Drawing {
  const found = bins(props.counts, props.deadline, size === "wide" ? 60 : 30);
  const [left, right, top, bottom] = [0, WIDTH[size], 36, size === "wide" ? 240 : 190];
  const step = (right - left) / Math.max(1, found.length);
  const limit = round(left + step * found.filter(({ from }) => from <= props.deadline).length);
  const tallest = Math.max(1, ...found.map(({ count }) => count));
  const inTime = `${sayNumber(all - late)} in time`;
  // The words stand on their own sides of the line, unless the line is too near an edge for that.
  const fitsLeft = limit - 8 >= widthOf(inTime, TYPE, true);
  const lateWords = `${sayNumber(late)} late`;
  const fitsRight = right - limit - 8 >= widthOf(lateWords, TYPE, true);
  return {
    height: bottom + LEADING + 10,
    marks: (
      <g class="ch-marks" aria-hidden="true">
        <defs>
          <pattern
            id={`${id}-hatch`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <rect class="ch-hatch-ground" width="5" height="5" />
            <path class="ch-hatch-line" d="M0 0V5" />
          </pattern>
        </defs>
        {found.map((bin, index) => (
          <Bar
            bin={bin}
            late={bin.from > props.deadline}
            x={left + step * index}
            width={step}
            floor={bottom}
            tall={((bottom - top - 4) * bin.count) / tallest}
            hatch={`${id}-hatch`}
          />
        ))}
        <path class="ch-floor" d={`M${left} ${bottom}H${right}`} />
        <path class="ch-mean" d={`M${limit} 6V${bottom + 6}`} />
        {fitsLeft && (
          <text class="ch-strong" x={limit - 8} y="20" text-anchor="end">
            {inTime}
          </text>
        )}
        {fitsRight && (
          <text class="ch-word-concern" x={limit + 8} y="20">
            {lateWords}
          </text>
        )}
        <Days found={found} limit={limit} deadline={props.deadline} right={right} y={bottom + LEADING + 4} />
      </g>
    ),
  };
}

function Bar(props: {
  bin: Bin;
  late: boolean;
  x: number;
  width: number;
  floor: number;
  tall: number;
  hatch: string;
}): VNode | null {
  const { bin, late, x, width, floor, tall } = props;
  if (bin.count === 0) return null;
  return (
    <rect
      class={late ? "ch-bar-late" : "ch-bar"}
      fill={late ? `url(#${props.hatch})` : undefined}
      x={round(x + width * 0.06)}
      y={round(floor - tall)}
      width={round(width * 0.88)}
      height={round(tall)}
    />
  );
}

/** The first day, the deadline and the last, where they do not touch. */
function Days(props: {
  found: readonly Bin[];
  limit: number;
  deadline: number;
  right: number;
  y: number;
}): VNode {
  const { found, limit, deadline, right, y } = props;
  const first = `day ${found[0]?.from ?? 0}`;
  const middle = `day ${deadline}`;
  const last = `day ${found.at(-1)?.to ?? 0}`;
  const half = widthOf(middle, TYPE) / 2;
  const at = Math.min(Math.max(limit, half), right - half);
  return (
    <>
      {at - half > widthOf(first, TYPE) + 8 && (
        <text x="0" y={y}>
          {first}
        </text>
      )}
      <text class="ch-strong" x={at} y={y} text-anchor="middle">
        {middle}
      </text>
      {at + half + 8 < right - widthOf(last, TYPE) && (
        <text x={right} y={y} text-anchor="end">
          {last}
        </text>
      )}
    </>
  );
}
