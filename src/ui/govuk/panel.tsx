import type { VNode } from "preact";
import { classNames, type Content, type Styled } from "./shared.ts";

export interface PanelProps extends Styled {
  title: Content;
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  children?: Content;
}

/** Says at the end of a journey that it is done, and its reference. */
export function Panel(props: PanelProps): VNode {
  const Title = `h${props.headingLevel ?? 1}` as "h1";
  return (
    <div class={classNames("govuk-panel govuk-panel--confirmation", props.classes)} {...props.attributes}>
      <Title class="govuk-panel__title">{props.title}</Title>
      {props.children && <div class="govuk-panel__body">{props.children}</div>}
    </div>
  );
}
