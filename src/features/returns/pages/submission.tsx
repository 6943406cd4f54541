import type { VNode } from "preact";
import { londonDate, londonTime } from "../../../kernel/dates.ts";
import type { Failure } from "../../../kernel/result.ts";
import { address } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { Chips } from "../../../ui/pieces/chips.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { compareTotals, type Totals } from "../items.ts";
import type { Submission } from "../submissions.ts";
import { referenceDate } from "../year.ts";
import { sayRule } from "../words.ts";
import { ItemChanges, ItemTotals } from "./items.tsx";
import { returnName, sayCount } from "./overview.tsx";
import { type ChildrenBehind, ChildrenBehindCard } from "./trace.tsx";

/** What a file is compared with: another, or the return as it would go today. */
export type Compared = {
  readonly name: string;
  readonly totals: Totals;
  /** As the address says it. */
  readonly query: { readonly with: string; readonly year?: number | undefined };
};

export type SubmissionProps = {
  readonly submission: Submission;
  readonly compared: Compared | null;
  /** Others it could be compared with. */
  readonly others: readonly { readonly text: string; readonly query: Compared["query"] }[];
  readonly behind: ChildrenBehind | null;
  readonly mayTake: boolean;
  readonly failures: readonly Failure[];
  readonly reason: string | undefined;
};

export const submissionHref = (s: Submission): string => `/returns/cin/${s.of.year}/submissions/${s.id}`;

/** A file as it was made: its numbers, each with the children behind it, and how it differs from another. */
export function SubmissionPage(props: SubmissionProps): VNode {
  const { submission: s, compared } = props;
  const here = submissionHref(s);
  const query = compared?.query ?? {};
  return (
    <>
      {props.failures.length > 0 && (
        <ErrorSummary errors={props.failures.map((f) => ({ text: f.message, href: "#reason" }))} />
      )}
      <PageHead
        over={
          <>
            <a href="/returns">Returns</a> <a href={`/returns/cin/${s.of.year}`}>{returnName(s.of.year)}</a>
          </>
        }
        title={s.fileName}
        lead={
          s.mark === null
            ? `Made ${sayDate(londonDate(s.madeAt))} and kept as it was made; not marked as submitted.`
            : `Submitted ${sayDate(londonDate(s.mark.at))}, and kept as it was.`
        }
        tags={s.mark === null ? <Tag>Not submitted</Tag> : <Tag standing="solid">Submitted</Tag>}
      />
      {props.behind !== null && <ChildrenBehindCard {...props.behind} />}
      <Card title="The file">
        <Facts
          items={[
            {
              term: "Made",
              value: `${sayDate(londonDate(s.madeAt))} at ${londonTime(s.madeAt)} by ${s.byName}, ${s.origin}`,
            },
            { term: "Speaks for", value: sayDate(s.asAt) },
            { term: "Children", value: sayNumber(s.children) },
            { term: "Size", value: `${sayNumber(Math.ceil(s.bytes / 1024))} KB` },
            { term: "SHA-256", value: <code class="small">{s.sha256}</code> },
            {
              term: "Stood when it was made",
              value: `${sayCount(s.issues.error, "error", "errors")}, ${sayCount(s.issues.query, "query", "queries")} to answer, ${sayNumber(s.issues.accepted)} accepted`,
            },
            ...(s.mark === null
              ? []
              : [{ term: "Marked as submitted", value: `by ${s.mark.byName}: “${s.mark.reason}”` }]),
          ]}
        />
        {props.mayTake && (
          <p>
            <a href={`${here}/file`}>Download the file</a>{" "}
            <span class="small muted">
              It tells of every child in the return, also of those whose records are restricted.
            </span>
          </p>
        )}
        {Object.keys(s.issues.rules).length > 0 && <StoodThen submission={s} />}
      </Card>
      {s.mark === null && props.mayTake && <Mark {...props} />}
      <Card title={compared === null ? "Its numbers" : `Against ${compared.name}`} id="numbers">
        <Chips
          label="Compare with"
          items={[
            { href: `${here}#numbers`, text: "On its own", current: compared === null },
            ...props.others.map((other) => ({
              href: `${address(here, other.query)}#numbers`,
              text: `Against ${other.text}`,
              current: compared?.query.with === other.query.with && compared.query.year === other.query.year,
            })),
          ]}
        />
        {compared === null ? (
          <ItemTotals totals={s.items} href={(item) => `${address(here, { item })}#behind`} />
        ) : (
          <ItemChanges
            changes={compareTotals(s.items, compared.totals)}
            beforeHead="This file"
            afterHead={compared.name}
            href={(item) => `${address(here, { ...query, item })}#behind`}
          />
        )}
      </Card>
    </>
  );
}

function StoodThen(props: { submission: Submission }): VNode {
  const rows = Object.entries(props.submission.issues.rules).sort((a, b) => b[1] - a[1]);
  return (
    <DataTable
      caption="What stood against it, by rule"
      density="compact"
      rows={rows}
      columns={[
        { head: "Rule", isRowHead: true, cell: ([rule]) => sayRule(rule) },
        { head: "How often", numeric: true, cell: ([, n]) => sayNumber(n) },
      ]}
    />
  );
}

function Mark(props: SubmissionProps): VNode {
  const { submission: s } = props;
  if (s.asAt !== referenceDate(s.of.year))
    return (
      <p class="muted">
        It was made before the year was over, so it is a trial of the return and cannot be marked as
        submitted.
      </p>
    );
  return (
    <Card title="Was this the file that was submitted?" id="submit">
      <form method="post" action={`${submissionHref(s)}/submit`}>
        <Textarea
          name="reason"
          id="reason"
          label="Which submission this is, and why what stands was left"
          hint="It cannot be undone. A correction is another file, marked in its turn."
          rows={3}
          value={props.reason}
          error={props.failures[0]?.message}
        />
        <Button preventDoubleClick>Mark as submitted</Button>
      </form>
    </Card>
  );
}
