import type { VNode } from "preact";
import { type IsoDate, londonDate } from "../../../kernel/dates.ts";
import { address, type FormState, saidOf, summaryLines, typedIn } from "../../../platform/web/forms.ts";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { sayPeriod } from "../../../ui/charts/periods.ts";
import { asCount, sayFigure } from "../../../ui/charts/saying.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { ErrorSummary } from "../../../ui/govuk/error-summary.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate } from "../../../ui/words.ts";
import type { Ahead } from "../forecast.ts";
import type { By } from "../months.ts";
import type { Shift } from "../shifts.ts";
import { aheadOf, drawn, type SeriesView } from "../view.ts";
import { sayBeside, sayCovered, sayNoise, sayYear } from "../words.ts";
import { Waiting } from "./waiting.tsx";

export type SeriesProps = {
  readonly view: SeriesView;
  readonly today: IsoDate;
  readonly mayAdd: boolean;
  readonly form: FormState;
};

/** One series: what came, what is likely in a year, what other methods say, and what is known to have moved it. */
export function SeriesPage(props: SeriesProps): VNode {
  const { view, form } = props;
  const { history, by } = view;
  const { series } = history;
  const here = `/demand/${series.id}`;
  return (
    <>
      {form.failures.length > 0 && <ErrorSummary errors={summaryLines(form.failures)} />}
      <PageHead
        over={<a href="/demand">Demand</a>}
        title={series.name}
        lead={history.missing === null ? sayYear(history, view.shows) : sayCovered(history)}
        actions={
          <>
            {by === "month" ? (
              <a href={address(here, { by: "quarter" })}>By quarter</a>
            ) : (
              <a href={here}>By month</a>
            )}
            <a href={address(`${here}/back-test`, { by: by === "month" ? undefined : by })}>
              How good such forecasts have been
            </a>
          </>
        }
      />
      <Waiting children={view.waiting} />
      {history.missing !== null && (
        <EmptyState unknown title="We cannot tell">
          {sayCovered(history)} <a href={`/insight/${series.indicator}`}>The indicator</a> says what would.
        </EmptyState>
      )}
      {history.missing === null && <Known {...props} />}
      <Moved {...props} />
    </>
  );
}

function Known(props: SeriesProps): VNode {
  const { view } = props;
  const { history, by, forecasted } = view;
  const { series } = history;
  const { chart, finding } = drawn(view);
  const ahead = aheadOf(forecasted);
  const noise = view.shows === "full" ? sayNoise(history) : null;
  const file = (kind: string): string =>
    address(`/demand/${series.id}/chart.${kind}`, { by: by === "month" ? undefined : by });
  return (
    <>
      {"refused" in forecasted && (
        <EmptyState unknown title="There is no forecast">
          {forecasted.refused}
        </EmptyState>
      )}
      <ChartFigure
        id="chart"
        headingLevel={2}
        title={finding}
        subtitle={`${series.name} by ${by}, with a year ahead. ${series.definition}`}
        chart={chart}
        source={`${sayCovered(history)} Indicator ${series.indicator}; restricted records are in no figure.`}
        downloads={{ png: file("png"), svg: file("svg"), csv: file("csv") }}
      />
      {ahead.length > 0 && <Beside ahead={ahead} by={by} view={view} />}
      {noise !== null && <p>{noise}</p>}
      <p class="small">
        <a href={`/insight/${series.indicator}`}>{series.name} as an indicator</a>: has it changed, by team
        and by child.
      </p>
    </>
  );
}

function Beside(props: { ahead: readonly Ahead[]; by: By; view: SeriesView }): VNode {
  const { ahead, by } = props;
  const whole = (n: number): string => asCount.say(Math.round(n));
  return (
    <>
      <Heading level={2}>What other methods say</Heading>
      <p>
        {sayBeside(ahead, by)} The forecast is an average of these and two of their kin, each weighted by how
        well it has done on this series.
      </p>
      <DataTable<Ahead>
        caption={`The ${by}s to come, by method`}
        density="compact"
        rows={ahead}
        columns={[
          {
            head: by === "month" ? "Month" : "Quarter",
            isRowHead: true,
            cell: (one) => sayPeriod(one.on, by),
          },
          { head: "Forecast", numeric: true, cell: (one) => whole(one.mean) },
          { head: "8 times in 10", numeric: true, cell: (one) => `${whole(one.lo80)} to ${whole(one.hi80)}` },
          { head: "Pooled method", numeric: true, cell: (one) => whole(one.pooled) },
          { head: "ets", numeric: true, cell: (one) => whole(one.ets) },
          { head: "theta", numeric: true, cell: (one) => whole(one.theta) },
        ]}
      />
      <Rates {...props} />
    </>
  );
}

