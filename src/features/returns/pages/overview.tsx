import type { VNode } from "preact";
import { yearTitle } from "../../../kernel/codes/codeSet.ts";
import { londonDate, londonTime } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { FileUpload } from "../../../ui/govuk/file-upload.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { Tile, Tiles } from "../../../ui/pieces/tile.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { StateCounts } from "../issues.ts";
import type { Now } from "../now.ts";
import type { Submission } from "../submissions.ts";
import { plural } from "../words.ts";

/** One return as it stands. */
export type ReturnStanding = {
  readonly year: number;
  /** Undefined before its first check. */
  readonly now: Now | undefined;
  readonly counts: StateCounts;
  readonly hasRules: boolean;
};

export type OverviewProps = {
  readonly returns: readonly ReturnStanding[];
  readonly submissions: readonly Submission[];
  /** The person sees every child, so that the counts are of the whole return. */
  readonly whole: boolean;
  /** The person may keep a file as submitted. */
  readonly mayKeep: boolean;
  readonly form: FormState;
};

/** Which returns there are, and what each would say today. */
export function OverviewPage(props: OverviewProps): VNode {
  return (
    <>
      {props.form.failures.length > 0 && <ErrorSummary errors={summaryLines(props.form.failures)} />}
      <PageHead
        title="Returns"
        lead="What the statutory returns would say if they went today, checked from the record every night and when a child changes."
      />
      {props.returns.map((one) => (
        <Standing {...one} whole={props.whole} />
      ))}
      <Card title="Files made and submitted" id="files">
        <Submissions rows={props.submissions} />
        {props.mayKeep && <Keep form={props.form} />}
      </Card>
    </>
  );
}

/** Last year's return may have been made by another system: to compare with it, it is kept here as it was submitted. */
function Keep(props: { form: FormState }): VNode {
  return (
    <Details
      summary="Keep a census that another system made and that was submitted"
      open={props.form.failures.length > 0}
    >
      <form method="post" action="/returns" enctype="multipart/form-data">
        <FileUpload
          name="file"
          id="file"
          label="The file as it was submitted"
          hint="It is kept to compare with. Nothing of it goes into the record."
          accept=".xml"
          error={saidOf(props.form, "file")}
        />
        <Textarea
          name="reason"
          id="reason"
          label="Which submission it was"
          rows={2}
          value={typedIn(props.form, "reason")}
          error={saidOf(props.form, "reason")}
        />
        <Button preventDoubleClick>Keep it as submitted</Button>
      </form>
    </Details>
  );
}

export const returnName = (year: number): string => `Children in need census ${yearTitle(year)}`;

function Standing(props: ReturnStanding & { whole: boolean }): VNode {
  const { year, now, counts } = props;
  const href = `/returns/cin/${year}`;
  const title = <a href={href}>{returnName(year)}</a>;
  if (now === undefined)
    return (
      <Card title={title}>
        <EmptyState
          title={props.hasRules ? "Not checked yet" : "There are no rules for this year yet"}
          unknown
        >
          {props.hasRules
            ? "It is checked by itself within the minute once there are episodes of need on record."
            : "The department's rules for this year are not in this version of Kith, so nothing can be said of the return."}
        </EmptyState>
      </Card>
    );
  const total = (item: string): string => sayNumber(now.items[item]?.n ?? 0);
  return (
    <Card title={title} aside={<span class="small muted">checked {sayMoment(now)}</span>}>
      <Tiles>
        <Tile name="Children" figure={total("child")} finding={`with ${total("episode")} episodes of need`} />
        <Tile
          name="Errors"
          figure={sayNumber(counts.error)}
          finding={
            <a href={`${href}/issues?state=error`}>{counts.error === 0 ? "None stand" : "See them"}</a>
          }
        />
        <Tile
          name="Queries to answer"
          figure={sayNumber(counts.query)}
          finding={
            <>
              <a href={`${href}/issues?state=query`}>{counts.query === 0 ? "None stand" : "See them"}</a>, and{" "}
              <a href={`${href}/issues?state=accepted`}>{sayNumber(counts.accepted)} accepted</a>
            </>
          }
        />
      </Tiles>
      {!props.whole && (
        <p class="small muted">
          Children and episodes are the whole return's; errors and queries those of children you may see.
        </p>
      )}
    </Card>
  );
}

export const sayMoment = (now: Pick<Now, "checkedAt">): string =>
  `${sayDate(londonDate(now.checkedAt))} at ${londonTime(now.checkedAt)}`;

export function Submissions(props: { rows: readonly Submission[] }): VNode {
  return (
    <DataTable
      caption="Files, the newest first"
      captionHidden
      empty="No file has been made yet"
      rows={props.rows}
      columns={[
        {
          head: "File",
          isRowHead: true,
          cell: (s) => <a href={`/returns/cin/${s.of.year}/submissions/${s.id}`}>{s.fileName}</a>,
        },
        { head: "Return", cell: (s) => returnName(s.of.year) },
        { head: "Made", cell: (s) => `${sayDate(londonDate(s.madeAt))} by ${s.byName}` },
        { head: "Children", numeric: true, cell: (s) => sayNumber(s.children) },
        {
          head: "Errors then",
          numeric: true,
          cell: (s) => sayNumber(s.issues.error),
        },
        {
          head: "Submitted",
          cell: (s) =>
            s.mark === null ? (
              <span class="muted">no</span>
            ) : (
              <Tag standing="solid">{sayDate(londonDate(s.mark.at))}</Tag>
            ),
        },
      ]}
    />
  );
}

export const sayCount = (n: number, one: string, many: string): string =>
  `${sayNumber(n)} ${plural(n, one, many)}`;
