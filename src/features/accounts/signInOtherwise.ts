import type { Context } from "../../kernel/context.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import { attemptOf, forgetFailures } from "../../platform/auth/throttle.ts";
import { asKeeper } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { renewSession } from "../../platform/web/session.ts";
import {
  accountById,
  type Asking,
  letIn,
  reserve,
  signingIn,
  type SignInOutcome,
  useCode,
} from "./signIn.ts";

/** Gives the second factor again in a session that has been open for a while. The session gets a new token. */
export async function giveCodeAgain(
  database: Database,
  secret: Secret,
  asking: Asking,
  context: Context,
  code: string,
): Promise<SignInOutcome> {
  const { sessionId } = asking.visitor;
  const { accountId } = context;
  if (accountId === null || sessionId === null) return { kind: "no" };
  const attempt = attemptOf(secret, `second factor of ${accountId}`, asking.visitor.network, true);
  const keeper = asKeeper(context);
  const allowed = await database.transact(keeper, (handle) => reserve(handle, attempt));
  if (!allowed) return { kind: "wait" };
  return await database.transact(keeper, async (handle) => {
    const factor = await useCode(handle, secret, accountId, code);
    if (factor === undefined) {
      await handle.audit("sign-in.refused", { detail: { step: "second factor again" } });
      return { kind: "no" } as const;
    }
    await forgetFailures(handle, attempt);
    await handle.audit("sign-in.again", { detail: { factor } });
    const value = await renewSession(handle, sessionId, accountId, asking.visitor.device);
    return { kind: "in", cookies: [{ cookie: "session", value }] } as const;
  });
}

/** Signs a demonstration account in, without a password, on a demonstration installation and nowhere else. */
export async function signInDemonstration(
  database: Database,
  secret: Secret,
  asking: Asking,
  accountId: number,
): Promise<SignInOutcome> {
  const account = await database.transact(signingIn(asking), async (handle) => {
    const here = await handle.db.selectFrom("installation").select("kind").executeTakeFirstOrThrow();
    return here.kind === "demonstration" ? await accountById(handle, accountId) : undefined;
  });
  if (account === undefined || !account.demonstration || account.disabled_at !== null) return { kind: "no" };
  return await database.transact(signingIn(asking, account), (handle) =>
    letIn(handle, secret, asking, account, { factor: "demonstration" }),
  );
}
