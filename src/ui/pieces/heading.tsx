import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

export type HeadingLevel = 1 | 2 | 3 | 4;

/** A heading whose level the page decides, so that the outline stays whole wherever a piece is put. */
export function Heading(props: {
  level: HeadingLevel;
  class?: string;
  id?: string;
  children?: Content;
}): VNode {
  const rest = { class: props.class, id: props.id };
  switch (props.level) {
    case 1:
      return <h1 {...rest}>{props.children}</h1>;
    case 2:
      return <h2 {...rest}>{props.children}</h2>;
    case 3:
      return <h3 {...rest}>{props.children}</h3>;
    case 4:
      return <h4 {...rest}>{props.children}</h4>;
  }
}
