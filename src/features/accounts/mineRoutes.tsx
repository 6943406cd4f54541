import { z } from "zod";
import { addHours } from "../../kernel/dates.ts";
import { fail, notFound, ok } from "../../kernel/result.ts";
import { checkPassword, hashPassword, isPassword } from "../../platform/auth/password.ts";
import { attemptOf, forgetFailures } from "../../platform/auth/throttle.ts";
import { asKeeper, type Command, perform } from "../../platform/command.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import {
  page,
  redirect,
  refused,
  route,
  type Route,
  type WebReply,
  type WebRequest,
} from "../../platform/web/route.ts";
import { endSession, endSessions, SESSION_LIMITS } from "../../platform/web/session.ts";
import { confirmFactor, offerFactor } from "./enrol.ts";
import type { AccountsOptions } from "./options.ts";
import { FactorPage, RecoveryPage } from "./pages/factor.tsx";
import { MyAccountPage, PasswordPage } from "./pages/mine.tsx";
import { accountLine, sessionsOf } from "./queries.ts";
import { accountById, reserve, useCode } from "./signIn.ts";
import { WAIT, WRONG_CODE } from "./words.ts";

const SAID: Readonly<Record<string, string>> = {
  password: "Your password has been changed, and you are signed out everywhere else.",
  sessions: "Signed out.",
};

type Ask = Pick<WebRequest<unknown, unknown>, "context" | "database" | "visitor">;

/** Ends one of one's own sessions, or all but this one. Somebody else's is not found. */
const endMine = (here: string | null): Command<{ session: string }, null> => ({
  act: "session.end",
  right: "signed-in",
  input: z.strictObject({ session: z.string().max(100) }),
  keepsWalls: true,
  run: async (handle, { session }) => {
    const me = handle.context.accountId;
    if (me === null) return notFound();
    if (session === "others") {
      await endSessions(handle, me, here ?? undefined);
      return ok(null);
    }
    const own = await sessionsOf(handle, me, addHours(handle.context.now, -SESSION_LIMITS.absoluteHours));
    if (!own.some((each) => each.id === session)) return notFound();
    await endSession(handle, session);
    return ok(null);
  },
});

/** One's own account, as it is now; undefined for a demonstration account, which has neither password nor phone. */
async function myRow({ context, database }: Ask) {
  const me = context.accountId;
  const row =
    me === null ? undefined : await database.transact(asKeeper(context), (handle) => accountById(handle, me));
  return row === undefined || row.demonstration ? undefined : row;
}

/** Counts a try at proving who one is; a session left open on a desk must not be a way to guess. */
async function mayProve(
  secret: AccountsOptions["secret"],
  { context, database, visitor }: Ask,
  what: string,
) {
  const attempt = attemptOf(secret, `${what} of ${context.accountId ?? 0}`, visitor.network, true);
  const allowed = await database.transact(asKeeper(context), (handle) => reserve(handle, attempt));
  return { allowed, attempt };
}

/** One's own account. */
export function mineRoutes({ secret }: AccountsOptions): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/account",
      right: "signed-in",
      query: z.object({ said: z.enum(["password", "sessions"]).optional() }),
      handle: async ({ context, database, visitor, query }): Promise<WebReply> => {
        const me = context.accountId ?? 0;
        const found = await database.transact(asKeeper(context), async (handle) => ({
          account: await accountLine(handle, me),
          row: await accountById(handle, me),
          sessions: await sessionsOf(handle, me, addHours(context.now, -SESSION_LIMITS.absoluteHours)),
        }));
        if (found.account === undefined || found.row === undefined) return refused(notFound().failures);
        return page(
          "Your account",
          <MyAccountPage
            account={found.account}
            scope={context.scope}
            codesLeft={found.row.recovery_hashes.length}
            sessions={found.sessions}
            here={visitor.sessionId ?? ""}
            said={query.said === undefined ? null : (SAID[query.said] ?? null)}
          />,
        );
      },
    }),
    route({
      method: "POST",
      path: "/account/sessions",
      right: "signed-in",
      body: z.object({ session: z.string().max(100) }),
      handle: async ({ context, database, visitor, body }) => {
        const done = await perform(database, context, endMine(visitor.sessionId), body);
        if (!done.ok) return refused(done.failures);
        return redirect("/account?said=sessions");
      },
    }),
    ...passwordRoutes(secret),
    ...factorRoutes(secret),
  ];
}

