import { z } from "zod";
import type { Context } from "../../kernel/context.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type WebReply } from "../../platform/web/route.ts";
import { acceptQuery } from "./commands.ts";
import { issuesFile } from "./download.ts";
import {
  AGES,
  type After,
  type Filter,
  GROUPS,
  issueCounts,
  issueLines,
  issueOf,
  statesOf,
} from "./issues.ts";
import type { Sent } from "./pages/issue.tsx";
import { IssuesPage, listHref } from "./pages/issues.tsx";
import { returnAt, type ReturnId } from "./year.ts";

const PAGE = 50;
const AFTER = /^([\w-]{1,40})~(\d{1,15})$/;

const filterFields = {
  state: z.enum(["error", "query", "accepted"]).optional(),
  rule: z.string().max(40).optional(),
  team: z.string().max(80).optional(),
  worker: z.string().max(80).optional(),
  fix: z.string().max(20).optional(),
  age: z.enum(AGES.map((age) => age.id)).optional(),
  child: z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number)
    .optional(),
};
const listQuery = z.strictObject({
  ...filterFields,
  by: z.enum(GROUPS).optional(),
  after: z.string().regex(AFTER).optional(),
});
type ListQuery = z.output<typeof listQuery>;
const fileQuery = z.strictObject({ ...filterFields, as: z.enum(["csv", "xlsx"]) });

/** The list of what stands, its files, and what is said of a query. */
export function issueRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/returns/cin/:year/issues",
      right: "returns",
      query: listQuery,
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) => {
          const of = returnAt(handle, params["year"]);
          return of === undefined ? refuse() : issuesPage(handle, of, query, [], null);
        }),
    }),
    route({
      method: "GET",
      path: "/returns/cin/:year/issues/file",
      right: "returns",
      query: fileQuery,
      handle: async ({ database, context, params, query }) => {
        const { as, ...filter } = query;
        return await takeIssues(database, context, params["year"], filter, as);
      },
    }),
    route({
      method: "POST",
      path: "/returns/issues/:id",
      right: "returns",
      body: z.strictObject({ facts: z.string(), answer: z.string(), note: z.string() }),
      handle: async ({ database, context, params, body }) => {
        const issue = params["id"] ?? "";
        const done = await perform(database, context, acceptQuery, { issue, ...body });
        const sent: Sent = { issue, note: body.note };
        if (done.ok) return redirect(await afterAnswer(database, context, Number(issue), done.value.of));
        if (done.failures.some((f) => f.code === "not-found")) return refused(done.failures);
        return await database.transact(context, async (handle) => {
          const found = await issueOf(handle, Number(issue));
          if (found === undefined) return refused(notFound().failures);
          const { of, line } = found;
          return await issuesPage(handle, of, { rule: line.rule }, done.failures, sent, {
            rule: line.rule,
            id: line.id - 1,
          });
        });
      },
    }),
  ];
}

const refuse = async (): Promise<WebReply> => refused(notFound().failures);

/** Back to the rule's list, at the query that was answered. */
async function afterAnswer(database: Database, context: Context, id: number, of: ReturnId): Promise<string> {
  const found = await database.transact(context, (handle) => issueOf(handle, id));
  const rule = found?.line.rule;
  return listHref(of.year, { rule }, rule === undefined ? {} : { after: `${rule}~${id - 1}` });
}

async function takeIssues(
  database: Database,
  context: Context,
  yearText: string | undefined,
  filter: Filter,
  as: "csv" | "xlsx",
): Promise<WebReply> {
  const of = await database.transact(context, async (handle) => {
    const found = returnAt(handle, yearText);
    if (found !== undefined)
      await handle.audit("return.issuesTaken", { detail: { year: found.year, as, filter: { ...filter } } });
    return found;
  });
  return of === undefined ? refused(notFound().failures) : issuesFile(database, context, of, filter, as);
}

async function issuesPage(
  handle: Handle,
  of: ReturnId,
  query: ListQuery,
  failures: readonly Failure[],
  sent: Sent | null,
  from?: After,
): Promise<WebReply> {
  const { by, after: afterText, ...filter } = query;
  const read = AFTER.exec(afterText ?? "");
  const after = from ?? (read === null ? undefined : { rule: read[1] ?? "", id: Number(read[2]) });
  const lines = await issueLines(handle, of, filter, PAGE + 1, after);
  const last = lines.length > PAGE ? lines[PAGE - 1] : undefined;
  const byText = by === undefined || by === "rule" ? undefined : by;
  await handle.audit("return.issuesViewed", {
    detail: { year: of.year, filter: { ...filter }, shown: Math.min(lines.length, PAGE) },
  });
  return page(
    "What stands against the return",
    <IssuesPage
      year={of.year}
      today={handle.today}
      filter={filter}
      by={by ?? "rule"}
      all={statesOf(await issueCounts(handle, of))}
      counts={await issueCounts(handle, of, filter)}
      lines={lines.slice(0, PAGE)}
      nextHref={
        last === undefined
          ? null
          : listHref(of.year, filter, { by: byText, after: `${last.rule}~${last.id}` })
      }
      firstHref={
        after === undefined ? null : address(`/returns/cin/${of.year}/issues`, { ...filter, by: byText })
      }
      mayAccept
      failures={failures}
      sent={sent}
    />,
    { wide: true, status: failures.length > 0 ? 422 : 200 },
  );
}
