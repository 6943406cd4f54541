import type { VNode } from "preact";
import { type ChoiceDivider, type ChoiceItem, choices, type ChoicesOptions } from "./choices.tsx";
import type { Blank } from "./shared.ts";

export interface CheckboxItem extends ChoiceItem {
  /** Posted under this name instead of the group's. */
  name?: string | undefined;
  /** `exclusive`: choosing it clears the others, as "none of these". The server must check it too. */
  behaviour?: "exclusive" | undefined;
}

export interface CheckboxesProps extends ChoicesOptions {
  items: readonly (CheckboxItem | ChoiceDivider | Blank)[];
  /** The values now held; an item's own `checked` overrides them. */
  values?: readonly string[] | undefined;
}

/** Any number of answers. */
export function Checkboxes(props: CheckboxesProps): VNode {
  return choices("checkboxes", props, props.items, (item) => ({
    name: item.name ?? props.name,
    isChecked: item.checked ?? props.values?.includes(item.value) ?? false,
    behaviour: item.behaviour,
  }));
}
