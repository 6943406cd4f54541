import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { type IsoDate, londonTime } from "../../kernel/dates.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { takeUp } from "./commands.ts";
import { partlyOf, undecidableOf } from "./decidable.ts";
import { invariant as byId, INVARIANTS } from "./invariants.ts";
import { BreachPage, type Sent } from "./pages/breach.tsx";
import { NetPage } from "./pages/net.tsx";
import {
  breachLines,
  feedAges,
  netCounts,
  openChildren,
  pendingRuleChanges,
  unreadableFiles,
} from "./queries.ts";
import { serviceLines } from "./service.ts";
import { workerGaps, workersTold } from "./workersTold.ts";

const PAGE = 50;
const AFTER = /^(\d{4}-\d{2}-\d{2})~(\d+)~(.*)$/s;

const detailQuery = z.strictObject({
  child: z
    .string()
    .regex(/^\d{1,15}$/)
    .optional(),
  after: z.string().regex(AFTER).max(500).optional(),
});

export function netRoutes(): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/net",
      right: "net",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, async (handle) => {
          const { undecidable, partly } = await untold(handle);
          const unknown = new Set(undecidable.map((row) => row.invariant.id));
          const [counts, service] = [await netCounts(handle), await serviceOf(handle)];
          await handle.audit("net.viewed");
          return page(
            "What is wrong right now?",
            <NetPage
              authority={await authorityName(handle)}
              today={handle.today}
              time={londonTime(context.now)}
              rows={INVARIANTS.filter((row) => !unknown.has(row.id)).map((row) => ({
                invariant: row,
                count: service.get(row.id) ?? counts.get(row.id) ?? null,
                partly: partly.get(row.id) ?? null,
              }))}
              undecidable={undecidable}
              feeds={await feedAges(handle)}
              open={await openChildren(handle)}
              wholeService={context.scope === "all"}
              mayImport={may(context, "import")}
            />,
            { wide: true },
          );
        }),
    }),
    route({
      method: "GET",
      path: "/net/:id",
      right: "net",
      query: detailQuery,
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) => breachPage(handle, params["id"] ?? "", query, [], null)),
    }),
    route({
      method: "POST",
      path: "/net/:id/take-up",
      right: "net.takeUp",
      body: z.strictObject({ person: z.string(), key: z.string(), note: z.string() }),
      handle: async ({ database, context, params, body }) => {
        const id = params["id"] ?? "";
        const done = await perform(database, context, takeUp, { invariant: id, ...body });
        if (done.ok) return redirect(`/net/${id}`);
        if (done.failures.some((f) => f.code === "not-found")) return refused(done.failures);
        return await database.transact(context, (handle) => breachPage(handle, id, {}, done.failures, body));
      },
    }),
  ];
}

/** What cannot be told, and what only in part. */
async function untold(handle: Handle) {
  const carried = await carriedKinds(handle);
  const gaps = workerGaps(await workersTold(handle));
  return { undecidable: undecidableOf(carried, gaps), partly: partlyOf(carried, gaps) };
}

async function serviceOf(handle: Handle): Promise<ReturnType<typeof serviceLines>> {
  return serviceLines({
    feeds: await feedAges(handle),
    unreadable: await unreadableFiles(handle),
    pendingRuleChanges: await pendingRuleChanges(handle),
    today: handle.today,
  });
}

async function breachPage(
  handle: Handle,
  id: string,
  query: z.output<typeof detailQuery>,
  failures: readonly Failure[],
  sent: Sent | null,
): Promise<WebReply> {
  const row = byId(id);
  if (row === undefined) return refused(notFound().failures);
  const { undecidable, partly } = await untold(handle);
  const unknown = undecidable.find((u) => u.invariant.id === id) ?? null;
  const service = (await serviceOf(handle)).get(id);
  const after = AFTER.exec(query.after ?? "");
  const mayOpen = may(handle.context, "record.open");
  const lines =
    unknown !== null || service !== undefined || !mayOpen
      ? []
      : await breachLines(handle, {
          invariant: id,
          child: query.child === undefined ? undefined : Number(query.child),
          after: after
            ? { on: after[1] as IsoDate, personId: Number(after[2]), key: after[3] ?? "" }
            : undefined,
          limit: PAGE + 1,
        });
  const count = service ?? (await netCounts(handle)).get(id);
  const last = lines.length > PAGE ? lines[PAGE - 1] : undefined;
  await handle.audit("net.childrenViewed", {
    detail: { invariant: id, shown: Math.min(lines.length, PAGE) },
  });
  return page(
    row.name,
    <BreachPage
      invariant={row}
      today={handle.today}
      total={count?.now ?? 0}
      lines={lines.slice(0, PAGE)}
      serviceDetails={service?.details ?? []}
      unknown={unknown}
      partly={partly.get(id) ?? null}
      mayTakeUp={may(handle.context, "net.takeUp")}
      nextHref={
        last ? `/net/${id}?after=${encodeURIComponent(`${last.from}~${last.personId}~${last.key}`)}` : null
      }
      firstHref={after ? `/net/${id}` : null}
      failures={failures}
      sent={sent}
    />,
    { wide: true, status: failures.length > 0 ? 422 : 200 },
  );
}

async function authorityName(handle: Handle): Promise<string> {
  const row = await handle.db
    .selectFrom("authority")
    .select("name")
    .where("id", "=", handle.context.authorityId)
    .executeTakeFirst();
  return row?.name ?? "This authority";
}
