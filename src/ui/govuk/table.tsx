import type { VNode } from "preact";
import { type Blank, classNames, type Content, type Styled } from "./shared.ts";

export interface TableCell extends Styled {
  text: Content;
  format?: "numeric" | undefined;
  colspan?: number | undefined;
  rowspan?: number | undefined;
}

export interface TableProps extends Styled {
  caption?: Content;
  captionClasses?: string | undefined;
  head?: readonly TableCell[] | undefined;
  rows: readonly (readonly TableCell[] | Blank)[];
  firstCellIsHeader?: boolean | undefined;
}

const format = (block: string, cell: TableCell): string =>
  classNames(block, cell.format && `${block}--${cell.format}`, cell.classes);

function BodyCell(props: { cell: TableCell; isHeader: boolean }): VNode {
  const { cell } = props;
  const span = { colSpan: cell.colspan, rowSpan: cell.rowspan };
  return props.isHeader ? (
    <th scope="row" class={classNames("govuk-table__header", cell.classes)} {...span} {...cell.attributes}>
      {cell.text}
    </th>
  ) : (
    <td class={format("govuk-table__cell", cell)} {...span} {...cell.attributes}>
      {cell.text}
    </td>
  );
}

/** A small table of facts. Long or sortable lists are a `DataTable`. */
export function Table(props: TableProps): VNode {
  return (
    <table class={classNames("govuk-table", props.classes)} {...props.attributes}>
      {props.caption && (
        <caption class={classNames("govuk-table__caption", props.captionClasses)}>{props.caption}</caption>
      )}
      {props.head && (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {props.head.map((cell) => (
              <th
                scope="col"
                class={format("govuk-table__header", cell)}
                colSpan={cell.colspan}
                rowSpan={cell.rowspan}
                {...cell.attributes}
              >
                {cell.text}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody class="govuk-table__body">
        {props.rows.map(
          (row) =>
            row && (
              <tr class="govuk-table__row">
                {row.map((cell, index) => (
                  <BodyCell cell={cell} isHeader={index === 0 && (props.firstCellIsHeader ?? false)} />
                ))}
              </tr>
            ),
        )}
      </tbody>
    </table>
  );
}
