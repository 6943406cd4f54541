import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { NetList, NetRow } from "../../../ui/pieces/net.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { sayReading } from "../../insight/chart.ts";
import { indicatorOf } from "../../insight/series.ts";
import { changeChart, saySubtitle } from "../charts.ts";
import type { Change, Report, TimelyLine } from "../read.ts";
import { sayCount } from "../sees.ts";
import type { Teams } from "../teams.ts";
import type { Wrong } from "../wrong.ts";
import { sayOldest } from "../wrong.ts";
import { nameOf, sayOf, sayOpen, sayValue } from "../words.ts";

export function WrongPart(props: { wrong: Wrong; report: Report; links: boolean }): VNode {
  const { wrong, report, links } = props;
  const { today, sees } = report;
  return (
    <Card title="What is wrong now" id="wrong">
      <p>
        {sayNumber(wrong.lines.length)} of {sayNumber(wrong.looked)} things that must never be are so, the
        longest first.{" "}
        {wrong.undecidable.length > 0 &&
          `${sayNumber(wrong.undecidable.length)} more cannot be told from what has been brought in: not clear, unknown. `}
        {links && wrong.undecidable.length > 0 && <a href="/net#cannot-tell">See which</a>}
      </p>
      {wrong.lines.length === 0 ? (
        <EmptyState
          title={`${sayNumber(wrong.looked)} things that must never be were looked for, and none was found in what is held`}
        />
      ) : (
        <NetList>
          {wrong.lines.map((line) => {
            const oldest = sayOldest(line, today, sees);
            return (
              <NetRow
                count={line.children}
                what={line.invariant.name}
                detail={`${line.children === 1 ? "Child" : "Children"}. ${oldest === null ? "" : `Oldest: ${oldest}. `}${line.takenUp === null ? "" : line.takenUp === 0 ? "None taken up. " : `${sayNumber(line.takenUp)} taken up. `}${line.invariant.act}`}
                accountable={line.invariant.accountable}
                action={links ? <a href={`/net/${line.invariant.id}`}>See who</a> : undefined}
              />
            );
          })}
        </NetList>
      )}
    </Card>
  );
}

/** For who opens no record: sums in tens, and nothing that leads to a child. */
export function NeverPart(props: { wrong: Wrong; report: Report }): VNode {
  const { wrong, report } = props;
  const { sees, today } = report;
  const found = new Map(wrong.lines.map((line) => [line.invariant.id, line]));
  const shown = wrong.lines.filter(({ children }) => children >= 10);
  return (
    <Card title="What must never be, and is" id="wrong">
      <p>
        {sayNumber(wrong.looked)} things that must never happen to a child are looked for every day.{" "}
        {sayNumber(wrong.undecidable.length)} more cannot be told from what has been brought in.
      </p>
      <DataTable
        caption="So for ten children or more; whatever is not here is so for fewer than ten, or for none"
        rows={shown.map((line) => ({ line: found.get(line.invariant.id) ?? line }))}
        empty="None is so for ten children or more. It may be so for fewer."
        columns={[
          { head: "What", isRowHead: true, cell: ({ line }) => line.invariant.name },
          { head: "Children", numeric: true, cell: ({ line }) => sayCount(line.children, sees) },
          { head: "Oldest", cell: ({ line }) => sayOldest(line, today, sees) ?? "" },
          { head: "Accountable", cell: ({ line }) => line.invariant.accountable },
        ]}
      />
      <p>Ask of each: who holds these children tonight, and by when will it no longer be so?</p>
    </Card>
  );
}

export function ChangesPart(props: { report: Report; links: boolean; mayNarrate: boolean }): VNode {
  const { report } = props;
  return (
    <Card title="What is really changing" id="changes" look="flat">
      {!report.enough ? (
        <EmptyState title="Too few months to tell a change from chance" unknown>
          Seven months that are over, with enough in them to be shown, are the least.
        </EmptyState>
      ) : report.changes.length === 0 ? (
        <EmptyState
          title={
            report.unshown === 0
              ? "No indicator shows a change that chance does not explain"
              : "No change can be shown in figures of ten and more"
          }
        >
          {sayUnshown(report.unshown)} Each is judged by its own past. That nothing changed does not say that
          all is well: see what is open and past its day.
        </EmptyState>
      ) : (
        <>
          <p>
            Each is judged by its own past. What may be a concern stands first. {sayUnshown(report.unshown)}
          </p>
          {report.changes.map((change, i) =>
            i < OPENED ? (
              <OneChange {...props} change={change} />
            ) : (
              <Details summary={change.charted.finding}>
                <OneChange {...props} change={change} />
              </Details>
            ),
          )}
        </>
      )}
    </Card>
  );
}

