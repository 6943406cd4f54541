import type { VNode } from "preact";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { ChildHead } from "../head.ts";
import { displayName } from "../words.ts";

/** The child is known to the authority, and this person does not hold, cover or lead the team of the child. */
export function NotYoursPage(props: {
  child: ChildHead;
  holder: string | null;
  mayBreakGlass: boolean;
}): VNode {
  return (
    <>
      <PageHead
        over={props.child.localId}
        title={`${displayName(props.child)} is known here`}
        lead={props.child.born === null ? "Birth date not known." : `Born ${sayDate(props.child.born)}.`}
      />
      <p>
        The record opens to those who hold the child, cover for them or lead their team. That you looked has
        been noted.
      </p>
      {props.mayBreakGlass ? (
        <p>
          If a child may come to harm and you need it now,{" "}
          <a href={`/break-glass?number=${encodeURIComponent(props.child.localId ?? "")}`}>
            open it in an emergency
          </a>
          . You give a reason, it opens for an hour, and a manager reviews it.
        </p>
      ) : (
        <p>Ask the team that holds the child, or your manager.</p>
      )}
    </>
  );
}
