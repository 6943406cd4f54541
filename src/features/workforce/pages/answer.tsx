import type { VNode } from "preact";
import { ChartFigure } from "../../../ui/charts/chart-figure.tsx";
import { sayChance } from "../../../ui/charts/capacity-curve.tsx";
import { asPercent } from "../../../ui/charts/saying.ts";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { sayNumber } from "../../../ui/words.ts";
import type { Assumptions } from "../assumptions.ts";
import { CURVE_SUBTITLE, curveOf, monthsChart } from "../chart.ts";
import type { Duty, Outcome } from "../outcome.ts";
import type { Simulated } from "../simulation.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Scenario } from "../store.ts";
import { sayCosts, sayDuty, sayFamilies, saySimulated, stepsOf } from "../words.ts";

export type AnswerProps = {
  readonly assumptions: Assumptions;
  readonly outcome: Outcome;
  readonly duty: Duty;
  /** Today's, where it is what the answer began with. */
  readonly snapshot: Snapshot | null;
  readonly downloads: { readonly svg?: string; readonly png?: string; readonly csv: string };
  readonly source: string;
};

/** What a set of assumptions comes to: the curve, how it is reached, and the queue of a duty team. */
export function Answer(props: AnswerProps): VNode {
  const { assumptions: a, outcome, duty } = props;
  const { chart, finding } = curveOf(a, outcome);
  return (
    <>
      <ChartFigure
        id="curve"
        headingLevel={2}
        title={finding}
        subtitle={CURVE_SUBTITLE}
        chart={chart}
        source={props.source}
        downloads={props.downloads}
      />
      <Heading level={2}>How it is reached</Heading>
      <p>{sayCosts(a, outcome)}</p>
      <DataTable<ReturnType<typeof stepsOf>[number]>
        caption="Each line with everything above it"
        rows={stepsOf(a, outcome)}
        columns={[
          { head: "If", isRowHead: true, cell: ({ what }) => what },
          { head: "It takes", numeric: true, cell: ({ n, unit }) => `${sayNumber(n)} ${unit}` },
        ]}
      />
      <p class="small muted">
        {sayFamilies(a, props.snapshot)} Workers are full-time at work; posts are funded, filled or not.
      </p>
      <Heading level={2}>A duty or assessment team</Heading>
      <p>{sayDuty(a, duty)}</p>
      {duty.offered > 0 && (
        <DataTable<Duty["sizes"][number]>
          caption="Where work waits for a free place (Erlang C), which is stricter than the curve"
          density="compact"
          rows={duty.sizes}
          columns={[
            {
              head: "Workers",
              isRowHead: true,
              cell: ({ workers }) =>
                workers === a.duty.workers ? `${workers} (as assumed)` : String(workers),
            },
            {
              head: "Chance that a new case waits",
              numeric: true,
              cell: ({ waits }) => asPercent(1, 1).say(waits),
            },
            {
              head: "Said otherwise",
              cell: ({ waits }) => (waits >= 1 ? "the queue only grows" : sayChance(waits)),
            },
          ]}
        />
      )}
    </>
  );
}

/** What the invented years said, or why there are none. */
export function SimulationPart(props: { simulation: Scenario["simulation"]; year: number }): VNode {
  const { simulation } = props;
  return (
    <>
      <Heading level={2}>Tried in invented years</Heading>
      {simulation === null && (
        <EmptyState unknown title="Being simulated">
          This takes some seconds to a minute. Open the page again to see it.
        </EmptyState>
      )}
      {simulation !== null && "cannot" in simulation && (
        <EmptyState unknown title="Not simulated">
          Because {simulation.cannot}.
        </EmptyState>
      )}
      {simulation !== null && !("cannot" in simulation) && (
        <Found simulation={simulation} year={props.year} />
      )}
    </>
  );
}

function Found({ simulation, year }: { simulation: Simulated; year: number }): VNode {
  return (
    <>
      <p>{saySimulated(simulation)}</p>
      <ChartFigure
        id="months"
        headingLevel={3}
        title={`Nobody waits ${sayChance(simulation.chanceNoneUnallocated)} of the time; the months differ as shown`}
        subtitle="Share of the time in which nobody waits, by month, with arrivals as referrals are forecast.."
        chart={monthsChart(simulation, year)}
        source={`Simulated: families together, one worker a case, points limits, people who leave and are replaced, time away. Seed ${simulation.seed}, ${simulation.repeats} runs of ${simulation.years} years.`}
      />
    </>
  );
}
