import type { VNode } from "preact";
import { type FormState, saidOf, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Details } from "../../../ui/govuk/details.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { PasswordInput } from "../../../ui/govuk/password-input.tsx";
import { Radios } from "../../../ui/govuk/radios.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { Faults } from "../faults.tsx";

/** The first page of a new installation: what it is to be. */
export function KindPage(props: { form: FormState; embedded: boolean }): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Set up Kith"
        lead="This installation is new. Say what it is for; that decides what it promises."
      />
      <form method="post" action="/start">
        <Input
          name="code"
          label="One-time code"
          hint="It was printed where Kith was started, beside its address."
          value={typedIn(form, "code")}
          error={saidOf(form, "code")}
          autocomplete="off"
          spellcheck={false}
          classes="govuk-input--width-20"
        />
        <Radios
          name="kind"
          legend="What is this installation?"
          value={typedIn(form, "kind")}
          error={saidOf(form, "kind")}
          items={[
            {
              value: "demonstration",
              text: "A demonstration",
              hint: "Invented children and staff, to look round. Nobody here is real. Never put real files in it.",
            },
            {
              value: "trial",
              text: "A trial",
              hint: props.embedded
                ? "Your own files, on this computer, to see what Kith finds. It is not promised to survive a power cut, and one Kith process serves it. Every page says so and offers a full backup."
                : "Your own files, to see what Kith finds. Every page says that it is a trial and offers a full backup.",
            },
            {
              value: "service",
              text: "A service",
              hint: props.embedded
                ? "Real records to rely on. That needs PostgreSQL, and this installation has the embedded database: see below."
                : "Real records to rely on, in PostgreSQL.",
            },
          ]}
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
      {props.embedded && <ServiceHelp />}
    </>
  );
}

function ServiceHelp(): VNode {
  return (
    <Details summary="How to have a service">
      <p>
        A service keeps its records in PostgreSQL 15 or later, which does not lose what it has said is saved.
      </p>
      <ol class="govuk-list govuk-list--number">
        <li>Make an empty PostgreSQL database and a user that owns it and may create roles.</li>
        <li>
          Stop Kith. Set <code>DATABASE_URL</code> to <code>postgres://user:password@host/database</code>.
        </li>
        <li>
          Set <code>KITH_ORIGIN</code> to the address people will use, starting with https.
        </li>
        <li>Start Kith again. It prints a new one-time code; choose "A service" on this page.</li>
      </ol>
    </Details>
  );
}

/** Who the first administrator is. The code rides along, so that the page cannot be reached without it. */
export function AdministratorPage(props: {
  form: FormState;
  code: string;
  kind: "trial" | "service";
}): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Make the first administrator"
        lead="The administrator makes everybody else's account. There is no shared or built-in one."
      />
      <form method="post" action="/start/administrator">
        <input type="hidden" name="code" value={props.code} />
        <input type="hidden" name="kind" value={props.kind} />
        <Input
          name="authority"
          label="Name of the authority"
          value={typedIn(form, "authority")}
          error={saidOf(form, "authority")}
        />
        <Input
          name="name"
          label="Your name"
          value={typedIn(form, "name")}
          error={saidOf(form, "name")}
          autocomplete="name"
        />
        <Input
          name="signIn"
          type="email"
          label="Your e-mail address"
          hint="You sign in with it. Kith sends nothing to it."
          value={typedIn(form, "signIn")}
          error={saidOf(form, "signIn")}
          autocomplete="username"
          spellcheck={false}
        />
        <NewPassword form={form} />
        <Radios
          name="also"
          legend="What else do you do here?"
          value={typedIn(form, "also")}
          error={saidOf(form, "also")}
          items={[
            {
              value: "service-manager",
              text: "I manage the service and see every child",
              hint: "You can bring in files and open every record.",
            },
            {
              value: "performance-analyst",
              text: "I am a performance analyst",
              hint: "You can bring in files and see children by number, without names or notes.",
            },
            { value: "set-up", text: "I only set Kith up for others", hint: "You see no child." },
          ]}
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
    </>
  );
}

/** The password somebody chooses, with what makes a good one. */
export function NewPassword(props: { form: FormState; label?: string }): VNode {
  return (
    <PasswordInput
      name="password"
      label={props.label ?? "Choose a password"}
      hint="At least 8 characters; 15 or more is better. Three unrelated words are easy to keep in mind. You may paste it from a password manager."
      error={saidOf(props.form, "password")}
      autocomplete="new-password"
    />
  );
}
