import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import { EMPTY_FORM, readForm } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import type { Database } from "../../platform/db/transact.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import { installationOf } from "./installation.ts";
import { type AccountsOptions, asking } from "./options.ts";
import { AdministratorPage, KindPage } from "./pages/start.tsx";
import { administratorInput, becomeDemonstration, checkKind, kindInput, setUp } from "./setUp.ts";

const sent = z.record(z.string(), z.string().max(1000));

/** Once set up there is no such page. */
async function isNew(database: Database, now: IsoInstant): Promise<boolean> {
  const { kind, empty } = await installationOf(database, now);
  return kind !== "demonstration" && empty;
}

/** The first pages of a new installation. */
export function startRoutes({ secret, loadDemo }: AccountsOptions): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/start",
      right: "anyone",
      handle: async ({ database, context }) =>
        (await isNew(database, context.now))
          ? page("Set up Kith", <KindPage form={EMPTY_FORM} embedded={database.engine.kind === "pglite"} />)
          : refused(notFound().failures),
    }),
    route({
      method: "POST",
      path: "/start",
      right: "anyone",
      body: sent,
      handle: async (request): Promise<WebReply> => {
        const { database, context, body } = request;
        if (!(await isNew(database, context.now))) return refused(notFound().failures);
        const read = readForm(kindInput, body);
        const allowed = read.ok ? await checkKind(database, secret, asking(request), read.value) : read;
        if (!read.ok || !allowed.ok) {
          const form = { values: body, failures: allowed.ok ? [] : allowed.failures };
          const embedded = database.engine.kind === "pglite";
          return page("Set up Kith", <KindPage form={form} embedded={embedded} />, { status: 422 });
        }
        if (read.value.kind === "demonstration") {
          await becomeDemonstration(database, asking(request), () => loadDemo(database));
          return redirect("/sign-in");
        }
        return page(
          "Make the first administrator",
          <AdministratorPage form={EMPTY_FORM} code={read.value.code} kind={read.value.kind} />,
        );
      },
    }),
    route({
      method: "POST",
      path: "/start/administrator",
      right: "anyone",
      body: sent,
      handle: async (request): Promise<WebReply> => {
        const { database, context, body } = request;
        if (!(await isNew(database, context.now))) return refused(notFound().failures);
        const read = readForm(administratorInput, body);
        const done = read.ok ? await setUp(database, secret, asking(request), read.value) : read;
        if (!done.ok) {
          const kind = body["kind"] === "service" ? "service" : "trial";
          return page(
            "Make the first administrator",
            <AdministratorPage
              form={{ values: body, failures: done.failures }}
              code={body["code"] ?? ""}
              kind={kind}
            />,
            { status: 422 },
          );
        }
        return {
          ...redirect("/sign-in/set-up"),
          ...("cookies" in done.value ? { cookies: done.value.cookies } : {}),
        };
      },
    }),
  ];
}
