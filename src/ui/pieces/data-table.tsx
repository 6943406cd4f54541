import type { VNode } from "preact";
import { classNames, type Content } from "../govuk/shared.ts";
import { EmptyState } from "./empty-state.tsx";

export interface Column<Row> {
  /** The column's heading, and each value's label where rows become cards. */
  head: string;
  cell: (row: Row) => Content;
  /** Figures: set to the right, digits in line. */
  numeric?: boolean | undefined;
  /** Names the row: read out with each value, and the title of its card. One column, as a rule the first. */
  isRowHead?: boolean | undefined;
  /** Link that sorts by this column. */
  sortHref?: string | undefined;
  /** How the rows are sorted by it now. */
  sorted?: "ascending" | "descending" | undefined;
  /** Left out of the card on a phone when it only repeats. */
  wideOnly?: boolean | undefined;
}

export interface DataTableProps<Row> {
  caption: Content;
  /** Keeps the caption for screen readers only, where a heading already says it. */
  captionHidden?: boolean | undefined;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  /** Marks a row: `late` gives it the late bar at its side. The words must be in a cell too. */
  rowStanding?: ((row: Row) => "late" | "unknown" | undefined) | undefined;
  empty?: Content;
  /** `compact` for long lists of figures. */
  density?: "compact" | undefined;
}

function Head(props: { column: Column<never> | Column<unknown> }): VNode {
  const { column } = props;
  const arrow = column.sorted === "ascending" ? "up" : column.sorted === "descending" ? "down" : "none";
  return (
    <th
      role="columnheader"
      scope="col"
      class={classNames(column.numeric && "n", column.wideOnly && "wide-only")}
      aria-sort={column.sorted ?? (column.sortHref ? "none" : undefined)}
    >
      {column.sortHref ? (
        <a class={`sort sort-${arrow}`} href={column.sortHref}>
          {column.head}
          <span class="govuk-visually-hidden">
            {column.sorted === "ascending" ? ", sorted, smallest first" : ""}
            {column.sorted === "descending" ? ", sorted, largest first" : ""}
            {column.sorted ? "" : ", sort"}
          </span>
        </a>
      ) : (
        column.head
      )}
    </th>
  );
}

/**
 * Rows of like things. On a phone each row becomes a card with its labels beside its values; the roles are
 * written out because a table laid out as blocks is otherwise no longer one to a screen reader.
 */
export function DataTable<Row>(props: DataTableProps<Row>): VNode {
  if (props.rows.length === 0 && props.empty !== undefined) return <EmptyState title={props.empty} />;
  return (
    <table
      role="table"
      class={classNames("data", props.density && "data-compact", props.rowStanding && "data-standing")}
    >
      <caption class={props.captionHidden ? "govuk-visually-hidden" : undefined}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <Head column={column as Column<unknown>} />
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => {
          const standing = props.rowStanding?.(row);
          return (
            <tr role="row" class={standing && `row-${standing}`}>
              {props.columns.map((column) => {
                const look = classNames(column.numeric && "n", column.wideOnly && "wide-only");
                return column.isRowHead ? (
                  <th role="rowheader" scope="row" class={look || undefined}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td role="cell" class={look || undefined} data-label={column.head}>
                    <span class="cell">{column.cell(row)}</span>
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
