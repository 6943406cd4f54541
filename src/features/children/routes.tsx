import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { canTell } from "../../kernel/duties/rule.ts";
import { civilDate, type IsoDate, parseDate } from "../../kernel/dates.ts";
import { notFound } from "../../kernel/result.ts";
import { KINDS, type EventKind, type KindGroup } from "../../kernel/timeline/kinds.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { page, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { openGlass } from "../access/breakGlass.ts";
import { OpenGlassBanner } from "../access/banner.tsx";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBook, loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { childReturnIssues } from "../returns/index.ts";
import { undecidableOf } from "../safety-net/decidable.ts";
import { DutiesPage } from "./pages/duties.tsx";
import { NotesPage } from "./pages/notes.tsx";
import { NotYoursPage } from "./pages/notYours.tsx";
import { RecordPage } from "./pages/record.tsx";
import { displayName } from "./words.ts";
import { derivedAsKnown, derivedNow } from "./derived.ts";
import { addressOf, childHead, type ChildHead, holderOf, identifiersOf } from "./head.ts";
import { notesAtAGlance, notesOf } from "./notes.ts";
import { findingsOf, sourcesOf } from "./quality.ts";
import { familyOf } from "./relatives.ts";
import { type Newest, newestOf, timelinePage, timelineShape } from "./timeline.ts";

const PAGE = 60;
const day = z.string().transform((text, ctx): IsoDate => {
  const found = parseDate(text);
  if (found === undefined) ctx.addIssue("a date like 2026-03-31");
  return found ?? ("" as IsoDate);
});
const optionalDay = z.union([z.literal("").transform(() => undefined), day]).optional();

const recordQuery = z.strictObject({
  group: z.string().optional(),
  issuer: z.string().max(20).optional(),
  year: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  as: optionalDay,
  /** Day and id of the last entry of the page before. */
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}~\d+$/)
    .optional(),
});

const isGroup = (text: string | undefined): text is KindGroup =>
  Object.values(KINDS).some((kind) => kind.group === text);
const idOf = (text: string | undefined): number => (/^\d{1,15}$/.test(text ?? "") ? Number(text) : -1);
const afterOf = (text: string | undefined): { on: IsoDate; id: number } | undefined => {
  const [on, id] = text?.split("~") ?? [];
  return on === undefined ? undefined : { on: on as IsoDate, id: Number(id) };
};

/** Opens a child for a page: found, in scope, and the view written to the audit in the same transaction. Otherwise there is nothing there. */
async function open(
  handle: Handle,
  text: string | undefined,
  view: string,
  show: (child: ChildHead) => Promise<WebReply>,
): Promise<WebReply> {
  const child = await childHead(handle, idOf(text));
  if (child === null) return refused(notFound().failures);
  if (!child.opens) {
    await handle.audit("child.refused", { personId: child.id, detail: { view } });
    const holder = null;
    return page(
      displayName(child),
      <NotYoursPage child={child} holder={holder} mayBreakGlass={may(handle.context, "breakGlass")} />,
      { status: 200 },
    );
  }
  await handle.audit("child.viewed", { personId: child.id, detail: { view } });
  const glass = (await openGlass(handle, child.id))[0];
  const shown = await show(child);
  if (glass === undefined || shown.kind !== "page") return shown;
  return {
    ...shown,
    body: (
      <>
        <OpenGlassBanner open={glass} />
        {shown.body}
      </>
    ),
  };
}

export function childRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/children/:id",
      right: "search",
      child: "id",
      query: recordQuery,
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) =>
          open(
            handle,
            params["id"],
            query.as === undefined ? "record" : `record as known on ${query.as}`,
            async (child) =>
              page(displayName(child), <RecordPage {...await recordProps(handle, spine, child, query)} />, {
                wide: true,
              }),
          ),
        ),
    }),
    route({
      method: "GET",
      path: "/children/:id/duties",
      right: "record.open",
      child: "id",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) =>
          open(handle, params["id"], "duties", async (child) => {
            const { book, calendar } = await loadBook(handle.db, spine);
            const { duties } = await derivedNow(handle, book, child.id);
            const carried = await carriedKinds(handle);
            const cannotTell = new Set(
              spine.rules.filter((rule) => !canTell(rule, carried)).map((rule) => rule.id),
            );
            return page(
              `Duties: ${displayName(child)}`,
              <DutiesPage
                child={child}
                duties={duties}
                cannotTell={cannotTell}
                today={handle.today}
                calendar={calendar}
                mayReadRules={may(context, "rules.read")}
              />,
              { wide: true },
            );
          }),
        ),
    }),
    route({
      method: "GET",
      path: "/children/:id/notes",
      right: "notes.read",
      child: "id",
      query: z.strictObject({
        after: z
          .string()
          .regex(/^\d{4}-\d{2}-\d{2}~\d+$/)
          .optional(),
      }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) =>
          open(handle, params["id"], "notes", async (child) => {
            const notes = await notesOf(handle, child.id, PAGE + 1, afterOf(query.after));
            const last = notes.length > PAGE ? notes[PAGE - 1] : undefined;
            return page(
              `Case notes: ${displayName(child)}`,
              <NotesPage
                child={child}
                notes={notes.slice(0, PAGE)}
                nextHref={last ? `/children/${child.id}/notes?after=${last.on}~${last.id}` : null}
                firstHref={query.after === undefined ? null : `/children/${child.id}/notes`}
              />,
            );
          }),
        ),
    }),
  ];
}

