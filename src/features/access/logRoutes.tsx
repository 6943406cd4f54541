import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import { address, keyPage } from "../../platform/web/forms.ts";
import { rowId } from "../../platform/web/parameters.ts";
import { page, refused, route, type Route } from "../../platform/web/route.ts";
import { mayReadLog, readLog } from "./log.ts";
import { LogPage } from "./pages/log.tsx";

const PAGE = 100;
const idOf = (text: string | undefined): number => (/^[1-9]\d{0,14}$/.test(text ?? "") ? Number(text) : 0);

/** Who has looked. Looking at the log is itself in the log. */
export const logRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/children/:id/log",
    right: "log.record",
    child: "id",
    query: z.object({ after: rowId.optional() }),
    handle: async ({ context, database, params, query }) =>
      await database.transact(context, async (handle) => {
        const child = idOf(params["id"]);
        if (!(await mayReadLog(handle, child))) return refused(notFound().failures);
        const head = await handle.db
          .selectFrom("person")
          .select(["local_id"])
          .where("id", "=", child)
          .executeTakeFirst();
        const { rows, next } = keyPage(
          await readLog(handle, { child, after: query.after }, PAGE),
          PAGE,
          (row) => row.seq,
        );
        await handle.audit("log.record", { personId: child });
        const here = `/children/${child}/log`;
        return page(
          "Who has looked",
          <LogPage
            title="Who has looked at this record"
            over={
              may(context, "record.open") ? (
                <a href={`/children/${child}`}>{head?.local_id ?? "The record"}</a>
              ) : (
                <span>{head?.local_id ?? "The record"}</span>
              )
            }
            lead="Every view, every change and every attempt, newest first."
            rows={rows}
            nextHref={next === undefined ? undefined : address(here, { after: next })}
            firstHref={query.after === undefined ? undefined : here}
          />,
          { wide: true },
        );
      }),
  }),
  route({
    method: "GET",
    path: "/access-log",
    right: "log.all",
    query: z.object({ after: rowId.optional(), account: rowId.optional() }),
    handle: async ({ context, database, query }) =>
      await database.transact(context, async (handle) => {
        const { after, account } = query;
        const { rows, next } = keyPage(
          await readLog(handle, { after, account }, PAGE),
          PAGE,
          (row) => row.seq,
        );
        await handle.audit("log.all", { detail: account === undefined ? {} : { account } });
        return page(
          "Access log",
          <LogPage
            title="Access log"
            over={null}
            lead={
              account === undefined
                ? "Everything anybody did, newest first."
                : "Everything one person did, newest first."
            }
            rows={rows}
            withChild
            nextHref={next === undefined ? undefined : address("/access-log", { account, after: next })}
            firstHref={after === undefined ? undefined : address("/access-log", { account })}
          />,
          { wide: true },
        );
      }),
  }),
];
