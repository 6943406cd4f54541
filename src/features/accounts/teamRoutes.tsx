import { z } from "zod";
import { asKeeper, perform } from "../../platform/command.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import {
  page,
  redirect,
  route,
  type Route,
  type WebReply,
  type WebRequest,
} from "../../platform/web/route.ts";
import { TeamsPage } from "./pages/teams.tsx";
import { makeTeam, teamsWithLeads } from "./teams.ts";

type Ask = Pick<WebRequest<unknown, unknown>, "context" | "database">;

async function teamsPage({ context, database }: Ask, form: FormState): Promise<WebReply> {
  const teams = await database.transact(asKeeper(context), teamsWithLeads);
  return page("Teams", <TeamsPage form={form} teams={teams} />, {
    status: form.failures.length === 0 ? 200 : 422,
  });
}

/** The teams of the authority. */
export const teamRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/teams",
    right: "accounts",
    handle: (request) => teamsPage(request, EMPTY_FORM),
  }),
  route({
    method: "POST",
    path: "/teams",
    right: "accounts",
    body: z.record(z.string(), z.string().max(500)),
    handle: async (request) => {
      const done = await perform(request.database, request.context, makeTeam, request.body);
      return done.ok
        ? redirect("/teams")
        : await teamsPage(request, { values: request.body, failures: done.failures });
    },
  }),
];
