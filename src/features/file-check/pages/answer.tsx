import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { Acceptance } from "../accepted.ts";
import type { FileCheck } from "../checks.ts";
import { explain, sayRule } from "../explain.ts";
import type { StoredIssue } from "../issues.ts";
import type { KnownChild } from "../known.ts";
import { childName, sayMoment } from "../words.ts";
import { Explanation, SeverityTag } from "./issues.tsx";
import { IssueTable } from "./issueTable.tsx";

export type AnswerProps = {
  readonly check: FileCheck;
  readonly issue: StoredIssue;
  readonly known: (issue: StoredIssue) => KnownChild | undefined;
  readonly said: Acceptance | undefined;
  readonly form: FormState;
  /** The page to come back to. */
  readonly back: string;
  readonly context: Context;
};

/** One query: is it right as it is, and why? */
export function AnswerPage(props: AnswerProps): VNode {
  const { issue, said, form } = props;
  const { words } = explain(issue.rule, issue.severity);
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        over={<a href={props.back}>Back to the list</a>}
        title={`${childName(issue)}: is this right?`}
        lead={`${words} ${sayRule(issue.rule, issue.severity)}.`}
        tags={<SeverityTag severity={issue.severity} />}
      />
      <Card>
        <Explanation issue={issue} />
        <p class="muted small">What the file says:</p>
        <IssueTable {...props} issues={[issue]} ofChild={false} words={words} />
      </Card>
      {said !== undefined && <Before said={said} />}
      {said?.holds === true ? <TakeBack {...props} /> : <Accept {...props} />}
    </>
  );
}

function Before(props: { said: Acceptance }): VNode {
  const { said } = props;
  return (
    <InsetText>
      <p>
        {said.holds
          ? "Accepted as it is now."
          : "It was accepted before, and the facts have changed since, so it is asked again."}
      </p>
      <p>
        <strong>{said.note}</strong>
      </p>
      <p class="muted small">
        {said.by}, {sayMoment(said.at)}
      </p>
    </InsetText>
  );
}

function Accept(props: AnswerProps): VNode {
  return (
    <form method="post" action={`/check/${props.check.token}/answer`}>
      <Sent {...props} />
      <Textarea
        name="note"
        label={{ text: "It is right, because", classes: "govuk-label--m" }}
        hint="As DfE would be told. The note is kept with the query, and the query is asked again only when the facts change."
        rows={4}
        value={typedIn(props.form, "note")}
        error={saidOf(props.form, "note")}
      />
      <Button preventDoubleClick>Accept this query</Button>
      <p class="small muted">
        The facts are the values above and the day of the referral they belong to. If it is not right, correct
        it where it is recorded; nothing is to be said here.
      </p>
    </form>
  );
}

function TakeBack(props: AnswerProps): VNode {
  return (
    <form method="post" action={`/check/${props.check.token}/withdraw`}>
      <Sent {...props} />
      <Button classes="govuk-button--secondary" preventDoubleClick>
        Take this back
      </Button>
      <p class="small muted">The query is then open again, for everybody who checks a file.</p>
    </form>
  );
}

function Sent(props: AnswerProps): VNode {
  return (
    <>
      <input type="hidden" name="issue" value={String(props.issue.seq)} />
      <input type="hidden" name="back" value={props.back} />
    </>
  );
}
