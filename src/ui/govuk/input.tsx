import type { VNode } from "preact";
import { type FieldOptions, labelledField } from "./field.tsx";
import { type Attributes, classNames, type Content, type Styled, type Words, wording } from "./shared.ts";

export interface InputProps extends FieldOptions {
  value?: string | number | undefined;
  type?: "text" | "email" | "tel" | "url" | "search" | "number" | "date" | "time" | "password" | undefined;
  inputmode?: "text" | "numeric" | "decimal" | "email" | "tel" | "search" | "url" | "none" | undefined;
  autocomplete?: string | undefined;
  autocapitalize?: "none" | "off" | "on" | "sentences" | "words" | "characters" | undefined;
  pattern?: string | undefined;
  spellcheck?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Shown joined to the field's start, as a pound sign. Hidden from screen readers: the label must say it. */
  prefix?: Words | undefined;
  /** Shown joined to the field's end, as "per week". Hidden from screen readers: the label must say it. */
  suffix?: Words | undefined;
  wrapper?: Styled | undefined;
  /** Placed in the field's own row, after it; a button, as a rule. */
  after?: Content;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

function Affix(props: { words: Words; side: "prefix" | "suffix" }): VNode {
  const words = wording(props.words);
  return (
    <div
      class={classNames(`govuk-input__${props.side}`, words.classes)}
      aria-hidden="true"
      {...words.attributes}
    >
      {words.text}
    </div>
  );
}

/** One line of text. */
export function Input(props: InputProps): VNode {
  return labelledField(props, (id, describedBy) => {
    // Held apart from the element: its types allow each attribute for some kinds of input only.
    const attributes: Attributes = {
      class: classNames("govuk-input", props.classes, props.error && "govuk-input--error"),
      id,
      name: props.name,
      type: props.type ?? "text",
      spellcheck: props.spellcheck,
      value: props.value,
      disabled: props.disabled,
      "aria-describedby": describedBy,
      autocomplete: props.autocomplete,
      autocapitalize: props.autocapitalize,
      pattern: props.pattern,
      inputmode: props.inputmode,
      ...props.attributes,
    };
    const input = <input {...attributes} />;
    if (!props.prefix && !props.suffix && !props.after) return input;
    return (
      <div class={classNames("govuk-input__wrapper", props.wrapper?.classes)} {...props.wrapper?.attributes}>
        {props.prefix && <Affix words={props.prefix} side="prefix" />}
        {input}
        {props.suffix && <Affix words={props.suffix} side="suffix" />}
        {props.after}
      </div>
    );
  });
}
