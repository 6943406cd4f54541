import { sql } from "kysely";
import { type Context, systemContext } from "../../kernel/context.ts";
import { addHours, type IsoInstant } from "../../kernel/dates.ts";
import { codeMark } from "../../platform/auth/codes.ts";
import { isPassword } from "../../platform/auth/password.ts";
import { type Secret, unseal } from "../../platform/auth/seal.ts";
import {
  type Attempt,
  attemptOf,
  forgetFailures,
  knowsDevice,
  mayTry,
  noteFailure,
  withDevice,
} from "../../platform/auth/throttle.ts";
import { totpStep } from "../../platform/auth/totp.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import type { CookieChange, Visitor } from "../../platform/web/route.ts";
import { endSession, startSession } from "../../platform/web/session.ts";

/** An account nobody has used for this long no longer lets anybody in, until an administrator sends a new link. */
export const DORMANT_DAYS = 45;

export type SignInOutcome =
  | { readonly kind: "in"; readonly cookies: readonly CookieChange[] }
  | { readonly kind: "second-factor" | "enrol"; readonly cookies: readonly CookieChange[] }
  | { readonly kind: "wait" | "no" };

/** Where a sign-in comes from, and the moment. */
export type Asking = { readonly visitor: Visitor; readonly now: IsoInstant; readonly requestId: string };

export type AccountRow = {
  id: number;
  authority_id: number;
  sign_in: string;
  name: string;
  password_hash: string | null;
  totp_secret: string | null;
  totp_confirmed_at: IsoInstant | null;
  totp_last_step: number | null;
  recovery_hashes: string[];
  roles: string[];
  demonstration: boolean;
  disabled_at: IsoInstant | null;
  last_seen_at: IsoInstant | null;
};

const COLUMNS = [
  "id",
  "authority_id",
  "sign_in",
  "name",
  "password_hash",
  "totp_secret",
  "totp_confirmed_at",
  "totp_last_step",
  "recovery_hashes",
  "roles",
  "demonstration",
  "disabled_at",
  "last_seen_at",
] as const;

export async function accountBySignIn(handle: Handle, signIn: string): Promise<AccountRow | undefined> {
  return await handle.db
    .selectFrom("account")
    .select(COLUMNS)
    .where(sql<string>`lower(sign_in)`, "=", signIn.trim().toLowerCase())
    .executeTakeFirst();
}

export async function accountById(handle: Handle, id: number): Promise<AccountRow | undefined> {
  return await handle.db.selectFrom("account").select(COLUMNS).where("id", "=", id).executeTakeFirst();
}

/** The account that is half-way through signing in. */
export async function halfwayAccount(database: Database, asking: Asking): Promise<AccountRow | undefined> {
  const id = asking.visitor.halfway;
  return id === null
    ? undefined
    : await database.transact(signingIn(asking), (handle) => accountById(handle, id));
}

/** The system's context while somebody signs in; the audit names the account once it is known. */
export function signingIn(
  asking: Asking,
  account?: Pick<AccountRow, "id" | "name" | "authority_id">,
): Context {
  const base = systemContext("signing in", account?.authority_id ?? 0, asking.now, asking.requestId);
  return account === undefined ? base : { ...base, accountId: account.id, who: account.name };
}

/**
 * The first step. Whatever is wrong, the answer is the same, and so is the work done for it: one look-up, one Argon2 hash, one audit row.
 * The try is counted before it is looked at, so that many at once are no way round the wait.
 */
export async function givePassword(
  database: Database,
  secret: Secret,
  asking: Asking,
  given: { readonly signIn: string; readonly password: string },
): Promise<SignInOutcome> {
  const first = await database.transact(signingIn(asking), async (handle) => {
    const account = await accountBySignIn(handle, given.signIn);
    const known = account !== undefined && knowsDevice(secret, asking.visitor.deviceCookie, account.id);
    const attempt = attemptOf(secret, given.signIn, asking.visitor.network, known);
    return { account, attempt, allowed: await reserve(handle, attempt) };
  });
  if (!first.allowed) return { kind: "wait" };
  const { account, attempt } = first;
  const right = await isPassword(given.password, account?.password_hash ?? null);
  return await database.transact(signingIn(asking, account), async (handle) => {
    if (
      !right ||
      account === undefined ||
      account.disabled_at !== null ||
      (await isDormant(handle, account))
    ) {
      await handle.audit("sign-in.refused", { detail: { step: "password" } });
      return { kind: "no" } as const;
    }
    await forgetFailures(handle, attempt);
    return await halfway(handle, asking, account);
  });
}

