import type { VNode } from "preact";
import { classNames, type Content, type Styled, type Wording } from "./shared.ts";

/** What is wrong with one field. `hiddenText` is said before it ("Error" unless told; empty for nothing). */
export interface ErrorOptions extends Wording {
  hiddenText?: string | undefined;
}

export interface ErrorMessageProps extends Styled {
  id?: string | undefined;
  hiddenText?: string | undefined;
  children?: Content;
}

/** The message beside the field it is about. */
export function ErrorMessage(props: ErrorMessageProps): VNode {
  const before = props.hiddenText ?? "Error";
  return (
    <p id={props.id} class={classNames("govuk-error-message", props.classes)} {...props.attributes}>
      {before !== "" && <span class="govuk-visually-hidden">{before}:</span>}
      {before !== "" && " "}
      {props.children}
    </p>
  );
}
