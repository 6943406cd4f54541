import type { VNode } from "preact";
import { type FormState, saidOf, tickedIn, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Checkboxes } from "../../../ui/govuk/checkboxes.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Faults } from "../../accounts/faults.tsx";
import { sayMoment } from "../../accounts/words.ts";
import type { Candidate, Named, RestrictionLine } from "../restrictionQueries.ts";
import { RESTRICTIONS } from "../words.ts";

/** Every restriction in force. Children by their numbers only. */
export function RestrictionsPage(props: { rows: readonly RestrictionLine[] }): VNode {
  return (
    <>
      <PageHead
        title="Restricted records"
        lead="To everybody who is not named on it, a restricted record is not there: not in search, not in lists, not in counts."
      />
      <DataTable
        caption="Restrictions in force"
        captionHidden
        columns={[
          {
            head: "Child",
            isRowHead: true,
            cell: (row: RestrictionLine) => (
              <a href={`/restrictions/${row.id}`}>{row.localId ?? "No number"}</a>
            ),
          },
          { head: "Why", cell: (row) => row.reason },
          { head: "Since", cell: (row) => sayMoment(row.placedAt) },
          { head: "Placed by", cell: (row) => row.placedBy ?? "Not known" },
        ]}
        rows={props.rows}
        empty="No record is restricted"
      />
    </>
  );
}

/** Restricts one record. */
export function PlacePage(props: {
  form: FormState;
  child: { readonly id: number; readonly localId: string | null };
  people: readonly Candidate[];
}): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Restrict this record"
        over={<a href={`/children/${props.child.id}`}>{props.child.localId ?? "The child"}</a>}
        lead="Only the people you name will know that there is such a record. Somebody else must lift it again."
      />
      <form method="post" action={`/children/${props.child.id}/restrict`}>
        <Radios
          name="kind"
          legend="Why is it restricted?"
          value={typedIn(form, "kind")}
          error={saidOf(form, "kind")}
          items={RESTRICTIONS.map((each) => ({ value: each.code, text: each.words }))}
        />
        <Textarea
          name="reason"
          label="In your words"
          value={typedIn(form, "reason")}
          error={saidOf(form, "reason")}
          rows={3}
        />
        <Checkboxes
          name="people"
          legend="Who may open it?"
          hint="You can name others afterwards."
          values={tickedIn(form, "people")}
          error={saidOf(form, "people")}
          items={props.people.map((person) => ({
            value: String(person.account),
            text: person.name,
            hint: person.why,
          }))}
        />
        <Button preventDoubleClick>Restrict the record</Button>
      </form>
    </>
  );
}

/** One restriction: who is named, and lifting it. */
export function RestrictionPage(props: {
  form: FormState;
  restriction: RestrictionLine;
  named: readonly Named[];
}): VNode {
  const { form, restriction } = props;
  const action = `/restrictions/${restriction.id}`;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title={`Restricted: ${restriction.localId ?? "no number"}`}
        over={<a href="/restrictions">Restricted records</a>}
        lead={restriction.reason}
      />
      <DataTable
        caption="Who may open it"
        columns={[
          { head: "Name", isRowHead: true, cell: (row: Named) => row.name },
          { head: "Since", cell: (row) => sayMoment(row.since) },
          {
            head: "Take off",
            cell: (row) => (
              <form method="post" action={`${action}/take-off`}>
                <Button name="grant" value={row.grant} classes="govuk-button--secondary">
                  Take {row.name} off
                </Button>
              </form>
            ),
          },
        ]}
        rows={props.named}
        empty="Nobody may open this record"
      />
      <h2>Name somebody else</h2>
      <form method="post" action={`${action}/name`}>
        <Input
          name="signIn"
          label="Their sign-in name"
          value={typedIn(form, "signIn")}
          error={saidOf(form, "signIn")}
          spellcheck={false}
        />
        <Textarea
          name="reason"
          label="Why they need it"
          value={typedIn(form, "reason")}
          error={saidOf(form, "reason")}
          rows={3}
        />
        <Button classes="govuk-button--secondary">Name them</Button>
      </form>
      <h2>Lift the restriction</h2>
      {restriction.placedByMe ? (
        <InsetText>You placed this restriction, so somebody else must lift it.</InsetText>
      ) : (
        <form method="post" action={`${action}/lift`}>
          <Textarea
            id="lift-reason"
            name="reason"
            label="Why it is lifted"
            error={saidOf(form, "lift-reason")}
            rows={3}
          />
          <Button classes="govuk-button--warning">Lift the restriction</Button>
        </form>
      )}
    </>
  );
}
