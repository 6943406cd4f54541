import { z } from "zod";
import { currentRule } from "../../kernel/duties/rule.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBook } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { returnTasks } from "../returns/index.ts";
import { tellableRules, WORK_KINDS, workKind } from "./kinds.ts";
import { NotLinkedPage, WorkPage } from "./pages/work.tsx";
import * as queries from "./queries.ts";
import { AFTER, afterOf, afterText } from "./cursor.ts";

const PAGE = 50;
const FLAGS = 20;
const RETURNS = 20;

const workQuery = z.strictObject({
  kind: z.enum(WORK_KINDS).optional(),
  part: z.enum(["now", "later"]).optional(),
  /** Due day, child and key of the last line of the page before. */
  after: z.string().regex(AFTER).optional(),
});

export function workRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/work",
      right: "work",
      query: workQuery,
      handle: ({ database, context, query }) =>
        database.transact(context, async (handle) => {
          if (context.workerRef === null) return page("My work", <NotLinkedPage />);
          return await myWork(handle, spine, context.workerRef, query);
        }),
    }),
  ];
}

async function myWork(
  handle: Handle,
  spine: Spine,
  workerRef: string,
  query: z.output<typeof workQuery>,
): Promise<WebReply> {
  const { book, calendar } = await loadBook(handle.db, spine);
  const tellable = tellableRules(book, await carriedKinds(handle));
  const kindOf = (id: string) => workKind(currentRule(book, id, handle.today));
  const part = query.part ?? "now";
  const all = await queries.workCounts(handle, workerRef);
  const counts = all.filter((row) => tellable.rules.includes(row.rule));
  const lines = await queries.workLines(handle, book, workerRef, {
    rules: tellable.rules.filter((id) => query.kind === undefined || kindOf(id) === query.kind),
    part,
    after: afterOf(query.after),
    limit: PAGE + 1,
  });
  const shown = lines.slice(0, PAGE);
  const last = lines.length > PAGE ? shown.at(-1) : undefined;
  const here = { kind: query.kind, part: query.part };
  const body = (
    <WorkPage
      today={handle.today}
      calendar={calendar}
      book={book}
      {...await queries.workChildren(handle, workerRef)}
      counts={counts}
      countsOfKind={Map.groupBy(counts, (row) => kindOf(row.rule))}
      cannotTell={all.filter((row) => tellable.cannot.includes(row.rule))}
      lines={shown}
      waiting={await queries.waitingFor(handle, workerRef)}
      flags={await queries.workFlags(handle, workerRef, FLAGS)}
      returns={await returnTasks(handle, workerRef, RETURNS)}
      kind={query.kind ?? null}
      part={part}
      nextHref={last === undefined ? null : address("/work", { ...here, after: afterText(last) })}
      firstHref={query.after === undefined ? null : address("/work", here)}
    />
  );
  // Names of children are on this page, but no record was opened: one row says that the list was read.
  await handle.audit("work.viewed", { detail: { lines: shown.length } });
  return page("My work", body, { wide: true });
}
