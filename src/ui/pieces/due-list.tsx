import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { Tag } from "./tag.tsx";

/** `late` is past its day, `soon` near it, `later` in hand; `unknown` when no day can be worked out. */
export type DueState = "late" | "soon" | "later" | "unknown";

export interface DueEntry {
  /** What has to be done: "Visit at home". */
  what: Content;
  href?: string | undefined;
  state: DueState;
  /** "2 days late", "Wed 25 Nov", "day not known". Always words. */
  when: Content;
  /** The child, on a list of several children's work. */
  who?: Content;
  /** The rule and where it comes from, or why it slipped. */
  source?: Content;
  /** A button or link that does the next thing. */
  action?: Content;
}

/** One thing that is due. */
export function DueItem(props: DueEntry): VNode {
  return (
    <li class={`due-item due-${props.state}`}>
      <div class="due-what">
        {props.href ? <a href={props.href}>{props.what}</a> : props.what}
        {props.who && <span class="due-who">{props.who}</span>}
      </div>
      <div class="due-when">
        {props.state === "later" ? <span>{props.when}</span> : <Tag standing={props.state}>{props.when}</Tag>}
      </div>
      {props.source && <div class="due-source">{props.source}</div>}
      {props.action && <div class="due-action">{props.action}</div>}
    </li>
  );
}

export interface DueListProps {
  items: readonly DueEntry[];
  /** Said when there is nothing; never "all clear". */
  empty?: Content;
}

/** What is due, in the order given: the caller puts the latest first. */
export function DueList(props: DueListProps): VNode {
  if (props.items.length === 0) return <p class="muted">{props.empty ?? "Nothing is recorded as due."}</p>;
  return (
    <ul class="due">
      {props.items.map((item) => (
        <DueItem {...item} />
      ))}
    </ul>
  );
}
