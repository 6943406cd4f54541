import type { VNode } from "preact";
import { type FormState, saidOf, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Tag } from "../../../ui/pieces/tag.tsx";
import type { TeamLine } from "../teams.ts";
import { Faults } from "../faults.tsx";

/** The teams and who leads them. */
export function TeamsPage(props: { form: FormState; teams: readonly TeamLine[] }): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Teams"
        over={<a href="/accounts">Accounts</a>}
        lead="Who leads a team sees its children. Say who on their account's page."
      />
      <DataTable
        caption="Teams by name"
        captionHidden
        columns={[
          { head: "Team", isRowHead: true, cell: (row: TeamLine) => row.name },
          { head: "Reference", cell: (row) => row.ref },
          {
            head: "Led by",
            cell: (row) =>
              row.leads.length === 0 ? <Tag standing="unknown">Nobody</Tag> : row.leads.join(", "),
          },
        ]}
        rows={props.teams}
        empty="No teams yet"
      />
      <h2>Make a team</h2>
      <form method="post" action="/teams">
        <Input name="name" label="Name" value={typedIn(form, "name")} error={saidOf(form, "name")} />
        <Input
          name="ref"
          label="Reference"
          hint="As your files write it, so that the children they place with the team are found."
          value={typedIn(form, "ref")}
          error={saidOf(form, "ref")}
          spellcheck={false}
          classes="govuk-input--width-20"
        />
        <Button preventDoubleClick>Make the team</Button>
      </form>
    </>
  );
}
