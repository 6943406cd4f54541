import { sql } from "kysely";
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
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { undecidableOf } from "../safety-net/decidable.ts";
import { DutiesPage } from "./pages/duties.tsx";
import { NotesPage } from "./pages/notes.tsx";
import { NotYoursPage } from "./pages/notYours.tsx";
import { RecordPage } from "./pages/record.tsx";
import { displayName } from "./words.ts";
import * as queries from "./queries.ts";

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
  show: (child: queries.ChildHead) => Promise<WebReply>,
): Promise<WebReply> {
  const child = await queries.childHead(handle, idOf(text));
  if (child === null) return refused(notFound().failures);
  if (!(await queries.mayOpen(handle, child.id))) {
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
            const brain = await loadBrain(handle.db, spine);
            const { duties } = await queries.derivedNow(handle, brain, child.id);
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
                calendar={brain.calendar}
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
            const notes = await queries.notesOf(handle, child.id, PAGE + 1, afterOf(query.after));
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

async function recordProps(
  handle: Handle,
  spine: Spine,
  child: queries.ChildHead,
  query: z.output<typeof recordQuery>,
): Promise<Parameters<typeof RecordPage>[0]> {
  const brain = await loadBrain(handle.db, spine);
  const asKnown = query.as !== undefined && query.as < handle.today ? query.as : null;
  const group = isGroup(query.group) ? query.group : null;
  const derived =
    asKnown === null
      ? await queries.derivedNow(handle, brain, child.id)
      : await queries.derivedAsKnown(handle, spine, brain, child.id, asKnown);
  const timeline = await queries.timelinePage(handle, child.id, {
    group: group ?? undefined,
    issuer: query.issuer,
    before: query.year === undefined ? undefined : civilDate(Number(query.year), 12, 31),
    after: afterOf(query.after),
    asKnown: asKnown ?? undefined,
    limit: PAGE + 1,
  });
  const last = timeline.length > PAGE ? timeline[PAGE - 1] : undefined;
  const keep = new URLSearchParams(
    Object.entries({ group, issuer: query.issuer, year: query.year, as: asKnown }).flatMap(([name, value]) =>
      value ? [[name, value]] : [],
    ),
  );
  const here = `/children/${child.id}`;
  const newest = async (kinds: readonly EventKind[]): Promise<queries.TimelineRow | null> =>
    await newestOf(handle, child.id, kinds, asKnown);
  const inCare = derived.spans.some(
    (s) => s.status === "looked-after" && (s.until === null || s.until > (asKnown ?? handle.today)),
  );
  const carried = await carriedKinds(handle);
  return {
    child,
    today: handle.today,
    asKnown,
    calendar: brain.calendar,
    derived,
    holder: await queries.holderOf(handle, child.id),
    holdersKnown: carried.has("worker.allocated"),
    identifiers: await queries.identifiersOf(handle, child.id),
    address: await queries.addressOf(handle, child.id),
    relatives: await queries.familyOf(handle, child.id),
    words:
      may(handle.context, "notes.read") && asKnown === null
        ? await queries.latestWords(handle, child.id)
        : null,
    noteCount: may(handle.context, "notes.read") && asKnown === null ? await noteCount(handle, child.id) : 0,
    lastSeen: await newest(["visit.made", "assessment.childSeen"]),
    facts: {
      legal: inCare ? await newest(["legal.changed"]) : null,
      placement: inCare ? await newest(["placement.started"]) : null,
      review: await newest(["cp.reviewed", "care.reviewed", "cin.reviewed"]),
    },
    findings: await queries.findingsOf(handle, child.id),
    sources: asKnown === null ? await queries.sourcesOf(handle, child.id) : [],
    timeline: timeline.slice(0, PAGE),
    shape: await queries.timelineShape(handle, child.id, {
      group: group ?? undefined,
      issuer: query.issuer,
      asKnown: asKnown ?? undefined,
    }),
    filter: { group, issuer: query.issuer ?? null, year: query.year ?? null },
    nextHref: last
      ? `${here}?${new URLSearchParams([...keep, ["after", `${last.on}~${last.id}`]]).toString()}#timeline`
      : null,
    firstHref: query.after === undefined ? null : `${here}?${keep.toString()}#timeline`,
    mayAllocate: may(handle.context, "allocate"),
    mayReadLog: may(handle.context, "log.record"),
    mayReadNotes: may(handle.context, "notes.read"),
    undecidable: undecidableOf(carried).map((row) => row.invariant.id),
    cannotTell: new Set(spine.rules.filter((rule) => !canTell(rule, carried)).map((rule) => rule.id)),
  };
}

async function newestOf(
  handle: Handle,
  id: number,
  kinds: readonly EventKind[],
  asKnown: IsoDate | null,
): Promise<queries.TimelineRow | null> {
  const found = await sql<{
    on: IsoDate;
    kind: EventKind;
    subject: string;
    detail: queries.TimelineRow["detail"];
    id: number;
    sourceId: number;
  }>`
    select id, on_date as on, kind, subject, detail, source_id as "sourceId" from timeline_event
    where person_id = ${id} and kind = any(${[...kinds]}) and superseded_at is null and on_date <= ${asKnown ?? handle.today}::date
      and (kind <> 'visit.made' or detail->>'seen' is distinct from 'false')
    order by on_date desc, id desc limit 1`.execute(handle.db);
  const row = found.rows[0];
  return row === undefined ? null : { ...row, issuers: [], recordedOn: row.on };
}

async function noteCount(handle: Handle, id: number): Promise<number> {
  const found = await sql<{ n: number }>`select count(*) as n from note where person_id = ${id}`.execute(
    handle.db,
  );
  return found.rows[0]?.n ?? 0;
}
