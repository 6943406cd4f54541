import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { DateInput } from "../../../ui/govuk/date-input.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { HeldBy, PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import { displayName } from "../../children/words.ts";
import type { ChildHead } from "../../children/head.ts";
import { errorOf, type Sent, summaryOf } from "../form.ts";
import type { Candidate, PastOffer } from "../queries.ts";
import type { HoldingState } from "../state.ts";
import { list, sayAbsence, sayHeld, sayRegistered } from "../words.ts";

export type AllocateProps = {
  readonly child: ChildHead;
  readonly state: HoldingState;
  readonly candidates: readonly Candidate[];
  readonly offers: readonly PastOffer[];
  readonly search: string;
  readonly sent: Sent;
  readonly failures: readonly Failure[];
  readonly today: IsoDate;
  /** Whether who allocates could hold the child meanwhile. */
  readonly isWorker: boolean;
};

/** Who shall hold this child? */
export function AllocatePage(props: AllocateProps): VNode {
  const { child, state } = props;
  return (
    <>
      {props.failures.length > 0 && <ErrorSummary errors={summaryOf(props.failures, ["from"])} />}
      <PageHead
        over={<a href={`/children/${child.id}`}>Back to {displayName(child)}</a>}
        title={`${state.holder === null ? "Allocate" : "Reallocate"} ${displayName(child)}`}
        lead={sayHow(props)}
        aside={
          state.holder === null ? (
            <HeldBy
              note={state.gone === null ? "since nobody is named" : `${state.gone} cannot hold any more`}
            />
          ) : (
            <HeldBy name={state.holder.name} note={`since ${sayDate(state.holder.from)}`} />
          )
        }
      />
      {state.waiting === null ? <Choose {...props} /> : <Waiting {...props} />}
      <Offers offers={props.offers} />
    </>
  );
}

function sayHow(props: AllocateProps): string {
  const { state } = props;
  if (state.waiting !== null)
    return `Offered to ${state.waiting.toName}, who has not answered. ${state.holder?.name ?? "You"} holds the child until then.`;
  if (state.holder !== null)
    return `You offer the child; ${state.holder.name} goes on holding until the other accepts.`;
  return props.isWorker
    ? "Nobody holds this child. You hold the child from the moment you offer, until the other accepts."
    : "Nobody holds this child, and your account is not linked to a worker who could hold the child meanwhile. Ask whoever keeps the accounts, or another manager.";
}

function Waiting(props: AllocateProps): VNode {
  const waiting = props.state.waiting;
  return (
    <Card title={`Waiting for ${waiting?.toName ?? "an answer"}`}>
      <p>To offer the child to somebody else, take this offer back first.</p>
      <form method="post" action={`/handovers/${waiting?.id ?? 0}/cancel`}>
        <Button classes="govuk-button--secondary" preventDoubleClick>
          Take the offer back
        </Button>
      </form>
    </Card>
  );
}

function Choose(props: AllocateProps): VNode {
  const { child, state } = props;
  return (
    <>
      <form method="get" action={`/children/${child.id}/allocate`} class="no-print">
        <Input
          name="q"
          id="q"
          label="Find a worker or a team"
          hint="Leave it empty for your own teams."
          value={props.search}
          autocomplete="off"
          classes="govuk-input--width-20"
          after={<Button classes="govuk-button--secondary">Find</Button>}
        />
      </form>
      {props.candidates.length === 0 ? (
        <EmptyState
          title={props.search === "" ? "Your account leads no team yet" : "No worker here by that name"}
        >
          <p>Type part of a worker’s name, or of a team’s.</p>
        </EmptyState>
      ) : (
        <form method="post" action={`/children/${child.id}/allocate`}>
          <input type="hidden" name="version" value={state.version} />
          <input type="hidden" name="q" value={props.search} />
          {state.needsSocialWorker.length > 0 && (
            <p>
              Must be a registered social worker, because of {list([...new Set(state.needsSocialWorker)])}.
            </p>
          )}
          <Radios
            name="worker"
            legend={{ text: "Who shall hold the child?", classes: "govuk-fieldset__legend--m" }}
            hint="By name. What somebody holds is a count and says nothing of how heavy it is."
            error={errorOf(props.failures, "worker")}
            value={props.sent["worker"]}
            items={props.candidates.map((worker) => ({
              value: worker.ref,
              text: `${worker.name}${worker.teamName === null ? "" : `, ${worker.teamName}`}`,
              hint: { text: <CandidateNote worker={worker} today={props.today} /> },
            }))}
          />
          <DateInput
            id="from"
            namePrefix="from"
            legend={{ text: "From which day?", classes: "govuk-fieldset__legend--m" }}
            hint="Today, or within four weeks. The child moves when the offer is accepted, not before."
            error={errorOf(props.failures, "from")}
            values={props.sent}
          />
          <Textarea
            name="reason"
            label={{ text: "Why", classes: "govuk-label--m" }}
            hint="The other worker reads this before they accept."
            rows={3}
            value={props.sent["reason"]}
            error={errorOf(props.failures, "reason")}
          />
          <Button preventDoubleClick>Offer the child</Button>
        </form>
      )}
    </>
  );
}

function CandidateNote(props: { worker: Candidate; today: IsoDate }): VNode {
  const { worker, today } = props;
  const away = sayAbsence(worker.absences, today);
  return (
    <>
      {sayRegistered(worker)}. {sayHeld(worker.holding)}.{away !== null && <strong> {away}.</strong>}
      {!worker.hasAccount && " Has no account here yet, so cannot accept until there is one."}
    </>
  );
}

function Offers(props: { offers: readonly PastOffer[] }): VNode | null {
  if (props.offers.length === 0) return null;
  return (
    <Card title="Offers before" look="flat">
      <ul class="small">
        {props.offers.map((offer) => (
          <li>
            {sayDate(londonDate(offer.offeredAt))}, to {offer.toName}: {sayAnswer(offer)} ({offer.reason})
          </li>
        ))}
      </ul>
    </Card>
  );
}

export function sayAnswer(offer: Pick<PastOffer, "answeredAt" | "accepted" | "note">): string {
  if (offer.answeredAt === null) return "not answered yet";
  const on = sayDate(londonDate(offer.answeredAt));
  if (offer.accepted === true) return `accepted ${on}`;
  return offer.accepted === false ? `said no ${on}: “${offer.note ?? ""}”` : `taken back ${on}`;
}
