import type { VNode } from "preact";
import { londonTime } from "../../../kernel/dates.ts";
import { type FormState, saidOf, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { Textarea } from "../../../ui/govuk/textarea.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Faults } from "../../accounts/faults.tsx";
import type { OpenGlass } from "../breakGlass.ts";
import { EMERGENCIES, OPENED } from "../words.ts";

/** Asks for one record in an emergency. */
export function BreakGlassPage(props: { form: FormState; open: readonly OpenGlass[] }): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Open a record in an emergency"
        lead="One record opens to you for one hour. Everything you look at is written down, managers and the data protection officer are told, and one of them reviews it within two working days."
      />
      <form method="post" action="/break-glass">
        <Input
          name="number"
          label="The child's number"
          hint="The authority's own number, the NHS number or the UPN, exactly."
          value={typedIn(form, "number")}
          error={saidOf(form, "number")}
          autocomplete="off"
          spellcheck={false}
          classes="govuk-input--width-20"
        />
        <Radios
          name="kind"
          legend="Why do you need it now?"
          value={typedIn(form, "kind")}
          error={saidOf(form, "kind")}
          items={EMERGENCIES.map((each) => ({ value: each.code, text: each.words }))}
        />
        <Textarea
          name="reason"
          label="What has happened?"
          hint="At least 20 characters. The reviewer reads this."
          value={typedIn(form, "reason")}
          error={saidOf(form, "reason")}
        />
        <Button preventDoubleClick classes="govuk-button--warning">
          Open the record for one hour
        </Button>
      </form>
      <OpenNow open={props.open} />
    </>
  );
}

/** The same page whether there is a record or not; what did open is in the list under it. */
export function OpenedPage(props: { open: readonly OpenGlass[] }): VNode {
  return (
    <>
      <PageHead title="Done" lead={OPENED} />
      <OpenNow open={props.open} />
      <p>
        <a href="/break-glass">Another number</a>
      </p>
    </>
  );
}

function OpenNow(props: { open: readonly OpenGlass[] }): VNode | null {
  if (props.open.length === 0) return null;
  return (
    <>
      <h2>Open to you now</h2>
      <ul class="govuk-list">
        {props.open.map((each) => (
          <li>
            <a href={`/children/${each.child}`}>{each.localId ?? "No number"}</a>, until{" "}
            {londonTime(each.until)}
          </li>
        ))}
      </ul>
    </>
  );
}
