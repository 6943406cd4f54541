import type { VNode } from "preact";
import type { Failure } from "../../../kernel/result.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { Heading } from "../../../ui/pieces/heading.tsx";
import { Tiles } from "../../../ui/pieces/tile.tsx";
import { caseFields, GROUPS } from "../fields.ts";
import { CASE_TYPES, type CaseType } from "../caseTypes.ts";
import type { Snapshot } from "../snapshot.ts";

export type WhatIfProps = {
  readonly typed: Readonly<Record<string, string>>;
  readonly failures: readonly Failure[];
  readonly snapshot: Snapshot;
};

const wrong = (props: WhatIfProps, name: string): string | undefined =>
  props.failures.find(({ field }) => field === name)?.message;

/** Every number of the what-if, to be changed and worked out again. It is asked for as a page is, so that its address can be kept and sent. */
export function WhatIfForm(props: WhatIfProps): VNode {
  const { typed, snapshot } = props;
  return (
    <form method="get" action="/workforce">
      <DataTable<CaseType>
        caption="What is open: as the record has it today, until you change it"
        rows={CASE_TYPES}
        columns={[
          { head: "A child counts once, under", isRowHead: true, cell: ({ words }) => words },
          { head: "In the record", numeric: true, cell: ({ id }) => String(snapshot.open[id]) },
          { head: "Children open", cell: ({ id }) => <Cell {...props} index={0} type={id} /> },
          { head: "Points each", cell: ({ id }) => <Cell {...props} index={1} type={id} /> },
          { head: "Mean years open", cell: ({ id }) => <Cell {...props} index={2} type={id} /> },
        ]}
      />
      <Tiles>
        {GROUPS.map(({ title, fields }) => (
          <section class="tile">
            <Heading level={3} class="tile-name">
              {title}
            </Heading>
            {fields.map((field) => (
              <Input
                name={field.name}
                id={field.name}
                label={field.label}
                hint={field.hint}
                inputmode={field.decimals === 0 ? "numeric" : "decimal"}
                classes="govuk-input--width-5"
                value={typed[field.name]}
                suffix={field.suffix}
                error={wrong(props, field.name)}
              />
            ))}
          </section>
        ))}
      </Tiles>
      <Radios
        name="families"
        legend={{ text: "How do children of one family come?", classes: "govuk-fieldset__legend--s" }}
        value={typed["families"]}
        items={[
          ...(snapshot.families === null
            ? []
            : [{ value: "own", text: "As the households of the children open now" }]),
          { value: "usual", text: "As is usual: 1.7 children a family" },
          { value: "alone", text: "Each alone" },
        ]}
      />
      <Radios
        name="fill"
        legend={{ text: "How many posts are filled?", classes: "govuk-fieldset__legend--s" }}
        value={typed["fill"]}
        items={[
          { value: "vacancy", text: "By vacancies and their cover" },
          { value: "turnover", text: "By how many leave and how long a post stays empty" },
        ]}
      />
      <div class="govuk-button-group">
        <Button>Work it out</Button>
        <a href="/workforce">Start again from today’s record</a>
      </div>
    </form>
  );
}

function Cell(props: WhatIfProps & { index: 0 | 1 | 2; type: CaseType["id"] }): VNode {
  const field = caseFields(props.type)[props.index];
  return (
    <Input
      name={field.name}
      id={field.name}
      label={{ text: field.label, classes: "govuk-visually-hidden" }}
      inputmode="decimal"
      classes="govuk-input--width-5"
      value={props.typed[field.name]}
      error={wrong(props, field.name)}
    />
  );
}
