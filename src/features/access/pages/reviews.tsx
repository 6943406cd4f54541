import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { type FormState, saidOf, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { SummaryList } from "../../../ui/govuk/summary-list.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { Faults } from "../../accounts/faults.tsx";
import { sayMoment } from "../../accounts/words.ts";
import type { LogLine } from "../log.ts";
import type { Opening } from "../reviews.ts";
import { sayEmergency } from "../words.ts";
import { LogTable } from "./log.tsx";

function State(props: { opening: Opening; today: IsoDate }): VNode {
  const { review, reviewDue } = props.opening;
  if (review !== null) return <Tag>{review.upheld ? "Upheld" : "Not upheld"}</Tag>;
  if (reviewDue === null) return <Tag standing="unknown">No review day</Tag>;
  return reviewDue < props.today ? (
    <Tag standing="late">Review was due {sayDate(reviewDue)}</Tag>
  ) : (
    <Tag standing="soon">Review by {sayDate(reviewDue)}</Tag>
  );
}

/** Every emergency opening, those that wait first. */
export function ReviewsPage(props: { rows: readonly Opening[]; today: IsoDate }): VNode {
  const waiting = props.rows.filter((row) => row.review === null).length;
  return (
    <>
      <PageHead
        title="Emergency openings"
        lead={
          waiting === 0
            ? "None waits for review."
            : waiting === 1
              ? "One waits for review."
              : `${waiting} wait for review.`
        }
      />
      <DataTable
        caption="Emergency openings, those that wait for review first"
        captionHidden
        columns={[
          {
            head: "Who",
            isRowHead: true,
            cell: (row: Opening) => <a href={`/break-glass/reviews/${row.id}`}>{row.who}</a>,
          },
          { head: "Child", cell: (row) => row.localId ?? "No number" },
          { head: "When", cell: (row) => sayMoment(row.from) },
          { head: "Why", cell: (row) => sayEmergency(row.kind) },
          { head: "Review", cell: (row) => <State opening={row} today={props.today} /> },
        ]}
        rows={props.rows}
        rowStanding={(row) =>
          row.review === null && row.reviewDue !== null && row.reviewDue < props.today ? "late" : undefined
        }
        empty="No record has been opened in an emergency"
      />
    </>
  );
}

/** One emergency opening: why, what was looked at, and the review. */
export function ReviewPage(props: {
  opening: Opening;
  seen: readonly LogLine[];
  form: FormState;
  own: boolean;
  today: IsoDate;
}): VNode {
  const { opening, form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title={`Opened in an emergency by ${opening.who}`}
        over={<a href="/break-glass/reviews">Emergency openings</a>}
        tags={<State opening={opening} today={props.today} />}
      />
      <SummaryList
        rows={[
          { key: "Child", value: opening.localId ?? "No number" },
          { key: "Opened", value: sayMoment(opening.from) },
          { key: "Open until", value: sayMoment(opening.until) },
          { key: "Reason", value: sayEmergency(opening.kind) },
          { key: "In their words", value: opening.reason },
          opening.review !== null && {
            key: "Review",
            value: `${opening.review.upheld ? "Upheld" : "Not upheld"}, ${sayMoment(opening.review.at)}: ${opening.review.note}`,
          },
        ]}
      />
      <LogTable
        rows={props.seen}
        caption="What they looked at in that hour"
        empty="They did not look at the record"
      />
      {opening.review === null && (props.own ? <Own /> : <ReviewForm opening={opening} form={form} />)}
    </>
  );
}

const Own = (): VNode => <InsetText>Somebody else reviews your own openings.</InsetText>;

function ReviewForm(props: { opening: Opening; form: FormState }): VNode {
  const { form } = props;
  return (
    <form method="post" action={`/break-glass/reviews/${props.opening.id}`}>
      <Radios
        name="upheld"
        legend="Was it right to open the record?"
        value={typedIn(form, "upheld")}
        error={saidOf(form, "upheld")}
        items={[
          { value: "yes", text: "Yes, it is upheld" },
          { value: "no", text: "No, it is not upheld" },
        ]}
      />
      <Textarea name="note" label="Why?" value={typedIn(form, "note")} error={saidOf(form, "note")} />
      <Button preventDoubleClick>Save the review</Button>
    </form>
  );
}
