import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { sayNumber } from "../../../ui/words.ts";
import { compareItems, type ItemChange, itemWords, type Totals } from "../items.ts";

const sayItem = (id: string): string => itemWords(id)?.name ?? id;
const groupOf = (id: string): string => itemWords(id)?.group ?? "Other";

const sign = (n: number): string => (n > 0 ? `+${sayNumber(n)}` : n < 0 ? `−${sayNumber(-n)}` : "same");

type ChangesProps = {
  readonly changes: readonly ItemChange[];
  readonly beforeHead: string;
  readonly afterHead: string;
  readonly href: (item: string) => string;
};

/** Two returns number by number; each leads to the children whose part differs. */
export function ItemChanges(props: ChangesProps): VNode {
  const groups = Map.groupBy(props.changes, (change) => groupOf(change.item));
  return (
    <>
      {[...groups].map(([group, changes]) => (
        <DataTable
          caption={group}
          density="compact"
          rows={changes}
          columns={[
            {
              head: "Number",
              isRowHead: true,
              cell: (c) => <a href={props.href(c.item)}>{sayItem(c.item)}</a>,
            },
            { head: props.beforeHead, numeric: true, cell: (c) => sayNumber(c.before.n) },
            { head: props.afterHead, numeric: true, cell: (c) => sayNumber(c.after.n) },
            { head: "Difference", numeric: true, cell: (c) => sign(c.after.n - c.before.n) },
          ]}
        />
      ))}
    </>
  );
}

/** Every number of one return; each leads to the children it counts. */
export function ItemTotals(props: { totals: Totals; href: (item: string) => string }): VNode {
  const items = Object.keys(props.totals).sort(compareItems);
  const groups = Map.groupBy(items, groupOf);
  return (
    <>
      {[...groups].map(([group, ids]) => (
        <DataTable
          caption={group}
          density="compact"
          rows={ids}
          columns={[
            { head: "Number", isRowHead: true, cell: (id) => <a href={props.href(id)}>{sayItem(id)}</a> },
            { head: "How many", numeric: true, cell: (id) => sayNumber(props.totals[id]?.n ?? 0) },
            { head: "Children", numeric: true, cell: (id) => sayNumber(props.totals[id]?.children ?? 0) },
          ]}
        />
      ))}
    </>
  );
}
