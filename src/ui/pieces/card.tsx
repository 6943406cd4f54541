import type { VNode } from "preact";
import { classNames, type Content } from "../govuk/shared.ts";
import { Heading, type HeadingLevel } from "./heading.tsx";

export interface CardProps {
  title?: Content;
  /** At the end of the title's line: a link or a tag. */
  aside?: Content;
  level?: HeadingLevel | undefined;
  id?: string | undefined;
  /** `flat` is a section without the box, for pages that would be boxes in boxes. */
  look?: "card" | "flat" | undefined;
  /** Left out of the printed page. */
  screenOnly?: boolean | undefined;
  children?: Content;
}

/** One subject on a page. */
export function Card(props: CardProps): VNode {
  return (
    <section
      id={props.id}
      class={classNames(props.look === "flat" ? "section" : "card", props.screenOnly && "screen-only")}
    >
      {(props.title || props.aside) && (
        <div class="card-top">
          {props.title && <Heading level={props.level ?? 2}>{props.title}</Heading>}
          {props.aside && <div class="card-aside">{props.aside}</div>}
        </div>
      )}
      {props.children}
    </section>
  );
}

export interface ColumnsProps {
  /** Read first everywhere: where things stand. */
  lead?: Content;
  /** What is due. At the right on a wide screen; between `lead` and `main` on a phone and to a screen reader. */
  side: Content;
  /** What the side holds, for who moves by landmarks. */
  sideLabel?: string | undefined;
  main?: Content;
}

/** The columns of a child's page, in the order they are read: where it stands, what is due, the story. */
export function Columns(props: ColumnsProps): VNode {
  return (
    <div class="columns">
      {props.lead && <div class="columns-lead">{props.lead}</div>}
      <aside class="columns-side" aria-label={props.sideLabel ?? "What is due"}>
        {props.side}
      </aside>
      {props.main && <div class="columns-main">{props.main}</div>}
    </div>
  );
}
