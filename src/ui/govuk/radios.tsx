import type { VNode } from "preact";
import { type ChoiceDivider, type ChoiceItem, choices, type ChoicesOptions } from "./choices.tsx";
import type { Blank } from "./shared.ts";

export interface RadiosProps extends ChoicesOptions {
  items: readonly (ChoiceItem | ChoiceDivider | Blank)[];
  /** The value now held; an item's own `checked` overrides it. */
  value?: string | undefined;
}

/** One answer of a few. Add `classes="govuk-radios--inline"` for a yes or no. */
export function Radios(props: RadiosProps): VNode {
  return choices("radios", props, props.items, (item) => ({
    name: props.name,
    isChecked:
      item.checked ?? (props.value !== undefined && props.value !== "" && item.value === props.value),
  }));
}
