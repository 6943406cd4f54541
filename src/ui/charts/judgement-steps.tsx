import type { VNode } from "preact";
import { sayDate } from "../words.ts";
import { type Chart, type Drawing, type DrawOptions, LEADING, round, TYPE, WIDTH } from "./chart.ts";
import {
  gradeWords,
  GRADES,
  type JudgementLine,
  type JudgementProps,
  type JudgementStrand,
  SHORT,
} from "./judgement-words.ts";
import { shapePath } from "./marks.tsx";
import { PointLinks, type Scale } from "./plot.tsx";
import { widthOf } from "./text-width.ts";

/** Judgements over the years: a row for each thing judged, a step for each judgement, and a break wherever two may not be compared. */
export function judgementSteps(props: JudgementProps): Chart {
  const all = props.strands.flatMap(({ name, lines }) =>
    lines.flatMap(({ framework, judgements }) =>
      judgements.map((judgement) => ({ name, framework, ...judgement })),
    ),
  );
  return {
    description:
      all.length === 0
        ? "There are no judgements."
        : all
            .map(
              (one) => `${one.name}, ${one.framework}, ${sayDate(one.on)}: ${gradeWords(props, one.grade)}.`,
            )
            .join(" "),
    empty: all.length === 0 ? "No judgement is known." : undefined,
    figures: {
      columns: [{ head: "Judged" }, { head: "On" }, { head: "Framework" }, { head: "Judgement" }],
      rows: all.map((one) => ({
        cells: [one.name, sayDate(one.on), one.framework, gradeWords(props, one.grade)],
        href: one.href,
      })),
    },
    notes:
      all.length === 0
        ? []
        : [
            {
              text: "Lines join only judgements of one framework that may be compared. A gap is not a change.",
            },
          ],
    signs: [],
    hasLinks: all.some(({ href }) => href !== undefined),
    draw: (options) => draw(props, options),
  };
}

const dayNumber = (iso: string): number => {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  // Only for places on a line: a month is a twelfth of a year.
  return year + (month - 1) / 12 + (day - 1) / 372;
};

const ROW = 17;

function draw(props: JudgementProps, { size, links }: DrawOptions): Drawing {
  const narrow = size === "narrow";
  const left = narrow ? 26 : 158;
  const right = WIDTH[size] - 10;
  const [from, to] = [dayNumber(props.from), dayNumber(props.to)];
  const x: Scale = (day) => round(left + ((day - from) * (right - left)) / Math.max(0.01, to - from));
  const rowHeight = LEADING + 10 + 4 * ROW + 16;
  const strands = props.strands.map((strand, index) => ({ strand, top: index * rowHeight }));
  const bottom = strands.length * rowHeight;
  return {
    height: bottom + LEADING + 8,
    marks: (
      <>
        {strands.map(({ strand, top }) => (
          <Row
            {...props}
            strand={strand}
            top={top}
            left={left}
            right={right}
            x={x}
            links={links}
            narrow={narrow}
          />
        ))}
        <Years from={from} to={to} x={x} y={bottom} left={left} right={right} narrow={narrow} />
      </>
    ),
  };
}

function Row(
  props: JudgementProps & {
    strand: JudgementStrand;
    top: number;
    left: number;
    right: number;
    x: Scale;
    links: boolean;
    narrow: boolean;
  },
): VNode {
  const { strand, top, left, right, x, narrow } = props;
  const first = top + LEADING + 16;
  const y = (grade: number): number => first + (grade - 1) * ROW;
  const names = frameworkNames(strand, x, right);
  const lastLine = strand.lines.findLastIndex(({ judgements }) => judgements.length > 0);
  const points = strand.lines.flatMap(({ judgements }) => judgements);
  return (
    <>
      {props.links && (
        <PointLinks
          label={strand.name}
          width={24}
          plot={{ left, right, top: first - 8, bottom: y(4) + 8 }}
          links={points.flatMap(({ on, grade, href }) =>
            href === undefined
              ? []
              : [
                  {
                    x: x(dayNumber(on)),
                    y: y(grade),
                    href,
                    words: `${strand.name}, ${sayDate(on)}: ${gradeWords(props, grade)}`,
                  },
                ],
          )}
        />
      )}
      <g class="ch-marks" aria-hidden="true">
        <text class="ch-strong" x="0" y={top + LEADING}>
          {strand.name}
        </text>
        <g class="ch-axis">
          {GRADES.map((_, index) => (
            <>
              <path class="ch-grid" d={`M${left} ${y(index + 1)}H${right}`} />
              <text x={left - 8} y={y(index + 1) + 4.5} text-anchor="end">
                {narrow ? SHORT[index] : gradeWords(props, index + 1)}
              </text>
            </>
          ))}
        </g>
        {strand.lines.map((line, index) => (
          <Steps
            line={line}
            until={end(props, strand, index)}
            x={x}
            y={y}
            top={top + LEADING}
            isLast={index === lastLine}
            name={names[index]}
          />
        ))}
      </g>
    </>
  );
}

