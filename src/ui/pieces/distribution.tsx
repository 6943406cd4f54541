import type { VNode } from "preact";
import { Details } from "../govuk/details.tsx";
import { Table } from "../govuk/table.tsx";
import { sayNumber, type SpanUnit } from "../words.ts";
import { bins, type Bin, type DayCount } from "./bins.ts";

export interface DistributionProps {
  /** Unique on the page: names the picture's parts. */
  id: string;
  /** The finding: "13 of 41 assessments took longer than 45 working days". */
  title: string;
  /** How many took each number of days. Any order. */
  counts: readonly DayCount[];
  /** Days allowed; anything longer is late. */
  deadline: number;
  unit?: SpanUnit | undefined;
  /** What was counted, from when to when, and from which source. */
  description: string;
  /** Draws only the picture, small, for a tile. The table must then be a link away. */
  small?: boolean | undefined;
}

/** Heights, in pixels. Across, everything is a share of the width, so words keep their size on any screen. */
interface Frame {
  height: number;
  top: number;
  bottom: number;
}

const large: Frame = { height: 236, top: 34, bottom: 28 };
const little: Frame = { height: 124, top: 34, bottom: 24 };

const round = (n: number): number => Math.round(n * 100) / 100;
const share = (part: number, whole: number): string => `${round((100 * part) / Math.max(1, whole))}%`;

function Bars(props: { id: string; found: readonly Bin[]; frame: Frame; deadline: number }): VNode {
  const { found, frame } = props;
  const tallest = Math.max(1, ...found.map((bin) => bin.count));
  const room = frame.height - frame.top - frame.bottom;
  return (
    <>
      {found.map((bin, index) => {
        if (bin.count === 0) return null;
        const tall = round((bin.count * room) / tallest);
        // Late bars are hatched as well as coloured.
        const late = bin.from > props.deadline;
        return (
          <rect
            class={late ? "dist-late" : "dist-bar"}
            fill={late ? `url(#${props.id}-hatch)` : undefined}
            x={share(index + 0.06, found.length)}
            width={share(0.88, found.length)}
            y={round(frame.height - frame.bottom - tall)}
            height={tall}
          />
        );
      })}
    </>
  );
}

function Hatch(props: { id: string }): VNode {
  return (
    <defs>
      <pattern id={props.id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect class="dist-hatch-ground" width="5" height="5" />
        <path class="dist-hatch-line" d="M0 0V5" />
      </pattern>
    </defs>
  );
}

function Picture(props: DistributionProps & { found: readonly Bin[]; inTime: number; late: number }): VNode {
  const { found, deadline, id } = props;
  const frame = props.small ? little : large;
  const before = found.filter((bin) => bin.from <= deadline).length;
  const line = share(before, found.length);
  const floor = frame.height - frame.bottom;
  const words = frame.height - 8;
  return (
    <svg
      class="dist"
      width="100%"
      height={frame.height}
      role="img"
      aria-labelledby={`${id}-name`}
      aria-describedby={`${id}-desc`}
    >
      <title id={`${id}-name`}>{props.title}</title>
      <desc id={`${id}-desc`}>{props.description}</desc>
      <Hatch id={`${id}-hatch`} />
      <Bars id={id} found={found} frame={frame} deadline={deadline} />
      <line class="dist-floor" x1="0" x2="100%" y1={floor} y2={floor} />
      <line class="dist-limit" x1={line} x2={line} y1="6" y2={floor + 6} />
      <text class="dist-strong" x={line} dx="-8" y="20" text-anchor="end">
        {sayNumber(props.inTime)} in time
      </text>
      <text class="dist-strong dist-word-late" x={line} dx="8" y="20">
        {sayNumber(props.late)} late
      </text>
      <text x="0" y={words}>
        day {found[0]?.from ?? 0}
      </text>
      <text x={line} y={words} text-anchor="middle">
        day {deadline}
      </text>
      {before < found.length * 0.8 && (
        <text x="100%" y={words} text-anchor="end">
          day {found.at(-1)?.to}
        </text>
      )}
    </svg>
  );
}

/** How long things took: each bar a span of days, the days allowed marked, and the same as a table. */
export function Distribution(props: DistributionProps): VNode {
  const unit = props.unit ?? "day";
  const found = bins(props.counts, props.deadline, props.small ? 30 : 60);
  const all = props.counts.reduce((sum, { count }) => sum + count, 0);
  const late = props.counts.reduce((sum, { days, count }) => sum + (days > props.deadline ? count : 0), 0);
  const picture = <Picture {...props} found={found} inTime={all - late} late={late} />;
  if (props.small) return picture;
  return (
    <figure class="dist-figure">
      <figcaption>
        <span class="dist-title">{props.title}</span>
        <span class="dist-description">{props.description}</span>
      </figcaption>
      {picture}
      <Details summary="The same as a table">
        <Table
          caption={props.title}
          captionClasses="govuk-visually-hidden"
          firstCellIsHeader
          head={[
            { text: `Took (${unit}s)` },
            { text: "How many", format: "numeric" },
            { text: "In time or late" },
          ]}
          rows={found
            .filter((bin) => bin.count > 0)
            .map((bin) => [
              { text: bin.from === bin.to ? `${bin.from}` : `${bin.from} to ${bin.to}` },
              { text: sayNumber(bin.count), format: "numeric" },
              { text: bin.from > props.deadline ? "late" : "in time" },
            ])}
        />
      </Details>
    </figure>
  );
}
