import type { VNode } from "preact";
import { ChildsWords } from "../../../ui/pieces/childs-words.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { ChildHead } from "../head.ts";
import type { LatestNote } from "../notes.ts";
import { displayName } from "../words.ts";

/** The case notes, newest first. */
export function NotesPage(props: {
  child: ChildHead;
  notes: readonly LatestNote[];
  nextHref: string | null;
  firstHref: string | null;
}): VNode {
  return (
    <>
      <PageHead
        over={<a href={`/children/${props.child.id}`}>Back to {displayName(props.child)}</a>}
        title="Case notes"
      />
      {props.notes.length === 0 && <p class="muted">No case notes are held for this child.</p>}
      {props.notes.map((note) => (
        <article class="note">
          <h2>
            {note.kind}, {sayDate(note.on)}
          </h2>
          <p class="muted small">{note.by === null ? "Writer not known" : note.by}</p>
          <p class="note-words">{note.words}</p>
          {note.childsWords !== null && (
            <ChildsWords words={note.childsWords} by="In the child’s own words" />
          )}
        </article>
      ))}
      <KeyPager
        label="Case notes"
        previousHref={props.firstHref ?? undefined}
        nextHref={props.nextHref ?? undefined}
        previousText="Newest"
        nextText="Earlier"
      />
    </>
  );
}
