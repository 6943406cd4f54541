import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import { CASE_TYPES, type Points } from "../caseTypes.ts";
import type { PointsVersion } from "../store.ts";

export type PointsProps = {
  readonly points: Points;
  readonly versions: readonly PointsVersion[];
  readonly maySet: boolean;
  readonly form: FormState;
};

/** How much a case of each kind weighs here: local policy, in versions. */
export function PointsPage(props: PointsProps): VNode {
  const { points, versions, form } = props;
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        over={<a href="/workforce">Workforce</a>}
        title="Points for each kind of case"
        lead="Local policy, for planning teams. Never a measure of how somebody works."
      />
      <DataTable<(typeof CASE_TYPES)[number]>
        caption={versions.length === 0 ? "To begin with, until you set your own" : "Standing"}
        rows={CASE_TYPES}
        columns={[
          { head: "Kind of case", isRowHead: true, cell: ({ words }) => words },
          { head: "Points", numeric: true, cell: ({ id }) => String(points[id]) },
        ]}
      />
      {props.maySet && (
        <form method="post" action="/workforce/points" class="no-print">
          <Heading level={2}>Set them</Heading>
          {CASE_TYPES.map(({ id, words }) => (
            <Input
              name={id}
              label={words}
              inputmode="decimal"
              classes="govuk-input--width-5"
              value={typedIn(form, id) ?? String(points[id])}
              error={saidOf(form, id)}
            />
          ))}
          <Textarea
            name="reason"
            id="reason"
            label="Why they change"
            hint="Who was asked, and what the time audit or the scheme says. They stand at once; those before are kept."
            value={typedIn(form, "reason")}
            error={saidOf(form, "reason")}
          />
          <Button>Set them in my name</Button>
        </form>
      )}
      <Heading level={2}>Set before</Heading>
      {versions.length === 0 && <p>Nobody has set them.</p>}
      {versions.length > 0 && (
        <ul>
          {versions.map((version) => (
            <li>
              {CASE_TYPES.map(({ id, words }) => `${words} ${version.points[id]}`).join("; ")}.{" "}
              {version.reason}{" "}
              <span class="muted small">
                {version.by}, {sayDate(londonDate(version.at))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
