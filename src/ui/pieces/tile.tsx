import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { Heading, type HeadingLevel } from "./heading.tsx";

export interface TileProps {
  /** What is measured. */
  name: Content;
  /** The figure as said: "31", "72%"; left out when it is not known. */
  figure?: string | undefined;
  unit?: string | undefined;
  /** What the figure means, in a sentence. */
  finding: Content;
  /** A `Sparkline`, small. */
  picture?: Content;
  /** Definition, denominator, date. */
  source?: Content;
  level?: HeadingLevel | undefined;
  children?: Content;
}

/** One measure with its recent past and where it comes from. */
export function Tile(props: TileProps): VNode {
  return (
    <section class="tile">
      <Heading level={props.level ?? 3} class="tile-name">
        {props.name}
      </Heading>
      <div class="tile-figure">
        {props.figure === undefined ? (
          <span class="tag tag-unknown">not known</span>
        ) : (
          <span class="tile-number">
            {props.figure}
            {props.unit && <span class="tile-unit"> {props.unit}</span>}
          </span>
        )}
        {props.picture}
      </div>
      <p class="tile-finding">{props.finding}</p>
      {props.children}
      {props.source && <p class="tile-source">{props.source}</p>}
    </section>
  );
}

/** Tiles side by side, as many as fit. */
export function Tiles(props: { children?: Content }): VNode {
  return <div class="tiles">{props.children}</div>;
}
