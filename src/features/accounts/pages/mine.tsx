import type { VNode } from "preact";
import { type FormState, saidOf } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { InsetText } from "../../../ui/govuk/inset-text.tsx";
import { PasswordInput } from "../../../ui/govuk/password-input.tsx";
import { SummaryList } from "../../../ui/govuk/summary-list.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { AccountLine, SessionLine } from "../queries.ts";
import { SCOPE_WORDS, sayMoment, sayRoles } from "../words.ts";
import type { Scope } from "../../../kernel/context.ts";
import { Faults } from "../faults.tsx";
import { NewPassword } from "./start.tsx";

/** What somebody may do, their password and phone, and where they are signed in. */
export function MyAccountPage(props: {
  account: AccountLine;
  scope: Scope;
  codesLeft: number;
  sessions: readonly SessionLine[];
  here: string;
  said: string | null;
}): VNode {
  const { account } = props;
  const own = account.state !== "demonstration";
  return (
    <>
      {props.said !== null && <InsetText>{props.said}</InsetText>}
      <PageHead title={account.name} over="Your account" lead={sayRoles(account.roles)} />
      <SummaryList
        rows={[
          { key: "Sign-in name", value: account.signIn },
          {
            key: "Roles",
            value: sayRoles(account.roles),
            actions: [{ text: "What roles may do", href: "/roles" }],
          },
          { key: "Records that open to you", value: SCOPE_WORDS[props.scope] },
          account.teamRefs.length > 0 && { key: "Teams", value: account.teamRefs.join(", ") },
          own && {
            key: "Password",
            value: "Set",
            actions: [{ text: "Change", href: "/account/password", hiddenText: "password" }],
          },
          own && {
            key: "Authenticator",
            value: `Set up, with ${props.codesLeft} recovery ${props.codesLeft === 1 ? "code" : "codes"} left`,
            actions: [{ text: "Change", href: "/account/second-factor", hiddenText: "authenticator" }],
          },
        ]}
      />
      <h2>Where you are signed in</h2>
      <DataTable
        caption="Your sessions"
        captionHidden
        columns={[
          {
            head: "Browser",
            cell: (row: SessionLine) => (row.id === props.here ? `${row.device} (this one)` : row.device),
            isRowHead: true,
          },
          { head: "Since", cell: (row) => sayMoment(row.startedAt) },
          { head: "Last used", cell: (row) => sayMoment(row.seenAt) },
          {
            head: "End it",
            cell: (row) => (
              <form method="post" action="/account/sessions">
                <Button name="session" value={row.id} classes="govuk-button--secondary">
                  Sign out<span class="govuk-visually-hidden"> of {row.device}</span>
                </Button>
              </form>
            ),
          },
        ]}
        rows={props.sessions}
      />
      {props.sessions.length > 1 && (
        <form method="post" action="/account/sessions">
          <Button name="session" value="others" classes="govuk-button--warning">
            Sign out everywhere else
          </Button>
        </form>
      )}
    </>
  );
}

export function PasswordPage(props: { form: FormState }): VNode {
  const { form } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title="Change your password"
        lead="You stay signed in here, and are signed out everywhere else."
      />
      <form method="post" action="/account/password">
        <PasswordInput name="current" label="The password you have now" error={saidOf(form, "current")} />
        <NewPassword form={form} label="New password" />
        <Button preventDoubleClick>Change password</Button>
      </form>
    </>
  );
}
