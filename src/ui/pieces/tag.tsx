import type { VNode } from "preact";
import { classNames, type Content } from "../govuk/shared.ts";

/**
 * How a status stands. `late` carries a filled diamond and `soon` a hollow one, so neither needs its colour;
 * `unknown` is dashed. There is no "all right".
 */
export type Standing = "plain" | "solid" | "late" | "soon" | "unknown";

export interface TagProps {
  standing?: Standing | undefined;
  children?: Content;
}

/** A status in words: "2 days late", "Father: not yet found". */
export function Tag(props: TagProps): VNode {
  return <span class={classNames("tag", `tag-${props.standing ?? "plain"}`)}>{props.children}</span>;
}
