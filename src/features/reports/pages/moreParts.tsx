import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { indicatorNo } from "../../insight/indicators.ts";
import type { Outlook } from "../outlook.ts";
import type { Report } from "../read.ts";
import type { SaidLine } from "../said.ts";

/** What another slice says of the time ahead; where there is none, that is said. */
export function OutlookPart(props: {
  title: string;
  id: string;
  outlooks: readonly Outlook[] | null;
}): VNode {
  const { outlooks, id } = props;
  return (
    <Card title={props.title} id={id} look="flat">
      {outlooks === null || outlooks.length === 0 ? (
        <EmptyState title="Cannot be told yet" unknown>
          {outlooks === null
            ? "This version makes no forecast here."
            : "There are too few months to forecast from."}
        </EmptyState>
      ) : (
        outlooks.map((outlook, i) => (
          <>
            {outlook.chart === null ? (
              <h3 class="govuk-heading-s">{outlook.title}</h3>
            ) : (
              <ChartFigure
                id={`${id}-${i}`}
                headingLevel={3}
                title={outlook.title}
                subtitle={outlook.subtitle}
                chart={outlook.chart}
                source={outlook.source}
              />
            )}
            {outlook.notes.map((note) => (
              <p>{note}</p>
            ))}
            {outlook.link !== undefined && (
              <p>
                <a href={outlook.link.href}>{outlook.link.text}</a>
              </p>
            )}
          </>
        ))
      )}
    </Card>
  );
}

export function SaidPart(props: { said: readonly SaidLine[]; links: boolean }): VNode {
  return (
    <Card title="What has been said" id="said">
      {props.said.length === 0 ? (
        <EmptyState title="Nobody has written what lies behind a figure">
          A number starts a conversation; it does not end one.
        </EmptyState>
      ) : (
        <ul>
          {props.said.slice(0, 12).map((line) => {
            const name = indicatorNo(line.indicator)?.name ?? `Indicator ${line.indicator}`;
            return (
              <li>
                {props.links ? <a href={`/insight/${line.indicator}`}>{name}</a> : <strong>{name}</strong>}:{" "}
                {line.words}{" "}
                <span class="muted small">
                  {line.by}, {sayDate(londonDate(line.at))}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

export function UntoldPart(props: { untold: Report["untold"] }): VNode {
  return (
    <Card title="Cannot be told" id="untold">
      <p class="muted">Not clear: unknown.</p>
      <Details summary={`${sayNumber(props.untold.length)} indicators, with what would tell`}>
        <DataTable
          caption="What cannot be told, and what would tell"
          captionHidden
          rows={props.untold}
          rowStanding={() => "unknown"}
          empty="Everything can be told."
          columns={[
            { head: "Indicator", isRowHead: true, cell: ({ indicator }) => indicator.name },
            { head: "Why we cannot tell", cell: ({ why }) => why.because },
            { head: "What would tell", cell: ({ why }) => why.wouldTell },
          ]}
        />
      </Details>
    </Card>
  );
}

export type PlainLine = {
  readonly name: string;
  readonly means: string;
  readonly ask: string;
  readonly said: string;
  readonly open: string | null;
};

/** Each measure in plain words, what it is about now, and what to ask. */
export function PlainPart(props: { lines: readonly PlainLine[] }): VNode {
  return (
    <Card title="The figures, what they mean and what to ask" id="plain">
      <DataTable<PlainLine>
        caption="Totals of ten and more, in tens"
        rows={props.lines}
        empty="No figure can be told yet."
        columns={[
          {
            head: "Measure",
            isRowHead: true,
            cell: (line) => (
              <>
                {line.name}
                <div class="small muted">{line.means}</div>
              </>
            ),
          },
          {
            head: "Now",
            cell: (line) => (
              <>
                {line.said}
                {line.open !== null && <div class="small">{line.open}</div>}
              </>
            ),
          },
          { head: "Ask", cell: (line) => line.ask },
        ]}
      />
    </Card>
  );
}