interface FrameworkName {
  x: number;
  anchor: "start" | "end";
}

/** Where each framework is named over its line: from its start, or back from the edge; not at all where there is no room for it. */
function frameworkNames(strand: JudgementStrand, x: Scale, right: number): (FrameworkName | undefined)[] {
  let free = widthOf(strand.name, TYPE, true) + 14;
  return strand.lines.map(({ framework, judgements }) => {
    const first = judgements[0];
    if (first === undefined) return undefined;
    const width = widthOf(framework, TYPE);
    const start = x(dayNumber(first.on));
    const from = Math.min(start, right - width);
    if (from < free) return undefined;
    free = from + width + 10;
    return from === start ? { x: start, anchor: "start" } : { x: right, anchor: "end" };
  });
}

/** A line holds until the next framework's first judgement, or until today. */
function end(props: JudgementProps, strand: JudgementStrand, index: number): string {
  return (
    strand.lines.slice(index + 1).find(({ judgements }) => judgements.length > 0)?.judgements[0]?.on ??
    props.to
  );
}

function Steps(props: {
  line: JudgementLine;
  until: string;
  x: Scale;
  y: (grade: number) => number;
  top: number;
  isLast: boolean;
  name: FrameworkName | undefined;
}): VNode | null {
  const { line, x, y } = props;
  const { judgements } = line;
  const first = judgements[0];
  if (first === undefined) return null;
  const stop = x(dayNumber(props.until)) - (props.isLast ? 0 : 16);
  let path = `M${x(dayNumber(first.on))} ${y(first.grade)}`;
  for (const { on, grade } of judgements.slice(1)) path += `H${x(dayNumber(on))}V${y(grade)}`;
  const start = x(dayNumber(first.on));
  const { name } = props;
  return (
    <>
      <path class="ch-line" d={`${path}H${Math.max(stop, start)}`} />
      {name && first.grade > 1 && (
        <path class="ch-thread" d={`M${start} ${props.top + 6}V${y(first.grade) - 8}`} />
      )}
      {name && (
        <text x={name.x} y={props.top} text-anchor={name.anchor}>
          {line.framework}
        </text>
      )}
      {judgements.map(({ on, grade }) => (
        <path
          class={grade === 4 ? "ch-sign ch-concern" : "ch-dot"}
          d={shapePath(grade === 4 ? "diamond" : "dot", x(dayNumber(on)), y(grade), 5)}
        />
      ))}
    </>
  );
}

function Years(props: {
  from: number;
  to: number;
  x: Scale;
  y: number;
  left: number;
  right: number;
  narrow: boolean;
}): VNode {
  const { from, to, x, y } = props;
  const every = [1, 2, 5, 10].find((step) => x(from + step) - x(from) > 44) ?? 20;
  const first = Math.ceil(from / every) * every;
  const years = Array.from(
    { length: Math.max(0, Math.floor((to - first) / every) + 1) },
    (_, index) => first + index * every,
  );
  return (
    <g class="ch-axis" aria-hidden="true">
      <path class="ch-floor" d={`M${props.left} ${y}H${props.right}`} />
      {years.map((year) => (
        <>
          <path class="ch-floor" d={`M${x(year)} ${y}v4`} />
          <text x={x(year)} y={y + LEADING + 2} text-anchor="middle">
            {year}
          </text>
        </>
      ))}
    </g>
  );
}
