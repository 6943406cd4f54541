import { rm } from "node:fs/promises";
import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import { earlier, type IsoDate, later } from "../../kernel/dates.ts";
import type { Failure } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type UploadedFile } from "../../platform/web/route.ts";
import { WATCH_SECONDS } from "../../ui/pieces/look-again.tsx";
import { readAround } from "./around.ts";
import { benchmark } from "./benchmark.ts";
import { MEASURED, measuredFrom, QUOTED, QUOTED_MEASURES, quotedFigures, storyLines } from "./careStory.ts";
import { publishedFields, receivePublished } from "./commands.ts";
import { MOST_BYTES } from "./formats/sheet.ts";
import { readInspections } from "./inspectionQueries.ts";
import { dayOf, movesOf } from "./inspections.ts";
import { AreaPage } from "./pages/area.tsx";
import { AreasPage } from "./pages/areas.tsx";
import { BenchmarksPage } from "./pages/benchmarks.tsx";
import { CareApplicationsPage } from "./pages/careApplications.tsx";
import { LoadPage } from "./pages/load.tsx";
import { MeasurePage } from "./pages/measure.tsx";
import { type Area, type Areas, readAreas, readFigures, readMeasure, readOwn, sourcesOf } from "./queries.ts";
import { readOverview } from "./overview.ts";
import { publishedSources } from "./sources.ts";

/** What the pages of published figures need from outside the slice. */
export type PublishedRoutes = {
  /** Told that there is work, so that it starts at once. */
  readonly wake?: () => void;
};

const NOT_FOUND: readonly Failure[] = [{ code: "not-found", message: "We cannot find that page." }];
const code = z
  .string()
  .regex(/^(?:\d{3})?$/)
  .optional();

/** The authority looked from: the one asked for, or the installation's. */
async function lookedFrom(
  handle: Handle,
  areas: Areas,
  asked: string | undefined,
): Promise<Area | undefined> {
  if (asked === undefined || asked === "") return await readOwn(handle, areas);
  return areas.get(asked);
}

export const publishedRoutes = (deps: PublishedRoutes = {}): readonly Route[] => [
  ...loading(deps),
  ...benchmarks(),
  ...areaPages(),
];

const loadPage = async (database: Database, context: Context, form: FormState, watching = false) =>
  await database.transact(context, async (handle) => {
    const sources = await publishedSources(handle);
    const waits = sources.some(({ state }) => state === "waiting");
    return page("Published figures", <LoadPage sources={sources} form={form} watching={watching} />, {
      wide: true,
      ...(watching && waits ? { refreshSeconds: WATCH_SECONDS } : {}),
      ...(form.failures.length > 0 ? { status: 422 } : {}),
    });
  });

const discard = async (files: readonly UploadedFile[]): Promise<void> => {
  for (const file of files) await rm(file.path, { force: true });
};

const loading = (deps: PublishedRoutes): Route[] => [
  route({
    method: "GET",
    path: "/published",
    right: "published",
    query: z.strictObject({ watch: z.literal("1").optional() }),
    handle: async ({ database, context, query }) =>
      await loadPage(database, context, EMPTY_FORM, query.watch !== undefined),
  }),
  route({
    method: "POST",
    path: "/published",
    right: "published",
    body: z.strictObject(publishedFields),
    upload: { maxBytes: MOST_BYTES },
    handle: async ({ database, context, files, body }) => {
      const done = await perform(database, context, receivePublished(files), body);
      if (!done.ok) {
        await discard(files);
        return await loadPage(database, context, { values: body, failures: done.failures });
      }
      await discard(files.filter(({ path }) => !done.value.kept.includes(path)));
      deps.wake?.();
      return redirect("/published");
    },
  }),
];

