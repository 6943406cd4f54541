import type { VNode } from "preact";
import { LEGAL_STATUS, PLACEMENT_TYPE } from "../../../kernel/codes/care.ts";
import { daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import { sayCounting } from "../../../kernel/duties/rule.ts";
import { KINDS, type KindGroup } from "../../../kernel/timeline/kinds.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { ChildsWords } from "../../../ui/pieces/childs-words.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { DueList } from "../../../ui/pieces/due-list.tsx";
import { type Fact, Facts } from "../../../ui/pieces/facts.tsx";
import { Genogram } from "../../../ui/pieces/genogram.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { HeldBy, PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { Timeline, type TimelineEntry } from "../../../ui/pieces/timeline.tsx";
import { sayDate, sayDayAndMonth } from "../../../ui/words.ts";
import { invariant } from "../../safety-net/invariants.ts";
import { familyPicture } from "../family.ts";
import type {
  ChildHead,
  Derived,
  FindingRow,
  Holder,
  LatestNote,
  Relative,
  SourceLine,
  TimelineRow,
} from "../queries.ts";
import { badges, dueNow, oneSentence } from "../standing.ts";
import {
  FORMAT_WORDS,
  displayName,
  isKey,
  sayAge,
  sayBorn,
  sayCode,
  sayDetail,
  sayEthnicity,
  sayKind,
} from "../words.ts";

export type RecordProps = {
  readonly child: ChildHead;
  readonly today: IsoDate;
  /** The past day the record is shown as known on; null for now. */
  readonly asKnown: IsoDate | null;
  readonly calendar: WorkingCalendar;
  readonly derived: Derived;
  readonly holder: Holder | null;
  /** Whether any feed says who holds children: without one, nobody known is not nobody. */
  readonly holdersKnown: boolean;
  readonly identifiers: readonly { type: string; value: string }[];
  readonly address: { line: string | null; postcode: string | null; protected: boolean | null } | null;
  readonly relatives: readonly Relative[];
  readonly words: LatestNote | null;
  readonly noteCount: number;
  readonly lastSeen: TimelineRow | null;
  readonly facts: {
    readonly legal: TimelineRow | null;
    readonly placement: TimelineRow | null;
    readonly review: TimelineRow | null;
  };
  readonly findings: readonly FindingRow[];
  readonly sources: readonly SourceLine[];
  readonly timeline: readonly TimelineRow[];
  readonly shape: {
    years: { year: string; count: number }[];
    kinds: { kind: TimelineRow["kind"]; count: number }[];
    issuers: string[];
  };
  readonly filter: { group: KindGroup | null; issuer: string | null; year: string | null };
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly mayAllocate: boolean;
  readonly mayReadLog: boolean;
  readonly mayReadNotes: boolean;
  readonly undecidable: readonly string[];
  /** Rules nothing told could ever stop: their duties are neither late nor met, but unknown. */
  readonly cannotTell: ReadonlySet<string>;
};

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

export function RecordPage(props: RecordProps): VNode {
  const { child, asKnown, today } = props;
  const on = asKnown ?? today;
  const age = sayAge(child.born, child.died ?? on);
  return (
    <>
      {asKnown !== null && <AsKnownBanner child={child} on={asKnown} />}
      <PageHead
        over={<Over {...props} />}
        title={`${displayName(child)}${age === null ? "" : `, ${age}`}`}
        lead={<Lead {...props} />}
        tags={
          <>
            {badges(props.derived.spans, on).map((badge) => (
              <Tag standing={badge.standing}>{badge.words}</Tag>
            ))}
            {child.died !== null && <Tag standing="solid">Died {sayDate(child.died)}</Tag>}
            {child.ethnicity === null && <Tag standing="unknown">Ethnicity not known</Tag>}
          </>
        }
        aside={<Held {...props} />}
      />
      <Columns
        side={
          <>
            <Due {...props} on={on} />
            <Family {...props} on={on} />
            <Quality findings={props.findings} />
            {asKnown === null && <Sources sources={props.sources} today={today} />}
          </>
        }
        main={<Story {...props} />}
        lead={<Stands {...props} on={on} />}
      />
    </>
  );
}

function AsKnownBanner(props: { child: ChildHead; on: IsoDate }): VNode {
  return (
    <div class="banner-past">
      <p>
        <strong>As known on {sayDate(props.on)}.</strong> This is the record as it stood at the end of that
        day. What was learned later is not shown. <a href={`/children/${props.child.id}`}>Back to now</a>
      </p>
    </div>
  );
}

function Over(props: RecordProps): VNode {
  const others = props.identifiers.filter((id) => id.type === "nhs" || id.type === "upn");
  return (
    <>
      {props.child.localId} {others.map((id) => ` ${id.type.toUpperCase()} ${id.value}`)}{" "}
      {props.mayReadLog && <a href={`/children/${props.child.id}/log`}>Who has looked at this record</a>}
    </>
  );
}

function Lead(props: RecordProps): VNode {
  const { child, address } = props;
  const home =
    address?.protected === true
      ? "Address protected."
      : address
        ? `Lives at ${[address.line, address.postcode].filter((part) => part !== null).join(", ")}.`
        : "";
  const ethnicity = sayEthnicity(child.ethnicity);
  return (
    <>
      {sayBorn(child.born, child.expected)}. {ethnicity === null ? "" : `${ethnicity}. `}
      {home}
    </>
  );
}

function Held(props: RecordProps): VNode {
  const { holder, asKnown } = props;
  if (asKnown !== null) return <HeldBy name="see the timeline" note="as it was then" />;
  if (holder === null) {
    return props.holdersKnown ? (
      <HeldBy
        note={
          props.mayAllocate ? (
            <a href={`/children/${props.child.id}/allocate`}>Allocate now</a>
          ) : (
            "Tell a manager now"
          )
        }
      />
    ) : (
      <HeldBy name="Not known" note="no file says who holds this child" />
    );
  }
  const since = holder.sinceKnown
    ? `since ${sayDate(holder.since)}`
    : `as the file of ${sayDate(holder.since)} says`;
  const before = holder.before === 0 ? "" : `, worker ${holder.before + 1} in 2 years`;
  return (
    <HeldBy
      name={holder.workerName ?? "a team, no named worker"}
      note={
        <>
          {holder.teamName === null ? "" : `${holder.teamName}, `}
          {since}
          {before}
          {props.mayAllocate && (
            <>
              <br />
              <a href={`/children/${props.child.id}/allocate`}>Reallocate</a>
            </>
          )}
        </>
      }
    />
  );
}

function Stands(props: RecordProps & { on: IsoDate }): VNode {
  const { words, lastSeen, facts } = props;
  const lines: Fact[] = [
    {
      term: "Last seen",
      ...(lastSeen === null
        ? { missing: "no visit is known" }
        : { value: `${sayDate(lastSeen.on)}${saySeen(lastSeen)}` }),
    },
    ...(facts.legal === null
      ? []
      : [
          {
            term: "Legal status",
            value: `${sayCode(LEGAL_STATUS, facts.legal.detail["status"])}, since ${sayDate(facts.legal.on)}`,
          },
        ]),
    ...(facts.placement === null
      ? []
      : [
          {
            term: "Placed",
            value: `${sayCode(PLACEMENT_TYPE, facts.placement.detail["type"]) ?? "placement of unknown kind"}, since ${sayDate(facts.placement.on)}`,
          },
        ]),
    ...(facts.review === null ? [] : [{ term: "Last review", value: sayDate(facts.review.on) }]),
  ];
  return (
    <Card title="Where things stand">
      <p class="lead">{oneSentence(props.derived.spans, props.on)}</p>
      {words?.childsWords && (
        <ChildsWords
          words={words.childsWords}
          by={`${props.child.name?.split(" ")[0] ?? "The child"}, ${words.kind.toLowerCase()}${words.by === null ? "" : ` with ${words.by}`}, ${sayDate(words.on)}`}
        />
      )}
      <Facts items={lines} />
      {props.mayReadNotes && props.noteCount > 0 && (
        <p>
          <a href={`/children/${props.child.id}/notes`}>Read the {props.noteCount} case notes</a>
        </p>
      )}
      <Warnings {...props} />
    </Card>
  );
}

function saySeen(visit: TimelineRow): string {
  const said = sayDetail(visit.kind, visit.detail);
  return said === null ? "" : `, ${said}`;
}

function Warnings(props: RecordProps & { on: IsoDate }): VNode | null {
  const shown = props.derived.breaches.filter((b) => !props.undecidable.includes(b.invariant));
  if (shown.length === 0) return null;
  return (
    <div class="warnings">
      <h3>Wrong now</h3>
      <ul>
        {shown.map((breach) => {
          const row = invariant(breach.invariant);
          const what = typeof breach.detail["what"] === "string" ? `: ${breach.detail["what"]}` : "";
          return (
            <li>
              <Tag standing="late">
                {daysBetween(breach.from, props.on) === 0
                  ? "since today"
                  : `since ${sayDayAndMonth(breach.from)}`}
              </Tag>{" "}
              <a href={`/net/${breach.invariant}?child=${props.child.id}`}>{row?.name ?? breach.invariant}</a>
              {what}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const DUE_SHOWN = 8;

function Due(props: RecordProps & { on: IsoDate }): VNode {
  const due = dueNow(props.derived, props.on, props.calendar).filter(
    ({ line }) => !props.cannotTell.has(line.rule.id),
  );
  return (
    <Card title="Due" id="due">
      <DueList
        items={due.slice(0, DUE_SHOWN).map(({ line, state, words }) => ({
          what: line.rule.name,
          state,
          when: words,
          source: (
            <>
              {line.due < props.on
                ? `was due ${sayDate(line.due)}`
                : line.actBy === line.due
                  ? `by ${sayDate(line.due)}`
                  : `due ${sayDate(line.due)}: act by ${sayDate(line.actBy)}`}
              . {line.rule.source} ({sayCounting(line.rule)})
            </>
          ),
        }))}
        empty="Nothing is due in the next six months that the rules and the data held can tell."
      />
      <p>
        <a href={`/children/${props.child.id}/duties`}>
          {due.length > DUE_SHOWN
            ? `All ${due.length} due, and every duty met or missed`
            : "Every duty, met and missed, with its rule"}
        </a>
      </p>
    </Card>
  );
}

function Family(props: RecordProps & { on: IsoDate }): VNode {
  const picture = familyPicture(props.child, props.relatives, props.on);
  const children = props.relatives.filter((r) => r.childId !== null);
  return (
    <Card title="Family">
      {picture === null ? (
        <p class="muted">No family is recorded. Not known is not the same as none.</p>
      ) : (
        <Genogram id="family" family={picture} title={`Family of ${displayName(props.child)}`} />
      )}
      {children.length > 0 && (
        <p class="small">
          Children with records:{" "}
          {children.map((r, i) => (
            <>
              {i > 0 && ", "}
              <a href={`/children/${r.childId}`}>{r.name ?? r.ref}</a>
            </>
          ))}
        </p>
      )}
    </Card>
  );
}

function Quality(props: { findings: readonly FindingRow[] }): VNode {
  const count = props.findings.length;
  return (
    <Card title="Data quality" id="quality">
      {count === 0 ? (
        <p class="small">Nothing odd was found in the files about this child.</p>
      ) : (
        <>
          <p class="small">
            {count} thing{count === 1 ? "" : "s"} to mend where the file was made:
          </p>
          <ul class="small">
            {props.findings.map((f) => (
              <li>
                {f.message}{" "}
                <span class="muted">
                  {f.said === null ? "" : `The file says “${f.said}”. `}
                  {f.fileName}, {f.place}.
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}

function Sources(props: { sources: readonly SourceLine[]; today: IsoDate }): VNode {
  return (
    <Card title="What this rests on" look="flat">
      <ul class="small">
        {props.sources.map((s) => (
          <li>
            {FORMAT_WORDS[s.format] ?? s.format}: {s.fileName}, speaks for {sayDate(s.asAt)} (
            {daysBetween(s.asAt, props.today)} days ago)
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Story(props: RecordProps): VNode {
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