/** What the record says in a line of its own: last seen, legal status, placement, last review. */
const SEEN = ["visit.made", "assessment.childSeen"] as const;
const REVIEWED = ["cp.reviewed", "care.reviewed", "cin.reviewed"] as const;
const IN_CARE = ["legal.changed", "placement.started"] as const;

async function recordProps(
  handle: Handle,
  spine: Spine,
  child: ChildHead,
  query: z.output<typeof recordQuery>,
): Promise<Parameters<typeof RecordPage>[0]> {
  const { context, today } = handle;
  const asKnown = query.as !== undefined && query.as < today ? query.as : null;
  const on = asKnown ?? today;
  const { book, calendar } = await loadBook(handle.db, spine);
  const derived =
    asKnown === null
      ? await derivedNow(handle, book, child.id)
      : await derivedAsKnown(handle, spine, await loadBrain(handle.db, spine), child.id, asKnown);
  const story = await storyProps(handle, child, query, asKnown);
  const carried = await carriedKinds(handle);
  const newest = await newestOf(handle, child.id, [...SEEN, ...REVIEWED, ...IN_CARE], asKnown);
  const latest = (kinds: readonly EventKind[]): Newest | null =>
    kinds.flatMap((kind) => newest.get(kind) ?? []).sort((a, b) => (a.on < b.on ? 1 : -1))[0] ?? null;
  const inCare = derived.spans.some((s) => s.status === "looked-after" && (s.until === null || s.until > on));
  const notes =
    may(context, "notes.read") && asKnown === null ? await notesAtAGlance(handle, child.id) : null;
  return {
    ...story,
    child,
    today,
    asKnown,
    calendar,
    derived,
    holder: await holderOf(handle, derived.spans, on),
    holdersKnown: carried.has("worker.allocated"),
    identifiers: await identifiersOf(handle, child.id),
    address: await addressOf(handle, child.id, asKnown),
    relatives: await familyOf(handle, child.id, asKnown),
    words: notes?.words ?? null,
    noteCount: notes?.count ?? 0,
    lastSeen: latest(SEEN),
    facts: {
      legal: inCare ? latest(["legal.changed"]) : null,
      placement: inCare ? latest(["placement.started"]) : null,
      review: latest(REVIEWED),
    },
    findings: await findingsOf(handle, child.id, asKnown),
    returnIssues: asKnown === null ? await childReturnIssues(handle, child.id) : [],
    sources: asKnown === null ? await sourcesOf(handle, child.id) : [],
    mayAllocate: may(context, "allocate"),
    mayReadLog: may(context, "log.record"),
    mayRestrict: may(context, "restrict"),
    mayReadNotes: may(context, "notes.read"),
    mayReadNet: may(context, "net"),
    undecidable: undecidableOf(carried).map((row) => row.invariant.id),
    cannotTell: new Set(spine.rules.filter((rule) => !canTell(rule, carried)).map((rule) => rule.id)),
  };
}

/** The timeline's page and what leads to the others. */
async function storyProps(
  handle: Handle,
  child: ChildHead,
  query: z.output<typeof recordQuery>,
  asKnown: IsoDate | null,
): Promise<
  Pick<Parameters<typeof RecordPage>[0], "timeline" | "shape" | "filter" | "nextHref" | "firstHref">
> {
  const group = isGroup(query.group) ? query.group : null;
  const chosen = { group: group ?? undefined, issuer: query.issuer, asKnown: asKnown ?? undefined };
  const timeline = await timelinePage(handle, child.id, {
    ...chosen,
    before: query.year === undefined ? undefined : civilDate(Number(query.year), 12, 31),
    after: afterOf(query.after),
    limit: PAGE + 1,
  });
  const last = timeline.length > PAGE ? timeline[PAGE - 1] : undefined;
  const keep = new URLSearchParams(
    Object.entries({ group, issuer: query.issuer, year: query.year, as: asKnown }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  const here = `/children/${child.id}`;
  return {
    timeline: timeline.slice(0, PAGE),
    shape: await timelineShape(handle, child.id, chosen),
    filter: { group, issuer: query.issuer ?? null, year: query.year ?? null },
    nextHref: last
      ? `${here}?${new URLSearchParams([...keep, ["after", `${last.on}~${last.id}`]]).toString()}#timeline`
      : null,
    firstHref: query.after === undefined ? null : `${here}?${keep.toString()}#timeline`,
  };
}