const benchmarks = (): Route[] => [
  route({
    method: "GET",
    path: "/benchmarks",
    right: "insight",
    query: z.strictObject({ area: code }),
    handle: async ({ database, context, query }) =>
      await database.transact(context, async (handle) => {
        const areas = await readAreas(handle);
        const own = await lookedFrom(handle, areas, query.area);
        const { lines, others } = await readOverview(handle, areas, own);
        const body = (
          <BenchmarksPage
            own={own}
            chosen={query.area === "" ? undefined : query.area}
            areas={areas}
            lines={lines}
            others={others}
            mayLoad={may(context, "published")}
            hasCare={[...lines, ...others].some(
              ({ measure }) => measure.id === MEASURED || measure.id === QUOTED,
            )}
          />
        );
        return page("How do we compare?", body, { wide: true });
      }),
  }),
  route({
    method: "GET",
    path: "/benchmarks/care-applications",
    right: "insight",
    handle: async ({ database, context }) =>
      await database.transact(context, async (handle) => {
        const areas = await readAreas(handle);
        const figures = await readFigures(handle, [...QUOTED_MEASURES, MEASURED]);
        const lines =
          figures.size === 0
            ? { whole: [], once: [] }
            : storyLines(figures, areas, await readOwn(handle, areas));
        return page(
          "Care applications",
          <CareApplicationsPage
            {...lines}
            quoted={quotedFigures(figures, areas)}
            measuredFrom={measuredFrom(figures)}
            mayLoad={may(context, "published")}
          />,
          { wide: true },
        );
      }),
  }),
  route({
    method: "GET",
    path: "/benchmarks/:measure",
    right: "insight",
    query: z.strictObject({
      area: code,
      period: z
        .string()
        .regex(/^\d{4}(?:-\d{2})?$/)
        .optional(),
    }),
    handle: async ({ database, context, params, query }) =>
      await database.transact(context, async (handle) => {
        const measure = await readMeasure(handle, params["measure"] ?? "");
        if (measure === undefined) return refused(NOT_FOUND);
        const area = query.area === "" ? undefined : query.area;
        const seen = await benchmark(handle, measure.id, { area, period: query.period });
        if (seen === null || (area !== undefined && seen.own === undefined)) return refused(NOT_FOUND);
        return page(
          measure.name,
          <MeasurePage seen={seen} sources={await sourcesOf(handle, measure.id)} chosen={area} />,
          { wide: true },
        );
      }),
  }),
];

/** The first judgements there are. */
const FIRST_DAY = "2013-01-01" as IsoDate;

const areaPages = (): Route[] => [
  route({
    method: "GET",
    path: "/areas",
    right: "insight",
    handle: async ({ database, context }) =>
      await database.transact(context, async (handle) => {
        const areas = await readAreas(handle);
        const inspections = (await readInspections(handle)).filter(({ framework }) => framework !== "visit");
        const latest = new Map(inspections.map((one) => [one.area, one]));
        const body = (
          <AreasPage
            areas={areas}
            own={await readOwn(handle, areas)}
            latest={latest}
            moves={movesOf(inspections)}
            mayLoad={may(context, "published")}
          />
        );
        return page("Authorities and their inspections", body, { wide: true });
      }),
  }),
  route({
    method: "GET",
    path: "/areas/:code",
    right: "insight",
    handle: async ({ database, context, params }) =>
      await database.transact(context, async (handle) => {
        const areas = await readAreas(handle);
        const area = areas.get(params["code"] ?? "");
        if (area?.kind !== "authority") return refused(NOT_FOUND);
        const inspections = await readInspections(handle, area.code);
        const { demand, workforce } = await readAround(handle, areas, area);
        const days = [...demand, ...workforce].flatMap(({ points }) =>
          points.filter(({ own }) => own !== null).map(({ on }) => on),
        );
        const seen = [...inspections.map(dayOf), ...days];
        const from = seen.reduce((first, day) => earlier(first, day), FIRST_DAY);
        const to = seen.reduce((last, day) => later(last, day), area.abolishedOn ?? handle.today);
        const own = await readOwn(handle, areas);
        const body = (
          <AreaPage
            area={area}
            areas={areas}
            isOwn={own?.code === area.code}
            inspections={inspections}
            demand={demand}
            workforce={workforce}
            from={from}
            to={to}
          />
        );
        return page(area.name, body, { wide: true });
      }),
  }),
];
