import { createHash, randomBytes } from "node:crypto";
import { addHours, type IsoInstant } from "../../kernel/dates.ts";
import { checkPassword, hashPassword } from "../../platform/auth/password.ts";
import { ok, type Result } from "../../kernel/result.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { endSessions } from "../../platform/web/session.ts";
import {
  type AccountRow,
  accountById,
  type Asking,
  halfway,
  signingIn,
  type SignInOutcome,
} from "./signIn.ts";

/** A link works for this long, once. */
export const LINK_HOURS = 72;

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

/** Gives an account a link with which its owner chooses a password. Only its hash is kept; a link before it no longer works. */
export async function newLink(handle: Handle, accountId: number): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await handle.db
    .updateTable("account")
    .set({ invite_hash: hashOf(token), invite_until: addHours(handle.context.now, LINK_HOURS) })
    .where("id", "=", accountId)
    .execute();
  return token;
}

/** The account behind a link that still works. Looking uses nothing up: mail scanners follow links. */
export async function accountByLink(
  handle: Handle,
  token: string,
  now: IsoInstant,
): Promise<AccountRow | undefined> {
  const row = await handle.db
    .selectFrom("account")
    .select("id")
    .where("invite_hash", "=", hashOf(token))
    .where("invite_until", ">", now)
    .where("disabled_at", "is", null)
    .executeTakeFirst();
  return row === undefined ? undefined : await accountById(handle, row.id);
}

/** Uses a link up: sets the password, ends other sessions, and goes on to the second factor. Undefined when the link no longer works. */
export async function acceptLink(
  database: Database,
  asking: Asking,
  token: string,
  password: string,
): Promise<Result<SignInOutcome> | undefined> {
  const account = await database.transact(signingIn(asking), (handle) =>
    accountByLink(handle, token, asking.now),
  );
  if (account === undefined) return undefined;
  const checked = checkPassword(password, account.sign_in, account.name);
  if (!checked.ok) return checked;
  const password_hash = await hashPassword(password);
  return await database.transact(signingIn(asking, account), async (handle) => {
    const used = await handle.db
      .updateTable("account")
      .set({ password_hash, invite_hash: null, invite_until: null, last_seen_at: asking.now })
      .where("id", "=", account.id)
      .where("invite_hash", "=", hashOf(token))
      .executeTakeFirst();
    if (Number(used.numUpdatedRows) === 0) return undefined;
    await endSessions(handle, account.id);
    await handle.audit("account.link-used");
    return ok(await halfway(handle, asking, account));
  });
}
