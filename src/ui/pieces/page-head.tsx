import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { Heading, type HeadingLevel } from "./heading.tsx";

export interface PageHeadProps {
  /** The page's h1: a name, or the question the page answers. */
  title: Content;
  /** 1 unless told: only a page that shows another page's head needs a lower one. */
  level?: HeadingLevel | undefined;
  /** Small line above the title: numbers, a link to who has looked. */
  over?: Content;
  /** One sentence under the title. */
  lead?: Content;
  /** `Tag`s. */
  tags?: Content;
  /** At the right: who holds the child, or how fresh the sources are. */
  aside?: Content;
  /** Buttons and links for the page as a whole. */
  actions?: Content;
}

/** The head of a page: what it is, where it stands, who holds it. */
export function PageHead(props: PageHeadProps): VNode {
  return (
    <div class="head">
      <div class="head-main">
        {props.over && <p class="head-over">{props.over}</p>}
        <Heading level={props.level ?? 1} class="head-title">
          {props.title}
        </Heading>
        {props.lead && <p class="head-lead">{props.lead}</p>}
        {props.tags && <div class="tags">{props.tags}</div>}
      </div>
      {props.aside && <div class="head-aside">{props.aside}</div>}
      {props.actions && <div class="head-actions">{props.actions}</div>}
    </div>
  );
}

export interface HeldByProps {
  /** Left out when nobody does: that is said, not hidden. */
  name?: string | undefined;
  note?: Content;
  label?: string | undefined;
}

/** Who holds this child, for the head's aside. */
export function HeldBy(props: HeldByProps): VNode {
  return (
    <div class="held">
      <div class="held-label">{props.label ?? "Held by"}</div>
      {props.name ? (
        <div class="held-name">{props.name}</div>
      ) : (
        <div class="held-name">
          <span class="tag tag-late">Nobody</span>
        </div>
      )}
      {props.note && <div class="held-note">{props.note}</div>}
    </div>
  );
}
