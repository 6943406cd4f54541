import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface SkipLinkProps extends Styled {
  href?: string | undefined;
  children?: Content;
}

/** The first stop on the page: past the top bar, straight to its content. */
export function SkipLink(props: SkipLinkProps): VNode {
  return (
    <a
      href={props.href ?? "#content"}
      class={classNames("govuk-skip-link", props.classes)}
      {...props.attributes}
      data-module="govuk-skip-link"
    >
      {props.children}
    </a>
  );
}
