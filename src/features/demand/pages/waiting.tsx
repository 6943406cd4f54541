import type { VNode } from "preact";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayNumber } from "../../../ui/words.ts";

/** Said while records that changed are not in the figures yet. */
export function Waiting(props: { children: number }): VNode | null {
  if (props.children === 0) return null;
  return (
    <p>
      <Tag standing="soon">{sayNumber(props.children)} changed records</Tag> are still being counted.
    </p>
  );
}
