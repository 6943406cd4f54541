import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import { type IsoDate, parseDate } from "../../kernel/dates.ts";
import { notFound, type Result } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { address, EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { childrenBehind, SIDES } from "./behind.ts";
import { narrate, rebase, withdrawRebase } from "./commands.ts";
import { benchmark, publishedFor } from "../published/index.ts";
import type { Indicator } from "./indicator.ts";
import { indicatorNo } from "./indicators.ts";
import { BehindPage } from "./pages/behind.tsx";
import { IndicatorPage } from "./pages/indicator.tsx";
import { behindHref } from "./pages/made.tsx";
import { InsightList } from "./pages/list.tsx";
import { SayPage } from "./pages/say.tsx";
import type { Cut } from "./queries.ts";
import { measureById } from "./series.ts";
import { rebasesOf, saidOf } from "./said.ts";
import { seesCoarse } from "./suppress.ts";
import { figuresOf, pictureOf } from "./takeAway.ts";
import { indicatorView, type IndicatorView, listView, waitingCount } from "./view.ts";

const PAGE = 50;
const AFTER = /^(\d{4}-\d{2}-\d{2})~(\d{1,15})~(.{1,200})$/;

const cutQuery = {
  by: z.enum(["team", "service", "age", "sex", "ethnicity", "need"]).optional(),
  is: z.string().max(80).optional(),
  measure: z.string().max(30).optional(),
};
const day = z
  .string()
  .refine((text): text is IsoDate => parseDate(text) !== undefined)
  .optional();

const cutOf = (query: { by?: Cut["by"] | undefined; is?: string | undefined }): Cut | null =>
  query.by === undefined || query.is === undefined ? null : { by: query.by, is: query.is };

/** The indicator an address names. */
const named = (params: { readonly [name: string]: string }): Indicator | undefined =>
  /^\d{1,2}$/.test(params["no"] ?? "") ? indicatorNo(Number(params["no"])) : undefined;

export function insightRoutes(spine: Spine): readonly Route[] {
  const view = async (
    handle: Handle,
    indicator: Indicator,
    query: { by?: Cut["by"] | undefined; is?: string | undefined; measure?: string | undefined },
  ): Promise<IndicatorView> => {
    const { calendar } = await loadBrain(handle.db, spine);
    return await indicatorView(handle, calendar, indicator, cutOf(query), query.measure);
  };
  return [
    route({
      method: "GET",
      path: "/insight",
      right: "insight",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, async (handle) => {
          const { calendar } = await loadBrain(handle.db, spine);
          const lines = await listView(handle, calendar);
          const isCoarse = seesCoarse(context);
          await handle.audit("insight.viewed", { detail: { coarse: isCoarse } });
          return page(
            "Insight",
            <InsightList
              lines={lines}
              today={handle.today}
              waiting={await waitingCount(handle)}
              isCoarse={isCoarse}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no",
      right: "insight",
      query: z.strictObject(cutQuery),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const indicator = named(params);
          if (indicator === undefined) return refused(notFound().failures);
          const found = await view(handle, indicator, query);
          await handle.audit("insight.viewed", {
            detail: {
              indicator: indicator.no,
              ...(found.cut === null ? {} : { by: found.cut.cut.by, is: found.cut.cut.is }),
            },
          });
          return page(
            indicator.name,
            <IndicatorPage
              {...found}
              today={handle.today}
              mayNarrate={may(context, "insight.narrate")}
              benchmark={await benchmark(handle, publishedFor(indicator.no))}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no/children",
      right: "insight",
      query: z.strictObject({
        ...cutQuery,
        side: z.enum(SIDES).default("numerator"),
        from: day,
        to: day,
        code: z.string().max(80).optional(),
        after: z.string().regex(AFTER).max(250).optional(),
      }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const indicator = named(params);
          const measure = query.measure === undefined ? indicator?.measures[0] : measureById(query.measure);
          if (indicator === undefined || measure === undefined || !indicator.measures.includes(measure))
            return refused(notFound().failures);
          const cut = cutOf(query);
          const period = { from: query.from ?? handle.today, to: query.to ?? handle.today };
          const after = AFTER.exec(query.after ?? "");
          const lines = await childrenBehind(handle, {
            measure,
            side: query.side,
            period,
            cut,
            ...(query.code === undefined ? {} : { code: query.code }),
            ...(after === null
              ? {}
              : { after: { on: after[1] as IsoDate, id: Number(after[2]), subject: after[3] ?? "" } }),
            limit: PAGE + 1,
          });
          const shown = lines.slice(0, PAGE);
          const last = lines.length > PAGE ? shown.at(-1) : undefined;
          const here = behindHref(indicator.no, { measure: measure.id, side: query.side, ...period, cut });
          await handle.audit("insight.childrenViewed", {
            detail: {
              indicator: indicator.no,
              measure: measure.id,
              side: query.side,
              children: shown.length,
            },
          });
          return page(
            indicator.name,
            <BehindPage
              indicator={indicator}
              measure={measure}
              side={query.side}
              period={period}
              cutWords={cut === null ? null : `${cut.by} ${cut.is}`}
              lines={shown}
              isCoarse={seesCoarse(context)}
              today={handle.today}
              nextHref={
                last === undefined
                  ? null
                  : `${here}&${address("", { after: `${last.on}~${last.child.id}~${last.subject}` }).slice(1)}`
              }
              firstHref={after === null ? null : here}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no/chart.svg",
      right: "insight",
      query: z.strictObject(cutQuery),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const indicator = named(params);
          if (indicator === undefined) return refused(notFound().failures);
          return await pictureOf(handle, await view(handle, indicator, query), "svg");
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no/chart.png",
      right: "insight",
      query: z.strictObject(cutQuery),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const indicator = named(params);
          if (indicator === undefined) return refused(notFound().failures);
          return await pictureOf(handle, await view(handle, indicator, query), "png");
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no/chart.csv",
      right: "insight",
      query: z.strictObject(cutQuery),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const indicator = named(params);
          if (indicator === undefined) return refused(notFound().failures);
          return await figuresOf(handle, await view(handle, indicator, query));
        }),
    }),
    route({
      method: "GET",
      path: "/insight/:no/say",
      right: "insight.narrate",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) => sayPage(handle, view, params, EMPTY_FORM)),
    }),
    route({
      method: "POST",
      path: "/insight/:no/say",
      right: "insight.narrate",
      body: z.strictObject({ words: z.string() }),
      handle: async ({ database, context, params, body }) =>
        await answer(
          database,
          context,
          params,
          body,
          await perform(database, context, narrate, { no: params["no"], ...body }),
        ),
    }),
    route({
      method: "POST",
      path: "/insight/:no/rebase",
      right: "insight.narrate",
      body: z.strictObject({ on: z.string(), reason: z.string() }),
      handle: async ({ database, context, params, body }) =>
        await answer(
          database,
          context,
          params,
          body,
          await perform(database, context, rebase, { no: params["no"], ...body }),
        ),
    }),
    route({
      method: "POST",
      path: "/insight/:no/withdraw",
      right: "insight.narrate",
      body: z.strictObject({ id: z.string(), why: z.string() }),
      handle: async ({ database, context, params, body }) =>
        await answer(
          database,
          context,
          params,
          body,
          await perform(database, context, withdrawRebase, { no: params["no"], ...body }),
        ),
    }),
  ];

  async function answer(
    database: Database,
    context: Context,
    params: { readonly [name: string]: string },
    values: FormState["values"],
    done: Result<{ no: number }>,
  ): Promise<WebReply> {
    if (done.ok) return redirect(`/insight/${done.value.no}`);
    if (named(params) === undefined || done.failures.some((f) => f.code === "not-found"))
      return refused(done.failures);
    return await database.transact(context, (handle) =>
      sayPage(handle, view, params, { values, failures: done.failures }),
    );
  }
}

async function sayPage(
  handle: Handle,
  view: (handle: Handle, indicator: Indicator, query: object) => Promise<IndicatorView>,
  params: { readonly [name: string]: string },
  form: FormState,
): Promise<WebReply> {
  const indicator = named(params);
  if (indicator === undefined) return refused(notFound().failures);
  const found = await view(handle, indicator, {});
  return page(
    "What lies behind it",
    <SayPage
      indicator={indicator}
      finding={found.charted?.finding ?? null}
      said={await saidOf(handle, indicator.no)}
      rebases={await rebasesOf(handle, indicator.no)}
      form={form}
    />,
    { status: form.failures.length > 0 ? 422 : 200 },
  );
}
