import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Secret } from "../../platform/auth/seal.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { WATCH_SECONDS } from "../../ui/pieces/look-again.tsx";
import type { Spine } from "../record/spine.ts";
import { OUTLOOKS } from "./ahead.ts";
import { addSchedule, askPack, endSchedule, revokeLink } from "./commands.ts";
import { linksOf, noticesFor } from "./deliver.ts";
import { audiencesOf, fileOf, openLink, packFor } from "./handOver.ts";
import { monthNow } from "./make.ts";
import { OpenedPage, PackPage } from "./pages/pack.tsx";
import { PacksPage } from "./pages/packs.tsx";
import { pagesOf } from "./roles.ts";
import { waitingRuns } from "./runs.ts";
import { peopleOf, mayHave, recipientRoles, standingSchedules } from "./schedules.ts";
import { showPage } from "./show.tsx";
import { listPacks } from "./store.ts";

export type ReportRouteOptions = {
  readonly spine: Spine;
  readonly secret: Secret;
  readonly wake?: () => void;
};

export function reportRoutes(options: ReportRouteOptions): readonly Route[] {
  const { secret } = options;
  const given = { spine: options.spine, secret, outlooks: OUTLOOKS };
  const files = (["pdf", "xlsx"] as const).flatMap((kind): Route[] => [
    route({
      method: "GET",
      path: `/reports/:id/pack.${kind}`,
      right: "insight",
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const pack = await packFor(handle, params);
          return pack === undefined ? refused(notFound().failures) : await fileOf(handle, pack, kind, null);
        }),
    }),
    route({
      method: "GET",
      path: `/reports/:id/:token/pack.${kind}`,
      right: "insight",
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const opened = await openLink(handle, secret, params);
          return "refusal" in opened
            ? opened.refusal
            : await fileOf(handle, opened.pack, kind, opened.link.id);
        }),
    }),
  ]);
  return [
    route({
      method: "GET",
      path: "/leadership",
      right: "insight",
      query: z.strictObject({
        as: z.enum(["director", "service", "team", "scrutiny"]).optional(),
        team: z.string().max(80).optional(),
      }),
      handle: ({ database, context, query }) => {
        const pages = pagesOf(context);
        const shown = query.as === undefined ? pages[0] : pages.find(({ id }) => id === query.as);
        if (shown === undefined) return Promise.resolve(refused(notFound().failures));
        return database.transact(context, (handle) => showPage(handle, given, shown, pages, query.team));
      },
    }),
    route({
      method: "GET",
      path: "/reports",
      right: "insight",
      query: z.strictObject({ watch: z.literal("1").optional() }),
      handle: ({ database, context, query }) =>
        database.transact(context, (handle) => packsPage(handle, secret, EMPTY_FORM, query.watch === "1")),
    }),
    route({
      method: "POST",
      path: "/reports",
      right: "insight.narrate",
      body: z.strictObject({ audience: z.string().optional() }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, askPack, body);
        if (!done.ok)
          return await again(database, context, secret, { values: body, failures: done.failures });
        options.wake?.();
        return redirect("/reports");
      },
    }),
    route({
      method: "POST",
      path: "/reports/schedules",
      right: "insight.narrate",
      body: z.strictObject({
        audience: z.string().optional(),
        day: z.string().default(""),
        days: z.string().default(""),
        roles: z.union([z.string(), z.array(z.string())]).optional(),
        accounts: z.union([z.string(), z.array(z.string())]).optional(),
      }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, addSchedule, body);
        return done.ok
          ? redirect("/reports")
          : await again(database, context, secret, { values: body, failures: done.failures });
      },
    }),
    route({
      method: "POST",
      path: "/reports/schedules/end",
      right: "insight.narrate",
      body: z.strictObject({ id: z.string(), reason: z.string() }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, endSchedule, body);
        if (done.ok) return redirect("/reports");
        if (done.failures.some(({ code }) => code === "not-found")) return refused(done.failures);
        return await again(database, context, secret, {
          values: {},
          failures: named(done.failures, `end-${body.id}`),
        });
      },
    }),
    route({
      method: "POST",
      path: "/reports/links/revoke",
      right: "insight.narrate",
      body: z.strictObject({ id: z.string(), pack: z.string(), reason: z.string() }),
      handle: async ({ database, context, body }) => {
        const done = await perform(database, context, revokeLink, { id: body.id, reason: body.reason });
        if (done.ok) return redirect(`/reports/${done.value.pack}`);
        if (done.failures.some(({ code }) => code === "not-found")) return refused(done.failures);
        const form = { values: body, failures: named(done.failures, `reason-${body.id}`) };
        return await database.transact(context, (handle) => packPage(handle, { id: body.pack }, form));
      },
    }),
    route({
      method: "GET",
      path: "/reports/:id",
      right: "insight.narrate",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) => packPage(handle, params, EMPTY_FORM)),
    }),
    ...files,
    route({
      method: "GET",
      path: "/reports/:id/:token",
      right: "insight",
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const opened = await openLink(handle, secret, params);
          if ("refusal" in opened) return opened.refusal;
          const { pack, link } = opened;
          await handle.audit("report.opened", { detail: { pack: pack.id, link: link.id } });
          return page(
            "Your pack",
            <OpenedPage
              pack={pack}
              base={`/reports/${pack.id}/${params["token"] ?? ""}`}
              until={link.until}
            />,
          );
        }),
    }),
  ];
}

const named = (failures: FormState["failures"], field: string): FormState["failures"] =>
  failures.map((failure) => (failure.field === "reason" ? { ...failure, field } : failure));

async function packPage(
  handle: Handle,
  params: { readonly [name: string]: string },
  form: FormState,
): Promise<WebReply> {
  const pack = await packFor(handle, params);
  if (pack === undefined) return refused(notFound().failures);
  await handle.audit("report.viewed", { detail: { pack: pack.id } });
  const links = await handle.asSystem((db) => linksOf(db, pack.id));
  return page(
    "Pack",
    <PackPage pack={pack} links={links} now={handle.context.now} form={form} />,
    form.failures.length > 0 ? { status: 422 } : {},
  );
}

const again = (database: Database, context: Context, secret: Secret, form: FormState): Promise<WebReply> =>
  database.transact(context, (handle) => packsPage(handle, secret, form, false));

async function packsPage(
  handle: Handle,
  secret: Secret,
  form: FormState,
  watching: boolean,
): Promise<WebReply> {
  const { context, db } = handle;
  const mayMake = may(context, "insight.narrate");
  const packs = await listPacks(db, context.authorityId, audiencesOf(context));
  const waiting = mayMake ? await waitingRuns(db, context.authorityId) : [];
  const kept = mayMake
    ? await handle.asSystem(async (system) => ({
        schedules: await standingSchedules(system, context.authorityId),
        people: (await peopleOf(system, context.authorityId)).filter((person) =>
          mayHave("members", person.roles),
        ),
      }))
    : { schedules: [], people: [] };
  await handle.audit("report.listed", { detail: { packs: packs.length } });
  const watch = watching && waiting.length > 0;
  return page(
    "Monthly packs",
    <PacksPage
      packs={packs}
      waiting={waiting}
      watching={watch}
      notices={await noticesFor(handle, secret)}
      month={monthNow(context)}
      mayMake={mayMake}
      {...kept}
      roles={recipientRoles("members")}
      form={form}
    />,
    {
      wide: true,
      ...(form.failures.length > 0 ? { status: 422 } : {}),
      ...(watch ? { refreshSeconds: WATCH_SECONDS } : {}),
    },
  );
}
