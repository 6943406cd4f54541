import { z } from "zod";
import type { Context } from "../../kernel/context.ts";
import { type Failure, notFound } from "../../kernel/result.ts";
import { perform } from "../../platform/command.ts";
import type { Database } from "../../platform/db/transact.ts";
import { address, keyPage } from "../../platform/web/forms.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import type { Spine } from "../record/spine.ts";
import { askRun } from "./commands.ts";
import { installationKind } from "./installation.ts";
import { ChildPage } from "./pages/child.tsx";
import { SharingPage } from "./pages/sharing.tsx";
import { previewsOf } from "./preview.ts";
import { childNumbered, outcomesOf, setAsideIn } from "./queries.ts";
import { latestRuns, type RunKind } from "./runs.ts";
import { mayNotSend, type Sharing } from "./settings.ts";

export type SharingRoutes = {
  readonly spine: Spine;
  /** The receiver's settings as the process has them now. */
  readonly sharing: () => Sharing;
  /** Told that there is work. */
  readonly wake?: () => void;
};

const PAGE_SIZE = 50;
const REFRESH_SECONDS = 3;
const nothing = z.strictObject({});
const number = z.string().trim().max(64).default("");

export function sharingRoutes(deps: SharingRoutes): readonly Route[] {
  const ask = (kind: RunKind): Route =>
    route({
      method: "POST",
      path: `/sharing/${kind}`,
      right: "returns.submit",
      body: nothing,
      handle: async ({ database, context }) => {
        const done = await perform(database, context, askRun(kind, deps.sharing()), {});
        if (!done.ok) return await start(deps, database, context, 0, done.failures);
        deps.wake?.();
        return redirect("/sharing");
      },
    });
  return [
    route({
      method: "GET",
      path: "/sharing",
      right: "returns.submit",
      query: z.strictObject({
        after: z
          .string()
          .regex(/^\d{1,15}$/)
          .optional(),
      }),
      handle: ({ database, context, query }) => start(deps, database, context, Number(query.after ?? 0), []),
    }),
    ask("look"),
    ask("send"),
    route({
      method: "GET",
      path: "/sharing/child",
      right: "returns.submit",
      query: z.strictObject({ number }),
      handle: ({ database, context, query }) =>
        database.transact(context, async (handle) => {
          const id = await childNumbered(handle, query.number);
          return id === null ? refused(notFound().failures) : redirect(`/sharing/children/${id}`);
        }),
    }),
    route({
      method: "GET",
      path: "/sharing/children/:id",
      right: "returns.submit",
      child: "id",
      query: nothing,
      handle: ({ database, context, params }) => childPage(deps, database, context, params["id"] ?? ""),
    }),
  ];
}

async function start(
  deps: SharingRoutes,
  database: Database,
  context: Context,
  after: number,
  failures: readonly Failure[],
): Promise<WebReply> {
  const sharing = deps.sharing();
  return await database.transact(context, async (handle) => {
    const sendings = await latestRuns(handle.db, 10, "send");
    const [newest] = await latestRuns(handle.db, 1);
    const looks = await latestRuns(handle.db, 5, "look");
    const [last] = sendings;
    const rows = last === undefined ? [] : await setAsideIn(handle, last.id, after, PAGE_SIZE + 1);
    const shown = keyPage(rows, PAGE_SIZE, (row) => row.id);
    const underWay = newest?.state === "waiting" || newest?.state === "running" ? newest : null;
    await handle.audit("sharing.viewed", { detail: { children: shown.rows.length } });
    return page(
      "Sharing with the department",
      <SharingPage
        sentTo={sharing.kind === "on" ? new URL(sharing.settings.url).host : null}
        missing={sharing.kind === "off" ? sharing.missing : []}
        wrong={sharing.kind === "off" ? sharing.wrong : null}
        barred={
          sharing.kind === "on" ? mayNotSend(await installationKind(handle.db), sharing.settings) : null
        }
        underWay={underWay}
        look={
          looks.find(
            ({ state, askedAt }) => state === "done" && (last === undefined || askedAt > last.askedAt),
          ) ?? null
        }
        sendings={sendings}
        setAside={shown.rows}
        nextHref={
          shown.next === undefined ? undefined : `${address("/sharing", { after: shown.next })}#set-aside`
        }
        firstHref={after > 0 ? "/sharing#set-aside" : undefined}
        failures={failures}
      />,
      {
        wide: true,
        ...(failures.length > 0 ? { status: 422 } : {}),
        ...(underWay === null ? {} : { refreshSeconds: REFRESH_SECONDS }),
      },
    );
  });
}

async function childPage(
  deps: SharingRoutes,
  database: Database,
  context: Context,
  given: string,
): Promise<WebReply> {
  const id = /^\d{1,15}$/.test(given) ? Number(given) : 0;
  return await database.transact(context, async (handle) => {
    const person = await handle.db
      .selectFrom("person")
      .select(["id", "name", "local_id"])
      .where("id", "=", id)
      .executeTakeFirst();
    // The whole of a record is shown here, so only to whom the whole record opens.
    if (person === undefined || !context.rights.has("record.open") || context.scope !== "all")
      return refused(notFound().failures);
    await handle.audit("sharing.previewed", { personId: id });
    const number = person.local_id ?? `Record ${person.id}`;
    return page(
      "What would be sent of one child",
      <ChildPage
        personId={id}
        title={context.rights.has("names") ? (person.name ?? number) : number}
        previews={await previewsOf(handle, deps.spine, id)}
        history={await outcomesOf(handle, id)}
      />,
      { wide: true },
    );
  });
}
