import type { VNode } from "preact";
import { type FieldOptions, labelledField } from "./field.tsx";
import { type Attributes, type Blank, classNames, present } from "./shared.ts";

export interface SelectItem {
  /** What is posted; the text itself unless told. */
  value?: string | number | undefined;
  text: string;
  /** Overrides the field's `value`. */
  selected?: boolean | undefined;
  disabled?: boolean | undefined;
  attributes?: Attributes | undefined;
}

export interface SelectProps extends FieldOptions {
  items: readonly (SelectItem | Blank)[];
  value?: string | number | undefined;
  disabled?: boolean | undefined;
  classes?: string | undefined;
  attributes?: Attributes | undefined;
}

function isSelected(item: SelectItem, value: string | number | undefined): boolean {
  if (item.selected !== undefined) return item.selected;
  return value !== undefined && value !== "" && String(item.value ?? item.text) === String(value);
}

/** One choice from a long list. Prefer radios for a short one. */
export function Select(props: SelectProps): VNode {
  return labelledField(props, (id, describedBy) => (
    <select
      class={classNames("govuk-select", props.classes, props.error && "govuk-select--error")}
      id={id}
      name={props.name}
      disabled={props.disabled}
      aria-describedby={describedBy}
      {...props.attributes}
    >
      {present(props.items).map((item) => (
        <option
          value={item.value}
          selected={isSelected(item, props.value)}
          disabled={item.disabled}
          {...item.attributes}
        >
          {item.text}
        </option>
      ))}
    </select>
  ));
}
