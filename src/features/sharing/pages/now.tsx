import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { SharingRun } from "../runs.ts";
import { sayChildren, sayMoment } from "../words.ts";

export type NowProps = {
  readonly sentTo: string | null;
  readonly underWay: SharingRun | null;
  /** The latest look since the last sending. */
  readonly look: SharingRun | null;
  readonly everSent: boolean;
};

/** What would be sent if the button were pressed. */
export function Now(props: NowProps): VNode {
  const { underWay, look } = props;
  if (underWay !== null) return <UnderWay run={underWay} />;
  const buttons = (
    <div class="govuk-button-group">
      <Form action="/sharing/send" words={`Send now to ${props.sentTo ?? ""}`} look="" />
      <Form
        action="/sharing/look"
        words={look === null ? "Work out what would be sent" : "Work it out again"}
        look="govuk-button--secondary"
      />
    </div>
  );
  if (look === null)
    return (
      <Card title="What would be sent now" id="now">
        <EmptyState
          title={props.everSent ? "Not worked out since the last sending" : "Nobody has asked yet"}
          unknown
          action={buttons}
        >
          Working it out reads every child’s record and sends nothing.
        </EmptyState>
      </Card>
    );
  return (
    <Card title="What would be sent now" id="now">
      <p class="muted">
        Worked out {sayMoment(look.finishedAt ?? look.askedAt)}, from {sayChildren(look.lookedAt)} of the
        record. What has been recorded since is not in it, and will be in a sending.
      </p>
      <Facts items={factsOf(look)} />
      {buttons}
      <LeftOut fields={look.leftOut} />
    </Card>
  );
}

function factsOf(look: SharingRun): { term: string; value: string }[] {
  return [
    { term: "New", value: `${sayChildren(look.added)}, sent whole` },
    { term: "Changed", value: `${sayChildren(look.changed)}, of whom only what changed is sent` },
    { term: "Withdrawn", value: `${sayChildren(look.gone)} no longer in the record as they were sent` },
    { term: "The same", value: `${sayChildren(look.unchanged)}, not sent again` },
    {
      term: "Grown out",
      value: `${sayChildren(look.agedOut)} no longer of the age or time asked for. What the department has of them stays`,
    },
    { term: "Held back", value: `${sayChildren(look.setAside)}, listed after a sending` },
  ];
}

function LeftOut(props: { fields: { readonly [field: string]: number } }): VNode | null {
  const fields = Object.entries(props.fields);
  if (fields.length === 0) return null;
  return (
    <Details summary="Left out because the department would not take it as it is">
      <ul>
        {fields.map(([field, count]) => (
          <li>
            <code>{field}</code>: {sayNumber(count)}
          </li>
        ))}
      </ul>
    </Details>
  );
}

function UnderWay(props: { run: SharingRun }): VNode {
  const { run } = props;
  return (
    <Card title={run.kind === "look" ? "Working out what would be sent" : "Sending"} id="now">
      <p role="status">
        {sayChildren(run.lookedAt)} looked at
        {run.kind === "send"
          ? `, ${sayNumber(run.accepted)} taken, ${sayNumber(run.setAside)} set aside`
          : ""}
        . This page reads itself again.
      </p>
      {run.problem !== null && <p>{run.problem} It is tried again by itself.</p>}
    </Card>
  );
}

function Form(props: { action: string; words: string; look: string }): VNode {
  return (
    <form method="post" action={props.action} novalidate>
      <Button classes={props.look} preventDoubleClick>
        {props.words}
      </Button>
    </form>
  );
}
