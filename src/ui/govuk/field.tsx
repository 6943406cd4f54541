import type { VNode } from "preact";
import { ErrorMessage, type ErrorOptions } from "./error-message.tsx";
import { Hint } from "./hint.tsx";
import { Label, type LabelOptions } from "./label.tsx";
import {
  classNames,
  type Content,
  idList,
  type Styled,
  type Wording,
  type Words,
  wording,
} from "./shared.ts";

/** What every single-answer field takes: its name, its label, and what is said about it. */
export interface FieldOptions {
  /** The name the answer is posted under. */
  name: string;
  /** The element's id; the name unless told. */
  id?: string | undefined;
  label: Words<LabelOptions>;
  hint?: Words | undefined;
  error?: Words<ErrorOptions> | undefined;
  /** Ids of other elements that describe the field. */
  describedBy?: string | undefined;
  formGroup?: Styled | undefined;
}

interface Notes {
  describedBy: string | undefined;
  hint: VNode | null;
  error: VNode | null;
}

/**
 * The hint and the error for a field or a group, with the ids that tie them to it. One function, so that no
 * field can show an error a screen reader is not told of.
 */
export function notesFor(
  id: string,
  words: {
    hint?: Words | undefined;
    error?: Words<ErrorOptions> | undefined;
    describedBy?: string | undefined;
  },
): Notes {
  const hint: Wording | undefined = words.hint ? wording(words.hint) : undefined;
  const error: ErrorOptions | undefined = words.error ? wording(words.error) : undefined;
  return {
    describedBy: idList(words.describedBy, hint && `${id}-hint`, error && `${id}-error`),
    hint: hint ? (
      <Hint id={`${id}-hint`} classes={hint.classes} attributes={hint.attributes}>
        {hint.text}
      </Hint>
    ) : null,
    error: error ? (
      <ErrorMessage
        id={`${id}-error`}
        classes={error.classes}
        attributes={error.attributes}
        hiddenText={error.hiddenText}
      >
        {error.text}
      </ErrorMessage>
    ) : null,
  };
}

/** The box round a field: coloured and barred when there is an error. */
export function FormGroup(props: Styled & { error?: boolean; children?: Content }): VNode {
  return (
    <div
      class={classNames("govuk-form-group", props.error && "govuk-form-group--error", props.classes)}
      {...props.attributes}
    >
      {props.children}
    </div>
  );
}

/** A labelled field: `control` draws the element itself from its id and what describes it. */
export function labelledField(
  options: FieldOptions,
  control: (id: string, describedBy: string | undefined) => Content,
): VNode {
  const id = options.id ?? options.name;
  const label: LabelOptions = wording(options.label);
  const notes = notesFor(id, options);
  return (
    <FormGroup
      error={notes.error !== null}
      classes={options.formGroup?.classes}
      attributes={options.formGroup?.attributes}
    >
      <Label
        for={id}
        classes={label.classes}
        attributes={label.attributes}
        isPageHeading={label.isPageHeading}
      >
        {label.text}
      </Label>
      {notes.hint}
      {notes.error}
      {control(id, notes.describedBy)}
    </FormGroup>
  );
}
