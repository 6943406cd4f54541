import type { VNode } from "preact";
import type { Content } from "../govuk/shared.ts";
import { Heading, type HeadingLevel } from "./heading.tsx";

export interface TimelineEntry {
  /** The day it happened, `2026-11-19`; entries of one year stand under its heading. */
  isoDate: string;
  /** The day as said: "Thu 19 Nov". */
  when: string;
  title: Content;
  href?: string | undefined;
  /** `key`: a decision. `late`: due and not done. `unknown`: the day or the fact is in doubt. */
  kind?: "key" | "late" | "unknown" | undefined;
  children?: Content;
  /** When and by whom it was written down, if that is worth saying. */
  recorded?: Content;
}

export interface TimelineProps {
  /** In the order to be read. */
  entries: readonly TimelineEntry[];
  /** Level of the year headings; entries are one below. */
  level?: 2 | 3 | undefined;
  empty?: Content;
}

interface Year {
  year: string;
  entries: TimelineEntry[];
}

/** Runs of entries in one year, in the order given. */
function byYear(entries: readonly TimelineEntry[]): Year[] {
  const years: Year[] = [];
  for (const entry of entries) {
    const year = entry.isoDate.slice(0, 4);
    const last = years.at(-1);
    if (last?.year === year) last.entries.push(entry);
    else years.push({ year, entries: [entry] });
  }
  return years;
}

const said = { key: "Decision. ", late: "Late. ", unknown: "In doubt. " } as const;

function Entry(props: { entry: TimelineEntry; level: HeadingLevel }): VNode {
  const { entry } = props;
  return (
    <li class={entry.kind ? `tl-item tl-${entry.kind}` : "tl-item"}>
      <time class="tl-when" dateTime={entry.isoDate}>
        {entry.when}
      </time>
      <Heading level={props.level} class="tl-title">
        {entry.kind && <span class="govuk-visually-hidden">{said[entry.kind]}</span>}
        {entry.href ? <a href={entry.href}>{entry.title}</a> : entry.title}
      </Heading>
      {entry.children && <div class="tl-body">{entry.children}</div>}
      {entry.recorded && <div class="tl-recorded">{entry.recorded}</div>}
    </li>
  );
}

/** What happened, day by day. A key event has a full mark, a late one a diamond, a doubtful one a dashed ring. */
export function Timeline(props: TimelineProps): VNode {
  if (props.entries.length === 0) return <p class="muted">{props.empty ?? "Nothing is recorded here."}</p>;
  const level = props.level ?? 3;
  return (
    <div class="timeline">
      {byYear(props.entries).map((year) => (
        <div class="tl-year">
          <Heading level={level} class="tl-year-name">
            {year.year}
          </Heading>
          <ol class="tl">
            {year.entries.map((entry) => (
              <Entry entry={entry} level={level === 2 ? 3 : 4} />
            ))}
          </ol>
        </div>
      ))}
    </div>
  );
}
