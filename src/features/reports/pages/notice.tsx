import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Notice } from "../links.ts";
import { sayMonth } from "../words.ts";

/** Packs that wait for this person. */
export function PackNotices(props: { notices: readonly Notice[] }): VNode | null {
  if (props.notices.length === 0) return null;
  return (
    <div class="small">
      {props.notices.map((notice) => (
        <p>
          <Tag standing="plain">new</Tag> Your pack for {sayMonth(notice.month)} is ready.{" "}
          <a href={notice.href}>Open it</a>{" "}
          <span class="muted">until {sayDate(londonDate(notice.until))}</span>
        </p>
      ))}
    </div>
  );
}
