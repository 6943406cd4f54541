import type { VNode } from "preact";
import type { IsoDate } from "../../../kernel/dates.ts";
import { sayCounting, sayTimescale } from "../../../kernel/duties/rule.ts";
import { type Standing, standingOn } from "../../../kernel/duties/run.ts";
import type { WorkingCalendar } from "../../../kernel/workingDays.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate } from "../../../ui/words.ts";
import { type DutyLine, sayClosed } from "../../duties/words.ts";
import type { ChildHead } from "../head.ts";
import { displayName } from "../words.ts";

const ORDER: readonly (Standing | "cannot tell")[] = [
  "late",
  "waiting",
  "met late",
  "missed",
  "met",
  "no longer needed",
  "cannot tell",
];

/** Every duty of a child: rule, source, how it is counted, what started it, when due, and met or late by how much. */
export function DutiesPage(props: {
  child: ChildHead;
  duties: readonly DutyLine[];
  /** Rules nothing told could ever stop. */
  cannotTell: ReadonlySet<string>;
  today: IsoDate;
  calendar: WorkingCalendar;
  mayReadRules: boolean;
}): VNode {
  const unknownOr = (line: DutyLine): Standing | "cannot tell" => {
    const standing = standingOn(line, props.today);
    return standing !== "met" && props.cannotTell.has(line.rule.id) ? "cannot tell" : standing;
  };
  const rows = props.duties
    .filter((d) => d.from <= props.today)
    .map((line) => ({ line, standing: unknownOr(line) }))
    .sort(
      (a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing) || (a.line.due < b.line.due ? 1 : -1),
    );
  const late = rows.filter((r) => r.standing === "late").length;
  return (
    <>
      <PageHead
        over={<a href={`/children/${props.child.id}`}>Back to {displayName(props.child)}</a>}
        title={late === 0 ? "Every duty" : `Every duty: ${late} late now`}
        lead="Each line says which rule, on what authority, how the days are counted, what started the clock and how it ended."
      />
      <DataTable
        caption={`Duties of ${displayName(props.child)}`}
        captionHidden
        density="compact"
        rows={rows}
        rowStanding={(r) =>
          r.standing === "late" ? "late" : r.standing === "cannot tell" ? "unknown" : undefined
        }
        columns={[
          {
            head: "What",
            isRowHead: true,
            cell: ({ line }) => (
              <>
                {line.rule.name}
                <div class="muted small">
                  {props.mayReadRules ? <a href={`/rules/${line.rule.id}`}>{line.rule.id}</a> : line.rule.id}:{" "}
                  {sayTimescale(line.rule)}; {sayCounting(line.rule)}
                </div>
              </>
            ),
          },
          { head: "Clock started", cell: ({ line }) => sayDate(line.from) },
          {
            head: "Due",
            cell: ({ line }) =>
              line.actBy === line.due
                ? sayDate(line.due)
                : `${sayDate(line.due)} (act by ${sayDate(line.actBy)})`,
          },
          {
            head: "Done",
            cell: ({ line }) =>
              line.doneOn === null
                ? line.endedOn === null || line.endedOn > props.today
                  ? "not yet"
                  : `ended ${sayDate(line.endedOn)}`
                : sayDate(line.doneOn),
          },
          {
            head: "How it stands",
            cell: ({ line, standing }) => (
              <Tag standing={standing === "late" ? "late" : standing === "cannot tell" ? "unknown" : "plain"}>
                {standing === "cannot tell"
                  ? "cannot tell: no file carries it"
                  : sayClosed(line, props.today, props.calendar)}
              </Tag>
            ),
          },
          {
            head: "Source",
            wideOnly: true,
            cell: ({ line }) => <span class="small">{line.rule.source}</span>,
          },
        ]}
        empty="No rule has started a clock for this child."
      />
    </>
  );
}
