import type { VNode } from "preact";
import { type Attributes, type Blank, classNames, type Content, present, type Styled } from "./shared.ts";

export interface PageStep {
  href: string;
  text?: Content;
  /** What the next page is about, when the steps stand alone. */
  labelText?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface PageNumber {
  number?: number | string | undefined;
  href?: string | undefined;
  current?: boolean | undefined;
  ellipsis?: boolean | undefined;
  /** Said instead of "Page 3". */
  hiddenText?: string | undefined;
  attributes?: Attributes | undefined;
}

export interface PaginationProps extends Styled {
  items?: readonly (PageNumber | Blank)[] | undefined;
  previous?: PageStep | undefined;
  next?: PageStep | undefined;
  landmarkLabel?: string | undefined;
}

const arrows = {
  prev: "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z",
  next: "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z",
} as const;

type Way = keyof typeof arrows;

function Arrow(props: { way: Way }): VNode {
  return (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${props.way}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[props.way]} />
    </svg>
  );
}

function Step(props: { step: PageStep; way: Way; alone: boolean }): VNode {
  const { step, way, alone } = props;
  const plain = (
    <>
      {way === "prev" ? "Previous" : "Next"}
      <span class="govuk-visually-hidden"> page</span>
    </>
  );
  return (
    <div class={`govuk-pagination__${way}`}>
      <a class="govuk-link govuk-pagination__link" href={step.href} rel={way} {...step.attributes}>
        {(alone || way === "prev") && <Arrow way={way} />}
        <span
          class={classNames(
            "govuk-pagination__link-title",
            alone && !step.labelText && "govuk-pagination__link-title--decorated",
          )}
        >
          {step.text ?? plain}
          {step.labelText && alone && " "}
        </span>
        {step.labelText && alone && (
          <>
            <span class="govuk-visually-hidden">:</span>{" "}
            <span class="govuk-pagination__link-label">{step.labelText}</span>
          </>
        )}
        {!alone && way === "next" && <Arrow way={way} />}
      </a>
    </div>
  );
}

function NumberItem(props: { item: PageNumber }): VNode {
  const { item } = props;
  return (
    <li
      class={classNames(
        "govuk-pagination__item",
        item.current && "govuk-pagination__item--current",
        item.ellipsis && "govuk-pagination__item--ellipsis",
      )}
    >
      {item.ellipsis ? (
        "⋯"
      ) : (
        <a
          class="govuk-link govuk-pagination__link"
          href={item.href ?? "#"}
          aria-label={item.hiddenText ?? `Page ${item.number}`}
          aria-current={item.current ? "page" : undefined}
          {...item.attributes}
        >
          {item.number}
        </a>
      )}
    </li>
  );
}

/** Numbered pages, or a step back and a step on. Lists that keep moving page by key instead: see `KeyPager`. */
export function Pagination(props: PaginationProps): VNode {
  const alone = props.items === undefined && (props.previous !== undefined || props.next !== undefined);
  return (
    <nav
      class={classNames("govuk-pagination", alone && "govuk-pagination--block", props.classes)}
      aria-label={props.landmarkLabel ?? "Pagination"}
      {...props.attributes}
    >
      {props.previous && <Step step={props.previous} way="prev" alone={alone} />}
      {props.items && (
        <ul class="govuk-pagination__list">
          {present(props.items)
            .filter((item) => item.ellipsis || item.number !== undefined)
            .map((item) => (
              <NumberItem item={item} />
            ))}
        </ul>
      )}
      {props.next && <Step step={props.next} way="next" alone={alone} />}
    </nav>
  );
}
