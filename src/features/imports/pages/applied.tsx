import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import type { AppliedFile, Consequence, FindingCode, TouchedChild } from "../queries.ts";
import { sayBytes, sayChildren, sayCode } from "../words.ts";
import { ChildLink } from "./parts.tsx";
import { PreviewParts } from "./preview.tsx";
import { sayMoment } from "./start.tsx";

export interface AppliedProps {
  file: AppliedFile;
  consequence: Consequence;
  children: readonly TouchedChild[];
  next: string | undefined;
  findings: readonly FindingCode[];
  words: ReadonlyMap<string, string>;
  context: Context;
  mayDecide: boolean;
}

/** What a file that has been brought in did, and what stands now because of it. */
export function AppliedPage(props: AppliedProps): VNode {
  const { file, consequence } = props;
  const vanished = Object.values(file.summary.tables).reduce((sum, tally) => sum + tally.vanished, 0);
  return (
    <>
      <PageHead
        title={file.fileName}
        lead={`${file.title}. Brought in: ${sayChildren(file.summary)}.`}
        actions={<a href="/import">Bring in more files</a>}
      />
      <Card>
        <Facts
          items={[
            { term: "Speaks for", value: sayDate(file.asAt) },
            { term: "Brought in", value: sayMoment(file.appliedAt) },
            { term: "By", value: file.by ?? undefined, missing: "the command line" },
            { term: "Size", value: sayBytes(file.bytes) },
            { term: "Children whose story it changed", value: sayNumber(consequence.children) },
            { term: "Late duties of those children now", value: sayNumber(consequence.late) },
            { term: "Rows of the safety net they are in now", value: sayNumber(consequence.breaches) },
          ]}
        />
        <p class="small muted">Counted among the children whose records you may open.</p>
        {vanished > 0 && (
          <p>
            {sayNumber(vanished)} {vanished === 1 ? "row was" : "rows were"} in an earlier file and not in
            this one. Nothing was deleted.{" "}
            {props.mayDecide && (
              <Button href={`/import/vanished?file=${file.id}`} classes="govuk-button--secondary">
                Decide about them
              </Button>
            )}
          </p>
        )}
      </Card>
      <Card title="What it did" level={2}>
        <PreviewParts
          id="effect"
          preview={file.summary}
          fileFindings={file.summary.fileFindings ?? []}
          words={props.words}
        />
      </Card>
      {props.findings.length > 0 && <StillOdd findings={props.findings} />}
      <Touched {...props} />
    </>
  );
}

function StillOdd(props: { findings: readonly FindingCode[] }): VNode {
  return (
    <Card title="Still missing or odd, and worth correcting where it is recorded" level={2}>
      <DataTable
        caption="Findings of this file that stand"
        captionHidden
        rows={props.findings}
        columns={[
          {
            head: "What",
            isRowHead: true,
            cell: (row) => (
              <a href={`/import/findings?code=${encodeURIComponent(row.code)}`}>{sayCode(row.code)}</a>
            ),
          },
          { head: "How often", numeric: true, cell: (row) => sayNumber(row.count) },
          { head: "Children", numeric: true, cell: (row) => sayNumber(row.children) },
        ]}
      />
    </Card>
  );
}

function Touched(props: AppliedProps): VNode {
  return (
    <Card title="Children whose story it changed" level={2} id="children">
      <DataTable
        caption="Children whose story it changed"
        captionHidden
        rows={props.children}
        empty="No child’s story changed, of those whose records you may open"
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: (child) => <ChildLink child={child} context={props.context} />,
          },
          { head: "Entries from this file", numeric: true, cell: (child) => sayNumber(child.entries) },
          { head: "Late now", numeric: true, cell: (child) => sayNumber(child.late) },
          { head: "In the safety net", numeric: true, cell: (child) => sayNumber(child.breaches) },
        ]}
      />
      <KeyPager
        label="Children"
        nextHref={
          props.next === undefined ? undefined : `/import/files/${props.file.id}?after=${props.next}#children`
        }
      />
    </Card>
  );
}
