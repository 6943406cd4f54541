import type { VNode } from "preact";
import { address } from "../../../platform/web/forms.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Card } from "../../../ui/pieces/card.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Benchmark } from "../benchmark.ts";
import { FEWEST } from "../compare.ts";
import type { Value } from "../figures.ts";
import type { Status } from "../formats/cells.ts";
import { ENGLAND } from "../regions.ts";
import { sayingOf, sayUnit, sayWhen, STATUS_WORDS } from "../words.ts";
import { said } from "./benchmarks.tsx";
import { funnelOf, pastOf, stripOf } from "./measureCharts.tsx";
import { AreaChooser } from "./parts.tsx";

export type MeasurePageProps = {
  readonly seen: Benchmark;
  readonly sources: readonly {
    readonly title: string;
    readonly publisher: string;
    readonly licence: string;
    readonly fileName: string;
    readonly publishedOn: string | null;
  }[];
  /** As asked for: kept in links. */
  readonly chosen: string | undefined;
};

/** One published measure: the funnel first, then the past, and the figures beside both. Never a rank. */
export function MeasurePage({ seen, sources, chosen }: MeasurePageProps): VNode {
  const { measure, period, own, comparison } = seen;
  const source = sources
    .map(
      ({ publisher, title, licence, publishedOn }) =>
        `${publisher}: ${title}${publishedOn === null ? "" : `, published ${sayDate(publishedOn)}`} (${licence})`,
    )
    .join("; ");
  const now = comparison === null ? stripOf(seen) : funnelOf(seen, comparison);
  const past = pastOf(seen);
  const better =
    measure.better === null
      ? "Neither more nor less is better by itself."
      : `The publisher takes ${measure.better} to be better.`;
  return (
    <>
      <PageHead
        over={<a href={address("/benchmarks", { area: chosen })}>How do we compare?</a>}
        title={measure.name}
        lead={`${upper(sayUnit(measure))}, ${sayWhen(measure, period)}. ${better}`}
      />
      <Card
        level={2}
        title={own === undefined ? "England’s authorities" : `${own.name} among England’s authorities`}
      >
        {measure.unit === "count" ? (
          <p>A number by itself says how large an area is. It is not compared; its past is below.</p>
        ) : (
          <>
            <ChartFigure
              id="now"
              headingLevel={3}
              title={now.title}
              subtitle={`${measure.name}, ${sayUnit(measure)}, ${sayWhen(measure, period)}. ${comparison === null ? "Each mark an authority." : "Each mark an authority, by its size."}`}
              chart={now.chart}
              source={source}
            />
            <HowTheyLie seen={seen} />
          </>
        )}
      </Card>
      <Card level={2} title="The past">
        <ChartFigure
          id="past"
          headingLevel={3}
          title={past.title}
          subtitle={`${measure.name}, ${sayUnit(measure)}, ${seen.periods[0] ?? ""} to ${seen.periods.at(-1) ?? ""}. A gap is a year without a figure.`}
          chart={past.chart}
          source={source}
        />
      </Card>
      <Beside seen={seen} />
      <Periods seen={seen} chosen={chosen} />
      {measure.definition !== undefined && (
        <Details summary="How the publisher defines it">
          {measure.definition.split(/\n+/).map((line) => (
            <p>{line}</p>
          ))}
        </Details>
      )}
      <AreaChooser
        action={`/benchmarks/${measure.id}`}
        areas={seen.areas}
        chosen={own}
        label="Look from"
        hidden={{ period }}
      />
    </>
  );
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** How many lie outside, what range most lie in, and whose figures are missing: counts, no names. */
function HowTheyLie({ seen }: { seen: Benchmark }): VNode {
  const { comparison, spread, measure, authorities } = seen;
  const saying = sayingOf(measure);
  const missing = Map.groupBy(
    [...authorities.values()].filter(({ value }) => value === null),
    ({ status }) => status,
  );
  return (
    <Facts
      items={[
        ...(comparison === null
          ? []
          : [
              {
                term: "Outside 99.8% limits, after allowing for how much authorities differ anyway",
                value: `${comparison.outside} of ${comparison.units.length}`,
              },
              {
                term: "Outside 99.8% limits of chance alone",
                value: `${comparison.outsideChance} of ${comparison.units.length}, mostly because authorities differ anyway: no sign about any one of them`,
              },
            ]),
        {
          term: "Eight in ten authorities",
          ...(spread === null
            ? { missing: `fewer than ${FEWEST} have a figure` }
            : {
                value: `${saying.say(spread.low)} to ${saying.say(spread.high)} (10th to 90th centile of ${spread.authorities})`,
              }),
        },
        ...[...missing].map(([status, rows]) => ({
          term: upper(STATUS_WORDS[status as Status]),
          value: rows.length === 1 ? "1 authority" : `${rows.length} authorities`,
        })),
      ]}
    />
  );
}

/** The same in a few rows: own, England, region, neighbours by name. */
function Beside({ seen }: { seen: Benchmark }): VNode {
  const { measure, values, own, ownCode, region, neighbours, areas } = seen;
  type Row = {
    readonly what: string;
    readonly name: string;
    readonly value: Value | undefined;
    readonly href?: string;
  };
  const rows: Row[] = [
    ...(own === undefined
      ? []
      : [
          {
            what:
              ownCode !== undefined && ownCode !== own.code
                ? `under ${areas.get(ownCode)?.name ?? ownCode}`
                : "own",
            name: own.name,
            value: values.get(ownCode ?? own.code),
            href: `/areas/${own.code}`,
          },
        ]),
    { what: "country", name: "England", value: values.get(ENGLAND) },
    ...(region === undefined ? [] : [{ what: "region", name: region.name, value: values.get(region.code) }]),
    ...(neighbours?.codes ?? [])
      .map((code): Row => ({
        what: "neighbour",
        name: areas.get(code)?.name ?? code,
        value: values.get(code),
        href: `/areas/${code}`,
      }))
      .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB")),
  ];
  return (
    <Card
      level={2}
      title="Beside each other"
      aside={
        neighbours === null ? undefined : (
          <span class="small muted">neighbours: the Department’s set of {neighbours.edition}</span>
        )
      }
    >
      <DataTable
        caption={`${measure.name}, ${sayWhen(measure, seen.period)}`}
        density="compact"
        rows={rows}
        columns={[
          {
            head: "Area",
            isRowHead: true,
            cell: ({ name, href }) => (href === undefined ? name : <a href={href}>{name}</a>),
          },
          { head: "What", cell: ({ what }) => what },
          { head: measure.name, numeric: true, cell: ({ value }) => said(measure, value) },
          ...(rows.some(({ value }) => (value?.numerator ?? null) !== null)
            ? [
                { head: measure.counted, numeric: true, cell: ({ value }: Row) => whole(value?.numerator) },
                { head: measure.outOf, numeric: true, cell: ({ value }: Row) => whole(value?.denominator) },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

const whole = (value: number | null | undefined): string =>
  value === null || value === undefined ? "not known" : sayingOf({ unit: "count" }).say(value);

function Periods({ seen, chosen }: { seen: Benchmark; chosen: string | undefined }): VNode | null {
  if (seen.measure.when === "month" || seen.periods.length < 2) return null;
  return (
    <p class="screen-only">
      Other years:{" "}
      {seen.periods.toReversed().map((period, index) => (
        <>
          {index > 0 && ", "}
          {period === seen.period ? (
            <strong>{period}</strong>
          ) : (
            <a href={address(`/benchmarks/${seen.measure.id}`, { area: chosen, period })}>{period}</a>
          )}
        </>
      ))}
    </p>
  );
}
