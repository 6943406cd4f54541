import { rm } from "node:fs/promises";
import { z } from "zod";
import type { Context } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import { yearTitle } from "../../kernel/codes/codeSet.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { EMPTY_FORM, type FormState } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type WebReply } from "../../platform/web/route.ts";
import { CHILD_RULES, FIRST_RULES, LAST_RULES, RETURN_RULES } from "../../returns/cin/check/ruleset.ts";
import { refusesFiles } from "../imports/runs.ts";
import { acceptQuery, withdrawAcceptance } from "./accepted.ts";
import { checkOf, isWorking, recentChecks, removeUpload } from "./checks.ts";
import { checkFields, receiveFile, removeNow } from "./commands.ts";
import { csvOf, downloadName, workbookOf } from "./download.ts";
import { groupsByHolder } from "./holders.ts";
import { type Grouping, GROUPINGS, groupsOf, SHOWS, totalsOf } from "./issues.ts";
import { knownChildren, mayOpenRecords } from "./known.ts";
import { answerPage, backTo, issuesPage, issuesQuery, openCheck, pageNumber } from "./openings.tsx";
import { ResultPage } from "./pages/result.tsx";
import { StartPage } from "./pages/start.tsx";
import { findingOf } from "./words.ts";

/** What the pages about checking need from outside the slice. */
export type FileCheckRoutes = {
  /** The folder uploads are kept in: the same as the web platform's and the jobs'. */
  readonly uploads: string;
  /** Told that there is work, so that it starts at once. */
  readonly wake?: () => void;
};

/** No children in need census is larger. */
const MOST_BYTES = 256 * 1024 * 1024;
const GROUPS_PAGE = 40;

const resultQuery = z.strictObject({
  by: z.enum(GROUPINGS).default("remedy"),
  show: z.enum(SHOWS).default("all"),
  page: pageNumber,
});
const NOT_FOUND = notFound().failures;
const tokenOf = (params: { readonly [name: string]: string }): string => params["check"] ?? "";

/** Every page about checking a file. */
export const fileCheckRoutes = (deps: FileCheckRoutes): readonly Route[] => [
  ...startRoutes(deps),
  ...resultRoutes(),
  ...answerRoutes(deps),
];

const years = (): string[] =>
  Array.from({ length: LAST_RULES - FIRST_RULES + 1 }, (_, back) => yearTitle(LAST_RULES - back));

const start = async (database: Database, context: Context, form: FormState): Promise<WebReply> =>
  await database.transact(context, async (handle) =>
    page(
      "Check a census",
      <StartPage
        recent={await recentChecks(handle)}
        refuses={await refusesFiles(handle)}
        form={form}
        years={years()}
        rules={CHILD_RULES.length + RETURN_RULES.length}
      />,
      { wide: true, ...(form.failures.length > 0 ? { status: 422 } : {}) },
    ),
  );

function startRoutes(deps: FileCheckRoutes): Route[] {
  return [
    route({
      method: "GET",
      path: "/check",
      right: "returns",
      query: z.strictObject({}),
      handle: async ({ database, context }) => await start(database, context, EMPTY_FORM),
    }),
    route({
      method: "POST",
      path: "/check",
      right: "returns",
      body: z.strictObject(checkFields),
      upload: { maxBytes: MOST_BYTES },
      handle: async ({ database, context, files, body }) => {
        const done = await perform(database, context, receiveFile(files), body);
        if (!done.ok) {
          for (const file of files) await rm(file.path, { force: true });
          return await start(database, context, { values: body, failures: done.failures });
        }
        deps.wake?.();
        await settled(database, context, done.value.token, files[0]?.size ?? 0);
        return redirect(`/check/${done.value.token}`);
      },
    }),
  ];
}

/** A file up to this size is as a rule read while its owner waits for the page. */
const SMALL_BYTES = 4_000_000;
const PATIENCE_MS = 2500;
const LOOK_MS = 100;

/** Waits a moment for a small file to be checked, so that whoever added it comes straight to what was found. */
async function settled(database: Database, context: Context, token: string, bytes: number): Promise<void> {
  if (bytes > SMALL_BYTES) return;
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const check = await database.transact(context, (handle) => checkOf(handle, token));
    if (check === undefined || !isWorking(check)) return;
  }
}

