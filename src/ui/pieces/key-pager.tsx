import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

export interface KeyPagerProps {
  /** What is paged, for who hears the page: "Contacts". */
  label: string;
  /** Address of the page before, with its key. */
  previousHref?: string | undefined;
  nextHref?: string | undefined;
  previousText?: string | undefined;
  nextText?: string | undefined;
  /** "Contacts 51 to 100", or by key: "A to Ellison". */
  where?: Content;
}

/**
 * A page back and a page on, by the last row's key and not by number: a row added meanwhile makes nobody
 * appear twice or not at all.
 */
export function KeyPager(props: KeyPagerProps): VNode | null {
  if (props.previousHref === undefined && props.nextHref === undefined) return null;
  return (
    <nav class="pager screen-only" aria-label={`${props.label}: pages`}>
      {props.previousHref !== undefined && (
        <a class="pager-step" href={props.previousHref} rel="prev">
          <span aria-hidden="true">← </span>
          {props.previousText ?? "Previous"}
        </a>
      )}
      {props.where && <span class="pager-where">{props.where}</span>}
      {props.nextHref !== undefined && (
        <a class="pager-step pager-next" href={props.nextHref} rel="next">
          {props.nextText ?? "Next"}
          <span aria-hidden="true"> →</span>
        </a>
      )}
    </nav>
  );
}
