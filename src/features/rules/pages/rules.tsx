import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import {
  currentRule,
  type Rule,
  type RuleBook,
  sayCounting,
  sayTimescale,
} from "../../../kernel/duties/rule.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";

export const SEVERITY: Record<Rule["severity"], string> = {
  statutory: "Law",
  guidance: "Statutory guidance",
  local: "Local policy",
};

/** Every timescale Kith keeps, on what authority, and which of them are the authority's own to set. */
export function RulesPage(props: {
  book: RuleBook;
  today: IsoDate;
  undecidable: ReadonlySet<string>;
  waiting: number;
}): VNode {
  const rules = props.book.ids.map((id) => currentRule(props.book, id, props.today));
  return (
    <>
      <PageHead
        title="The rules"
        lead="What starts each clock, how long it runs, how the days are counted, and on what authority. Local policy can be changed here, with a reason, a second person’s approval and a replay first."
      />
      {props.waiting > 0 && (
        <p>
          <Tag standing="soon">{props.waiting} waiting for approval</Tag>{" "}
          <a href="/rules/changes">See the proposals</a>
        </p>
      )}
      <DataTable
        caption="Timescales"
        captionHidden
        density="compact"
        rows={rules}
        rowStanding={(rule) => (props.undecidable.has(rule.id) ? "unknown" : undefined)}
        columns={[
          { head: "Rule", cell: (r) => <a href={`/rules/${r.id}`}>{r.id}</a> },
          { head: "What must be done", isRowHead: true, cell: (r) => r.name },
          { head: "Within", cell: (r) => sayTimescale(r) },
          { head: "Counted in", cell: (r) => <span class="small">{sayCounting(r)}</span> },
          {
            head: "Authority",
            cell: (r) => (
              <Tag standing={r.severity === "local" ? "soon" : "plain"}>{SEVERITY[r.severity]}</Tag>
            ),
          },
          {
            head: "Can it be told?",
            wideOnly: true,
            cell: (r) =>
              props.undecidable.has(r.id) ? <Tag standing="unknown">no file carries it</Tag> : "yes",
          },
        ]}
      />
    </>
  );
}
