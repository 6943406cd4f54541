import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface WarningTextProps extends Styled {
  /** Said in place of the mark. */
  iconFallback?: string | undefined;
  children?: Content;
}

/** What happens if it is not done, before it is not done. */
export function WarningText(props: WarningTextProps): VNode {
  return (
    <div class={classNames("govuk-warning-text", props.classes)} {...props.attributes}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{props.iconFallback ?? "Warning"}</span> {props.children}
      </strong>
    </div>
  );
}
