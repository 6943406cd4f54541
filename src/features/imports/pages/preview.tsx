import type { VNode } from "preact";
import { Details } from "../../../ui/govuk/details.tsx";
import { ChangeList, ChangeRow, type FieldChange } from "../../../ui/pieces/change-row.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { Finding } from "../../../kernel/record/claim.ts";
import type { Example, Preview } from "../../record/tally.ts";
import { sayCode } from "../words.ts";
import { EffectPicture, EffectTable, tableRows } from "./picture.tsx";

export interface PreviewProps {
  /** Unique on the page. */
  id: string;
  preview: Preview;
  fileFindings: readonly Finding[];
  /** What rows of each table are called, in the order of the record. */
  words: ReadonlyMap<string, string>;
}

const KINDS = [
  { name: "added", kind: "add", title: "Some of what is added" },
  { name: "changed", kind: "change", title: "Some of what is changed" },
  { name: "closed", kind: "close", title: "Some of what is closed" },
  { name: "vanished", kind: "vanished", title: "Some of what is in an earlier file and not in this one" },
] as const;

/** What a file does: drawn, counted, by example, and what in it is missing or odd. */
export function PreviewParts(props: PreviewProps): VNode {
  const rows = tableRows(props.preview.tables, props.words);
  return (
    <>
      <EffectPicture id={props.id} rows={rows} />
      <EffectTable rows={rows} />
      <Examples examples={props.preview.examples} />
      <Findings preview={props.preview} fileFindings={props.fileFindings} />
    </>
  );
}

function Examples(props: { examples: Preview["examples"] }): VNode {
  return (
    <>
      {KINDS.filter(({ name }) => props.examples[name].length > 0).map(({ name, kind, title }) => (
        <Details summary={title} open={name !== "added"}>
          {name === "vanished" && (
            <p>Nothing is deleted. After the file has come in, you decide about each: still true, or not.</p>
          )}
          <ChangeList>
            {props.examples[name].map((example) => (
              <ChangeRow
                kind={kind}
                subject={`Child ${example.child}, ${example.table}`}
                place={example.place}
                {...(kind === "change" || kind === "close" ? { fields: fieldsOf(example) } : {})}
              />
            ))}
          </ChangeList>
        </Details>
      ))}
    </>
  );
}

/** `ended on: nothing → 2026-05-01; outcome: X → Y` as fields. */
export function fieldsOf(example: Pick<Example, "what">): FieldChange[] {
  return example.what.split("; ").flatMap((part) => {
    const read = /^([^:]+): (.*) → (.*)$/.exec(part);
    if (read === null) return [];
    const [, field = "", before = "", after = ""] = read;
    return [
      {
        field,
        ...(before === "nothing" ? {} : { before }),
        ...(after === "nothing" ? {} : { after }),
      },
    ];
  });
}

type Listed = { code: string; count: number; message: string; place: string; child: string | null };

function Findings(props: { preview: Preview; fileFindings: readonly Finding[] }): VNode | null {
  const ofChildren: Listed[] = Object.entries(props.preview.findings).map(([code, found]) => ({
    code,
    ...found,
  }));
  const byCode = Map.groupBy(props.fileFindings, (finding) => finding.code);
  const ofFile: Listed[] = [...byCode].flatMap(([code, [first, ...others]]) =>
    first === undefined
      ? []
      : [{ code, count: others.length + 1, message: first.message, place: first.place, child: null }],
  );
  const rows = [...ofFile, ...ofChildren.sort((a, b) => b.count - a.count)];
  if (rows.length === 0) return null;
  return (
    <DataTable
      caption="Missing or odd in this file. It does not stop the rest."
      rows={rows}
      columns={[
        { head: "What", isRowHead: true, cell: (row) => sayCode(row.code) },
        { head: "How often", numeric: true, cell: (row) => sayNumber(row.count) },
        { head: "What to do", cell: (row) => row.message },
        {
          head: "For example",
          cell: (row) => (row.child === null ? row.place : `${row.place}, child ${row.child}`),
        },
      ]}
    />
  );
}
