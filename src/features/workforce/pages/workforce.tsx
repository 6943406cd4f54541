import type { VNode } from "preact";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Assumptions } from "../assumptions.ts";
import type { Duty, Outcome } from "../outcome.ts";
import type { Simulated } from "../simulation.ts";
import { sayAnswer } from "../words.ts";
import { Answer, SimulationPart } from "./answer.tsx";
import { WhatIfForm, type WhatIfProps } from "./form.tsx";

export type WorkforceProps = WhatIfProps & {
  readonly found:
    | { readonly assumptions: Assumptions; readonly outcome: Outcome; readonly duty: Duty }
    | { readonly problem: string }
    | null;
  readonly simulation: Simulated | { readonly cannot: string } | "not asked" | "too long";
  /** The what-if as an address asks it, without its path. */
  readonly query: string;
  readonly maySave: boolean;
  readonly save: FormState;
  readonly isCoarse: boolean;
};

/** How many posts it takes that nobody waits: an answer, its working, and every number to be changed. */
export function WorkforcePage(props: WorkforceProps): VNode {
  const { found, snapshot } = props;
  const failures = [...props.failures, ...props.save.failures];
  const answered = found !== null && "outcome" in found ? found : null;
  return (
    <>
      {failures.length > 0 && <ErrorSummary errors={summaryLines(failures)} />}
      <PageHead
        over={`Open cases as at ${sayDate(snapshot.on)}`}
        title="Workforce"
        lead={
          answered === null
            ? "How many posts it takes that nobody waits."
            : sayAnswer(answered.assumptions, answered.outcome)
        }
        actions={
          <>
            <a href="#what-if">Change the numbers</a>
            <a href="/workforce/scenarios">Saved scenarios</a>
            <a href="/workforce/points">Points for each kind of case</a>
          </>
        }
      />
      <p>
        This plans teams. It never measures or ranks a worker, and points are a local choice. Restricted
        records are in no figure.
        {props.isCoarse && " Open cases begin in tens, and as none where there are fewer than ten."}
      </p>
      {found !== null && "problem" in found && (
        <EmptyState unknown title="There is no answer">
          {found.problem}
        </EmptyState>
      )}
      {answered !== null && (
        <>
          <Answer
            {...answered}
            snapshot={snapshot}
            source={`Open cases of ${sayDate(snapshot.on)} unless changed below; worked out by the exact distribution of the load.`}
            downloads={{
              svg: `/workforce/curve.svg${props.query}`,
              png: `/workforce/curve.png${props.query}`,
              csv: `/workforce/figures.csv${props.query}`,
            }}
          />
          <Tried {...props} />
        </>
      )}
      <section class="no-print" id="what-if">
        <Heading level={2}>What if</Heading>
        <WhatIfForm {...props} />
      </section>
      {answered !== null && props.maySave && <Save {...props} />}
    </>
  );
}

function Tried(props: WorkforceProps): VNode {
  const { simulation, query } = props;
  if (simulation === "too long")
    return (
      <>
        <Heading level={2}>Tried in invented years</Heading>
        <p>
          So many cases take longer than a page is waited for: save the scenario, and it is simulated behind
          it.
        </p>
      </>
    );
  if (simulation === "not asked")
    return (
      <p class="screen-only">
        <a href={`/workforce${query === "" ? "?" : `${query}&`}simulate=yes`}>Try it in invented years</a>:
        families, people who leave, time away, and how long a child waits.
      </p>
    );
  return <SimulationPart simulation={simulation} year={Number(props.snapshot.on.slice(0, 4))} />;
}

function Save(props: WorkforceProps): VNode {
  const { typed, save } = props;
  return (
    <section class="no-print" id="save">
      <Heading level={2}>Keep this what-if</Heading>
      <form method="post" action="/workforce/scenarios">
        {Object.entries(typed).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Input
          name="name"
          label="What to call it"
          value={typedIn(save, "name")}
          error={saidOf(save, "name")}
        />
        <Textarea
          name="note"
          id="note"
          label="What is assumed, and why"
          hint="For whoever opens it in a year. No names."
          value={typedIn(save, "note")}
          error={saidOf(save, "note")}
        />
        <Button>Save it in my name</Button>
      </form>
    </section>
  );
}
