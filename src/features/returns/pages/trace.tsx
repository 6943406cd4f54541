import type { VNode } from "preact";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayNumber } from "../../../ui/words.ts";
import { itemWords, type Totals } from "../items.ts";
import type { ChildChange, NoteLine, TraceLine } from "../trace.ts";
import { sayChildOf, sayValue } from "../words.ts";
import { ItemTotals } from "./items.tsx";
import { returnName, sayCount } from "./overview.tsx";

/** The children behind one number, or behind the difference of two. */
export type ChildrenBehind = {
  readonly item: string;
  readonly nextHref: string | null;
} & (
  | {
      readonly kind: "number";
      readonly lines: readonly TraceLine[];
      readonly rows: ReadonlyMap<string, readonly number[]>;
    }
  | { readonly kind: "difference"; readonly lines: readonly ChildChange[]; readonly against: string }
);

const nameOf = (item: string): string => {
  const words = itemWords(item);
  return words === undefined ? item : item.includes(":") ? `${words.group}: ${words.name}` : words.name;
};

export function ChildrenBehindCard(props: ChildrenBehind): VNode {
  return (
    <Card
      title={`${props.kind === "number" ? "Behind" : "Whose part differs"}: ${nameOf(props.item)}`}
      id="behind"
    >
      {props.kind === "number" ? <NumberTable {...props} /> : <DifferenceTable {...props} />}
      <p class="small muted">Children whose records are not open to you are counted and not listed.</p>
      <KeyPager label="Children" nextHref={props.nextHref ?? undefined} nextText="More" />
    </Card>
  );
}

function NumberTable(props: ChildrenBehind & { kind: "number" }): VNode {
  const table = itemWords(props.item)?.table ?? "";
  return (
    <DataTable
      caption={nameOf(props.item)}
      captionHidden
      density="compact"
      empty="No child of it is open to you"
      rows={props.lines}
      columns={[
        {
          head: "Child",
          isRowHead: true,
          cell: (line) => <a href={`/children/${line.child.id}`}>{sayChildOf(line.child)}</a>,
        },
        { head: "Counts", numeric: true, cell: (line) => sayNumber(line.days.length) },
        {
          head: "Of",
          cell: (line) => line.days.map((day) => (day === "" ? "the child" : sayValue(day))).join(", "),
        },
        {
          head: "From the rows",
          cell: (line) => (
            <span class="small muted">
              {rowsBehind(line, table, props.rows).join(", ") ||
                `the ${sayCount(line.madeOf.length, "row", "rows")} of this child`}
            </span>
          ),
        },
      ]}
    />
  );
}

/** The rows of the record that this number was counted from, as `assessment 1234`. */
function rowsBehind(line: TraceLine, table: string, rows: ReadonlyMap<string, readonly number[]>): string[] {
  const ids = [...new Set(line.days)].flatMap((day) => rows.get(`${line.child.id}|${table}|${day}`) ?? []);
  return ids.map((id) => `${table.replaceAll("_", " ")} ${id}`);
}

function DifferenceTable(props: ChildrenBehind & { kind: "difference" }): VNode {
  return (
    <DataTable
      caption={nameOf(props.item)}
      captionHidden
      density="compact"
      empty="No child who is open to you is counted otherwise"
      rows={props.lines}
      columns={[
        {
          head: "Child",
          isRowHead: true,
          cell: (line) => <a href={`/children/${line.child.id}`}>{sayChildOf(line.child)}</a>,
        },
        { head: "This file", numeric: true, cell: (line) => sayNumber(line.before) },
        { head: props.against, numeric: true, cell: (line) => sayNumber(line.after) },
      ]}
    />
  );
}

/** Every number of the return as it would go today, and the children behind one of them. */
export function NumbersPage(props: { year: number; totals: Totals; behind: ChildrenBehind | null }): VNode {
  return (
    <>
      <PageHead
        over={
          <>
            <a href="/returns">Returns</a>
            <a href={`/returns/cin/${props.year}`}>{returnName(props.year)}</a>
          </>
        }
        title="Every number as it would go today"
        lead="Each leads to the children it counts and the rows of the record it was counted from."
      />
      {props.behind !== null && <ChildrenBehindCard {...props.behind} />}
      <ItemTotals
        totals={props.totals}
        href={(item) => `/returns/cin/${props.year}/numbers?item=${encodeURIComponent(item)}#behind`}
      />
    </>
  );
}

/** What the file would say otherwise than the record, or leave out, child by child. */
export function NotesPage(props: {
  year: number;
  lines: readonly NoteLine[];
  children: number;
  nextHref: string | null;
}): VNode {
  return (
    <>
      <PageHead
        over={
          <>
            <a href="/returns">Returns</a>
            <a href={`/returns/cin/${props.year}`}>{returnName(props.year)}</a>
          </>
        }
        title="Written otherwise than it is recorded"
        lead={`Where the return must say something and nobody has, or cannot hold what is recorded: ${sayCount(props.children, "child", "children")}.`}
      />
      <DataTable
        caption="Children, by number"
        captionHidden
        density="compact"
        empty="Everything would be written as it is recorded"
        rows={props.lines}
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: (line) => <a href={`/children/${line.child.id}`}>{sayChildOf(line.child)}</a>,
          },
          {
            head: "What would be written",
            cell: (line) => (
              <ul class="small">
                {line.notes.map((note) => (
                  <li>{note}</li>
                ))}
              </ul>
            ),
          },
        ]}
      />
      <KeyPager label="Children" nextHref={props.nextHref ?? undefined} nextText="More" />
    </>
  );
}