/** Years of the series for each 10,000 children, where the population is loaded. */
function Rates({ view }: { view: SeriesView }): VNode | null {
  const { population, counts, by } = view;
  const newest = population[0];
  if (newest === undefined || view.shows !== "full") return null;
  const size = by === "month" ? 12 : 4;
  const year = counts.slice(-size);
  if (year.length < size) return null;
  const total = year.reduce((sum, { n }) => sum + n, 0);
  return (
    <p>
      {sayFigure((total / newest.children) * 10_000, 1)} for each 10,000 children in a year:{" "}
      {asCount.say(total)} among {asCount.say(newest.children)} children aged 0 to 17 in the middle of{" "}
      {newest.year}
      {newest.source === "" ? "" : ` (${newest.source})`}.
    </p>
  );
}

function Moved(props: SeriesProps): VNode {
  const { view, mayAdd, form } = props;
  const { series } = view.history;
  const here = `/demand/${series.id}`;
  return (
    <>
      <Heading level={2}>What is known to have moved it</Heading>
      {view.shifts.length === 0 && (
        <p>
          Nothing is entered. A reorganisation, a new threshold or a pandemic moves a level; entered here, the
          forecast starts from the new one.
        </p>
      )}
      {view.shifts.length > 0 && (
        <ul>
          {view.shifts.map((shift) => (
            <ShiftLine shift={shift} here={here} mayAdd={mayAdd} />
          ))}
        </ul>
      )}
      {mayAdd && (
        <Details summary="Enter what moved it" open={form.failures.length > 0}>
          <form method="post" action={`${here}/shifts`}>
            <Input
              name="from"
              label="First month"
              hint="As 2026-04. The level starts afresh here."
              classes="govuk-input--width-10"
              value={typedIn(form, "from")}
              error={saidOf(form, "from")}
            />
            <Input
              name="to"
              label="Last month, if it is over"
              hint="As 2026-09. Leave it empty where the work stays changed."
              classes="govuk-input--width-10"
              value={typedIn(form, "to")}
              error={saidOf(form, "to")}
            />
            <Input
              name="words"
              label="What happened, in a few words"
              hint="They stand on the chart."
              value={typedIn(form, "words")}
              error={saidOf(form, "words")}
            />
            <Textarea
              name="reason"
              id="reason"
              label="How it is known, and why it moved the level"
              hint="No names. Never because the forecast is unwelcome."
              value={typedIn(form, "reason")}
              error={saidOf(form, "reason")}
            />
            <Button>Enter it in my name</Button>
          </form>
        </Details>
      )}
    </>
  );
}

function ShiftLine(props: { shift: Shift; here: string; mayAdd: boolean }): VNode {
  const { shift, here, mayAdd } = props;
  const { withdrawn } = shift;
  const to = shift.to === null ? "" : ` to ${sayPeriod(shift.to, "month")}`;
  return (
    <li>
      {sayPeriod(shift.from, "month")}
      {to}: <strong>{shift.words}</strong>. {shift.reason}{" "}
      <span class="muted small">
        {shift.by}, {sayDate(londonDate(shift.at))}
        {withdrawn !== null &&
          `; withdrawn by ${withdrawn.by}, ${sayDate(londonDate(withdrawn.at))}: ${withdrawn.reason}`}
      </span>
      {withdrawn === null && mayAdd && (
        <Details summary={`Withdraw “${shift.words}”`}>
          <form method="post" action={`${here}/shifts/withdraw`}>
            <input type="hidden" name="id" value={String(shift.id)} />
            <Input name="reason" id={`withdraw-${shift.id}`} label="Why it is withdrawn" />
            <Button classes="govuk-button--secondary">Withdraw it</Button>
          </form>
        </Details>
      )}
    </li>
  );
}
