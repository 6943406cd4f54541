import type { VNode } from "preact";
import { type FormState, saidOf, tickedIn, typedIn } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Checkboxes } from "../../../ui/govuk/checkboxes.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { WarningText } from "../../../ui/govuk/warning-text.tsx";
import { DataTable } from "../../../ui/pieces/data-table.tsx";
import { KeyPager } from "../../../ui/pieces/key-pager.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import { LINK_HOURS } from "../invitations.ts";
import type { AccountLine } from "../queries.ts";
import { ROLES } from "../roles.ts";
import { SCOPE_WORDS, sayMoment, sayRoles } from "../words.ts";
import { Faults } from "../faults.tsx";

/** Everybody who has an account. */
export function AccountsPage(props: {
  rows: readonly AccountLine[];
  nextHref: string | undefined;
  firstHref: string | undefined;
}): VNode {
  return (
    <>
      <PageHead
        title="Accounts"
        lead="Who may sign in, and what they may do."
        actions={
          <>
            <Button href="/accounts/new">Invite somebody</Button> <a href="/teams">Teams</a>{" "}
            <a href="/roles">What roles may do</a>
          </>
        }
      />
      <DataTable
        caption="Accounts by name"
        captionHidden
        columns={[
          {
            head: "Name",
            cell: (row: AccountLine) => <a href={`/accounts/${row.id}`}>{row.name}</a>,
            isRowHead: true,
          },
          { head: "Sign-in name", cell: (row) => row.signIn },
          { head: "Roles", cell: (row) => sayRoles(row.roles) },
          { head: "State", cell: (row) => row.state },
          {
            head: "Last signed in",
            cell: (row) => (row.lastSeen === null ? "Never" : sayMoment(row.lastSeen)),
          },
        ]}
        rows={props.rows}
        empty="No accounts"
      />
      <KeyPager
        label="Accounts"
        nextHref={props.nextHref}
        previousHref={props.firstHref}
        previousText="First"
      />
    </>
  );
}

export type Team = { readonly ref: string; readonly name: string };

/** The form for one person: new, or as they are. */
export function AccountPage(props: {
  form: FormState;
  teams: readonly Team[];
  account: AccountLine | null;
  /** The administrator's own account, whose roles somebody else changes. */
  own: boolean;
}): VNode {
  const { form, account } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title={account === null ? "Invite somebody" : account.name}
        over={<a href="/accounts">Accounts</a>}
        lead={
          account === null
            ? "You get a link to hand them. They choose their own password and set up their phone."
            : `${account.signIn}, ${account.state}`
        }
      />
      <form method="post" action={account === null ? "/accounts/new" : `/accounts/${account.id}`}>
        <Input
          name="name"
          label="Name"
          value={typedIn(form, "name") ?? account?.name}
          error={saidOf(form, "name")}
        />
        {account === null && (
          <Input
            name="signIn"
            type="email"
            label="E-mail address"
            hint="They sign in with it. Kith sends nothing to it."
            value={typedIn(form, "signIn")}
            error={saidOf(form, "signIn")}
            spellcheck={false}
          />
        )}
        <Checkboxes
          name="roles"
          legend="Roles"
          hint={
            props.own
              ? "Your own roles are changed by another administrator."
              : "What somebody may do is what any of their roles allows."
          }
          values={tickedIn(form, "roles") ?? account?.roles}
          error={saidOf(form, "roles")}
          items={ROLES.map((role) => ({ value: role.id, text: role.name, hint: SCOPE_WORDS[role.scope] }))}
        />
        <Input
          name="workerRef"
          label="Worker's reference in the case system"
          hint="Ties the account to the children the files say this person holds. Leave it empty if they hold none."
          value={typedIn(form, "workerRef") ?? account?.workerRef ?? undefined}
          error={saidOf(form, "workerRef")}
          classes="govuk-input--width-20"
        />
        {props.teams.length > 0 && (
          <Checkboxes
            name="teamRefs"
            legend="Teams they lead"
            values={tickedIn(form, "teamRefs") ?? account?.teamRefs}
            error={saidOf(form, "teamRefs")}
            items={props.teams.map((team) => ({ value: team.ref, text: team.name }))}
          />
        )}
        <Button preventDoubleClick>{account === null ? "Make the account" : "Save"}</Button>
      </form>
      {account !== null && !props.own && account.state !== "demonstration" && <Ending account={account} />}
    </>
  );
}

function Ending(props: { account: AccountLine }): VNode {
  const { id, state } = props.account;
  if (state === "disabled") {
    return (
      <form method="post" action={`/accounts/${id}/enable`}>
        <h2>Let them back in</h2>
        <p>They get a new link and choose a new password.</p>
        <Button classes="govuk-button--secondary">Enable the account</Button>
      </form>
    );
  }
  return (
    <>
      <h2>They cannot sign in</h2>
      <p>A new link lets them choose a new password. Make sure it is really them who ask.</p>
      <form method="post" action={`/accounts/${id}/link`}>
        <Checkboxes
          name="factor"
          legend="Their phone"
          items={[{ value: "lost", text: "They have lost their phone and their recovery codes" }]}
        />
        <Button classes="govuk-button--secondary">Make a new link</Button>
      </form>
      <h2>They have left</h2>
      <p>They are signed out everywhere at once. What they did stays in the record under their name.</p>
      <form method="post" action={`/accounts/${id}/disable`}>
        <Button classes="govuk-button--warning">Disable the account</Button>
      </form>
    </>
  );
}

/** The link to hand over, shown this once. */
export function LinkPage(props: { name: string; link: string }): VNode {
  return (
    <>
      <PageHead title={`A link for ${props.name}`} lead="Hand it to them yourself, and only to them." />
      <p>
        <code>{props.link}</code>
      </p>
      <WarningText>
        It is not shown again. It works once, for {LINK_HOURS} hours; whoever has it can choose the password.
      </WarningText>
      <p>
        <a href="/accounts">Back to accounts</a>
      </p>
    </>
  );
}
