import type { VNode } from "preact";
import { round, TYPE } from "./chart.ts";
import type { Plot } from "./plot.tsx";
import { widthOf } from "./text-width.ts";

/** Something said over or under the plot about some of the periods in it. */
export interface LaneNote {
  /** Left and right end of what it is about. */
  from: number;
  to: number;
  text: string;
  look?: string | undefined;
}

export interface PlacedNote extends LaneNote {
  middle: number;
}

/**
 * Which notes fit in a lane, and where, the most important first in the list. A note stands over the middle of what it is about, or as near as the edges
 * let it; it gives way to what is there already.
 */
export function placeNotes(notes: readonly LaneNote[], plot: Plot): PlacedNote[] {
  const placed: (PlacedNote & { start: number; end: number })[] = [];
  for (const note of notes) {
    const half = widthOf(note.text, TYPE, true) / 2;
    const middle = Math.max(Math.min((note.from + note.to) / 2, plot.right + 8 - half), plot.left - 8 + half);
    const [start, end] = [Math.min(middle - half, note.from), Math.max(middle + half, note.to)];
    const free = placed.every((other) => end + 8 < other.start || other.end + 8 < start);
    if (free) placed.push({ ...note, middle: round(middle), start, end });
  }
  return placed;
}

/** A lane of notes, each with a bracket over (or under) its periods. */
export function Lane(props: { notes: readonly PlacedNote[]; y: number; side: "top" | "bottom" }): VNode {
  const up = props.side === "top" ? 1 : -1;
  const bracket = props.y + up * 11;
  return (
    <g aria-hidden="true">
      {props.notes.map(({ from, to, middle, text, look }) => (
        <>
          <path
            class="ch-bracket"
            d={
              to - from < 1
                ? `M${round(from)} ${bracket - up * 2}v${up * 7}`
                : `M${round(from)} ${bracket + up * 5}V${bracket}H${round(to)}v${up * 5}`
            }
          />
          <text class={look ?? "ch-strong"} x={middle} y={props.y + 4} text-anchor="middle">
            {text}
          </text>
        </>
      ))}
    </g>
  );
}
