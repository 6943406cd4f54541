import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface BackLinkProps extends Styled {
  href: string;
  children?: Content;
}

/** The page before this one in a journey. */
export function BackLink(props: BackLinkProps): VNode {
  return (
    <a href={props.href} class={classNames("govuk-back-link", props.classes)} {...props.attributes}>
      {props.children ?? "Back"}
    </a>
  );
}