/** Charts that stand open; the findings after them are sentences until somebody opens them. */
const OPENED = 6;

const sayUnshown = (n: number): string =>
  n === 0 ? "" : `${sayNumber(n)} more changed, in figures too small to be shown here.`;

function OneChange(props: { change: Change; report: Report; links: boolean; mayNarrate: boolean }): VNode {
  const { change, links } = props;
  const { indicator, measure, reading, twin, said } = change;
  const { sees } = props.report;
  return (
    <>
      <ChartFigure
        id={`change-${indicator.no}`}
        headingLevel={3}
        title={change.charted.finding}
        subtitle={saySubtitle(change)}
        chart={changeChart(change)}
        source={`${indicator.source}. Counted from the record; restricted records are in no figure.${sees === "tens" ? " In tens; a month of fewer than ten is left out." : ""}`}
        narrative={{
          ...(said === null ? {} : { words: said.words, by: `${said.by}, ${sayDate(londonDate(said.at))}` }),
          ...(props.mayNarrate
            ? { action: { href: `/insight/${indicator.no}/say`, text: "Write what lies behind it" } }
            : {}),
        }}
      />
      <p>
        {measure.reads === "day" ? "Today" : "In the last twelve months"}:{" "}
        <strong>{sayValue(reading, sees)}</strong>
        {twin === null ? "" : `; ${sayOpen(twin, sees)}`}.{" "}
        {links && <a href={`/insight/${indicator.no}`}>{indicator.name} in full</a>}
      </p>
    </>
  );
}

export function TimelyPart(props: { report: Report; links: boolean }): VNode {
  const { report, links } = props;
  const { sees } = report;
  return (
    <Card title="In time, and what is still open" id="timely">
      <p>A share of finished work leaves out what was never finished. Both stand side by side.</p>
      <DataTable<TimelyLine>
        caption="Done in the last twelve months, and open and past the day now"
        captionHidden
        rows={report.timely}
        columns={[
          {
            head: "Work",
            isRowHead: true,
            cell: (line) =>
              links ? <a href={`/insight/${line.indicator.no}`}>{nameOf(line)}</a> : nameOf(line),
          },
          {
            head: "Done in time",
            numeric: true,
            cell: ({ why, reading }) =>
              why === null ? sayValue(reading, sees) : <Tag standing="unknown">cannot be told</Tag>,
          },
          { head: "Of", numeric: true, cell: ({ reading }) => sayOf(reading) },
          {
            head: "Still open and past the day",
            numeric: true,
            cell: ({ why, twin }) => (why !== null || twin === null ? "" : sayCount(twin, sees)),
          },
        ]}
      />
    </Card>
  );
}

export function TeamsPart(props: { teams: Teams }): VNode {
  const { teams } = props;
  return (
    <Card title="By team" id="teams">
      <p>
        Each team’s own figures for twelve months, with what was open and past its day when the last month
        ended. Teams differ in the children they hold: look at a team’s own past before you compare.
      </p>
      <DataTable
        caption="Work in time, by team"
        captionHidden
        rows={teams.lines}
        empty="No team has work that these figures count."
        columns={[
          { head: "Team", isRowHead: true, cell: (line) => line.name },
          ...teams.measures.map((measure) => ({
            head: nameOf({ indicator: indicatorOf(measure), measure }),
            cell: (line: Teams["lines"][number]) => {
              const reading = line.readings.get(measure.id);
              if (reading === undefined || ((reading.denominator ?? 0) === 0 && reading.twin === 0))
                return <span class="muted">none</span>;
              return (
                <a
                  href={`/insight/${Number.parseInt(measure.id, 10)}?by=team&is=${encodeURIComponent(line.ref)}`}
                >
                  {reading.value === null
                    ? "none done"
                    : `${sayReading(reading)} of ${sayNumber(reading.denominator ?? 0)}`}
                  , {sayNumber(reading.twin)} open
                </a>
              );
            },
          })),
        ]}
      />
    </Card>
  );
}
