import { codeMark, recoveryCodes } from "../../platform/auth/codes.ts";
import { seal, type Secret, unseal } from "../../platform/auth/seal.ts";
import { newTotpSecret, totpAddress, totpStep } from "../../platform/auth/totp.ts";
import type { Handle } from "../../platform/db/transact.ts";

/** A second factor offered and not yet confirmed. It is held by the form itself, sealed, so that an old factor stands until the new one works. */
export type Offer = { readonly sealed: string; readonly shared: string; readonly address: string };

export function offerFactor(
  secret: Secret,
  account: { id: number; sign_in: string },
  sealed?: string,
): Offer {
  const before = sealed === undefined ? undefined : openOffer(secret, account.id, sealed);
  const shared = before ?? newTotpSecret();
  return {
    sealed:
      before === undefined || sealed === undefined
        ? seal(secret, "totp offer", String(account.id), shared)
        : sealed,
    shared,
    address: totpAddress(shared, account.sign_in),
  };
}

const openOffer = (secret: Secret, accountId: number, sealed: string): string | undefined =>
  unseal(secret, "totp offer", String(accountId), sealed);

/**
 * Makes an offered second factor the account's own, once a code shows that the app has it.
 * @returns new recovery codes, to be shown once; undefined when the code is not right
 */
export async function confirmFactor(
  handle: Handle,
  secret: Secret,
  accountId: number,
  sealed: string,
  code: string,
): Promise<readonly string[] | undefined> {
  const shared = openOffer(secret, accountId, sealed);
  const step = shared === undefined ? undefined : totpStep(shared, code, handle.context.now, null);
  if (shared === undefined || step === undefined) return undefined;
  const codes = recoveryCodes();
  await handle.db
    .updateTable("account")
    .set({
      totp_secret: seal(secret, "totp", String(accountId), shared),
      totp_confirmed_at: handle.context.now,
      totp_last_step: step,
      recovery_hashes: codes.map((each) => codeMark(secret, `recovery ${accountId}`, each)),
    })
    .where("id", "=", accountId)
    .execute();
  await handle.audit("second-factor.set");
  return codes;
}
