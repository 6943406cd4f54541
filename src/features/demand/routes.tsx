import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import { notFound, type Result } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { backTestOf } from "./backTest.ts";
import { addShift, withdrawShift } from "./commands.ts";
import { backTestFile, listFile, pictureFile, seriesFile } from "./files.ts";
import { listView } from "./list.ts";
import type { By } from "./months.ts";
import { BackTestPage } from "./pages/backTest.tsx";
import { DemandPage } from "./pages/list.tsx";
import { SeriesPage } from "./pages/series.tsx";
import { seriesNamed } from "./series.ts";
import { standing } from "./shifts.ts";
import { seriesView, type SeriesView } from "./view.ts";

const query = z.strictObject({ by: z.enum(["month", "quarter"]).default("month") });

type Params = { readonly [name: string]: string };

export const demandRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/demand",
    right: "insight",
    query: z.strictObject({}),
    handle: ({ database, context }) =>
      database.transact(context, async (handle) => {
        const view = await listView(handle);
        await handle.audit("demand.viewed", { detail: { shows: view.shows } });
        return page("Demand", <DemandPage {...view} today={handle.today} />, { wide: true });
      }),
  }),
  route({
    method: "GET",
    path: "/demand/figures.csv",
    right: "insight",
    query: z.strictObject({}),
    handle: ({ database, context }) =>
      database.transact(context, async (handle) => {
        await handle.audit("demand.taken", { detail: { kind: "csv" } });
        return listFile(await listView(handle));
      }),
  }),
  route({
    method: "GET",
    path: "/demand/:series",
    right: "insight",
    query,
    handle: ({ database, context, params, query }) =>
      database.transact(context, (handle) =>
        named(handle, params, query.by, "demand.viewed", {}, (view) =>
          Promise.resolve(seriesPage(handle, view, EMPTY_FORM)),
        ),
      ),
  }),
  route({
    method: "GET",
    path: "/demand/:series/back-test",
    right: "insight",
    query,
    handle: ({ database, context, params, query }) =>
      database.transact(context, (handle) =>
        named(handle, params, query.by, "demand.viewed", { backTest: true }, (view) =>
          Promise.resolve(
            page(
              `${view.history.series.name}: how good forecasts have been`,
              <BackTestPage view={view} test={tested(view)} />,
              {
                wide: true,
              },
            ),
          ),
        ),
      ),
  }),
  route({
    method: "GET",
    path: "/demand/:series/back-test.csv",
    right: "insight",
    query,
    handle: ({ database, context, params, query }) =>
      database.transact(context, (handle) =>
        named(handle, params, query.by, "demand.taken", { kind: "csv", backTest: true }, (view) => {
          const test = tested(view);
          return Promise.resolve(test === null ? refused(notFound().failures) : backTestFile(view, test));
        }),
      ),
  }),
  ...(["svg", "png"] as const).map((kind) =>
    route({
      method: "GET",
      path: `/demand/:series/chart.${kind}`,
      right: "insight",
      query,
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) =>
          named(handle, params, query.by, "demand.taken", { kind }, (view) => pictureFile(view, kind)),
        ),
    }),
  ),
  route({
    method: "GET",
    path: "/demand/:series/chart.csv",
    right: "insight",
    query,
    handle: ({ database, context, params, query }) =>
      database.transact(context, (handle) =>
        named(handle, params, query.by, "demand.taken", { kind: "csv" }, (view) =>
          Promise.resolve(seriesFile(view)),
        ),
      ),
  }),
  route({
    method: "POST",
    path: "/demand/:series/shifts",
    right: "insight.narrate",
    body: z.strictObject({
      from: z.string(),
      to: z.string().default(""),
      words: z.string(),
      reason: z.string(),
    }),
    handle: async ({ database, context, params, body }) =>
      answer(
        database,
        context,
        params,
        body,
        await perform(database, context, addShift, { series: params["series"], ...body }),
      ),
  }),
  route({
    method: "POST",
    path: "/demand/:series/shifts/withdraw",
    right: "insight.narrate",
    body: z.strictObject({ id: z.string(), reason: z.string() }),
    handle: async ({ database, context, params, body }) =>
      answer(
        database,
        context,
        params,
        {},
        await perform(database, context, withdrawShift, { series: params["series"], ...body }),
      ),
  }),
];

const tested = (view: SeriesView) =>
  backTestOf(view.history.series.id, view.counts, view.by, standing(view.shifts));

/** Opens the series an address names, writes the view to the audit, and answers. */
async function named(
  handle: Handle,
  params: Params,
  by: By,
  act: string,
  detail: Record<string, unknown>,
  reply: (view: SeriesView) => Promise<WebReply>,
): Promise<WebReply> {
  const series = seriesNamed(params["series"]);
  if (series === undefined) return refused(notFound().failures);
  const view = await seriesView(handle, series, by);
  await handle.audit(act, { detail: { series: series.id, by, ...detail } });
  return await reply(view);
}

function seriesPage(handle: Handle, view: SeriesView, form: FormState): WebReply {
  return page(
    view.history.series.name,
    <SeriesPage
      view={view}
      today={handle.today}
      mayAdd={may(handle.context, "insight.narrate")}
      form={form}
    />,
    { wide: true, status: form.failures.length > 0 ? 422 : 200 },
  );
}

/** After a form: back to the series, or the form again with what was wrong. */
async function answer(
  database: Database,
  context: Context,
  params: Params,
  values: FormState["values"],
  done: Result<{ series: string }>,
): Promise<WebReply> {
  if (done.ok) return redirect(`/demand/${done.value.series}`);
  const series = seriesNamed(params["series"]);
  if (series === undefined || done.failures.some(({ code }) => code === "not-found"))
    return refused(done.failures);
  return await database.transact(context, async (handle) =>
    seriesPage(handle, await seriesView(handle, series, "month"), { values, failures: done.failures }),
  );
}
