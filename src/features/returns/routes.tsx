import { rm } from "node:fs/promises";
import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type WebReply } from "../../platform/web/route.ts";
import { rulesetFor } from "../../returns/cin/check/ruleset.ts";
import { checkNow, keepBroughtIn, makeReturn } from "./commands.ts";
import { issueRoutes } from "./issueRoutes.tsx";
import { issueCounts, statesOf } from "./issues.ts";
import { checkedNow } from "./now.ts";
import { numberRoutes } from "./numberRoutes.tsx";
import { OverviewPage, returnName } from "./pages/overview.tsx";
import { TodayPage } from "./pages/today.tsx";
import { isUnderWay, latestRun } from "./runs.ts";
import { submissions, submittedFor } from "./submissions.ts";
import { submissionRoutes } from "./submissionRoutes.tsx";
import { notedCount } from "./trace.ts";
import { issueTrend } from "./trend.ts";
import { periodOf, returnAt, type ReturnId, yearsInPlay } from "./year.ts";

export type ReturnRoutes = {
  /** Told that there is work, so that it starts at once. */
  readonly wake?: () => void;
};

export function returnRoutes(deps: ReturnRoutes): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/returns",
      right: "returns",
      query: z.strictObject({}),
      handle: ({ database, context }) => database.transact(context, (handle) => overview(handle, EMPTY_FORM)),
    }),
    route({
      method: "POST",
      path: "/returns",
      right: "returns.submit",
      body: z.strictObject({ reason: z.string().default("") }),
      upload: { maxBytes: MOST_BYTES },
      handle: async ({ database, context, files, body }) => {
        try {
          const done = await perform(database, context, keepBroughtIn(files), body);
          if (done.ok) return redirect(`/returns/cin/${done.value.year}/submissions/${done.value.id}`);
          return await database.transact(context, (handle) =>
            overview(handle, { values: body, failures: done.failures }),
          );
        } finally {
          for (const file of files) await rm(file.path, { force: true });
        }
      },
    }),
    route({
      method: "GET",
      path: "/returns/cin/:year",
      right: "returns",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) => todayPage(handle, params["year"], [])),
    }),
    ...askRoutes(deps),
    ...issueRoutes(),
    ...numberRoutes(),
    ...submissionRoutes(),
  ];
}

/** The largest census taken, in bytes. */
const MOST_BYTES = 512 * 1024 * 1024;

async function overview(handle: Handle, form: FormState): Promise<WebReply> {
  const returns = [];
  for (const year of yearsInPlay(handle.today)) {
    const of: ReturnId = { kind: "cin", year };
    returns.push({
      year,
      now: await checkedNow(handle.db, of),
      counts: statesOf(await issueCounts(handle, of)),
      hasRules: rulesetFor(year) !== undefined,
    });
  }
  await handle.audit("returns.viewed");
  return page(
    "Returns",
    <OverviewPage
      returns={returns}
      submissions={await submissions(handle, "cin")}
      whole={handle.context.scope === "all"}
      mayKeep={may(handle.context, "returns.submit")}
      form={form}
    />,
    { wide: true, ...(form.failures.length > 0 ? { status: 422 } : {}) },
  );
}

/** How often a page is read again while work goes on. */
const REFRESH_SECONDS = 2;

async function todayPage(
  handle: Handle,
  yearText: string | undefined,
  failures: readonly Failure[],
): Promise<WebReply> {
  const of = returnAt(handle, yearText);
  if (of === undefined) return refused(notFound().failures);
  const period = periodOf(of.year, handle.today);
  const counts = await issueCounts(handle, of);
  const all = await submissions(handle, "cin");
  const checking = await underWay(handle, of, "check");
  const making = await underWay(handle, of, "make");
  await handle.audit("return.viewed", { detail: { year: of.year } });
  const busy = checking !== undefined || making !== undefined;
  return page(
    returnName(of.year),
    <TodayPage
      year={of.year}
      today={handle.today}
      period={period}
      now={await checkedNow(handle.db, of)}
      hasRules={rulesetFor(of.year) !== undefined}
      counts={counts}
      states={statesOf(counts)}
      trend={await issueTrend(handle, of, period.from, period.to)}
      noted={await notedCount(handle, of)}
      submissions={all.filter((one) => one.of.year === of.year)}
      lastYear={submittedFor(all, of.year - 1)}
      checking={checking}
      making={making}
      mayMake={may(handle.context, "returns.submit")}
      failures={failures}
    />,
    {
      wide: true,
      ...(failures.length > 0 ? { status: 422 } : {}),
      ...(busy ? { refreshSeconds: REFRESH_SECONDS } : {}),
    },
  );
}

const underWay = async (handle: Handle, of: ReturnId, kind: "check" | "make") =>
  (await isUnderWay(handle.db, of, kind)) ? await latestRun(handle, of, kind) : undefined;

function askRoutes(deps: ReturnRoutes): Route[] {
  const asking = (path: string, right: "returns" | "returns.submit", command: typeof checkNow) =>
    route({
      method: "POST",
      path: `/returns/cin/:year/${path}`,
      right,
      body: z.strictObject({}),
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, command, { year: params["year"] });
        if (done.ok) {
          deps.wake?.();
          return redirect(`/returns/cin/${params["year"]}`);
        }
        return await database.transact(context, (handle) => todayPage(handle, params["year"], done.failures));
      },
    });
  return [asking("check", "returns", checkNow), asking("make", "returns.submit", makeReturn)];
}
