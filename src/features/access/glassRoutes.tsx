import { sql } from "kysely";
import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import { asKeeper, perform } from "../../platform/command.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { statusOf } from "../../platform/web/errorPages.tsx";
import {
  page,
  redirect,
  refused,
  route,
  type Route,
  type WebReply,
  type WebRequest,
} from "../../platform/web/route.ts";
import { childrenWithNumber, openGlass, openInEmergency } from "./breakGlass.ts";
import { readLog } from "./log.ts";
import { BreakGlassPage, OpenedPage } from "./pages/breakGlass.tsx";
import { ReviewPage, ReviewsPage } from "./pages/reviews.tsx";
import { listOpenings, reviewOpening } from "./reviews.ts";

const sent = z.record(z.string(), z.string().max(3000));
type Ask = Pick<WebRequest<unknown, unknown>, "context" | "database" | "params">;

async function askPage({ context, database }: Ask, form: FormState): Promise<WebReply> {
  const open = await database.transact(context, (handle) => openGlass(handle));
  return page("Open a record in an emergency", <BreakGlassPage form={form} open={open} />, {
    status: form.failures.length === 0 ? 200 : statusOf(form.failures),
  });
}

/** The record with this number, when it opens to this person anyway: no glass need be broken. */
async function openAnyway({ context, database }: Ask, number: string): Promise<number | undefined> {
  return await database.transact(context, async (handle) => {
    const [child, ...others] = await childrenWithNumber(handle, number);
    if (child === undefined || others.length > 0 || !context.rights.has("record.open")) return undefined;
    const rows =
      await sql`select 1 where (select kith_scope()) = 'all' or ${child}::bigint in (select kith_mine())`.execute(
        handle.db,
      );
    return rows.rows.length === 0 ? undefined : child;
  });
}

async function reviewPage(request: Ask, form: FormState): Promise<WebReply> {
  const { context, database, params } = request;
  const id = /^[1-9]\d{0,14}$/.test(params["id"] ?? "") ? Number(params["id"]) : 0;
  const found = await database.transact(asKeeper(context), async (handle) => {
    const [opening] = await listOpenings(handle, id);
    if (opening === undefined) return undefined;
    const { child, account, from, until } = opening;
    await handle.audit("record.break-glass.view", { personId: child, detail: { opening: id } });
    return {
      opening,
      seen: (await readLog(handle, { child, account, from, to: until }, 200)).slice(0, 200),
      today: handle.today,
    };
  });
  if (found === undefined) return refused(notFound().failures);
  return page(
    "Emergency opening",
    <ReviewPage {...found} form={form} own={found.opening.account === context.accountId} />,
    { status: form.failures.length === 0 ? 200 : statusOf(form.failures) },
  );
}

/** Opening one record in an emergency, and the reviews of it. */
export const glassRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/break-glass",
    right: "breakGlass",
    fresh: true,
    query: z.object({ number: z.string().max(40).optional() }),
    handle: (request) => askPage(request, { ...EMPTY_FORM, values: request.query }),
  }),
  route({
    method: "POST",
    path: "/break-glass",
    right: "breakGlass",
    fresh: true,
    body: sent,
    handle: async (request) => {
      const { context, database, body } = request;
      const already = await openAnyway(request, body["number"] ?? "");
      if (already !== undefined) return redirect(`/children/${already}`);
      const done = await perform(database, context, openInEmergency, body);
      return done.ok
        ? redirect("/break-glass/done")
        : await askPage(request, { values: body, failures: done.failures });
    },
  }),
  route({
    method: "GET",
    path: "/break-glass/done",
    right: "breakGlass",
    handle: async ({ context, database }) =>
      page("Done", <OpenedPage open={await database.transact(context, (handle) => openGlass(handle))} />),
  }),
  route({
    method: "GET",
    path: "/break-glass/reviews",
    right: "breakGlass.review",
    handle: async ({ context, database }) => {
      const found = await database.transact(asKeeper(context), async (handle) => {
        await handle.audit("record.break-glass.list");
        return { rows: await listOpenings(handle), today: handle.today };
      });
      return page("Emergency openings", <ReviewsPage {...found} />, { wide: true });
    },
  }),
  route({
    method: "GET",
    path: "/break-glass/reviews/:id",
    right: "breakGlass.review",
    handle: (request) => reviewPage(request, EMPTY_FORM),
  }),
  route({
    method: "POST",
    path: "/break-glass/reviews/:id",
    right: "breakGlass.review",
    body: sent,
    handle: async (request) => {
      const { context, database, body, params } = request;
      const done = await perform(database, context, reviewOpening, { ...body, id: params["id"] });
      return done.ok
        ? redirect("/break-glass/reviews")
        : await reviewPage(request, { values: body, failures: done.failures });
    },
  }),
];
