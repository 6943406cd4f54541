import type { VNode } from "preact";
import { address } from "../../../platform/web/forms.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { sayPeriod } from "../../../ui/charts/periods.ts";
import { asPercent, sayFigure } from "../../../ui/charts/saying.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { BackTest, Origin } from "../backTest.ts";
import { backTestChart } from "../backTestChart.ts";
import type { By } from "../months.ts";
import type { SeriesView } from "../view.ts";
import { backTestFinding, sayBackTest, sayCovered } from "../words.ts";

export type BackTestProps = { readonly view: SeriesView; readonly test: BackTest | null };

const inside = (origin: Origin, low: "lo80" | "lo95", high: "hi80" | "hi95"): number =>
  origin.periods.filter((p) => p.n >= p[low] && p.n <= p[high]).length / origin.periods.length;

/** How good such forecasts of this series would have been. */
export function BackTestPage(props: BackTestProps): VNode {
  const { view, test } = props;
  const { history, by } = view;
  const { series } = history;
  const here = `/demand/${series.id}`;
  return (
    <>
      <PageHead
        over={<a href={address(here, { by: by === "month" ? undefined : by })}>{series.name}</a>}
        title="How good such forecasts have been"
        lead={
          test === null
            ? "There is too little to try a forecast on."
            : `${series.name} forecast from past ${by}s and set against what came.`
        }
      />
      {test === null ? (
        <EmptyState unknown title="A trial needs three years">
          24 months to forecast from and 12 more to see what came. {sayCovered(history)}
        </EmptyState>
      ) : (
        <Tried view={view} test={test} by={by} />
      )}
    </>
  );
}

function Tried(props: { view: SeriesView; test: BackTest; by: By }): VNode {
  const { view, test, by } = props;
  const { series } = view.history;
  const file = (kind: string): string =>
    address(`/demand/${series.id}/back-test.${kind}`, { by: by === "month" ? undefined : by });
  return (
    <>
      <ul>
        {sayBackTest(test, by).map((words) => (
          <li>{words}</li>
        ))}
      </ul>
      <ChartFigure
        id="back-test"
        headingLevel={2}
        title={backTestFinding(series.name, test)}
        subtitle={`What came, and the latest forecast that can be scored whole, made after ${sayPeriod(test.origins.at(-1)?.after ?? "", by)}.`}
        chart={backTestChart(view, test)}
        source={`${sayCovered(view.history)} Indicator ${series.indicator}; restricted records are in no figure.`}
        downloads={{ csv: file("csv") }}
      />
      <DataTable<Origin>
        caption="Each forecast of a year"
        rows={test.origins}
        columns={[
          { head: "Made after", isRowHead: true, cell: (o) => sayPeriod(o.after, by) },
          { head: "Error of the forecast", numeric: true, cell: (o) => sayFigure(o.mase, 2) },
          { head: "Error of ets", numeric: true, cell: (o) => sayFigure(o.etsMase, 2) },
          { head: "Error of “a year before”", numeric: true, cell: (o) => sayFigure(o.naiveMase, 2) },
          {
            head: "Inside the band for 80",
            numeric: true,
            cell: (o) => asPercent().say(inside(o, "lo80", "hi80")),
          },
          {
            head: "Inside the band for 95",
            numeric: true,
            cell: (o) => asPercent().say(inside(o, "lo95", "hi95")),
          },
        ]}
      />
      <p class="small muted">
        Errors are mean absolute errors over the mean change from the same {by} a year before (MASE). A shift
        entered as known counts from when it happened, and not before: a forecast made earlier could not know
        of it.
      </p>
    </>
  );
}
