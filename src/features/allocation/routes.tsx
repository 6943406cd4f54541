import { z } from "zod";
import type { Failure } from "../../kernel/result.ts";
import { notFound } from "../../kernel/result.ts";
import type { Context } from "../../kernel/context.ts";
import { perform } from "../../platform/command.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { page, redirect, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { displayName } from "../children/words.ts";
import { childHead } from "../children/head.ts";
import type { Spine } from "../record/spine.ts";
import { absencesOf, holdingOf, NOTHING_HELD } from "../team/holding.ts";
import { endAbsence, leads, recordAbsence } from "./absence.ts";
import { acceptHandover, cancelHandover, declineHandover } from "./answers.ts";
import { allocate } from "./commands.ts";
import { boxesOf, dayFrom, type Sent } from "./form.ts";
import { AbsencePage } from "./pages/absence.tsx";
import { AllocatePage } from "./pages/allocate.tsx";
import { candidates, offersOf, stateFor, usualTeams } from "./queries.ts";
import { findWorker } from "./state.ts";

const text = z.string().max(2000).optional();
const box = z.string().max(10).optional();
const dayBoxes = (prefix: string) => ({
  [`${prefix}-day`]: box,
  [`${prefix}-month`]: box,
  [`${prefix}-year`]: box,
});
const allocateBody = z.strictObject({
  worker: text,
  reason: text,
  version: text,
  q: text,
  ...dayBoxes("from"),
});
const absenceBody = z.strictObject({ cover: text, reason: text, ...dayBoxes("from"), ...dayBoxes("to") });
const noFields = z.strictObject({});

const numberOf = (value: string | undefined): number =>
  /^[1-9]\d{0,14}$/.test(value ?? "") ? Number(value) : -1;

export function allocationRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/children/:id/allocate",
      right: "allocate",
      child: "id",
      query: z.strictObject({ q: z.string().max(100).optional() }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, async (handle) => {
          const shown = await allocatePage(handle, numberOf(params["id"]), query.q?.trim() ?? "", [], null);
          if (shown.kind === "page")
            await handle.audit("child.viewed", {
              personId: numberOf(params["id"]),
              detail: { view: "allocate" },
            });
          return shown;
        }),
    }),
    route({
      method: "POST",
      path: "/children/:id/allocate",
      right: "allocate",
      child: "id",
      body: allocateBody,
      handle: async ({ database, context, params, body }) => {
        const personId = numberOf(params["id"]);
        const sent: Sent = body;
        const done = await perform(database, context, allocate(spine), {
          personId,
          worker: body.worker,
          from: dayFrom(sent, "from"),
          reason: body.reason,
          version: body.version ?? "",
        });
        if (done.ok) return redirect(`/children/${personId}`);
        if (isGone(done.failures)) return refused(done.failures);
        return await database.transact(context, (handle) =>
          allocatePage(handle, personId, body.q ?? "", done.failures, sent),
        );
      },
    }),
    ...answerRoutes(spine),
    ...absenceRoutes(spine),
  ];
}

const isGone = (failures: readonly Failure[]): boolean => failures.some(({ code }) => code === "not-found");

async function allocatePage(
  handle: Handle,
  personId: number,
  search: string,
  failures: readonly Failure[],
  sent: Sent | null,
): Promise<WebReply> {
  const child = await childHead(handle, personId);
  if (child?.opens !== true) return refused(notFound().failures);
  const state = await stateFor(handle, personId);
  const chosen = sent?.["worker"] ?? null;
  const body = (
    <AllocatePage
      child={child}
      state={state}
      candidates={await candidates(handle, {
        text: search,
        teams: await usualTeams(handle, personId),
        also: chosen,
      })}
      offers={await offersOf(handle, personId)}
      search={search}
      sent={sent ?? boxesOf("from", handle.today)}
      failures={failures}
      today={handle.today}
      isWorker={handle.context.workerRef !== null}
    />
  );
  return page(`Allocate ${displayName(child)}`, body, failures.length > 0 ? { status: 422 } : {});
}