const groupingsFor = (context: Context): readonly Grouping[] =>
  GROUPINGS.filter((by) => (by !== "team" && by !== "worker") || mayOpenRecords(context));

function resultRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/check/:check",
      right: "returns",
      query: resultQuery,
      handle: async ({ database, context, params, query }) =>
        await database.transact(context, (handle) =>
          openCheck(handle, tokenOf(params), `by ${query.by}`, async (check) => {
            const groupings = groupingsFor(context);
            const by = groupings.includes(query.by) ? query.by : "remedy";
            const totals = await totalsOf(handle, check);
            const part = { size: GROUPS_PAGE, skip: (query.page - 1) * GROUPS_PAGE };
            const found =
              by === "team" || by === "worker"
                ? await groupsByHolder(handle, check, by, query.show, part)
                : await groupsOf(handle, check, by, query.show, part);
            const groups = found.slice(0, GROUPS_PAGE);
            return page(
              findingOf(totals),
              <ResultPage
                check={check}
                totals={totals}
                by={by}
                show={query.show}
                groups={groups}
                page={query.page}
                more={found.length > GROUPS_PAGE}
                groupings={groupings}
                known={by === "child" ? await knownChildren(handle, groups) : () => undefined}
              />,
              { wide: true },
            );
          }),
        ),
    }),
    route({
      method: "GET",
      path: "/check/:check/issues",
      right: "returns",
      query: issuesQuery,
      handle: async ({ database, context, params, query }) =>
        await database.transact(context, (handle) => issuesPage(handle, tokenOf(params), query)),
    }),
    ...(["csv", "xlsx"] as const).map((ending) =>
      route({
        method: "GET",
        path: `/check/:check/issues.${ending}`,
        right: "returns",
        query: z.strictObject({}),
        handle: async ({ database, context, params }) => {
          const check = await database.transact(context, async (handle) => {
            const found = await checkOf(handle, tokenOf(params));
            if (found?.state !== "done") return undefined;
            await handle.audit("fileCheck.downloaded", { detail: { check: found.token, as: ending } });
            return found;
          });
          if (check === undefined) return refused(NOT_FOUND);
          return {
            kind: "file",
            name: downloadName(check, ending),
            type:
              ending === "csv"
                ? "text/csv; charset=utf-8"
                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            content:
              ending === "csv" ? csvOf(database, context, check) : workbookOf(database, context, check),
          };
        },
      }),
    ),
  ];
}

const sentWith = { issue: z.string().regex(/^\d{1,8}$/), back: z.string().max(500).default("") };

function answerRoutes(deps: FileCheckRoutes): Route[] {
  return [
    route({
      method: "GET",
      path: "/check/:check/answer",
      right: "returns",
      query: z.strictObject(sentWith),
      handle: async ({ database, context, params, query }) =>
        await database.transact(context, (handle) => answerPage(handle, tokenOf(params), query, EMPTY_FORM)),
    }),
    route({
      method: "POST",
      path: "/check/:check/answer",
      right: "returns",
      body: z.strictObject({ ...sentWith, note: z.string().max(10_000).default("") }),
      handle: async ({ database, context, params, body }) => {
        const token = tokenOf(params);
        const { issue, note } = body;
        const done = await perform(database, context, acceptQuery(token), { issue, note });
        if (done.ok) return redirect(backTo(token, body.back));
        if (done.failures.some(({ field }) => field !== "note")) return refused(done.failures);
        const form = { values: body, failures: done.failures };
        return await database.transact(context, (handle) => answerPage(handle, token, body, form));
      },
    }),
    route({
      method: "POST",
      path: "/check/:check/withdraw",
      right: "returns",
      body: z.strictObject(sentWith),
      handle: async ({ database, context, params, body }) => {
        const token = tokenOf(params);
        const done = await perform(database, context, withdrawAcceptance(token), { issue: body.issue });
        return done.ok ? redirect(backTo(token, body.back)) : refused(done.failures);
      },
    }),
    route({
      method: "POST",
      path: "/check/:check/remove",
      right: "returns",
      body: z.strictObject({}),
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, removeNow(tokenOf(params)), {});
        if (!done.ok) return refused(done.failures);
        // Only once it is certain that nobody will read it.
        await removeUpload(deps.uploads, done.value.storedAs);
        return redirect("/check");
      },
    }),
  ];
}
