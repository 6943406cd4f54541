import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import { asKeeper, perform } from "../../platform/command.ts";
import { EMPTY_FORM, type FormState, keyPage } from "../../platform/web/forms.ts";
import { rowId } from "../../platform/web/parameters.ts";
import {
  page,
  redirect,
  refused,
  route,
  type Route,
  type WebReply,
  type WebRequest,
} from "../../platform/web/route.ts";
import { statusOf } from "../../platform/web/errorPages.tsx";
import {
  changeAccount,
  disableAccount,
  enableAccount,
  inviteAccount,
  type Link,
  sendNewLink,
} from "./commands.ts";
import type { AccountsOptions } from "./options.ts";
import { AccountPage, AccountsPage, LinkPage } from "./pages/accounts.tsx";
import { RolesPage } from "./pages/roles.tsx";
import { accountLine, listAccounts, listTeams } from "./queries.ts";

const PAGE = 100;
const sent = z.record(z.string(), z.union([z.string().max(1000), z.array(z.string().max(200)).max(200)]));

type Ask = Pick<WebRequest<unknown, unknown>, "context" | "database" | "params">;

/** The page of one account, or of a new one, with what was typed and what was wrong with it. */
async function accountPage({ context, database, params }: Ask, form: FormState): Promise<WebReply> {
  const id = params["id"];
  return await database.transact(asKeeper(context), async (handle) => {
    const account =
      id === undefined ? null : await accountLine(handle, /^\d{1,9}$/.test(id) ? Number(id) : 0);
    if (account === undefined) return refused(notFound().failures);
    const teams = await listTeams(handle);
    return page(
      account === null ? "Invite somebody" : account.name,
      <AccountPage form={form} teams={teams} account={account} own={account?.id === context.accountId} />,
      { status: form.failures.length === 0 ? 200 : statusOf(form.failures) },
    );
  });
}

/** Looking after everybody's accounts. */
export function adminRoutes({ address }: AccountsOptions): readonly Route[] {
  const linkPage = ({ name, token }: Link): WebReply =>
    page(`A link for ${name}`, <LinkPage name={name} link={`${address}/invite/${token}`} />);
  return [
    route({
      method: "GET",
      path: "/roles",
      right: "signed-in",
      handle: async () => page("Roles", <RolesPage />, { wide: true }),
    }),
    route({
      method: "GET",
      path: "/accounts",
      right: "accounts",
      query: z.object({ after: rowId.optional() }),
      handle: async ({ context, database, query }) =>
        await database.transact(asKeeper(context), async (handle) => {
          const { rows, next } = keyPage(
            await listAccounts(handle, PAGE, query.after),
            PAGE,
            (row) => row.id,
          );
          return page(
            "Accounts",
            <AccountsPage
              rows={rows}
              nextHref={next === undefined ? undefined : `/accounts?after=${next}`}
              firstHref={query.after === undefined ? undefined : "/accounts"}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/accounts/new",
      right: "accounts",
      handle: (request) => accountPage(request, EMPTY_FORM),
    }),
    route({
      method: "POST",
      path: "/accounts/new",
      right: "accounts",
      body: sent,
      handle: async (request) => {
        const done = await perform(request.database, request.context, inviteAccount, request.body);
        return done.ok
          ? linkPage(done.value)
          : await accountPage(request, { values: request.body, failures: done.failures });
      },
    }),
    route({
      method: "GET",
      path: "/accounts/:id",
      right: "accounts",
      handle: (request) => accountPage(request, EMPTY_FORM),
    }),
    route({
      method: "POST",
      path: "/accounts/:id",
      right: "accounts",
      body: sent,
      handle: async (request) => {
        const input = { ...request.body, id: request.params["id"] };
        const done = await perform(request.database, request.context, changeAccount, input);
        return done.ok
          ? redirect("/accounts")
          : await accountPage(request, { values: request.body, failures: done.failures });
      },
    }),
    route({
      method: "POST",
      path: "/accounts/:id/disable",
      right: "accounts",
      handle: async ({ context, database, params }) => {
        const done = await perform(database, context, disableAccount, { id: params["id"] });
        return done.ok ? redirect("/accounts") : refused(done.failures);
      },
    }),
    route({
      method: "POST",
      path: "/accounts/:id/enable",
      right: "accounts",
      handle: async ({ context, database, params }) => {
        const done = await perform(database, context, enableAccount, { id: params["id"] });
        return done.ok ? linkPage(done.value) : refused(done.failures);
      },
    }),
    route({
      method: "POST",
      path: "/accounts/:id/link",
      right: "accounts",
      body: z.object({ factor: z.literal("lost").optional() }),
      handle: async ({ context, database, params, body }) => {
        const done = await perform(database, context, sendNewLink, { id: params["id"], ...body });
        return done.ok ? linkPage(done.value) : refused(done.failures);
      },
    }),
  ];
}
