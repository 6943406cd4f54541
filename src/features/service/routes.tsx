import { z } from "zod";
import { type Context, may } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBook } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { afterOf } from "../work/cursor.ts";
import { type Measure, MEASURES, missingFor } from "./measures.ts";
import { MeasurePage } from "./pages/measure.tsx";
import { type Asked, ServicePage } from "./pages/service.tsx";
import { overLines, serviceCounts } from "./queries.ts";
import { rounded, summarise } from "./summary.ts";

const PAGE = 50;

/** Who may not open records sees rounded figures only (elected members, boards). */
const seesRounded = (context: Context): boolean => !may(context, "record.open");

export function serviceRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/service",
      right: "service",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, async (handle) => {
          const { asked, book } = await ask(handle, spine, MEASURES);
          const isRounded = seesRounded(context);
          await handle.audit("service.viewed", { detail: { rounded: isRounded } });
          return page(
            "The service",
            <ServicePage
              asked={asked}
              book={book}
              today={handle.today}
              isRounded={isRounded}
              mayList={!isRounded}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/service/:measure",
      right: "service",
      query: z.strictObject({ after: z.string().max(250).optional() }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) =>
          measurePage(handle, spine, params["measure"] ?? "", query.after),
        ),
    }),
  ];
}

/** Asks some measures of the record, all in the same two statements. */
export async function ask(handle: Handle, spine: Spine, measures: readonly Measure[]) {
  const { book, calendar } = await loadBook(handle.db, spine);
  const carried = await carriedKinds(handle);
  const known = measures.filter((measure) => missingFor(measure, carried) === null);
  const counts = await serviceCounts(
    handle,
    known.flatMap((measure) => measure.rules),
  );
  const sum = (of: ReadonlyMap<string, number>, measure: Measure): number =>
    measure.rules.reduce((n, rule) => n + (of.get(rule) ?? 0), 0);
  const asked = measures.map((measure): Asked => {
    const missing = missingFor(measure, carried);
    if (missing !== null) return { measure, missing };
    const found = summarise(
      measure,
      measure.rules.flatMap((rule) => counts.finished.get(rule) ?? []),
      { over: sum(counts.over, measure), missed: sum(counts.missed, measure) },
      { book, calendar, today: handle.today },
    );
    return { measure, summary: seesRounded(handle.context) ? rounded(found) : found };
  });
  return { asked, book, calendar };
}

async function measurePage(
  handle: Handle,
  spine: Spine,
  id: string,
  after: string | undefined,
): Promise<WebReply> {
  const measure = MEASURES.find((each) => each.id === id);
  if (measure === undefined) return refused(notFound().failures);
  const { asked, book, calendar } = await ask(handle, spine, [measure]);
  const [found] = asked;
  if (found === undefined || !("summary" in found)) return refused(notFound().failures);
  const lines = seesRounded(handle.context)
    ? null
    : await overLines(handle, measure.rules, afterOf(after), PAGE + 1);
  const shown = lines?.slice(0, PAGE) ?? null;
  const last = lines !== null && lines.length > PAGE ? lines[PAGE - 1] : undefined;
  const here = `/service/${measure.id}`;
  await handle.audit("service.viewed", { detail: { measure: measure.id, children: shown?.length ?? 0 } });
  return page(
    measure.name,
    <MeasurePage
      measure={measure}
      summary={found.summary}
      lines={shown}
      book={book}
      calendar={calendar}
      today={handle.today}
      nextHref={
        last === undefined ? null : address(here, { after: `${last.due}~${last.child.id}~${last.key}` })
      }
      firstHref={after === undefined ? null : here}
      mayReadRules={may(handle.context, "rules.read")}
    />,
    { wide: true },
  );
}
