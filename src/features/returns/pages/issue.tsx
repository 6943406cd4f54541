import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { IssueLine } from "../issues.ts";
import { NOT_IN_IT } from "../outsideIssues.ts";
import type { Place } from "../places.ts";
import { recordHref, ruleText, sayChildOf, saySince, sayThing, sayValue } from "../words.ts";

/** A note that was refused, and the issue it was for: shown again where it was written. */
export type Sent = { readonly issue: string; readonly note: string };

export type IssueProps = {
  readonly line: IssueLine;
  readonly today: IsoDate;
  readonly mayAccept: boolean;
  readonly sent: Sent | null;
  readonly failures: readonly Failure[];
};

/** One issue: whose, what stands there, who holds the child, and what was said of it. */
export function Issue(props: IssueProps): VNode {
  const { line, today } = props;
  return (
    <li class="breach">
      <div class="breach-who">
        <h3 class="breach-name">
          {line.child === null ? (
            "The return as a whole"
          ) : (
            <a href={recordHref(line.child.id, line.places)}>{sayChildOf(line.child)}</a>
          )}
        </h3>
        {line.child?.name != null && <div class="muted small">{line.child.localId}</div>}
      </div>
      <div class="breach-what">
        <State line={line} /> {saySince(line.foundAt, today)}
        {(ruleText(line.rule) === undefined || line.rule === NOT_IN_IT) && `: ${line.message}`}
        <Places places={line.places} />
        {line.child !== null && (
          <div class="muted small">
            {line.workerName === null ? "No named worker is known" : `Held by ${line.workerName}`}
            {line.teamName === null ? "" : `, ${line.teamName}`}
          </div>
        )}
        <Said line={line} />
      </div>
      {props.mayAccept && line.severity === "query" && <Answer {...props} />}
    </li>
  );
}

export function State(props: { line: Pick<IssueLine, "state" | "severity"> }): VNode {
  if (props.line.state === "accepted") return <Tag>Query, accepted</Tag>;
  return props.line.state === "query" ? <Tag standing="soon">Query</Tag> : <Tag standing="late">Error</Tag>;
}

/** The child's own values that together break the rule, by the thing of the record they belong to. */
export function Places(props: { places: readonly Place[] }): VNode | null {
  if (props.places.length === 0) return null;
  const things = [...Map.groupBy(props.places, sayThing)];
  return (
    <ul class="small">
      {things.map(([thing, places]) => (
        <li>
          {thing !== null && `${capital(thing)}: `}
          {places.map((place, at) => (
            <>
              {at > 0 && ", "}
              {place.item}{" "}
              {place.value === null ? (
                <span class="facts-unknown">missing</span>
              ) : (
                <strong>{sayValue(place.value)}</strong>
              )}
            </>
          ))}
        </li>
      ))}
    </ul>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function Said(props: { line: IssueLine }): VNode | null {
  const { said } = props.line;
  if (said === null) return null;
  return (
    <div class="taken-up">
      {said.accepted ? "Accepted" : "Opened again"} by <strong>{said.by}</strong>,{" "}
      {sayDate(londonDate(said.at))}: “{said.note}”
      {said.accepted && said.stale && " The facts have changed since, so it is open again."}
    </div>
  );
}

function Answer(props: IssueProps): VNode {
  const { line } = props;
  const refused = props.sent?.issue === String(line.id);
  const accepted = line.state === "accepted";
  return (
    <div class="breach-act no-print">
      <Details summary={accepted ? "Open it again" : "Accept with a note"} open={refused}>
        <form method="post" action={`/returns/issues/${line.id}`}>
          <input type="hidden" name="facts" value={line.facts} />
          <input type="hidden" name="answer" value={accepted ? "reopen" : "accept"} />
          <Textarea
            name="note"
            id={`note-${line.id}`}
            label={accepted ? "Why it is open again" : "Why it is right as it is"}
            hint={
              accepted ? undefined : "Kept with the return. It opens again by itself if the facts change."
            }
            rows={3}
            value={refused ? props.sent?.note : undefined}
            error={refused ? props.failures[0]?.message : undefined}
          />
          <Button classes="govuk-button--secondary">
            {accepted ? "Open it again" : "Accept in my name"}
          </Button>
        </form>
      </Details>
    </div>
  );
}