function passwordRoutes(secret: AccountsOptions["secret"]): readonly Route[] {
  const form = (failures: FormState["failures"]) =>
    page("Change your password", <PasswordPage form={{ values: {}, failures }} />, {
      status: failures.length === 0 ? 200 : 422,
    });
  return [
    route({
      method: "GET",
      path: "/account/password",
      right: "signed-in",
      handle: async (request) =>
        (await myRow(request)) === undefined ? refused(notFound().failures) : form([]),
    }),
    route({
      method: "POST",
      path: "/account/password",
      right: "signed-in",
      body: z.object({ current: z.string().max(1000), password: z.string().max(1000) }),
      handle: async (request): Promise<WebReply> => {
        const { body, context, database, visitor } = request;
        const row = await myRow(request);
        if (row === undefined) return refused(notFound().failures);
        const { allowed, attempt } = await mayProve(secret, request, "password");
        if (!allowed) return form(WAIT);
        if (!(await isPassword(body.current, row.password_hash)))
          return form(fail("invalid", "That is not the password you have now", "current").failures);
        const checked = checkPassword(body.password, row.sign_in, row.name);
        if (!checked.ok) return form(checked.failures);
        const password_hash = await hashPassword(body.password);
        await database.transact(asKeeper(context), async (handle) => {
          await handle.db.updateTable("account").set({ password_hash }).where("id", "=", row.id).execute();
          await forgetFailures(handle, attempt);
          await endSessions(handle, row.id, visitor.sessionId ?? undefined);
          await handle.audit("password.change");
        });
        return redirect("/account?said=password");
      },
    }),
  ];
}

function factorRoutes(secret: AccountsOptions["secret"]): readonly Route[] {
  const form = (row: { id: number; sign_in: string }, failures: FormState["failures"], sealed?: string) =>
    page(
      "Change your authenticator",
      <FactorPage
        form={failures.length === 0 ? EMPTY_FORM : { values: {}, failures }}
        offer={offerFactor(secret, row, sealed)}
        action="/account/second-factor"
        to="/account"
        again
      />,
      { status: failures.length === 0 ? 200 : 422 },
    );
  return [
    route({
      method: "GET",
      path: "/account/second-factor",
      right: "signed-in",
      handle: async (request) => {
        const row = await myRow(request);
        return row === undefined ? refused(notFound().failures) : form(row, []);
      },
    }),
    route({
      method: "POST",
      path: "/account/second-factor",
      right: "signed-in",
      body: z.object({
        current: z.string().max(100),
        offer: z.string().max(500),
        code: z.string().max(100),
        to: z.string().max(500).optional(),
      }),
      handle: async (request): Promise<WebReply> => {
        const { body, context, database, visitor } = request;
        const row = await myRow(request);
        if (row === undefined) return refused(notFound().failures);
        const { allowed, attempt } = await mayProve(secret, request, "second factor");
        if (!allowed) return form(row, WAIT, body.offer);
        // The old code first: without it the new one is not looked at.
        const proved = await database.transact(asKeeper(context), (handle) =>
          useCode(handle, secret, row.id, body.current),
        );
        if (proved === undefined)
          return form(row, fail("invalid", "That code is not right", "current").failures, body.offer);
        const codes = await database.transact(asKeeper(context), async (handle) => {
          const confirmed = await confirmFactor(handle, secret, row.id, body.offer, body.code);
          if (confirmed === undefined) return undefined;
          await forgetFailures(handle, attempt);
          await endSessions(handle, row.id, visitor.sessionId ?? undefined);
          return confirmed;
        });
        if (codes === undefined) return form(row, WRONG_CODE, body.offer);
        return page("Keep these codes", <RecoveryPage codes={codes} to="/account" />);
      },
    }),
  ];
}
