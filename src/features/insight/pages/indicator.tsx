import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import { address } from "../../../platform/web/forms.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { controlChart } from "../../../ui/charts/control-chart.tsx";
import { distributionChart, distributionFinding } from "../../../ui/charts/distribution-chart.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Facts } from "../../../ui/pieces/facts.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Benchmark } from "../../published/index.ts";
import type { Charted } from "../chart.ts";
import { indicatorNo } from "../indicators.ts";
import type { Cut } from "../queries.ts";
import { lastOf } from "../tally.ts";
import type { IndicatorView, Option } from "../view.ts";
import { sayBunched, saySplit } from "../words.ts";
import { Compared } from "./compared.tsx";
import { behindHref, Made } from "./made.tsx";

export type IndicatorProps = IndicatorView & {
  readonly today: IsoDate;
  readonly mayNarrate: boolean;
  /** What is published of the same thing; null where nothing is loaded. */
  readonly benchmark: Benchmark | null;
};

/** One indicator in full: its chart, what it is made of, what it leaves out, and what to look at beside it. */
export function IndicatorPage(props: IndicatorProps): VNode {
  const { indicator, charted, why, cut } = props;
  return (
    <>
      <PageHead
        over={<a href="/insight">Insight</a>}
        title={indicator.name}
        lead={indicator.definition}
        aside={
          <div class="small">
            <div class="muted">Indicator {indicator.no}</div>
            {cut !== null && (
              <>
                <strong>{cut.words}</strong> <a href={`/insight/${indicator.no}`}>Everybody</a>
              </>
            )}
          </div>
        }
      />
      {why !== null && (
        <EmptyState title="We cannot tell" unknown>
          Because {why.because}. What would tell: {why.wouldTell}.
        </EmptyState>
      )}
      {charted !== null && <Chart {...props} charted={charted} />}
      <Made {...props} />
      <Spread {...props} />
      <Compared benchmark={props.benchmark} />
      <Beside {...props} />
      <Definition {...props} />
      <Cuts {...props} />
    </>
  );
}

function Chart(props: IndicatorProps & { charted: Charted }): VNode {
  const { indicator, measure, charted, said, rebases, cut, isCoarse } = props;
  const last = said[0];
  const files = address(`/insight/${indicator.no}/chart`, {
    by: cut?.cut.by,
    is: cut?.cut.is,
    measure: measure.id,
  });
  const of = (kind: string): string => files.replace("/chart", `/chart.${kind}`);
  return (
    <ChartFigure
      id="chart"
      headingLevel={2}
      title={charted.finding}
      subtitle={`${measure.name}, by month${cut === null ? "" : `, ${cut.words}`}. ${charted.method}`}
      chart={controlChart({
        series: charted.series,
        words: charted.words,
        better: charted.better,
        rebases: rebases.filter((line) => line.withdrawn === null).map(({ on, reason }) => ({ on, reason })),
        within: charted.within,
        axisFrom: charted.within === undefined ? 0 : undefined,
        target: indicator.target,
        counts: charted.points.map(({ reading, immature }) =>
          reading === null || immature
            ? { numerator: null, denominator: null }
            : { numerator: reading.numerator, denominator: reading.denominator },
        ),
        countHeads: ["Numerator", "Denominator"],
        ...(isCoarse
          ? {}
          : {
              href: (month: string) =>
                behindHref(indicator.no, {
                  measure: measure.id,
                  side: "numerator",
                  from: month as IsoDate,
                  to: lastOf(month as IsoDate),
                  cut: cut?.cut ?? null,
                }),
            }),
      })}
      source={`${indicator.source}. Counted from the record; restricted records are in no figure.`}
      narrative={{
        ...(last === undefined
          ? {}
          : { words: last.words, by: `${last.by}, ${sayDate(londonDate(last.at))}` }),
        ...(props.mayNarrate
          ? { action: { href: `/insight/${indicator.no}/say`, text: "Write what lies behind it" } }
          : {}),
      }}
      downloads={{ png: of("png"), svg: of("svg"), csv: of("csv") }}
    />
  );
}

function Spread(props: IndicatorProps): VNode | null {
  const { indicator, days } = props;
  const { spread } = indicator;
  const split = saySplit(indicator, props.lines);
  if (spread === undefined || days.size === 0) return split === null ? null : <p>{split}</p>;
  const counts = [...days].map(([day, count]) => ({ days: day, count }));
  const unit = spread.unit === "month" ? "day" : spread.unit;
  const chart = { counts, deadline: spread.deadline, unit, things: "cases" } as const;
  const bunched = sayBunched(days, spread);
  return (
    <>
      <ChartFigure
        id="spread"
        headingLevel={2}
        title={
          spread.axis === "taken"
            ? distributionFinding(chart)
            : `How long before or after the day due, in ${unit}s; 0 is the day due`
        }
        subtitle="Everything finished in the period, the days allowed marked"
        chart={distributionChart(chart)}
        source={indicator.source}
      />
      {bunched !== null && <p>{bunched}</p>}
    </>
  );
}

/** What keeps it honest: the indicators to look at beside it. */
function Beside({ indicator }: IndicatorProps): VNode | null {
  const guards = indicator.guards.flatMap((no) => indicatorNo(no) ?? []);
  if (guards.length === 0) return null;
  return (
    <>
      <Heading level={2}>Look beside it</Heading>
      <p>Doing better here alone is not doing better.</p>
      <ul>
        {guards.map((guard) => (
          <li>
            <a href={`/insight/${guard.no}`}>{guard.name}</a>
          </li>
        ))}
      </ul>
    </>
  );
}

function Definition({ indicator }: IndicatorProps): VNode {
  const better = { higher: "Higher", lower: "Lower" } as const;
  return (
    <>
      <Heading level={2}>Definition</Heading>
      <Facts
        items={[
          { term: "Numerator", value: indicator.numerator },
          { term: "Denominator", value: indicator.denominator },
          { term: "Window", value: indicator.window },
          { term: "Too young to count", value: indicator.immature },
          { term: "Better", value: indicator.better === null ? "Neither way" : better[indicator.better] },
          { term: "Source", value: indicator.source },
        ]}
      />
    </>
  );
}

const CUTS: readonly (readonly [by: Cut["by"], words: string])[] = [
  ["service", "Service"],
  ["team", "Team"],
  ["age", "Age"],
  ["sex", "Sex"],
  ["ethnicity", "Ethnicity"],
  ["need", "Need"],
];

function Cuts({ indicator, options, why }: IndicatorProps): VNode | null {
  if (why !== null) return null;
  return (
    <>
      <Heading level={2}>Part of the children</Heading>
      {CUTS.map(([by, words]) => {
        const mine = options.filter((option: Option) => option.cut.by === by);
        return mine.length === 0 ? null : (
          <Details summary={words}>
            <ul>
              {mine.map((option) => (
                <li>
                  <a href={address(`/insight/${indicator.no}`, { by, is: option.cut.is })}>{option.words}</a>
                </li>
              ))}
            </ul>
          </Details>
        );
      })}
    </>
  );
}