function answerRoutes(spine: Spine): Route[] {
  return [
    route({
      method: "POST",
      path: "/handovers/:id/accept",
      right: "work",
      body: noFields,
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, acceptHandover(spine), {
          handover: numberOf(params["id"]),
        });
        return done.ok ? redirect(`/children/${done.value.personId}`) : refused(numbered(done.failures));
      },
    }),
    route({
      method: "POST",
      path: "/handovers/:id/decline",
      right: "work",
      body: z.strictObject({ reason: text }),
      handle: async ({ database, context, params, body }) => {
        const done = await perform(database, context, declineHandover, {
          handover: numberOf(params["id"]),
          reason: body.reason,
        });
        return done.ok ? redirect("/work") : refused(numbered(done.failures));
      },
    }),
    route({
      method: "POST",
      path: "/handovers/:id/cancel",
      right: "allocate",
      body: noFields,
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, cancelHandover, { handover: numberOf(params["id"]) });
        return done.ok
          ? redirect(`/children/${done.value.personId}/allocate`)
          : refused(numbered(done.failures));
      },
    }),
  ];
}

/** An address that is no number of an offer is a page that is not there, not a fault in a form. */
const numbered = (failures: readonly Failure[]): readonly Failure[] =>
  failures.some((failure) => failure.field === "handover" || failure.field === "absence")
    ? notFound().failures
    : failures;

function absenceRoutes(spine: Spine): Route[] {
  return [
    route({
      method: "GET",
      path: "/team/worker/:ref/absence",
      right: "allocate",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, (handle) => absencePage(handle, params["ref"] ?? "", [], null)),
    }),
    route({
      method: "POST",
      path: "/team/worker/:ref/absence",
      right: "allocate",
      body: absenceBody,
      handle: async ({ database, context, params, body }) =>
        await saveAbsence(database, context, spine, params["ref"] ?? "", body),
    }),
    route({
      method: "POST",
      path: "/team/absence/:id/end",
      right: "allocate",
      body: noFields,
      handle: async ({ database, context, params }) => {
        const done = await perform(database, context, endAbsence(spine), { absence: numberOf(params["id"]) });
        return done.ok
          ? redirect(`/team/worker/${encodeURIComponent(done.value.worker)}/absence`)
          : refused(numbered(done.failures));
      },
    }),
  ];
}

async function saveAbsence(
  database: Database,
  context: Context,
  spine: Spine,
  ref: string,
  sent: Sent,
): Promise<WebReply> {
  const done = await perform(database, context, recordAbsence(spine), {
    worker: ref,
    from: dayFrom(sent, "from"),
    to: dayFrom(sent, "to"),
    cover: sent["cover"] ?? "",
    reason: sent["reason"],
  });
  if (done.ok) return redirect(`/team/worker/${encodeURIComponent(ref)}`);
  if (isGone(done.failures)) return refused(done.failures);
  return await database.transact(context, (handle) => absencePage(handle, ref, done.failures, sent));
}

async function absencePage(
  handle: Handle,
  ref: string,
  failures: readonly Failure[],
  sent: Sent | null,
): Promise<WebReply> {
  const worker = await findWorker(handle.db, ref);
  if (worker === null || !leads(handle.context, worker)) return refused(notFound().failures);
  const { today, context } = handle;
  const teams = worker.teamRef === null ? context.teamRefs : [...context.teamRefs, worker.teamRef];
  const holding = await handle.asSystem((db) =>
    holdingOf(db, context.authorityId, [ref], today, "restricted"),
  );
  const body = (
    <AbsencePage
      worker={worker}
      holding={holding.get(ref) ?? NOTHING_HELD}
      absences={(await absencesOf(handle.db, [ref], today)).get(ref) ?? []}
      others={await candidates(handle, { text: "", teams, also: sent?.["cover"] ?? null })}
      sent={sent ?? boxesOf("from", today)}
      failures={failures}
      today={today}
    />
  );
  return page(`${worker.name} away`, body, failures.length > 0 ? { status: 422 } : {});
}
