import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

/** GOV.UK's tag, for task lists. A status about a child is a `Tag` from pieces, which has a shape as well. */
export function GovukTag(props: Styled & { children?: Content }): VNode {
  return (
    <strong class={classNames("govuk-tag", props.classes)} {...props.attributes}>
      {props.children}
    </strong>
  );
}
