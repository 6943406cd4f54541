import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface HintProps extends Styled {
  id?: string | undefined;
  children?: Content;
}

/** Help that stands between a label and its field. */
export function Hint(props: HintProps): VNode {
  return (
    <div id={props.id} class={classNames("govuk-hint", props.classes)} {...props.attributes}>
      {props.children}
    </div>
  );
}
