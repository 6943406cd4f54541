import type { VNode } from "preact";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { FileUpload } from "../../../ui/govuk/file-upload.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Select } from "../../../ui/govuk/select.tsx";
import { Card, Columns } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { type IsoInstant, londonDate } from "../../../kernel/dates.ts";
import { type CheckState, type FileCheck, KEPT_DAYS } from "../checks.ts";
import { NOT_DECIDED } from "../commands.ts";
import { sayMoment } from "../words.ts";

export type StartProps = {
  readonly recent: readonly FileCheck[];
  readonly form: FormState;
  /** Nobody has said what this installation is: it takes no files yet. */
  readonly refuses: boolean;
  /** Titles of the years there are rules for, newest first. */
  readonly years: readonly string[];
  /** How many rules there are. */
  readonly rules: number;
};

/** Is this census ready to be sent? */
export function StartPage(props: StartProps): VNode {
  return (
    <>
      {props.form.failures.length > 0 && <ErrorSummary errors={summaryLines(props.form.failures)} />}
      <PageHead
        title="Check a census before it is sent"
        lead="Every rule DfE asks of the children in need census, with what is wrong, why, and how to put it right. Checking changes nothing in any record."
      />
      <Columns
        lead={props.refuses ? <InsetText>{NOT_DECIDED}</InsetText> : <AddFile {...props} />}
        side={<Asked {...props} />}
        sideLabel="What is asked, and what is kept"
        main={<Recent checks={props.recent} />}
      />
    </>
  );
}

function AddFile(props: StartProps): VNode {
  return (
    <Card title="Add a file" level={2}>
      <form method="post" action="/check" enctype="multipart/form-data">
        <FileUpload
          name="file"
          label="Choose the census file"
          hint="The XML file as it would be sent to DfE, whichever system made it. Up to 256 MB."
          error={saidOf(props.form, "file")}
          accept=".xml"
        />
        <Select
          name="rules"
          label="Check it by the rules of"
          hint="Another year’s only to see what that year would ask."
          error={saidOf(props.form, "rules")}
          value={typedIn(props.form, "rules")}
          items={[
            { value: "", text: "the year the file says" },
            ...props.years.map((title) => ({ value: title, text: title })),
          ]}
        />
        <Button preventDoubleClick>Check this file</Button>
      </form>
    </Card>
  );
}

function Asked(props: StartProps): VNode {
  return (
    <Card title="What is asked of it" level={2}>
      <Facts
        items={[
          {
            term: "Structure",
            value: "What DfE’s loader refuses: elements, their order, the form of values.",
          },
          { term: "Rules", value: `${props.rules} of them, on each child and on the return as a whole.` },
          { term: "Years", value: `${props.years.at(-1) ?? ""} to ${props.years[0] ?? ""}` },
          { term: "Who sees it", value: "Only you." },
          {
            term: "What is kept",
            value: `The file goes as soon as it has been read. What was found goes after ${KEPT_DAYS} days, or when you say so.`,
          },
        ]}
      />
    </Card>
  );
}

const STATES: { readonly [state in CheckState]: string } = {
  waiting: "Waiting to be read",
  reading: "Being read",
  done: "Checked",
  unreadable: "Cannot be read",
  failed: "Something went wrong",
};

function Recent(props: { checks: readonly FileCheck[] }): VNode {
  return (
    <Card title="Your checks" level={2}>
      <DataTable
        caption="Files you have had checked, newest first"
        captionHidden
        rows={props.checks}
        empty="You have had no file checked in the last fortnight"
        columns={[
          {
            head: "File",
            isRowHead: true,
            cell: (check) => <a href={`/check/${check.token}`}>{check.fileName}</a>,
          },
          {
            head: "State",
            cell: (check) => (
              <Tag standing={check.state === "unreadable" || check.state === "failed" ? "late" : "plain"}>
                {STATES[check.state]}
              </Tag>
            ),
          },
          { head: "Added", cell: (check) => sayMoment(check.createdAt) },
          { head: "Rules", cell: (check) => check.ruleset ?? "not known" },
          { head: "Kept until", cell: (check) => sayDay(check.expiresAt) },
        ]}
      />
    </Card>
  );
}

const sayDay = (at: IsoInstant): string => sayDate(londonDate(at));
