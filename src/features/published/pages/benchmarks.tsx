import type { VNode } from "preact";
import { address } from "../../../platform/web/forms.ts";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { PublishedMeasure } from "../catalogue.ts";
import type { Value } from "../figures.ts";
import type { Area, Areas } from "../queries.ts";
import { sayingOf, sayUnit, sayWhen, STATUS_WORDS } from "../words.ts";
import { AreaChooser, NothingLoaded } from "./parts.tsx";

export type MeasureLine = {
  readonly measure: PublishedMeasure;
  readonly period: string;
  readonly own: Value | undefined;
  readonly england: Value | undefined;
};

export type BenchmarksProps = {
  readonly own: Area | undefined;
  /** The authority was asked for, and is not the installation's. */
  readonly chosen: string | undefined;
  readonly areas: Areas;
  readonly lines: readonly MeasureLine[];
  readonly others: readonly { readonly measure: PublishedMeasure; readonly period: string }[];
  readonly mayLoad: boolean;
  readonly hasCare: boolean;
};

/** Every measure that is published of every authority: choose one to see it against England, region, neighbours and one's own past. */
export function BenchmarksPage(props: BenchmarksProps): VNode {
  const { own, lines, others } = props;
  const topics = Map.groupBy(lines, ({ measure }) => measure.topic);
  return (
    <>
      <PageHead
        title="How do we compare?"
        lead={
          own === undefined
            ? "Published figures of every authority. A figure asks a question; it does not rank anybody."
            : `${own.name} against England, its region, the authorities most like it, and its own past. A figure asks a question; it does not rank anybody.`
        }
        actions={
          <>
            {props.hasCare && (
              <a href="/benchmarks/care-applications">Care applications since 2008: the story</a>
            )}
            <a href="/areas">Authorities and their inspections</a>
            {props.mayLoad && <a href="/published">Load figures</a>}
          </>
        }
      />
      {lines.length + others.length === 0 ? (
        <NothingLoaded mayLoad={props.mayLoad} />
      ) : (
        <>
          {own === undefined && (
            <p>
              This installation’s authority is not among those published, so no figure is marked as yours.
              Choose an authority to look from.
            </p>
          )}
          <AreaChooser action="/benchmarks" areas={props.areas} chosen={own} label="Look from" />
        </>
      )}
      {[...topics].map(([topic, rows]) => (
        <Card title={topic} level={2}>
          <DataTable
            caption={topic}
            captionHidden
            density="compact"
            rows={rows}
            columns={[
              {
                head: "Measure",
                isRowHead: true,
                cell: ({ measure }) => (
                  <a href={address(`/benchmarks/${measure.id}`, { area: props.chosen })}>{measure.name}</a>
                ),
              },
              {
                head: "Of",
                cell: ({ measure, period }) => `${sayUnit(measure)}, ${sayWhen(measure, period)}`,
              },
              ...(own === undefined
                ? []
                : [
                    {
                      head: own.name,
                      numeric: true,
                      cell: (line: MeasureLine) => said(line.measure, line.own),
                    },
                  ]),
              {
                head: "England",
                numeric: true,
                cell: (line: MeasureLine) => said(line.measure, line.england),
              },
            ]}
          />
        </Card>
      ))}
      {others.length > 0 && (
        <Details summary={`${others.length} more measures, most from the Department’s interactive tool`}>
          <DataTable
            caption="More measures"
            captionHidden
            density="compact"
            rows={others}
            columns={[
              {
                head: "Measure",
                isRowHead: true,
                cell: ({ measure }) => (
                  <a href={address(`/benchmarks/${measure.id}`, { area: props.chosen })}>{measure.name}</a>
                ),
              },
              { head: "Topic", cell: ({ measure }) => measure.topic },
              { head: "Last", cell: ({ measure, period }) => sayWhen(measure, period) },
            ]}
          />
        </Details>
      )}
    </>
  );
}

/** A figure, or why there is none. */
export function said(measure: PublishedMeasure, value: Value | undefined): VNode | string {
  if (value === undefined) return <span class="muted">none</span>;
  if (value.value === null) return <span class="muted">{STATUS_WORDS[value.status]}</span>;
  return sayingOf(measure).say(value.value);
}
