import type { VNode } from "preact";
import { classNames, type Content, type Styled, type Wording, type Words, wording } from "./shared.ts";

/** The question a group of fields answers. */
export interface LegendOptions extends Wording {
  isPageHeading?: boolean | undefined;
}

export interface FieldsetProps extends Styled {
  legend?: Words<LegendOptions> | undefined;
  role?: "group" | undefined;
  describedBy?: string | undefined;
  children?: Content;
}

/** Groups fields under one question. */
export function Fieldset(props: FieldsetProps): VNode {
  const legend: LegendOptions | undefined = props.legend === undefined ? undefined : wording(props.legend);
  return (
    <fieldset
      class={classNames("govuk-fieldset", props.classes)}
      role={props.role}
      aria-describedby={props.describedBy}
      {...props.attributes}
    >
      {legend && (
        <legend class={classNames("govuk-fieldset__legend", legend.classes)} {...legend.attributes}>
          {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      )}
      {props.children}
    </fieldset>
  );
}
