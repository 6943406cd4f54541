import type { VNode } from "preact";
import { type Attributes, classNames, type Content, type Styled } from "./shared.ts";

export interface ErrorLine {
  text: Content;
  /** Where the fault is: the field's id with a hash. */
  href?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface ErrorSummaryProps extends Styled {
  errors: readonly ErrorLine[];
  title?: Content;
  description?: Content;
  disableAutoFocus?: boolean | undefined;
}

/** Every fault on the page, at its top, each a link to its field. Renders even when empty: the caller decides. */
export function ErrorSummary(props: ErrorSummaryProps): VNode {
  return (
    <div
      class={classNames("govuk-error-summary", props.classes)}
      data-disable-auto-focus={props.disableAutoFocus}
      {...props.attributes}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{props.title ?? "There is a problem"}</h2>
        <div class="govuk-error-summary__body">
          {props.description && <p>{props.description}</p>}
          {props.errors.length > 0 && (
            <ul class="govuk-list govuk-error-summary__list">
              {props.errors.map((error) => (
                <li>
                  {error.href ? (
                    <a href={error.href} {...error.attributes}>
                      {error.text}
                    </a>
                  ) : (
                    error.text
                  )}
                </li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  );
}
