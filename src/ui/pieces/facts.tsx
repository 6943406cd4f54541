import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

export interface Fact {
  term: Content;
  /** Left out when it is not known: that is said. */
  value?: Content;
  /** Said for a fact that is not known; "not known" unless told. */
  missing?: string | undefined;
}

/** Short facts as terms and values. What is not known is dashed and said, never left blank. */
export function Facts(props: { items: readonly Fact[] }): VNode {
  return (
    <dl class="facts">
      {props.items.map((item) => (
        <>
          <dt>{item.term}</dt>
          <dd>{item.value ?? <span class="facts-unknown">{item.missing ?? "not known"}</span>}</dd>
        </>
      ))}
    </dl>
  );
}
