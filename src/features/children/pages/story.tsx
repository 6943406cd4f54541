import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { KINDS, type KindGroup } from "../../../kernel/timeline/kinds.ts";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { Timeline, type TimelineEntry } from "../../../ui/pieces/timeline.tsx";
import { sayDate, sayDayAndMonth } from "../../../ui/words.ts";
import { dueNow } from "../standing.ts";
import type { TimelineRow } from "../timeline.ts";
import { FORMAT_WORDS, isKey, sayAge, sayDetail, sayKind } from "../words.ts";
import type { RecordProps } from "./props.ts";

const GROUPS: Record<KindGroup, string> = {
  "front-door": "Front door",
  assessment: "Assessment",
  protection: "Protection",
  "in-need": "Help and visits",
  care: "In care",
  health: "Health",
  missing: "Missing",
  "leaving-care": "Leaving care",
  court: "Court",
  people: "Birth and death",
  worker: "Workers",
};

/** The timeline: what to show of it, a page of entries, and what was due and is not done on the day it was due. */
export function Story(props: RecordProps): VNode {
  const { child, filter, shape } = props;
  const query = (change: Partial<Record<"group" | "issuer" | "year" | "as", string | null>>): string => {
    const wanted = {
      group: filter.group,
      issuer: filter.issuer,
      year: filter.year,
      as: props.asKnown,
      ...change,
    };
    const search = new URLSearchParams(
      Object.entries(wanted).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    );
    return `/children/${child.id}${search.size === 0 ? "" : `?${search.toString()}`}#timeline`;
  };
  const counts = new Map<KindGroup, number>();
  for (const { kind, count } of shape.kinds)
    counts.set(KINDS[kind].group, (counts.get(KINDS[kind].group) ?? 0) + count);
  return (
    <section id="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">Timeline</h2>
      <Chips
        label="Show"
        items={[
          { href: query({ group: null }), text: "Everything", current: filter.group === null },
          ...[...counts].map(([group, count]) => ({
            href: query({ group }),
            text: GROUPS[group],
            count,
            current: filter.group === group,
          })),
        ]}
      />
      {shape.issuers.length > 1 && (
        <Chips
          label="Told by"
          items={[
            { href: query({ issuer: null }), text: "All sources", current: filter.issuer === null },
            ...shape.issuers.map((issuer) => ({
              href: query({ issuer }),
              text: FORMAT_WORDS[issuer] ?? issuer,
              current: filter.issuer === issuer,
            })),
          ]}
        />
      )}
      <Chips
        label="Jump to"
        items={[
          { href: query({ year: null }), text: "Newest", current: filter.year === null },
          ...shape.years.map(({ year, count }) => ({
            href: query({ year }),
            text: year,
            count,
            current: filter.year === year,
          })),
        ]}
      />
      <form class="inline-form no-print" method="get" action={`/children/${child.id}`}>
        <label for="as-known">As known on</label>
        <input
          class="govuk-input govuk-input--width-10"
          type="date"
          id="as-known"
          name="as"
          value={props.asKnown ?? ""}
          max={props.today}
        />
        <button class="govuk-button govuk-button--secondary" type="submit">
          Show the record then
        </button>
      </form>
      <Timeline
        entries={[...lateEntries(props), ...props.timeline.map((row) => entryOf(row, child.born))].sort(
          (a, b) => (a.isoDate < b.isoDate ? 1 : a.isoDate > b.isoDate ? -1 : 0),
        )}
        empty="Nothing here for this choice."
      />
      <KeyPager
        label="Timeline"
        previousHref={props.firstHref ?? undefined}
        nextHref={props.nextHref ?? undefined}
        previousText="Newest"
        nextText="Earlier"
      />
    </section>
  );
}

const entryOf = (row: TimelineRow, born: IsoDate | null): TimelineEntry => ({
  isoDate: row.on,
  when: sayDayAndMonth(row.on),
  title: sayKind(row.kind),
  kind: isKey(row.kind) ? "key" : undefined,
  children: <EntryBody row={row} born={born} />,
});

/** What was due and has not been done stands in the story on the day it was due. Only on the first, unfiltered page: elsewhere it would be out of place. */
function lateEntries(props: RecordProps): TimelineEntry[] {
  const { filter } = props;
  if (props.firstHref !== null || filter.group !== null || filter.issuer !== null || filter.year !== null)
    return [];
  const on = props.asKnown ?? props.today;
  return dueNow(props.derived, on, props.calendar)
    .filter((due) => due.state === "late" && !props.cannotTell.has(due.line.rule.id))
    .map(({ line, words }) => ({
      isoDate: line.due,
      when: sayDayAndMonth(line.due),
      title: `${line.rule.name} was due`,
      kind: "late" as const,
      children: <span class="muted">Not yet done: {words}.</span>,
    }));
}

function EntryBody(props: { row: TimelineRow; born: IsoDate | null }): VNode {
  const { row } = props;
  const age = sayAge(props.born, row.on);
  const said = sayDetail(row.kind, row.detail);
  return (
    <>
      {said !== null && <div>{said}</div>}
      <div class="muted small">
        {age !== null && `Age ${age}. `}
        {row.issuers.map((issuer) => FORMAT_WORDS[issuer] ?? issuer).join(" and ")}, known since{" "}
        {sayDate(row.recordedOn)}.
      </div>
    </>
  );
}
