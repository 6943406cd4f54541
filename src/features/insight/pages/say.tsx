import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Indicator } from "../indicator.ts";
import type { RebaseLine, Said } from "../said.ts";

export type SayProps = {
  readonly indicator: Indicator;
  readonly finding: string | null;
  readonly said: readonly Said[];
  readonly rebases: readonly RebaseLine[];
  readonly form: FormState;
};

/** Where people write what lies behind a chart, and say when the work changed. */
export function SayPage(props: SayProps): VNode {
  const { indicator, form, said } = props;
  const here = `/insight/${indicator.no}`;
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        over={<a href={here}>{indicator.name}</a>}
        title="What lies behind it"
        lead={props.finding ?? undefined}
      />
      <form method="post" action={`${here}/say`}>
        <Textarea
          name="words"
          id="words"
          label="What the chart shows, and why"
          hint="What happened, what you have looked at, what children and families say. No names. What was written before is kept."
          value={typedIn(form, "words")}
          error={saidOf(form, "words")}
        />
        <Button>Write it in my name</Button>
      </form>
      {said.length > 0 && (
        <>
          <Heading level={2}>Written before</Heading>
          <ul>
            {said.map((one) => (
              <li>
                {one.words}{" "}
                <span class="muted small">
                  {one.by}, {sayDate(londonDate(one.at))}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Heading level={2}>When the work changed</Heading>
      <p>
        Limits start afresh only when the work itself changed: a new threshold, a new team, a new law. Never
        because the limits are unwelcome.
      </p>
      <form method="post" action={`${here}/rebase`}>
        <Input
          name="on"
          id="on"
          label="From which day"
          hint="As 2026-04-01"
          value={typedIn(form, "on")}
          error={saidOf(form, "on")}
        />
        <Input
          name="reason"
          id="reason"
          label="What changed"
          value={typedIn(form, "reason")}
          error={saidOf(form, "reason")}
        />
        <Button>Start the limits afresh</Button>
      </form>
      <ul>
        {props.rebases.map((line) => (
          <li>
            {sayDate(line.on)}: {line.reason}{" "}
            <span class="muted small">
              {line.by}, {sayDate(londonDate(line.at))}
              {line.withdrawn !== null &&
                `; withdrawn by ${line.withdrawn.by}, ${sayDate(londonDate(line.withdrawn.at))}: ${line.withdrawn.reason}`}
            </span>
            {line.withdrawn === null && (
              <Details
                summary={`Withdraw ${sayDate(line.on)}`}
                open={typedIn(form, "id") === String(line.id)}
              >
                <form method="post" action={`${here}/withdraw`}>
                  <input type="hidden" name="id" value={String(line.id)} />
                  <Input
                    name="why"
                    id={typedIn(form, "id") === String(line.id) ? "why" : `why-${line.id}`}
                    label="Why it is withdrawn"
                    error={typedIn(form, "id") === String(line.id) ? saidOf(form, "why") : undefined}
                  />
                  <Button>Withdraw it</Button>
                </form>
              </Details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
