import { z } from "zod";
import { may } from "../../kernel/context.ts";
import { notFound } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { address } from "../../platform/web/forms.ts";
import { page, refused, route, type Route, type WebReply } from "../../platform/web/route.ts";
import { leads } from "../allocation/absence.ts";
import { findWorker } from "../allocation/state.ts";
import { carriedKinds } from "../duties/coverage.ts";
import { loadBook } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { tellableRules } from "../work/kinds.ts";
import { workLines } from "../work/queries.ts";
import { afterOf, afterText } from "../work/cursor.ts";
import { absencesOf } from "./holding.ts";
import { TeamPage, TeamsPage } from "./pages/team.tsx";
import { WorkerPage } from "./pages/worker.tsx";
import * as queries from "./queries.ts";

const UNHELD_SHOWN = 50;
const PAGE = 50;

export function teamRoutes(spine: Spine): readonly Route[] {
  return [
    route({
      method: "GET",
      path: "/team",
      right: "team",
      query: z.strictObject({}),
      handle: ({ database, context }) =>
        database.transact(context, async (handle) => {
          const teams = await queries.teamsOf(handle);
          const [only] = teams;
          if (only !== undefined && teams.length === 1) return await teamPage(handle, spine, only, false);
          const { rules } = await told(handle, spine);
          await handle.audit("teams.viewed");
          return page("Teams", <TeamsPage teams={await queries.teamLines(handle, teams, rules)} />);
        }),
    }),
    route({
      method: "GET",
      path: "/team/:ref",
      right: "team",
      query: z.strictObject({}),
      handle: ({ database, context, params }) =>
        database.transact(context, async (handle) => {
          const teams = await queries.teamsOf(handle);
          const team = teams.find((each) => each.ref === params["ref"]);
          return team === undefined
            ? refused(notFound().failures)
            : await teamPage(handle, spine, team, teams.length > 1);
        }),
    }),
    route({
      method: "GET",
      path: "/team/worker/:ref",
      right: "team",
      query: z.strictObject({ after: z.string().max(250).optional() }),
      handle: ({ database, context, params, query }) =>
        database.transact(context, (handle) => workerPage(handle, spine, params["ref"] ?? "", query.after)),
    }),
  ];
}

async function told(handle: Handle, spine: Spine) {
  const { book, calendar } = await loadBook(handle.db, spine);
  const carried = await carriedKinds(handle);
  const { rules, cannot } = tellableRules(book, carried);
  return { book, calendar, rules, cannot, knowsHolders: carried.has("worker.allocated") };
}

async function teamPage(handle: Handle, spine: Spine, team: queries.Team, more: boolean): Promise<WebReply> {
  const { rules, cannot, knowsHolders } = await told(handle, spine);
  const workers = await queries.workerLines(handle, team.ref, rules);
  const body = (
    <TeamPage
      team={team}
      workers={workers}
      unheld={knowsHolders ? await queries.unheldChildren(handle, UNHELD_SHOWN) : null}
      offers={await queries.offersWaiting(handle, team.ref)}
      disputes={await queries.holderDisputes(handle, team.ref)}
      cannotTell={cannot.length}
      today={handle.today}
      mayAllocate={may(handle.context, "allocate")}
      more={more}
    />
  );
  await handle.audit("team.viewed", { detail: { team: team.ref, workers: workers.length } });
  return page(team.name, body, { wide: true });
}

async function workerPage(
  handle: Handle,
  spine: Spine,
  ref: string,
  after: string | undefined,
): Promise<WebReply> {
  const worker = await findWorker(handle.db, ref);
  if (worker === null) return refused(notFound().failures);
  const { rules, book, calendar } = await told(handle, spine);
  const held = await queries.heldBy(handle, ref, rules);
  // A worker of another team is here only as far as the walls show a child of theirs.
  if (!leads(handle.context, worker) && held.length === 0) return refused(notFound().failures);
  const lines = await workLines(handle, book, ref, {
    rules,
    part: "now",
    after: afterOf(after),
    limit: PAGE + 1,
  });
  const shown = lines.slice(0, PAGE);
  const last = lines.length > PAGE ? shown.at(-1) : undefined;
  const here = `/team/worker/${encodeURIComponent(ref)}`;
  await handle.audit("worker.viewed", { detail: { worker: ref, children: held.length } });
  const body = (
    <WorkerPage
      worker={worker}
      absences={(await absencesOf(handle.db, [ref], handle.today)).get(ref) ?? []}
      held={held}
      lines={shown}
      today={handle.today}
      calendar={calendar}
      mayAllocate={may(handle.context, "allocate") && leads(handle.context, worker)}
      nextHref={last === undefined ? null : address(here, { after: afterText(last) })}
      firstHref={after === undefined ? null : here}
    />
  );
  return page(worker.name, body, { wide: true });
}
