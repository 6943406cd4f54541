import type { VNode } from "preact";
import { daysBetween, type IsoDate, londonDate, londonTime } from "../../../kernel/dates.ts";
import type { Invariant } from "../../../kernel/duties/invariant.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayDayAndMonth, sayNumber } from "../../../ui/words.ts";
import { sayAge } from "../../children/words.ts";
import type { Undecidable } from "../decidable.ts";
import type { BreachLine } from "../queries.ts";

/** A note that was refused, and the line it was for: shown again where it was written. */
export type Sent = { readonly person: string; readonly key: string; readonly note: string };

export type BreachProps = {
  readonly invariant: Invariant;
  readonly today: IsoDate;
  readonly total: number;
  readonly lines: readonly BreachLine[];
  readonly serviceDetails: readonly string[];
  readonly unknown: Undecidable | null;
  /** What of it cannot be told, where the rest can. */
  readonly partly: Undecidable | null;
  readonly mayTakeUp: boolean;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly failures: readonly Failure[];
  readonly sent: Sent | null;
};

const isSent = (props: BreachProps, line: BreachLine): boolean =>
  props.sent?.person === String(line.personId) && props.sent.key === line.key;

/** The children behind one number, longest first, with who holds each and what is being done. */
export function BreachPage(props: BreachProps): VNode {
  const { invariant, total } = props;
  const at = props.lines.findIndex((line) => isSent(props, line));
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary
          errors={props.failures.map((f) => ({
            text: f.message,
            ...(at < 0 ? {} : { href: `#note-${at}` }),
          }))}
        />
      )}
      <PageHead
        over={<a href="/net">Safety net</a>}
        title={
          props.unknown === null ? `${sayNumber(total)}: ${invariant.name.toLowerCase()}` : invariant.name
        }
        lead={invariant.how}
        aside={
          <div class="small">
            <div class="muted">Accountable</div>
            <strong>{invariant.accountable}</strong>
            <div class="muted">{invariant.id}</div>
          </div>
        }
      />
      {props.unknown !== null && (
        <EmptyState title="We cannot tell" unknown>
          Because {props.unknown.because}. What would tell: {props.unknown.wouldTell}.
        </EmptyState>
      )}
      {props.partly !== null && (
        <EmptyState title="Part of this cannot be told" unknown>
          Because {props.partly.because}. What would tell: {props.partly.wouldTell}.
        </EmptyState>
      )}
      {invariant.act !== "" && props.unknown === null && (
        <p>
          <strong>What to do:</strong> {invariant.act}
        </p>
      )}
      {props.serviceDetails.length > 0 && (
        <ul>
          {props.serviceDetails.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      )}
      {props.unknown === null && props.lines.length === 0 && props.serviceDetails.length === 0 && (
        <p class="muted">
          None found today in what is held and you may see
          {props.partly === null ? "" : "; what cannot be told may hide some"}.
        </p>
      )}
      <ul class="breach-list">
        {props.lines.map((line, i) => (
          <Line {...props} line={line} index={i} />
        ))}
      </ul>
      <KeyPager
        label="Children"
        previousHref={props.firstHref ?? undefined}
        nextHref={props.nextHref ?? undefined}
        previousText="Longest"
        nextText="More"
      />
    </>
  );
}

function Line(props: BreachProps & { line: BreachLine; index: number }): VNode {
  const { line, invariant, today } = props;
  const age = sayAge(line.born, today);
  const days = daysBetween(line.from, today);
  const refused = isSent(props, line);
  return (
    <li class="breach">
      <div class="breach-who">
        <h2 class="breach-name">
          <a href={`/children/${line.personId}`}>
            {line.name ?? `Child ${line.localId}`}
            {age === null ? "" : `, ${age}`}
          </a>
        </h2>
        <div class="muted small">{line.localId}</div>
      </div>
      <div class="breach-what">
        <Tag standing="late">
          {days === 0 ? "since today" : `${sayNumber(days)} day${days === 1 ? "" : "s"}`}
        </Tag>{" "}
        since {sayDate(line.from)}
        {sayMore(line)}
        <div class="muted small">
          {line.workerName === null ? "No named worker is known" : `Held by ${line.workerName}`}
          {line.teamName === null ? "" : `, ${line.teamName}`}
          {line.managerName === null ? "" : `; manager ${line.managerName}`}
        </div>
        {line.takenUp !== null && (
          <div class="taken-up">
            Taken up by <strong>{line.takenUp.by}</strong>, {sayDayAndMonth(londonDate(line.takenUp.at))} at{" "}
            {londonTime(line.takenUp.at)}: “{line.takenUp.note}”
          </div>
        )}
      </div>
      {props.mayTakeUp && (
        <div class="breach-act no-print">
          <Details summary={line.takenUp === null ? "Take up" : "Add to it"} open={refused}>
            <form method="post" action={`/net/${invariant.id}/take-up`}>
              <input type="hidden" name="person" value={String(line.personId)} />
              <input type="hidden" name="key" value={line.key} />
              <Input
                name="note"
                id={`note-${props.index}`}
                label="What you are doing about it"
                hint="It stays on this page until the fact changes."
                value={refused ? props.sent?.note : undefined}
                error={refused ? props.failures[0]?.message : undefined}
              />
              <Button>Take it up in my name</Button>
            </form>
          </Details>
        </div>
      )}
    </li>
  );
}

function sayMore(line: BreachLine): string {
  const { what, due, was, now, why } = line.detail;
  if (typeof what === "string") return `: ${what}`;
  if (why === "left") return ": the worker has left";
  if (why === "away") return ": the worker is away and nobody covers";
  if (typeof was === "string" && typeof now === "string")
    return `: the date moved from ${sayDate(was)} to ${sayDate(now)}`;
  return typeof due === "string" ? `: was due ${sayDate(due)}` : "";
}
