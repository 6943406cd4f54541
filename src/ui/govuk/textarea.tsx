import type { VNode } from "preact";
import { type FieldOptions, labelledField } from "./field.tsx";
import { type Attributes, classNames } from "./shared.ts";

export interface TextareaProps extends FieldOptions {
  value?: string | undefined;
  /** Lines shown; five unless told. */
  rows?: number | undefined;
  spellcheck?: boolean | undefined;
  autocomplete?: string | undefined;
  disabled?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

/** Several lines of text. */
export function Textarea(props: TextareaProps): VNode {
  return labelledField(props, (id, describedBy) => (
    <textarea
      class={classNames("govuk-textarea", props.error && "govuk-textarea--error", props.classes)}
      id={id}
      name={props.name}
      rows={props.rows ?? 5}
      spellcheck={props.spellcheck}
      disabled={props.disabled}
      aria-describedby={describedBy}
      autocomplete={props.autocomplete}
      {...props.attributes}
      value={props.value}
    />
  ));
}
