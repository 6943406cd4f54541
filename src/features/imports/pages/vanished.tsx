import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import { type VanishedRow, writeKey } from "../vanished.ts";
import { ChildLink } from "./parts.tsx";

export interface VanishedProps {
  rows: readonly VanishedRow[];
  next: string | undefined;
  /** Only those missing from this file. */
  file: string | undefined;
  after: string | undefined;
  form: FormState;
  context: Context;
}

/** Rows that a later file no longer has: each wants somebody to say what is so. */
export function VanishedPage(props: VanishedProps): VNode {
  const failed =
    typedIn(props.form, "table") === undefined
      ? undefined
      : `${typedIn(props.form, "table")}-${typedIn(props.form, "id")}`;
  return (
    <>
      {props.form.failures.length > 0 && (
        <ErrorSummary
          errors={summaryLines(props.form.failures).map((line) => ({
            ...line,
            ...(line.href === "#reason" ? { href: `#reason-${failed}` } : {}),
          }))}
        />
      )}
      <PageHead
        title="In an earlier file, not in the newest"
        lead="Nothing has been deleted. A row may have been left out by mistake, moved, or never been true. You decide about each."
      />
      {props.rows.length === 0 ? (
        <EmptyState title="Nothing is waiting for a decision, of the children whose records you may open" />
      ) : (
        props.rows.map((row) => <Row row={row} {...props} failed={failed === writeKey(row)} />)
      )}
      <KeyPager
        label="Rows"
        nextHref={
          props.next === undefined
            ? undefined
            : `/import/vanished?after=${props.next}${props.file === undefined ? "" : `&file=${props.file}`}`
        }
      />
    </>
  );
}

function Row(props: VanishedProps & { row: VanishedRow; failed: boolean }): VNode {
  const { row } = props;
  const key = writeKey(row);
  const hidden = (
    <>
      <input type="hidden" name="table" value={row.table} />
      <input type="hidden" name="id" value={row.id} />
      {props.file !== undefined && <input type="hidden" name="file" value={props.file} />}
      {props.after !== undefined && <input type="hidden" name="after" value={props.after} />}
    </>
  );
  const what = row.what.charAt(0).toUpperCase() + row.what.slice(1);
  return (
    <Card title={`${what}${when(row)}`} level={2} id={key}>
      <p>
        <ChildLink
          child={{ id: row.personId, localId: row.localId, name: row.name }}
          context={props.context}
        />
      </p>
      <p class="small muted">
        Last in {row.lastIn} ({row.place}). Not in{" "}
        <a href={`/import/files/${row.goneFromId}`}>{row.goneFrom}</a>, which speaks for{" "}
        {sayDate(row.goneAsAt)}.
      </p>
      <form method="post" action="/import/vanished">
        {hidden}
        <Button classes="govuk-button--secondary" name="decision" value="keep">
          Still true: keep
        </Button>
      </form>
      <Details summary="Not true: close it" open={props.failed}>
        <form method="post" action="/import/vanished">
          {hidden}
          <Textarea
            name="reason"
            id={`reason-${key}`}
            label="Why it is not true"
            hint="At least 10 characters. It stays with the record of this decision."
            rows={2}
            error={props.failed ? saidOf(props.form, "reason") : undefined}
            value={props.failed ? typedIn(props.form, "reason") : undefined}
          />
          <Button classes="govuk-button--warning" name="decision" value="close">
            Close it
          </Button>
        </form>
      </Details>
    </Card>
  );
}

function when(row: VanishedRow): string {
  if (row.from === null) return row.to === null ? "" : `, to ${sayDate(row.to)}`;
  return row.to === null ? `, ${sayDate(row.from)}` : `, ${sayDate(row.from)} to ${sayDate(row.to)}`;
}
