import type { VNode } from "preact";
import { sayNumber } from "../../../ui/words.ts";

export type Bar = { readonly name: string; readonly count: number };

const ROW = 30;
/** Where the bars begin and end, as shares of the width; names stand before, figures after. */
const START = 34;
const END = 94;

/** One bar for each worker, by name: how much each holds, and never a ranking. */
export function Bars(props: { id: string; title: string; description: string; bars: readonly Bar[] }): VNode {
  const most = Math.max(1, ...props.bars.map((bar) => bar.count));
  const height = props.bars.length * ROW;
  return (
    <figure class="dist-figure">
      <figcaption>
        <span class="dist-title">{props.title}</span>
        <span class="dist-description">{props.description}</span>
      </figcaption>
      <svg
        class="dist"
        width="100%"
        height={height}
        role="img"
        aria-labelledby={`${props.id}-name`}
        aria-describedby={`${props.id}-desc`}
      >
        <title id={`${props.id}-name`}>{props.title}</title>
        <desc id={`${props.id}-desc`}>{props.description} The table beside has the same figures.</desc>
        {props.bars.map((bar, index) => {
          const middle = index * ROW + ROW / 2 + 5;
          const wide = ((END - START) * bar.count) / most;
          return (
            <>
              <text x={`${START - 1}%`} y={middle} text-anchor="end">
                {bar.name}
              </text>
              {bar.count > 0 && (
                <rect
                  class="dist-bar"
                  x={`${START}%`}
                  y={index * ROW + 6}
                  width={`${wide.toFixed(2)}%`}
                  height={ROW - 12}
                />
              )}
              <text class="dist-strong" x={`${(START + wide).toFixed(2)}%`} dx="6" y={middle}>
                {sayNumber(bar.count)}
              </text>
            </>
          );
        })}
      </svg>
    </figure>
  );
}
