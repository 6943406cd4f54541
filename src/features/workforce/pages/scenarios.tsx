import type { VNode } from "preact";
import { londonDate } from "../../../kernel/dates.ts";
import { sayChance } from "../../../ui/charts/capacity-curve.tsx";
import { Button } from "../../../ui/govuk/button.tsx";
import { Select } from "../../../ui/govuk/select.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { EmptyState } from "../../../ui/pieces/empty-state.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { sayDate, sayNumber } from "../../../ui/words.ts";
import { differencesOf, type Difference } from "../compare.ts";
import type { Scenario, ScenarioLine } from "../store.ts";
import { sayAnswer } from "../words.ts";
import { Answer, SimulationPart } from "./answer.tsx";

export type ScenariosProps = {
  readonly lines: readonly ScenarioLine[];
  readonly nextHref: string | null;
  readonly firstHref: string | null;
};

/** The what-ifs people kept, and two of them to be set side by side. */
export function ScenariosPage(props: ScenariosProps): VNode {
  const { lines } = props;
  const items = lines.map(({ id, name }) => ({ value: id, text: `${id}: ${name}` }));
  return (
    <>
      <PageHead
        over={<a href="/workforce">Workforce</a>}
        title="Saved scenarios"
        lead="What somebody assumed, and what came of it. A scenario is never changed."
      />
      {lines.length === 0 ? (
        <EmptyState title="Nobody has saved one yet" action={<a href="/workforce">Make a what-if</a>} />
      ) : (
        <>
          <DataTable<ScenarioLine>
            caption="The last first"
            rows={lines}
            columns={[
              {
                head: "Scenario",
                isRowHead: true,
                cell: ({ id, name }) => <a href={`/workforce/scenarios/${id}`}>{name}</a>,
              },
              { head: "Posts funded", numeric: true, cell: ({ posts }) => sayNumber(posts) },
              { head: "Nobody waits", cell: ({ chanceNow }) => sayChance(chanceNow) },
              { head: "Posts for 99 in 100", numeric: true, cell: ({ needed }) => sayNumber(needed) },
              { head: "Saved by", cell: ({ by, at }) => `${by}, ${sayDate(londonDate(at))}` },
            ]}
          />
          <KeyPager
            label="Scenarios"
            previousHref={props.firstHref ?? undefined}
            previousText="The last"
            nextHref={props.nextHref ?? undefined}
            nextText="Earlier"
          />
          {lines.length > 1 && (
            <form method="get" action="/workforce/compare" class="no-print">
              <Select name="a" id="a" label="Compare" items={items} value={lines[1]?.id} />
              <Select name="b" id="b" label="with" items={items} value={lines[0]?.id} />
              <Button classes="govuk-button--secondary">Set side by side</Button>
            </form>
          )}
        </>
      )}
    </>
  );
}

/** One scenario, as it was saved. */
export function ScenarioPage(props: { readonly scenario: Scenario; readonly again: string }): VNode {
  const { scenario } = props;
  const { assumptions, results, simulation } = scenario;
  const on = londonDate(scenario.at);
  return (
    <>
      <PageHead
        over={<a href="/workforce/scenarios">Saved scenarios</a>}
        title={scenario.name}
        lead={sayAnswer(assumptions, results.outcome)}
        aside={
          <div class="small">
            <div class="muted">Saved by</div>
            <strong>{scenario.by}</strong>
            <div class="muted">{sayDate(on)}</div>
          </div>
        }
        actions={<a href={props.again}>Change its numbers</a>}
      />
      {scenario.note !== "" && <p>{scenario.note}</p>}
      <Answer
        assumptions={assumptions}
        outcome={results.outcome}
        duty={results.duty}
        snapshot={null}
        source={`As worked out on ${sayDate(on)} by ${scenario.by}.`}
        downloads={{ csv: `/workforce/scenarios/${scenario.id}/figures.csv` }}
      />
      <SimulationPart simulation={simulation} year={Number(on.slice(0, 4))} />
      <Compared
        lines={differencesOf([scenario])}
        names={["As saved"]}
        caption="What it came to, and everything it rests on"
      />
    </>
  );
}

/** Two scenarios side by side: what differs first. */
export function ComparePage(props: { readonly a: Scenario; readonly b: Scenario }): VNode {
  const { a, b } = props;
  const lines = differencesOf([a, b]);
  const differ = lines.filter(({ differs }) => differs);
  const names = [a.name, b.name];
  return (
    <>
      <PageHead
        over={<a href="/workforce/scenarios">Saved scenarios</a>}
        title={`${a.name}, and ${b.name}`}
        lead={
          differ.length === 0
            ? "They rest on the same and come to the same."
            : `For 99 times in 100 the first takes ${sayNumber(a.results.outcome.posts)} posts and the second ${sayNumber(b.results.outcome.posts)}.`
        }
      />
      <Compared lines={differ} names={names} caption="What differs" />
      <Compared lines={lines.filter(({ differs }) => !differs)} names={names} caption="What is the same" />
    </>
  );
}

function Compared(props: {
  readonly lines: readonly Difference[];
  readonly names: readonly string[];
  readonly caption: string;
}): VNode {
  return (
    <DataTable<Difference>
      caption={props.caption}
      density="compact"
      rows={props.lines}
      empty={`${props.caption}: nothing`}
      columns={[
        { head: "What", isRowHead: true, cell: ({ what }) => what },
        ...props.names.map((name, index) => ({
          head: name,
          numeric: true,
          cell: ({ values }: Difference) => values[index] ?? "–",
        })),
      ]}
    />
  );
}
