import { z } from "zod";
import { systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { notFound } from "../../kernel/result.ts";
import { asKeeper } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState, localPath } from "../../platform/web/forms.ts";
import { rowId } from "../../platform/web/parameters.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { endSession } from "../../platform/web/session.ts";
import { follow } from "./follow.ts";
import { readInstallation } from "./installation.ts";
import { type AccountsOptions, asking } from "./options.ts";
import { CodePage, SignInPage } from "./pages/signIn.tsx";
import { demonstrationAccounts } from "./queries.ts";
import { giveCode, givePassword } from "./signIn.ts";
import { giveCodeAgain, signInDemonstration } from "./signInOtherwise.ts";
import { NOT_SIGNED_IN, WRONG_CODE } from "./words.ts";

const to = z.string().max(500).optional();

const statusFor = (failures: FormState["failures"]): number =>
  failures.length === 0 ? 200 : failures[0]?.code === "too-many-tries" ? 429 : 422;

async function signInPage(
  database: Database,
  now: IsoInstant,
  form: FormState,
  target: string,
): Promise<WebReply> {
  const found = await database.transact(systemContext("sign-in page", 0, now), async (handle) => {
    const here = await readInstallation(handle);
    const people = here.kind === "demonstration" ? await demonstrationAccounts(handle) : null;
    return { here, people };
  });
  if (found.here.kind === "undecided" && found.here.empty) return redirect("/start");
  return page("Sign in", <SignInPage form={form} to={target} demonstration={found.people} />, {
    status: statusFor(form.failures),
  });
}

/** Signing in and out. */
export function signInRoutes({ secret }: AccountsOptions): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/sign-in",
      right: "anyone",
      query: z.object({ to }),
      handle: async (request) => {
        if (request.context.accountId !== null) return redirect(localPath(request.query.to));
        return await signInPage(
          request.database,
          request.context.now,
          EMPTY_FORM,
          localPath(request.query.to),
        );
      },
    }),
    route({
      method: "POST",
      path: "/sign-in",
      right: "anyone",
      body: z.object({ signIn: z.string().max(200), password: z.string().max(1000), to }),
      handle: async (request) => {
        const { body, database, context } = request;
        const target = localPath(body.to);
        const outcome = await givePassword(database, secret, asking(request), body);
        const again = (failures: FormState["failures"]) =>
          signInPage(database, context.now, { values: { signIn: body.signIn }, failures }, target);
        return await follow(outcome, target, again, NOT_SIGNED_IN);
      },
    }),
    route({
      method: "POST",
      path: "/sign-in/demonstration",
      right: "anyone",
      body: z.object({ account: rowId, to }),
      handle: async (request) => {
        const outcome = await signInDemonstration(
          request.database,
          secret,
          asking(request),
          request.body.account,
        );
        if (outcome.kind !== "in") return refused(notFound().failures);
        return { ...redirect(localPath(request.body.to)), cookies: outcome.cookies };
      },
    }),
    route({
      method: "GET",
      path: "/sign-in/code",
      right: "anyone",
      query: z.object({ to }),
      handle: async ({ visitor, query }) =>
        visitor.halfway === null
          ? redirect("/sign-in")
          : page("Enter your code", <CodePage form={EMPTY_FORM} to={localPath(query.to)} />),
    }),
    route({
      method: "POST",
      path: "/sign-in/code",
      right: "anyone",
      body: z.object({ code: z.string().max(100), to }),
      handle: async (request) => {
        if (request.visitor.halfway === null) return redirect("/sign-in");
        const target = localPath(request.body.to);
        const outcome = await giveCode(request.database, secret, asking(request), request.body.code);
        const again = async (failures: FormState["failures"]) =>
          page("Enter your code", <CodePage form={{ values: {}, failures }} to={target} />, {
            status: statusFor(failures),
          });
        return await follow(outcome, target, again, WRONG_CODE);
      },
    }),
    ...againRoutes(secret),
    route({
      method: "POST",
      path: "/sign-out",
      right: "anyone",
      handle: async ({ database, context, visitor }) => {
        const { sessionId } = visitor;
        if (sessionId !== null) {
          await database.transact(asKeeper(context), async (handle) => {
            await endSession(handle, sessionId);
            if (context.accountId !== null) await handle.audit("sign-out");
          });
        }
        return { ...redirect("/sign-in"), cookies: [{ cookie: "session", value: null }] };
      },
    }),
  ];
}

/** The second factor again, before acts that an unlocked screen must not be enough for. */
function againRoutes(secret: AccountsOptions["secret"]): readonly Route[] {
  const again = (failures: FormState["failures"], target: string): WebReply =>
    page("Enter your code again", <CodePage form={{ values: {}, failures }} to={target} again />, {
      status: statusFor(failures),
    });
  return [
    route({
      method: "GET",
      path: "/sign-in/again",
      right: "signed-in",
      query: z.object({ to }),
      handle: async ({ query }) => again([], localPath(query.to)),
    }),
    route({
      method: "POST",
      path: "/sign-in/again",
      right: "signed-in",
      body: z.object({ code: z.string().max(100), to }),
      handle: async (request) => {
        const { body, context, database } = request;
        const target = localPath(body.to);
        const outcome = await giveCodeAgain(database, secret, asking(request), context, body.code);
        return await follow(outcome, target, async (failures) => again(failures, target), WRONG_CODE);
      },
    }),
  ];
}
