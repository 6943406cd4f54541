import type { VNode } from "preact";
import { LEGAL_STATUS, PLACEMENT_TYPE } from "../../../kernel/codes/care.ts";
import { daysBetween, type IsoDate } from "../../../kernel/dates.ts";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { ChildsWords } from "../../../ui/pieces/childs-words.tsx";
import { type Fact, Facts } from "../../../ui/pieces/facts.tsx";
import { HeldBy, PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayDayAndMonth } from "../../../ui/words.ts";
import { invariant } from "../../safety-net/invariants.ts";
import type { ChildHead } from "../head.ts";
import { ReturnIssues } from "../../returns/index.ts";
import { badges, oneSentence } from "../standing.ts";
import type { Newest } from "../timeline.ts";
import { displayName, sayAge, sayBorn, sayCode, sayDetail, sayEthnicity } from "../words.ts";
import type { RecordProps } from "./props.ts";
import { Due, Family, Quality, Sources } from "./side.tsx";
import { Story } from "./story.tsx";

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
            <ReturnIssues issues={props.returnIssues} today={today} />
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
      {props.mayReadLog && <a href={`/children/${props.child.id}/log`}>Who has looked at this record</a>}{" "}
      {props.mayRestrict && <a href={`/children/${props.child.id}/restrict`}>Restrict it</a>}
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
  if (holder === null) {
    if (asKnown !== null) return <HeldBy name="Nobody" note="as far as was known then" />;
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
          {props.mayAllocate && asKnown === null && (
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

function saySeen(visit: Newest): string {
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
          const name = row?.name ?? breach.invariant;
          const what = typeof breach.detail["what"] === "string" ? `: ${breach.detail["what"]}` : "";
          return (
            <li>
              <Tag standing="late">
                {daysBetween(breach.from, props.on) === 0
                  ? "since today"
                  : `since ${sayDayAndMonth(breach.from)}`}
              </Tag>{" "}
              {props.mayReadNet ? (
                <a href={`/net/${breach.invariant}?child=${props.child.id}`}>{name}</a>
              ) : (
                name
              )}
              {what}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
