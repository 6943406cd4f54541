import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";

export interface ChildsWordsProps {
  /** What was said, drawn or shown, in the child's own words and without quotation marks. */
  words: Content;
  /** Who, how and when: "Maya, drawing with Amara at school, Tue 10 Nov". */
  by: Content;
  /** What changed because of it. Left out, it is said that this is not recorded. */
  changed?: Content;
  /** The child could not or would not say; `words` then tells what was seen. */
  notSaid?: boolean | undefined;
}

/** The child's own words, with how they were heard and what they changed. They stand high on the page. */
export function ChildsWords(props: ChildsWordsProps): VNode {
  return (
    <figure class="words">
      <blockquote>
        <p>{props.notSaid ? props.words : <>“{props.words}”</>}</p>
      </blockquote>
      <figcaption>
        {props.by}.{" "}
        {props.changed ? (
          <span class="words-changed">{props.changed}</span>
        ) : (
          <span class="words-unknown">What changed because of this is not recorded.</span>
        )}
      </figcaption>
    </figure>
  );
}
