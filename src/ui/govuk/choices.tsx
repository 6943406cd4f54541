import type { VNode } from "preact";
import type { ErrorOptions } from "./error-message.tsx";
import { FormGroup, notesFor } from "./field.tsx";
import { Fieldset, type LegendOptions } from "./fieldset.tsx";
import { Hint } from "./hint.tsx";
import { Label } from "./label.tsx";
import {
  type Attributes,
  type Blank,
  classNames,
  type Content,
  idList,
  type Styled,
  type Words,
  wording,
} from "./shared.ts";

/** One radio button or checkbox. */
export interface ChoiceItem {
  value: string;
  text: Content;
  /** The element's id; made from the group's unless told. The first has no number, so an error can link to it. */
  id?: string | undefined;
  hint?: Words | undefined;
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  /** Shown under the choice while it is made (always shown where the browser cannot tell). */
  conditional?: Content;
  label?: Styled | undefined;
  attributes?: Attributes | undefined;
}

/** A word between choices, as "or". */
export interface ChoiceDivider {
  divider: string;
}

/** What a group of choices takes, whichever kind. */
export interface ChoicesOptions {
  name: string;
  /** Start of every id in the group; the name unless told. */
  idPrefix?: string | undefined;
  /** The question. Left out only when the group sits inside another fieldset. */
  legend?: Words<LegendOptions> | undefined;
  fieldset?: (Styled & { describedBy?: string | undefined }) | undefined;
  hint?: Words | undefined;
  error?: Words<ErrorOptions> | undefined;
  describedBy?: string | undefined;
  formGroup?: Styled | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

type Kind = "radios" | "checkboxes";

interface Choice extends ChoiceItem {
  name: string;
  isChecked: boolean;
  /** Only a checkbox has one. */
  behaviour?: "exclusive" | undefined;
}

function Item(props: { kind: Kind; item: Choice; id: string; describedBy: string | undefined }): VNode {
  const { item, kind, id } = props;
  const block = `govuk-${kind}`;
  const hint = item.hint ? wording(item.hint) : undefined;
  const hintId = hint && `${id}-item-hint`;
  const conditionalId = item.conditional ? `conditional-${id}` : undefined;
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          id={id}
          name={item.name}
          type={kind === "radios" ? "radio" : "checkbox"}
          value={item.value}
          checked={item.isChecked}
          disabled={item.disabled}
          data-aria-controls={conditionalId}
          data-behaviour={item.behaviour}
          aria-describedby={idList(props.describedBy, hintId)}
          {...item.attributes}
        />
        <Label
          for={id}
          classes={classNames(`${block}__label`, item.label?.classes)}
          attributes={item.label?.attributes}
        >
          {item.text}
        </Label>
        {hint && (
          <Hint id={hintId} classes={classNames(`${block}__hint`, hint.classes)} attributes={hint.attributes}>
            {hint.text}
          </Hint>
        )}
      </div>
      {item.conditional && (
        <div
          class={classNames(`${block}__conditional`, !item.isChecked && `${block}__conditional--hidden`)}
          id={conditionalId}
        >
          {item.conditional}
        </div>
      )}
    </>
  );
}

/** Draws a group of radios or checkboxes: they differ only in how they are ticked and named. */
export function choices<T extends ChoiceItem>(
  kind: Kind,
  options: ChoicesOptions,
  items: readonly (T | ChoiceDivider | Blank)[],
  settle: (item: T) => Pick<Choice, "name" | "isChecked" | "behaviour">,
): VNode {
  const prefix = options.idPrefix ?? options.name;
  const hasFieldset = options.legend !== undefined || options.fieldset !== undefined;
  const describedBy = options.fieldset?.describedBy ?? options.describedBy;
  const notes = notesFor(prefix, { hint: options.hint, error: options.error, describedBy });
  const inner = (
    <>
      {notes.hint}
      {notes.error}
      <div
        class={classNames(`govuk-${kind}`, options.classes)}
        {...options.attributes}
        data-module={`govuk-${kind}`}
      >
        {/* Numbered by place in the list as given, so leaving one out by a condition moves no id. */}
        {items.map((item, index) => {
          if (typeof item !== "object" || item === null) return null;
          if ("divider" in item) return <div class={`govuk-${kind}__divider`}>{item.divider}</div>;
          return (
            <Item
              kind={kind}
              item={{ ...item, ...settle(item) }}
              id={item.id ?? (index === 0 ? prefix : `${prefix}-${index + 1}`)}
              describedBy={kind === "checkboxes" && !hasFieldset ? notes.describedBy : undefined}
            />
          );
        })}
      </div>
    </>
  );
  return (
    <FormGroup
      error={notes.error !== null}
      classes={options.formGroup?.classes}
      attributes={options.formGroup?.attributes}
    >
      {hasFieldset ? (
        <Fieldset
          legend={options.legend}
          describedBy={notes.describedBy}
          classes={options.fieldset?.classes}
          attributes={options.fieldset?.attributes}
        >
          {inner}
        </Fieldset>
      ) : (
        inner
      )}
    </FormGroup>
  );
}
