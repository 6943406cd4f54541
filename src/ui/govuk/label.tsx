import type { VNode } from "preact";
import { classNames, type Content, type Styled, type Wording } from "./shared.ts";

/** A label's wording: `isPageHeading` makes it the page's h1, for one-question pages. */
export interface LabelOptions extends Wording {
  isPageHeading?: boolean | undefined;
}

export interface LabelProps extends Styled {
  for?: string | undefined;
  isPageHeading?: boolean | undefined;
  children?: Content;
}

/** A field's label. Renders nothing without words, as an empty label misleads a screen reader. */
export function Label(props: LabelProps): VNode | null {
  if (!props.children) return null;
  const label = (
    <label class={classNames("govuk-label", props.classes)} {...props.attributes} for={props.for}>
      {props.children}
    </label>
  );
  return props.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label;
}
