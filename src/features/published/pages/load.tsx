import type { VNode } from "preact";
import type { FormState } from "../../../platform/web/forms.ts";
import { saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { DateInput } from "../../../ui/govuk/date-input.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { FileUpload } from "../../../ui/govuk/file-upload.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { LookAgain } from "../../../ui/pieces/look-again.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { FORMATS } from "../formats/recognise.ts";
import type { PublishedSource } from "../sources.ts";

export type LoadProps = {
  readonly sources: readonly PublishedSource[];
  readonly form: FormState;
  /** The page reads itself again while files wait. */
  readonly watching: boolean;
};

/** Add tables of published figures, and see what is loaded, from whom and how far it goes. */
export function LoadPage(props: LoadProps): VNode {
  const { sources, form } = props;
  const waiting = sources.filter(({ state }) => state === "waiting").length;
  const boxes = ["published-day", "published-month", "published-year"];
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        title="Published figures"
        lead="What is published of every authority: population, the Department’s tables, Cafcass, Ofsted. Nothing in them is about a child. Each file is loaded whole or refused whole."
        actions={
          <>
            <a href="/benchmarks">Benchmarks</a>
            <a href="/areas">Authorities and their inspections</a>
          </>
        }
      />
      {waiting > 0 && (
        <>
          <p>{waiting === 1 ? "1 file is" : `${waiting} files are`} being read.</p>
          <LookAgain watching={props.watching} path="/published" />
        </>
      )}
      <Card title="Add files" level={2}>
        <form method="post" action="/published" enctype="multipart/form-data">
          <FileUpload
            name="files"
            label="Choose the files"
            hint="CSV files as they are published. Several can be chosen at once; lists of authorities are read first. Up to 32 MB each."
            error={saidOf(form, "files")}
            multiple
            accept=".csv"
          />
          <DateInput
            id="published"
            namePrefix="published"
            legend="The day they were published, if you know it"
            hint="Of two editions that go equally far, the one published later is read. For example, 30 10 2025"
            error={saidOf(form, "published")}
            values={Object.fromEntries(boxes.map((box) => [box, typedIn(form, box) ?? ""]))}
          />
          <Button preventDoubleClick>Load these files</Button>
        </form>
        <Details summary="Tables Kith takes, and how each is told">
          <DataTable
            caption="Tables Kith takes"
            captionHidden
            density="compact"
            rows={FORMATS}
            columns={[
              { head: "Table", isRowHead: true, cell: ({ title }) => title },
              { head: "From", cell: ({ publisher }) => publisher },
              {
                head: "Told by the columns",
                wideOnly: true,
                cell: ({ needs }) => (
                  <span class="small">{needs.filter((name) => !TIDY.has(name)).join(", ")}</span>
                ),
              },
            ]}
          />
        </Details>
      </Card>
      <Card title="What is loaded" level={2}>
        <DataTable
          caption="Files of published figures, the newest first"
          captionHidden
          density="compact"
          rows={sources}
          rowStanding={({ state }) =>
            state === "refused" ? "late" : state === "waiting" ? "unknown" : undefined
          }
          empty="No figures loaded yet. Add files above, or run kith published load FOLDER on the machine."
          columns={[
            {
              head: "File",
              isRowHead: true,
              cell: (source) => (
                <>
                  {source.title ?? source.fileName}
                  <br />
                  <span class="small muted">{source.fileName}</span>
                </>
              ),
            },
            { head: "From", cell: (source) => <Whence source={source} /> },
            { head: "State", cell: (source) => <State source={source} /> },
            {
              head: "Goes to",
              cell: ({ edition, state }) =>
                edition === ""
                  ? state === "loaded"
                    ? "a list"
                    : ""
                  : edition.length > 7
                    ? sayDate(edition)
                    : edition,
            },
            { head: "Figures", numeric: true, cell: ({ figures }) => sayNumber(figures) },
            { head: "Not given", numeric: true, cell: ({ notGiven }) => sayNumber(notGiven) },
          ]}
        />
      </Card>
    </>
  );
}

const TIDY = new Set(["time_period", "time_identifier", "geographic_level", "country_code"]);

function Whence({ source }: { source: PublishedSource }): VNode {
  const { publisher, licence, publishedOn, byName, notes } = source;
  return (
    <>
      {publisher ?? "not known"}
      <br />
      <span class="small muted">
        {[licence, publishedOn === null ? null : `published ${sayDate(publishedOn)}`, `loaded by ${byName}`]
          .filter((part) => part !== null)
          .join("; ")}
        {notes.length > 0 && `; notes: ${notes.join(" ")}`}
      </span>
    </>
  );
}

function State({ source }: { source: PublishedSource }): VNode {
  if (source.state === "waiting") return <Tag standing="unknown">being read</Tag>;
  if (source.state === "refused")
    return (
      <>
        <Tag standing="late">refused</Tag>
        <br />
        <span class="small">{source.problem?.message ?? "The file could not be read."}</span>
      </>
    );
  return source.superseded ? <>loaded; a later edition is read in its place</> : <>loaded</>;
}
