import { z } from "zod";
import { notFound } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, refused, type Route, route, type WebReply } from "../../platform/web/route.ts";
import { itemWords } from "./items.ts";
import { checkedNow } from "./now.ts";
import { returnName } from "./pages/overview.tsx";
import { type ChildrenBehind, NotesPage, NumbersPage } from "./pages/trace.tsx";
import { rowsByAnchor } from "./store.ts";
import { notedChildren, notedCount, type TraceFrom, traceItem } from "./trace.ts";
import { returnAt } from "./year.ts";

/** Children on a page. */
export const PAGE = 50;

export const number = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);
export const item = z
  .string()
  .max(40)
  .refine((id) => itemWords(id) !== undefined, "There is no such number");
/** Every number of the return as it would go today with the children behind it, and what would be written otherwise than it is recorded. */
export function numberRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/returns/cin/:year/numbers",
      right: "returns",
      query: z.strictObject({ item: item.optional(), after: number.optional() }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) => numbersPage(handle, params["year"], query)),
    }),
    route({
      method: "GET",
      path: "/returns/cin/:year/notes",
      right: "returns",
      query: z.strictObject({ after: number.optional() }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) => notesPage(handle, params["year"], query.after)),
    }),
  ];
}

async function numbersPage(
  handle: Handle,
  yearText: string | undefined,
  query: { item?: string | undefined; after?: number | undefined },
): Promise<WebReply> {
  const of = returnAt(handle, yearText);
  if (of === undefined) return refused(notFound().failures);
  const { year } = of;
  const here = `/returns/cin/${year}/numbers`;
  const now = await checkedNow(handle.db, of);
  const behind =
    query.item === undefined
      ? null
      : await behindNumber(handle, { now: of }, query.item, query.after, here, {});
  await handle.audit("return.numbersViewed", { detail: { year, item: query.item ?? null } });
  return page(
    `Numbers of ${returnName(year)}`,
    <NumbersPage year={year} totals={now?.items ?? {}} behind={behind} />,
    { wide: true },
  );
}

async function notesPage(
  handle: Handle,
  yearText: string | undefined,
  after: number | undefined,
): Promise<WebReply> {
  const of = returnAt(handle, yearText);
  if (of === undefined) return refused(notFound().failures);
  const { year } = of;
  const found = await notedChildren(handle, of, PAGE + 1, after);
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  await handle.audit("return.notesViewed", { detail: { year, shown: lines.length } });
  return page(
    `Notes on ${returnName(year)}`,
    <NotesPage
      year={year}
      lines={lines}
      children={await notedCount(handle, of)}
      nextHref={last === undefined ? null : address(`/returns/cin/${year}/notes`, { after: last.child.id })}
    />,
    { wide: true },
  );
}

/** The children behind one number, with the rows it was counted from. */
export async function behindNumber(
  handle: Handle,
  from: TraceFrom,
  id: string,
  after: number | undefined,
  here: string,
  query: { readonly [name: string]: string | number | undefined },
): Promise<ChildrenBehind> {
  const found = await traceItem(handle, from, id, PAGE + 1, after);
  const lines = found.slice(0, PAGE);
  const last = found.length > PAGE ? lines.at(-1) : undefined;
  return {
    kind: "number",
    item: id,
    lines,
    rows: await rowsByAnchor(
      handle.db,
      lines.flatMap((line) => line.madeOf),
    ),
    nextHref:
      last === undefined ? null : `${address(here, { ...query, item: id, after: last.child.id })}#behind`,
  };
}
