import type { VNode } from "preact";
import { type FormState, saidOf, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { PasswordInput } from "../../../ui/govuk/password-input.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { DemonstrationLine } from "../queries.ts";
import { sayRoles } from "../words.ts";
import { Faults } from "../faults.tsx";

/** The page somebody signs in on; on a demonstration, with a button for each of its people. */
export function SignInPage(props: {
  form: FormState;
  to: string;
  demonstration: readonly DemonstrationLine[] | null;
}): VNode {
  const { form, demonstration } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Sign in"
        lead={
          demonstration === null
            ? undefined
            : "Everybody in this demonstration is invented. Choose whose work to see; there is no password."
        }
      />
      {demonstration !== null && <Demonstration people={demonstration} to={props.to} />}
      {(demonstration === null || demonstration.length === 0) && <PasswordForm form={form} to={props.to} />}
    </>
  );
}

function PasswordForm(props: { form: FormState; to: string }): VNode {
  const { form } = props;
  return (
    <form method="post" action="/sign-in">
      <input type="hidden" name="to" value={props.to} />
      <Input
        name="signIn"
        type="email"
        label="Your e-mail address"
        value={typedIn(form, "signIn")}
        error={saidOf(form, "signIn")}
        autocomplete="username"
        spellcheck={false}
      />
      <PasswordInput name="password" label="Password" error={saidOf(form, "password")} />
      <Button preventDoubleClick>Sign in</Button>
      <p class="muted">Forgotten it? Ask whoever looks after accounts where you work for a new link.</p>
    </form>
  );
}

function Demonstration(props: { people: readonly DemonstrationLine[]; to: string }): VNode {
  return (
    <ul class="govuk-list">
      {props.people.map((person) => (
        <li>
          <form method="post" action="/sign-in/demonstration">
            <input type="hidden" name="to" value={props.to} />
            <Button name="account" value={person.id} classes="govuk-button--secondary">
              {person.name}, {sayRoles(person.roles)}
            </Button>
          </form>
        </li>
      ))}
    </ul>
  );
}

/** The second step. */
export function CodePage(props: { form: FormState; to: string; again?: boolean }): VNode {
  const { form, again = false } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title={again ? "Enter your code again" : "Enter your code"}
        lead={
          again
            ? "What comes next is for you alone. Open the authenticator app on your phone and find Kith."
            : "Open the authenticator app on your phone and find Kith."
        }
      />
      <form method="post" action={again ? "/sign-in/again" : "/sign-in/code"}>
        <input type="hidden" name="to" value={props.to} />
        <Input
          name="code"
          label="Six-digit code, or a recovery code"
          error={saidOf(form, "code")}
          autocomplete="one-time-code"
          autocapitalize="characters"
          spellcheck={false}
          classes="govuk-input--width-10"
        />
        <Button preventDoubleClick>{again ? "Continue" : "Sign in"}</Button>
      </form>
      {!again && (
        <form method="post" action="/sign-out">
          <Button classes="govuk-button--secondary">Start again</Button>
        </form>
      )}
      <p class="muted">
        Lost your phone and your recovery codes? Ask whoever looks after accounts where you work.
      </p>
    </>
  );
}

/** The page behind a link an administrator gave. */
export function InvitePage(props: { form: FormState; token: string; name: string; children: VNode }): VNode {
  return (
    <>
      <Faults form={props.form} />
      <PageHead
        title={`Welcome, ${props.name}`}
        lead="Choose the password you will sign in with. Next comes your phone."
      />
      <form method="post" action={`/invite/${props.token}`}>
        {props.children}
        <Button preventDoubleClick>Continue</Button>
      </form>
    </>
  );
}
