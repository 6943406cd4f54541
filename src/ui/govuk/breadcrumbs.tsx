import type { VNode } from "preact";
import { type Attributes, classNames, type Content, type Styled } from "./shared.ts";

export interface Breadcrumb {
  text: Content;
  /** Left out for the page itself. */
  href?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface BreadcrumbsProps extends Styled {
  items: readonly Breadcrumb[];
  /** On a phone shows only the first and the last. */
  collapseOnMobile?: boolean | undefined;
  label?: string | undefined;
}

/** Where this page stands. */
export function Breadcrumbs(props: BreadcrumbsProps): VNode {
  return (
    <nav
      class={classNames(
        "govuk-breadcrumbs",
        props.classes,
        props.collapseOnMobile && "govuk-breadcrumbs--collapse-on-mobile",
      )}
      {...props.attributes}
      aria-label={props.label ?? "Breadcrumb"}
    >
      <ol class="govuk-breadcrumbs__list">
        {props.items.map((item) =>
          item.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={item.href} {...item.attributes}>
                {item.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {item.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
