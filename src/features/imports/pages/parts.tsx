import type { VNode } from "preact";
import { type Context, may } from "../../../kernel/context.ts";
import { Tag } from "../../../ui/pieces/tag.tsx";
import type { RunState } from "../runs.ts";
import { STATE_WORDS } from "../words.ts";

type Known = { readonly id: number; readonly localId: string | null; readonly name: string | null };

/** A child as a link: by name for those who may see names, otherwise by number. */
export function ChildLink(props: { child: Known; context: Pick<Context, "rights"> }): VNode {
  const { child } = props;
  const number = child.localId === null ? `Record ${child.id}` : `Child ${child.localId}`;
  const named = child.name !== null && may(props.context as Context, "names");
  return (
    <>
      <a href={`/children/${child.id}`}>{named ? child.name : number}</a>
      {named && <span class="muted"> {number}</span>}
    </>
  );
}

/** Where a file stands. Only what wants somebody is marked. */
export function StateTag(props: { state: RunState }): VNode {
  const standing =
    props.state === "unreadable" || props.state === "failed"
      ? "late"
      : props.state === "ready"
        ? "soon"
        : "plain";
  return <Tag standing={standing}>{STATE_WORDS[props.state]}</Tag>;
}
