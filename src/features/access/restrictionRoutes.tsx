import { z } from "zod";
import { type Failure, notFound, type Result } from "../../kernel/result.ts";
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
import { PlacePage, RestrictionPage, RestrictionsPage } from "./pages/restrictions.tsx";
import { candidates, namedOn, restrictionsNow } from "./restrictionQueries.ts";
import { liftRestriction, nameOnRestriction, placeRestriction, takeOffRestriction } from "./restrictions.ts";

const sent = z.record(z.string(), z.union([z.string().max(3000), z.array(z.string().max(20)).max(200)]));
type Ask = Pick<WebRequest<unknown, unknown>, "context" | "database" | "params">;

const idOf = (text: string | undefined): number => (/^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : 0);

/** The child, read with the person's own rights: one they may not know of cannot be restricted by them either. */
async function visibleChild({ context, database, params }: Ask) {
  return await database.transact(context, async ({ db }) =>
    db
      .selectFrom("person")
      .select(["id", "local_id"])
      .where("id", "=", idOf(params["id"]))
      .executeTakeFirst(),
  );
}

async function placePage(request: Ask, form: FormState): Promise<WebReply> {
  const child = await visibleChild(request);
  if (child === undefined) return refused(notFound().failures);
  const people = await request.database.transact(asKeeper(request.context), (handle) =>
    candidates(handle, child.id),
  );
  return page(
    "Restrict this record",
    <PlacePage form={form} child={{ id: child.id, localId: child.local_id }} people={people} />,
    { status: form.failures.length === 0 ? 200 : statusOf(form.failures) },
  );
}

async function restrictionPage({ context, database, params }: Ask, form: FormState): Promise<WebReply> {
  const found = await database.transact(asKeeper(context), async (handle) => {
    const [restriction] = await restrictionsNow(handle, idOf(params["id"]));
    if (restriction === undefined) return undefined;
    await handle.audit("restriction.view", { personId: restriction.child });
    return { restriction, named: await namedOn(handle, restriction.child) };
  });
  if (found === undefined) return refused(notFound().failures);
  return page("Restricted record", <RestrictionPage {...found} form={form} />, {
    status: form.failures.length === 0 ? 200 : statusOf(form.failures),
  });
}

/** Back to the restriction, or to its form with what was wrong. */
async function after(
  request: Ask,
  values: FormState["values"],
  done: Result<unknown>,
  fields: (failure: Failure) => Failure = (failure) => failure,
): Promise<WebReply> {
  if (done.ok) return redirect(`/restrictions/${idOf(request.params["id"])}`);
  return await restrictionPage(request, { values, failures: done.failures.map(fields) });
}

/** Two forms on one page have a field `reason`; the faults of the second belong beside its own. */
const besideLifting = (failure: Failure): Failure =>
  failure.field === "reason" ? { ...failure, field: "lift-reason" } : failure;

/** Restricted records. */
export const restrictionRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/restrictions",
    right: "restrict",
    fresh: true,
    handle: async ({ context, database }) => {
      const rows = await database.transact(asKeeper(context), async (handle) => {
        await handle.audit("restriction.list");
        return await restrictionsNow(handle);
      });
      return page("Restricted records", <RestrictionsPage rows={rows} />, { wide: true });
    },
  }),
  route({
    method: "GET",
    path: "/children/:id/restrict",
    right: "restrict",
    fresh: true,
    child: "id",
    handle: (request) => placePage(request, EMPTY_FORM),
  }),
  route({
    method: "POST",
    path: "/children/:id/restrict",
    right: "restrict",
    fresh: true,
    child: "id",
    body: sent,
    handle: async (request) => {
      const { context, database, body, params } = request;
      if ((await visibleChild(request)) === undefined) return refused(notFound().failures);
      const done = await perform(database, context, placeRestriction, { ...body, child: params["id"] });
      return done.ok
        ? redirect(`/restrictions/${done.value.restriction}`)
        : await placePage(request, { values: body, failures: done.failures });
    },
  }),
  route({
    method: "GET",
    path: "/restrictions/:id",
    right: "restrict",
    fresh: true,
    handle: (request) => restrictionPage(request, EMPTY_FORM),
  }),
  route({
    method: "POST",
    path: "/restrictions/:id/name",
    right: "restrict",
    fresh: true,
    body: sent,
    handle: async (request) => {
      const { context, database, body, params } = request;
      const input = { ...body, restriction: params["id"] };
      return await after(request, body, await perform(database, context, nameOnRestriction, input));
    },
  }),
  route({
    method: "POST",
    path: "/restrictions/:id/take-off",
    right: "restrict",
    fresh: true,
    body: sent,
    handle: async (request) => {
      const { context, database, body, params } = request;
      const input = { ...body, restriction: params["id"] };
      return await after(request, {}, await perform(database, context, takeOffRestriction, input));
    },
  }),
  route({
    method: "POST",
    path: "/restrictions/:id/lift",
    right: "restrict",
    fresh: true,
    body: sent,
    handle: async (request) => {
      const { context, database, body, params } = request;
      const done = await perform(database, context, liftRestriction, { ...body, restriction: params["id"] });
      return done.ok ? redirect("/restrictions") : await after(request, {}, done, besideLifting);
    },
  }),
];
