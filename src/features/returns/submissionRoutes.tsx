import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, redirect, refused, type Route, route, type WebReply } from "../../platform/web/route.ts";
import { markSubmitted } from "./commands.ts";
import { returnName } from "./pages/overview.tsx";
import { type Compared, SubmissionPage, submissionHref } from "./pages/submission.tsx";
import { behindNumber, item, number, PAGE } from "./numberRoutes.tsx";
import type { ChildrenBehind } from "./pages/trace.tsx";
import { checkedNow } from "./now.ts";
import { type Submission, submissionBytes, submissionOf, submissions } from "./submissions.ts";
import { changedChildren, type TraceFrom } from "./trace.ts";
import { readYear, type ReturnId, yearOfDay, yearsInPlay } from "./year.ts";

const submissionQuery = z.strictObject({
  item: item.optional(),
  after: number.optional(),
  /** `today`, or the number of another file. */
  with: z
    .string()
    .regex(/^(today|\d{1,15})$/)
    .optional(),
  /** Of which year's return today. */
  year: number.optional(),
});
type SubmissionQuery = z.output<typeof submissionQuery>;

/** The files that were made or kept: their numbers, their differences, their bytes. */
export function submissionRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/returns/cin/:year/submissions/:id",
      right: "returns",
      query: submissionQuery,
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const found = await submissionAt(handle, params);
          return found === undefined
            ? refused(notFound().failures)
            : await submissionPage(handle, found, query, [], undefined);
        }),
    }),
    route({
      method: "GET",
      path: "/returns/cin/:year/submissions/:id/file",
      right: "returns.submit",
      fresh: true,
      handle: async ({ database, context, params }) => {
        const found = await database.transact(context, async (handle) => {
          const one = await submissionAt(handle, params);
          if (one !== undefined)
            await handle.audit("return.fileTaken", {
              detail: { submission: one.id, year: one.of.year, sha256: one.sha256 },
            });
          return one;
        });
        if (found === undefined) return refused(notFound().failures);
        return {
          kind: "file",
          name: found.fileName,
          type: "application/xml",
          content: submissionBytes(database, context, found),
        };
      },
    }),
    route({
      method: "POST",
      path: "/returns/cin/:year/submissions/:id/submit",
      right: "returns.submit",
      body: z.strictObject({ reason: z.string() }),
      handle: async ({ database, context, params, body }) => {
        const done = await perform(database, context, markSubmitted, {
          submission: params["id"],
          reason: body.reason,
        });
        if (done.ok) return redirect(`/returns/cin/${done.value.year}/submissions/${params["id"]}`);
        return await database.transact(context, async (handle) => {
          const found = await submissionAt(handle, params);
          return found === undefined
            ? refused(notFound().failures)
            : await submissionPage(handle, found, {}, done.failures, body.reason);
        });
      },
    }),
  ];
}

async function submissionAt(
  handle: Handle,
  params: { readonly [name: string]: string },
): Promise<Submission | undefined> {
  const year = readYear(params["year"]);
  const id = params["id"] ?? "";
  if (year === undefined || !/^\d{1,15}$/.test(id)) return undefined;
  const found = await submissionOf(handle, Number(id));
  return found?.of.year === year ? found : undefined;
}

async function behindDifference(
  handle: Handle,
  from: TraceFrom,
  compared: Compared & { readonly from: TraceFrom },
  id: string,
  after: number | undefined,
  here: string,
): Promise<ChildrenBehind> {
  const found = await changedChildren(handle, from, compared.from, id, PAGE + 1, after);
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  return {
    kind: "difference",
    item: id,
    lines,
    against: compared.name,
    nextHref:
      last === undefined
        ? null
        : `${address(here, { ...compared.query, item: id, after: last.child.id })}#behind`,
  };
}

async function comparedWith(
  handle: Handle,
  query: SubmissionQuery,
): Promise<(Compared & { readonly from: TraceFrom }) | null> {
  if (query.with === undefined) return null;
  if (query.with === "today") {
    const year = query.year ?? yearOfDay(handle.today);
    const of: ReturnId = { kind: "cin", year };
    const now = await checkedNow(handle.db, of);
    if (now === undefined) return null;
    return {
      name: `${returnName(year)} today`,
      totals: now.items,
      query: { with: "today", year },
      from: { now: of },
    };
  }
  const other = await submissionOf(handle, Number(query.with));
  if (other === undefined) return null;
  return {
    name: other.fileName,
    totals: other.items,
    query: { with: query.with },
    from: { submission: other.id },
  };
}

async function submissionPage(
  handle: Handle,
  submission: Submission,
  query: SubmissionQuery,
  failures: readonly Failure[],
  reason: string | undefined,
): Promise<WebReply> {
  const here = submissionHref(submission);
  const compared = await comparedWith(handle, query);
  const from: TraceFrom = { submission: submission.id };
  const behind =
    query.item === undefined
      ? null
      : compared === null
        ? await behindNumber(handle, from, query.item, query.after, here, {})
        : await behindDifference(handle, from, compared, query.item, query.after, here);
  const others = [
    ...yearsInPlay(handle.today).map((year) => ({
      text: `${returnName(year)} today`,
      query: { with: "today", year },
    })),
    ...(await submissions(handle, "cin"))
      .filter((one) => one.id !== submission.id)
      .slice(0, 6)
      .map((one) => ({ text: one.fileName, query: { with: String(one.id) } })),
  ];
  await handle.audit("return.submissionViewed", {
    detail: { submission: submission.id, year: submission.of.year, item: query.item ?? null },
  });
  return page(
    submission.fileName,
    <SubmissionPage
      submission={submission}
      compared={compared}
      others={others}
      behind={behind}
      mayTake={may(handle.context, "returns.submit")}
      failures={failures}
      reason={reason}
    />,
    { wide: true, status: failures.length > 0 ? 422 : 200 },
  );
}
