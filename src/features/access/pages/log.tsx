import type { VNode } from "preact";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayMoment } from "../../accounts/words.ts";
import type { LogLine } from "../log.ts";
import { sayAct } from "../words.ts";

const childCell = (row: LogLine): VNode | string => {
  if (row.child === null) return "";
  return row.localId === null ? (
    "A record that is not open to you"
  ) : (
    <a href={`/children/${row.child}/log`}>{row.localId}</a>
  );
};

/** Rows of the log. */
export function LogTable(props: {
  rows: readonly LogLine[];
  caption: string;
  empty: string;
  withChild?: boolean;
}): VNode {
  return (
    <DataTable
      caption={props.caption}
      columns={[
        { head: "When", isRowHead: true, cell: (row: LogLine) => sayMoment(row.at) },
        { head: "Who", cell: (row) => row.who },
        {
          head: "What",
          cell: (row) =>
            row.view === null || row.view === "record" ? sayAct(row.act) : `${sayAct(row.act)}: ${row.view}`,
        },
        ...(props.withChild === true ? [{ head: "Child", cell: childCell }] : []),
      ]}
      rows={props.rows}
      empty={props.empty}
    />
  );
}

/** Who has looked at one record, or at anything. */
export function LogPage(props: {
  title: string;
  over: VNode | null;
  lead: string;
  rows: readonly LogLine[];
  withChild?: boolean;
  nextHref: string | undefined;
  firstHref: string | undefined;
}): VNode {
  return (
    <>
      <PageHead title={props.title} over={props.over} lead={props.lead} />
      <LogTable
        rows={props.rows}
        caption="Newest first"
        empty="Nobody has looked"
        {...(props.withChild === undefined ? {} : { withChild: props.withChild })}
      />
      <KeyPager
        label="Access log"
        nextHref={props.nextHref}
        nextText="Earlier"
        previousHref={props.firstHref}
        previousText="Newest"
      />
    </>
  );
}
