import type { VNode } from "preact";
import type { Context } from "../../../kernel/context.ts";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { ChildFinding, FindingCode } from "../queries.ts";
import { sayCode } from "../words.ts";
import { ChildLink } from "./parts.tsx";

export interface FindingsProps {
  codes: readonly FindingCode[];
  /** The code looked at, and its children. */
  chosen: { code: string; rows: readonly ChildFinding[]; next: string | undefined } | undefined;
  context: Context;
}

const codeLink = (code: string): string => `/import/findings?code=${encodeURIComponent(code)}`;

/** What is missing or odd in the freshest files, by what it is, with the children behind each. */
export function FindingsPage(props: FindingsProps): VNode {
  return (
    <>
      <PageHead
        title="What is missing or odd in the files"
        lead="From the freshest file of each kind, about children whose records you may open. Correct it where it is recorded; the next file takes it off this list."
      />
      {props.chosen !== undefined && <Chosen {...props} chosen={props.chosen} />}
      <Card>
        <DataTable
          caption="Findings by kind, most first"
          captionHidden
          rows={props.codes}
          empty="No file held has anything missing or odd about these children"
          columns={[
            {
              head: "What",
              isRowHead: true,
              cell: (row) => <a href={codeLink(row.code)}>{sayCode(row.code)}</a>,
            },
            { head: "How often", numeric: true, cell: (row) => sayNumber(row.count) },
            { head: "Children", numeric: true, cell: (row) => sayNumber(row.children) },
            { head: "What to do", cell: (row) => row.message },
          ]}
        />
      </Card>
    </>
  );
}

function Chosen(props: FindingsProps & { chosen: NonNullable<FindingsProps["chosen"]> }): VNode {
  const { code, rows, next } = props.chosen;
  return (
    <Card title={sayCode(code)} level={2} aside={<a href="/import/findings">All kinds</a>}>
      <DataTable
        caption={`Children with this finding: ${sayCode(code)}`}
        captionHidden
        rows={rows}
        empty="No child has this finding now"
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: (row) => (
              <ChildLink
                child={{ id: row.personId, localId: row.localId, name: row.name }}
                context={props.context}
              />
            ),
          },
          { head: "The file says", cell: (row) => row.said ?? "nothing" },
          { head: "What to do", cell: (row) => row.message },
          { head: "Where", cell: (row) => `${row.file}, ${row.place}` },
        ]}
      />
      <KeyPager
        label="Children"
        nextHref={next === undefined ? undefined : `${codeLink(code)}&after=${next}`}
      />
    </Card>
  );
}
