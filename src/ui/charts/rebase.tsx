import type { VNode } from "preact";
import { TYPE } from "./chart.ts";
import type { ControlPoint } from "./control-series.ts";
import type { Plot, Scale } from "./plot.tsx";
import { shorten, widthOf } from "./text-width.ts";

/** Limits that start afresh: from the first point on or after this date, and why. */
export interface Rebase {
  on: string;
  /** Short: "threshold document 3". */
  reason: string;
}

/** A line where limits start afresh, with the reason over it. The reason is cut where the next begins; the figures have it whole. */
export function RebaseNotes(props: {
  rebases: readonly Rebase[];
  points: readonly ControlPoint[];
  x: Scale;
  plot: Plot;
  /** Where its words stand. */
  top: number;
  say: (value: number) => string;
}): VNode {
  const { points, plot, x } = props;
  const marks = props.rebases
    .flatMap(({ on, reason }) => {
      const index = points.findIndex((point) => point.x >= on);
      if (index < 1) return [];
      return [{ at: (x(index - 1) + x(index)) / 2, reason }];
    })
    .toSorted((a, b) => a.at - b.at);
  let free = plot.left;
  return (
    <>
      {marks.map(({ at, reason }, index) => {
        const next = marks[index + 1]?.at ?? plot.right + 40;
        const wanted = widthOf(reason, TYPE);
        // To the right of its line where there is room, else to the left.
        const right = next - at - 10;
        const left = at - free - 10;
        const toRight = wanted <= right || right >= left;
        free = toRight ? at + wanted : at;
        const text = shorten(reason, TYPE, toRight ? right : left);
        return (
          <>
            <path class="ch-rebase" d={`M${at} ${props.top - 10}V${plot.bottom}`} />
            <text x={toRight ? at + 6 : at - 6} y={props.top + 2} text-anchor={toRight ? "start" : "end"}>
              {text}
            </text>
          </>
        );
      })}
    </>
  );
}
