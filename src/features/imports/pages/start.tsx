import type { VNode } from "preact";
import { Button } from "../../../ui/govuk/button.tsx";
import { DateInput } from "../../../ui/govuk/date-input.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { FileUpload } from "../../../ui/govuk/file-upload.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayDays } from "../../../ui/words.ts";
import { type IsoInstant, londonDate, londonTime } from "../../../kernel/dates.ts";
import { type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { type FeedAge, staleAfter } from "../rules.ts";
import type { Run } from "../runs.ts";
import { sayAge, sayBytes } from "../words.ts";
import { StateTag } from "./parts.tsx";

export interface StartProps {
  feeds: readonly FeedAge[];
  recent: readonly Run[];
  form: FormState;
  /** Why this installation takes no files; null where it does. */
  refusal: string | null;
  /** What to mind where it does. */
  warning: string | null;
  mayDecide: boolean;
}

/** Add files, and see how fresh what we know is. */
export function StartPage(props: StartProps): VNode {
  return (
    <>
      {props.form.failures.length > 0 && <ErrorSummary errors={summaryLines(props.form.failures)} />}
      <PageHead
        title="Bring in files"
        lead="Nothing changes until you have seen what a file would do and said yes."
        actions={
          <>
            <a href="/import/findings">What is missing or odd in the files</a>
            {props.mayDecide && <a href="/import/vanished">Rows to decide about</a>}
          </>
        }
      />
      {props.warning !== null && <InsetText>{props.warning}</InsetText>}
      {props.refusal === null ? <AddFiles form={props.form} /> : <InsetText>{props.refusal}</InsetText>}
      <Feeds feeds={props.feeds} />
      <Recent runs={props.recent} />
    </>
  );
}

function AddFiles(props: { form: FormState }): VNode {
  const boxes = ["asAt-day", "asAt-month", "asAt-year"];
  return (
    <Card title="Add files" level={2}>
      <form method="post" action="/import" enctype="multipart/form-data">
        <FileUpload
          name="files"
          label="Choose the files"
          hint="Add all the files of one return together: several can be chosen at once. Up to 512 MB each."
          error={saidOf(props.form, "files")}
          multiple
          accept=".xml,.csv,.xlsx,.ods"
        />
        <DateInput
          id="asAt"
          namePrefix="asAt"
          legend="The day these files speak for, if you know it"
          hint="Only needed where a file does not say so itself. For example, 31 3 2026"
          error={saidOf(props.form, "asAt")}
          values={Object.fromEntries(boxes.map((box) => [box, typedIn(props.form, box) ?? ""]))}
        />
        <Button preventDoubleClick>Read these files</Button>
      </form>
    </Card>
  );
}

function Feeds(props: { feeds: readonly FeedAge[] }): VNode {
  return (
    <Card title="What Kith takes, and how fresh it is" level={2}>
      <DataTable
        caption="Kinds of file and the newest of each"
        captionHidden
        rows={props.feeds}
        rowStanding={(age) =>
          age.standing === "stale" ? "late" : age.standing === "none" ? "unknown" : undefined
        }
        columns={[
          { head: "Kind", isRowHead: true, cell: (age) => age.feed.name },
          { head: "Takes", cell: (age) => age.feed.takes },
          { head: "Years", cell: (age) => age.feed.years },
          { head: "For example", cell: (age) => <span class="small">{age.feed.examples.join(", ")}</span> },
          {
            head: "Newest",
            cell: (age) =>
              age.standing === "fresh" ? (
                sayAge(age)
              ) : (
                <Tag standing={age.standing === "stale" ? "late" : "unknown"}>{sayAge(age)}</Tag>
              ),
          },
        ]}
      />
      <p class="small muted">
        When a kind of file counts as stale is local policy:{" "}
        {props.feeds.map(({ feed }) => `${feed.name} after ${sayDays(staleAfter(feed))}`).join(", ")}.
      </p>
    </Card>
  );
}

function Recent(props: { runs: readonly Run[] }): VNode {
  return (
    <Card title="Files added lately" level={2}>
      <DataTable
        caption="Files added lately, newest first"
        captionHidden
        rows={props.runs}
        empty="No file has been added yet"
        columns={[
          { head: "File", isRowHead: true, cell: (run) => <a href={linkOf(run)}>{run.fileName}</a> },
          { head: "State", cell: (run) => <StateTag state={run.state} /> },
          { head: "Added", cell: (run) => sayMoment(run.createdAt) },
          { head: "Size", numeric: true, cell: (run) => sayBytes(run.bytes) },
        ]}
      />
    </Card>
  );
}

const linkOf = (run: Run): string =>
  run.sourceId === null ? `/import/${run.batch}` : `/import/files/${run.sourceId}`;

/** A moment as people in England say it. */
export const sayMoment = (at: string): string =>
  `${sayDate(londonDate(at as IsoInstant))}, ${londonTime(at as IsoInstant)}`;
