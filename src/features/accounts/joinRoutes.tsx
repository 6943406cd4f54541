import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import { EMPTY_FORM, localPath } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route } from "../../platform/web/route.ts";
import { confirmFactor, offerFactor } from "./enrol.ts";
import { follow } from "./follow.ts";
import { accountByLink, acceptLink } from "./invitations.ts";
import { type AccountsOptions, asking } from "./options.ts";
import { FactorPage, RecoveryPage } from "./pages/factor.tsx";
import { InvitePage } from "./pages/signIn.tsx";
import { NewPassword } from "./pages/start.tsx";
import { halfwayAccount, letIn, signingIn } from "./signIn.ts";
import { WRONG_CODE } from "./words.ts";

const to = z.string().max(500).optional();

/** Joining: a link to choose a password with, then the second factor. */
export const joinRoutes = ({ secret }: AccountsOptions): readonly Route[] => [
  ...inviteRoutes(),
  ...enrolRoutes(secret),
];

/** The second factor of somebody who has none yet. */
function enrolRoutes(secret: AccountsOptions["secret"]): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/sign-in/set-up",
      right: "anyone",
      query: z.object({ to }),
      handle: async (request) => {
        const account = await halfwayAccount(request.database, asking(request));
        if (account === undefined || account.totp_confirmed_at !== null) return redirect("/sign-in");
        const offer = offerFactor(secret, account);
        return page(
          "Set up your phone",
          <FactorPage
            form={EMPTY_FORM}
            offer={offer}
            action="/sign-in/set-up"
            to={localPath(request.query.to)}
            again={false}
          />,
        );
      },
    }),
    route({
      method: "POST",
      path: "/sign-in/set-up",
      right: "anyone",
      body: z.object({ offer: z.string().max(500), code: z.string().max(100), to }),
      handle: async (request) => {
        const ask = asking(request);
        const { body, database } = request;
        const account = await halfwayAccount(database, ask);
        if (account === undefined || account.totp_confirmed_at !== null) return redirect("/sign-in");
        const target = localPath(body.to);
        const done = await database.transact(signingIn(ask, account), async (handle) => {
          const codes = await confirmFactor(handle, secret, account.id, body.offer, body.code);
          return codes === undefined
            ? undefined
            : { codes, outcome: await letIn(handle, secret, ask, account, { factor: "app, set up now" }) };
        });
        if (done === undefined || done.outcome.kind !== "in") {
          return page(
            "Set up your phone",
            <FactorPage
              form={{ values: {}, failures: WRONG_CODE }}
              offer={offerFactor(secret, account, body.offer)}
              action="/sign-in/set-up"
              to={target}
              again={false}
            />,
            { status: 422 },
          );
        }
        return {
          ...page("Keep these codes", <RecoveryPage codes={done.codes} to={target} />),
          cookies: done.outcome.cookies,
        };
      },
    }),
  ];
}

/** The link an administrator hands over. */
function inviteRoutes(): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/invite/:token",
      right: "anyone",
      handle: async (request) => {
        const token = request.params["token"] ?? "";
        const ask = asking(request);
        const account = await request.database.transact(signingIn(ask), (handle) =>
          accountByLink(handle, token, ask.now),
        );
        if (account === undefined) return refused(notFound().failures);
        return page(
          "Choose a password",
          <InvitePage form={EMPTY_FORM} token={token} name={account.name}>
            <NewPassword form={EMPTY_FORM} />
          </InvitePage>,
        );
      },
    }),
    route({
      method: "POST",
      path: "/invite/:token",
      right: "anyone",
      body: z.object({ password: z.string().max(1000) }),
      handle: async (request) => {
        const token = request.params["token"] ?? "";
        const ask = asking(request);
        const done = await acceptLink(request.database, ask, token, request.body.password);
        if (done === undefined) return refused(notFound().failures);
        if (!done.ok) {
          const form = { values: {}, failures: done.failures };
          const account = await request.database.transact(signingIn(ask), (handle) =>
            accountByLink(handle, token, ask.now),
          );
          return page(
            "Choose a password",
            <InvitePage form={form} token={token} name={account?.name ?? ""}>
              <NewPassword form={form} />
            </InvitePage>,
            { status: 422 },
          );
        }
        return await follow(done.value, "/", async () => refused(notFound().failures), []);
      },
    }),
  ];
}
