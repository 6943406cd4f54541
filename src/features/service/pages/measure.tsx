import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import {
  currentRule,
  type RuleBook,
  ruleOn,
  sayCounting,
  sayTimescale,
} from "../../../kernel/duties/rule.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Distribution } from "../../../ui/pieces/distribution.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { sayOpen } from "../../duties/words.ts";
import { sayChild } from "../../work/words.ts";
import type { Measure } from "../measures.ts";
import type { OverLine } from "../queries.ts";
import type { Summary } from "../summary.ts";
import { sayBunching, sayFinding, sayMissed } from "../words.ts";
import { describe } from "./service.tsx";

export type MeasureProps = {
  readonly measure: Measure;
  readonly summary: Summary;
  readonly lines: readonly OverLine[] | null;
  readonly book: RuleBook;
  readonly calendar: WorkingCalendar;
  readonly today: IsoDate;
  readonly nextHref: string | null;
  readonly firstHref: string | null;
  readonly mayReadRules: boolean;
};

/** One measure in full: the picture, its table, its rules, and the children still waiting. */
export function MeasurePage(props: MeasureProps): VNode {
  const { measure, summary, book, today } = props;
  const said = [sayBunching(measure, summary), sayMissed(measure, summary)].filter((text) => text !== null);
  return (
    <>
      <PageHead
        over={<a href="/service">The service</a>}
        title={measure.name}
        lead={sayFinding(measure, summary)}
      />
      {summary.counts.length > 0 && (
        <Distribution
          id={measure.id}
          title={sayFinding(measure, summary)}
          counts={summary.counts}
          deadline={summary.deadline}
          unit={measure.unit}
          description={describe(measure, summary, today)}
        />
      )}
      {said.map((text) => (
        <p>{text}</p>
      ))}
      <ul class="small">
        {measure.rules.map((id) => {
          const rule = currentRule(book, id, today);
          return (
            <li>
              {props.mayReadRules ? <a href={`/rules/${rule.id}`}>{rule.id}</a> : rule.id} {rule.name}:{" "}
              {sayTimescale(rule)} ({sayCounting(rule)}). {rule.source}
            </li>
          );
        })}
      </ul>
      {props.lines !== null && <Waiting {...props} lines={props.lines} />}
    </>
  );
}

function Waiting(props: MeasureProps & { lines: readonly OverLine[] }): VNode {
  const { today, calendar, book } = props;
  return (
    <>
      <DataTable<OverLine>
        caption="Still open and over, the longest first"
        rows={props.lines}
        rowStanding={() => "late"}
        empty="No child whose record opens to you is waiting past the day."
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: ({ child }) => <a href={`/children/${child.id}`}>{sayChild(child)}</a>,
          },
          { head: "What", cell: (row) => currentRule(book, row.rule, today).name },
          { head: "Was due", cell: (row) => sayDate(row.due) },
          {
            head: "Late",
            cell: (row) => {
              const rule = ruleOn(book, row.rule, row.from) ?? currentRule(book, row.rule, today);
              const line = {
                rule,
                from: row.from,
                due: row.due,
                actBy: row.due,
                doneOn: null,
                endedOn: null,
              };
              return <Tag standing="late">{sayOpen(line, today, calendar).words}</Tag>;
            },
          },
          { head: "Held by", cell: (row) => row.holder ?? <Tag standing="unknown">not known</Tag> },
        ]}
      />
      <KeyPager
        label="Still open and over"
        previousHref={props.firstHref ?? undefined}
        previousText="From the start"
        nextHref={props.nextHref ?? undefined}
        nextText="More"
      />
    </>
  );
}
