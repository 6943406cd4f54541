import type { VNode } from "preact";
import { type Attributes, type Blank, classNames, type Content, type Styled } from "./shared.ts";

export interface TabItem {
  label: string;
  /** The panel's id; made from `idPrefix` and its place unless told. */
  id?: string | undefined;
  panel: Content;
  attributes?: Attributes | undefined;
  panelAttributes?: Attributes | undefined;
}

export interface TabsProps extends Styled {
  items: readonly (TabItem | Blank)[];
  id?: string | undefined;
  idPrefix?: string | undefined;
  /** Heads the list of contents that tabs are without a script. */
  title?: string | undefined;
}

/** Sections one at a time where scripts run; a list of contents and every section where they do not. */
export function Tabs(props: TabsProps): VNode {
  // Numbered by place in the list as given, so that leaving one out by a condition moves no id.
  const items = props.items.flatMap((item, index) =>
    item ? [{ ...item, id: item.id ?? `${props.idPrefix ?? "tab"}-${index + 1}`, index }] : [],
  );
  return (
    <div
      id={props.id}
      class={classNames("govuk-tabs", props.classes)}
      {...props.attributes}
      data-module="govuk-tabs"
    >
      <h2 class="govuk-tabs__title">{props.title ?? "Contents"}</h2>
      {items.length > 0 && (
        <ul class="govuk-tabs__list">
          {items.map((item) => (
            <li
              class={classNames(
                "govuk-tabs__list-item",
                item.index === 0 && "govuk-tabs__list-item--selected",
              )}
            >
              <a class="govuk-tabs__tab" href={`#${item.id}`} {...item.attributes}>
                {item.label}
              </a>
            </li>
          ))}
        </ul>
      )}
      {items.map((item) => (
        <div
          class={classNames("govuk-tabs__panel", item.index > 0 && "govuk-tabs__panel--hidden")}
          id={item.id}
          {...item.panelAttributes}
        >
          {typeof item.panel === "string" ? <p class="govuk-body">{item.panel}</p> : item.panel}
        </div>
      ))}
    </div>
  );
}
