import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

export interface EmptyStateProps {
  /** What there is none of, and as of when: "No visits recorded since Tue 3 Nov". */
  title: Content;
  /** Why it may be empty. Empty for want of data is said as unknown. */
  children?: Content;
  action?: Content;
  /** Empty because we cannot tell, not because there is none. */
  unknown?: boolean | undefined;
}

/** Where a list has nothing in it. Nothing is not the same as not known. */
export function EmptyState(props: EmptyStateProps): VNode {
  return (
    <div class={props.unknown ? "empty empty-unknown" : "empty"}>
      <p class="empty-title">{props.title}</p>
      {props.children && <div class="empty-body">{props.children}</div>}
      {props.action && <div class="empty-action">{props.action}</div>}
    </div>
  );
}
