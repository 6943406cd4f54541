import type { VNode } from "preact";
import { QrCode } from "../../../platform/auth/qr.tsx";
import { spelled } from "../../../platform/auth/totp.ts";
import { type FormState, saidOf } from "../../../platform/web/forms.ts";
import { Button } from "../../../ui/govuk/button.tsx";
import { Input } from "../../../ui/govuk/input.tsx";
import { WarningText } from "../../../ui/govuk/warning-text.tsx";
import { PageHead } from "../../../ui/pieces/page-head.tsx";
import type { Offer } from "../enrol.ts";
import { Faults } from "../faults.tsx";

/** Sets up the second factor: the picture for a phone's camera, the same in letters, and a code to show that it worked. */
export function FactorPage(props: {
  form: FormState;
  offer: Offer;
  action: string;
  to: string;
  again: boolean;
}): VNode {
  const { form, offer } = props;
  return (
    <>
      <Faults form={form} />
      <PageHead
        title={props.again ? "Change your authenticator" : "Set up your phone"}
        lead="Besides your password you sign in with a code from an authenticator app on your phone. Any such app will do."
      />
      <form method="post" action={props.action}>
        <input type="hidden" name="to" value={props.to} />
        <input type="hidden" name="offer" value={offer.sealed} />
        {props.again && (
          <Input
            name="current"
            label="Code from the authenticator you have now, or a recovery code"
            error={saidOf(form, "current")}
            autocomplete="off"
            classes="govuk-input--width-10"
          />
        )}
        <h2>1. Scan this with the app</h2>
        <p>
          <QrCode text={offer.address} label="QR code for your authenticator app" />
        </p>
        <p>
          No camera? Type this into the app instead: <code>{spelled(offer.shared)}</code>
        </p>
        <h2>2. Type in the code it shows</h2>
        <Input
          name="code"
          label="Six-digit code"
          error={saidOf(form, "code")}
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
          classes="govuk-input--width-5"
        />
        <Button preventDoubleClick>Continue</Button>
      </form>
    </>
  );
}

/** The recovery codes, shown this once. */
export function RecoveryPage(props: { codes: readonly string[]; to: string }): VNode {
  return (
    <>
      <PageHead
        title="Keep these codes"
        lead="If you lose your phone, each of them lets you in once in its place."
      />
      <WarningText>
        They are not shown again. Print them, or write them down, and keep them away from your computer.
      </WarningText>
      <ul class="govuk-list">
        {props.codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p class="screen-only">
        <Button href={props.to}>I have kept them</Button>
      </p>
    </>
  );
}
