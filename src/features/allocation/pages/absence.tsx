import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { DateInput } from "../../../ui/govuk/date-input.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Select } from "../../../ui/govuk/select.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Absence, Holding } from "../../team/holding.ts";
import { errorOf, type Sent, summaryOf } from "../form.ts";
import type { Candidate } from "../queries.ts";
import type { Worker } from "../state.ts";
import { ABSENCE_REASONS, sayHeld } from "../words.ts";

export type AbsenceProps = {
  readonly worker: Worker;
  readonly holding: Holding;
  readonly absences: readonly Absence[];
  /** Who might cover, by name. */
  readonly others: readonly Candidate[];
  readonly sent: Sent;
  readonly failures: readonly Failure[];
  readonly today: IsoDate;
};

/** When is this worker away, and who stands in? */
export function AbsencePage(props: AbsenceProps): VNode {
  const { worker, failures } = props;
  return (
    <>
      {failures.length > 0 && <ErrorSummary errors={summaryOf(failures, ["from", "to"])} />}
      <PageHead
        over={<a href={`/team/worker/${encodeURIComponent(worker.ref)}`}>Back to {worker.name}</a>}
        title={`${worker.name} away, and who covers`}
        lead={`${sayHeld(props.holding)}. Whoever covers sees this work as their own and may open these records while it lasts.`}
      />
      <Known absences={props.absences} today={props.today} />
      <form method="post" action={`/team/worker/${encodeURIComponent(worker.ref)}/absence`}>
        <DateInput
          id="from"
          namePrefix="from"
          legend={{ text: "First day away", classes: "govuk-fieldset__legend--m" }}
          error={errorOf(failures, "from")}
          values={props.sent}
        />
        <DateInput
          id="to"
          namePrefix="to"
          legend={{ text: "Last day away", classes: "govuk-fieldset__legend--m" }}
          hint="Leave it empty if it is not known yet."
          error={errorOf(failures, "to")}
          values={props.sent}
        />
        <Select
          name="cover"
          label={{ text: "Who covers?", classes: "govuk-label--m" }}
          hint="Without anybody, each child shows as held by somebody away."
          error={errorOf(failures, "cover")}
          value={props.sent["cover"]}
          items={[
            { value: "", text: "Nobody yet" },
            ...props.others
              .filter((other) => other.ref !== worker.ref)
              .map((other) => ({
                value: other.ref,
                text: `${other.name}${other.teamName === null ? "" : `, ${other.teamName}`} (${sayHeld(other.holding).toLowerCase()})`,
              })),
          ]}
        />
        <Radios
          name="reason"
          legend={{ text: "Why", classes: "govuk-fieldset__legend--m" }}
          hint="Nothing about anybody’s health belongs here."
          error={errorOf(failures, "reason")}
          value={props.sent["reason"]}
          items={ABSENCE_REASONS.map((reason) => ({ value: reason, text: reason }))}
        />
        <Button preventDoubleClick>Save</Button>
      </form>
    </>
  );
}

function Known(props: { absences: readonly Absence[]; today: IsoDate }): VNode | null {
  if (props.absences.length === 0) return null;
  return (
    <Card title="Away now or soon">
      <ul>
        {props.absences.map((absence) => (
          <li>
            {absence.reason ?? "Away"} from {sayDate(absence.from)},{" "}
            {absence.to === null ? "no day of return" : `to ${sayDate(absence.to)}`}.{" "}
            {absence.coverName === null ? (
              <Tag standing="late">nobody covers</Tag>
            ) : (
              `${absence.coverName} covers.`
            )}
            <form method="post" action={`/team/absence/${absence.id}/end`} class="no-print">
              <Button classes="govuk-button--secondary" preventDoubleClick>
                {absence.from <= props.today ? "Back today" : "Will not be away"}
              </Button>
            </form>
          </li>
        ))}
      </ul>
    </Card>
  );
}
