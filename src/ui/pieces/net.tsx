import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { sayNumber } from "../words.ts";

export interface NetRowProps {
  /** How many now; null when it cannot be told, which is not the same as none. */
  count: number | null;
  /** What should never happen, in words. */
  what: Content;
  /** The oldest, since when, why. */
  detail?: Content;
  /** Who is accountable for it. On every line. */
  accountable: Content;
  /** A `Sparkline`. */
  picture?: Content;
  /** A `Button` or a link to the children behind the number. */
  action?: Content;
}

/** One line of the safety net. */
export function NetRow(props: NetRowProps): VNode {
  return (
    <li class="net">
      {props.count === null ? (
        <div class="net-count net-unknown">cannot tell</div>
      ) : (
        <div class={props.count === 0 ? "net-count net-none" : "net-count"}>{sayNumber(props.count)}</div>
      )}
      <div class="net-what">
        <h3>{props.what}</h3>
        <div class="net-detail">
          {props.detail} <span class="net-who">Accountable: {props.accountable}</span>
        </div>
      </div>
      <div class="net-picture">{props.picture}</div>
      <div class="net-action">{props.action}</div>
    </li>
  );
}

/** The safety net's lines, most urgent first. */
export function NetList(props: { children?: Content }): VNode {
  return <ul class="net-list">{props.children}</ul>;
}
