import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface DetailsProps extends Styled {
  summary: Content;
  id?: string | undefined;
  open?: boolean | undefined;
  children?: Content;
}

/** Something most readers do not need, a press away. */
export function Details(props: DetailsProps): VNode {
  return (
    <details
      id={props.id}
      class={classNames("govuk-details", props.classes)}
      {...props.attributes}
      open={props.open}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{props.summary}</span>
      </summary>
      <div class="govuk-details__text">{props.children}</div>
    </details>
  );
}