/** Starts the session that opens nothing but the page of the second factor. */
export async function halfway(handle: Handle, asking: Asking, account: AccountRow): Promise<SignInOutcome> {
  // Whoever was signed in on this browser before no longer is.
  if (asking.visitor.sessionId !== null) await endSession(handle, asking.visitor.sessionId);
  const token = await startSession(handle, account.id, { strong: false, device: asking.visitor.device });
  const cookies = [{ cookie: "session", value: token }] as const;
  return { kind: account.totp_confirmed_at === null ? "enrol" : "second-factor", cookies };
}

/** Counts a try if it may be made now. Tries at one name take turns. */
export async function reserve(handle: Handle, attempt: Attempt): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(5484125, hashtext(${attempt.name}))`.execute(handle.db);
  if (!(await mayTry(handle, attempt))) return false;
  await noteFailure(handle, attempt);
  return true;
}

async function isDormant(handle: Handle, account: AccountRow): Promise<boolean> {
  if (
    account.last_seen_at === null ||
    account.last_seen_at > addHours(handle.context.now, -24 * DORMANT_DAYS)
  )
    return false;
  // Somebody must be left who can let the others back in.
  const keeper =
    await sql`select 1 from role where id = any (${account.roles}) and 'accounts' = any (rights)`.execute(
      handle.db,
    );
  return keeper.rows.length === 0;
}

/** The second step: a code from the authenticator app, or one of the recovery codes. */
export async function giveCode(
  database: Database,
  secret: Secret,
  asking: Asking,
  code: string,
): Promise<SignInOutcome> {
  const { halfway: accountId, sessionId } = asking.visitor;
  if (accountId === null || sessionId === null) return { kind: "no" };
  const known = knowsDevice(secret, asking.visitor.deviceCookie, accountId);
  const attempt = attemptOf(secret, `second factor of ${accountId}`, asking.visitor.network, known);
  const allowed = await database.transact(signingIn(asking), (handle) => reserve(handle, attempt));
  if (!allowed) return { kind: "wait" };
  const account = await database.transact(signingIn(asking), (handle) => accountById(handle, accountId));
  if (account === undefined || account.totp_confirmed_at === null) return { kind: "no" };
  return await database.transact(signingIn(asking, account), async (handle) => {
    const factor = await useCode(handle, secret, account.id, code);
    if (factor === undefined) {
      await handle.audit("sign-in.refused", { detail: { step: "second factor" } });
      return { kind: "no" } as const;
    }
    await forgetFailures(handle, attempt);
    return await letIn(handle, secret, asking, account, { factor });
  });
}

/** Uses up a code of the account, if it is one. Two uses at once: the row is locked, and the second finds it used. */
export async function useCode(
  handle: Handle,
  secret: Secret,
  accountId: number,
  code: string,
): Promise<"app" | "recovery code" | undefined> {
  const row = await handle.db
    .selectFrom("account")
    .select(["totp_secret", "totp_last_step", "recovery_hashes"])
    .where("id", "=", accountId)
    .forUpdate()
    .executeTakeFirst();
  const shared = unseal(secret, "totp", String(accountId), row?.totp_secret ?? "");
  if (row === undefined || shared === undefined) return undefined;
  const step = totpStep(shared, code, handle.context.now, row.totp_last_step);
  const used = codeMark(secret, `recovery ${accountId}`, code);
  if (step === undefined && !row.recovery_hashes.includes(used)) return undefined;
  await handle.db
    .updateTable("account")
    .set(
      step === undefined
        ? { recovery_hashes: row.recovery_hashes.filter((hash) => hash !== used) }
        : { totp_last_step: step },
    )
    .where("id", "=", accountId)
    .execute();
  return step === undefined ? "recovery code" : "app";
}

/** Ends the halfway session and starts a whole one, under a new token; the browser is known from now on. */
export async function letIn(
  handle: Handle,
  secret: Secret,
  asking: Asking,
  account: Pick<AccountRow, "id">,
  detail: Record<string, unknown>,
): Promise<SignInOutcome> {
  if (asking.visitor.sessionId !== null) await endSession(handle, asking.visitor.sessionId);
  const token = await startSession(handle, account.id, { strong: true, device: asking.visitor.device });
  await handle.db
    .updateTable("account")
    .set({ last_seen_at: asking.now })
    .where("id", "=", account.id)
    .execute();
  await handle.audit("sign-in", { detail });
  return {
    kind: "in",
    cookies: [
      { cookie: "session", value: token },
      { cookie: "device", value: withDevice(secret, asking.visitor.deviceCookie, account.id) },
    ],
  };
}
