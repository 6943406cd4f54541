import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface InsetTextProps extends Styled {
  id?: string | undefined;
  children?: Content;
}

/** Words set apart from those round them. */
export function InsetText(props: InsetTextProps): VNode {
  return (
    <div id={props.id} class={classNames("govuk-inset-text", props.classes)} {...props.attributes}>
      {props.children}
    </div>
  );
}
