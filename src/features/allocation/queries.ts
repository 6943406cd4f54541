import { sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { type Absence, absencesOf, type Holding, holdingOf, NOTHING_HELD } from "../team/holding.ts";
import { type HoldingState, holdingState, type Worker } from "./state.ts";

/** A worker who might take a child. */
export type Candidate = Worker & {
  readonly holding: Holding;
  readonly absences: readonly Absence[];
  readonly hasAccount: boolean;
};

const SHOWN = 25;

/** Workers by part of their name, or those of some teams; in order of name, never of load: it is a choice of a person, not a race. */
export async function candidates(
  handle: Handle,
  wanted: { readonly text: string; readonly teams: readonly string[]; readonly also: string | null },
): Promise<Candidate[]> {
  const { today, context } = handle;
  // As the system, because what a worker of another team holds lies behind walls; only numbers come out.
  return await handle.asSystem(async (db) => {
    const match =
      wanted.text !== ""
        ? sql`(lower(w.name) like ${`%${wanted.text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`} or lower(w.name) % ${wanted.text.toLowerCase()} or w.ref = ${wanted.text} or lower(t.name) like ${`%${wanted.text.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`})`
        : sql`w.team_ref = any(${[...wanted.teams]})`;
    const rows = await sql<
      Worker & { hasAccount: boolean }
    >`select w.ref, w.name, w.title, w.registered, w.team_ref as "teamRef", t.name as "teamName", w.left_on as "leftOn",
        exists (select from account a where a.authority_id = w.authority_id and a.worker_ref = w.ref and a.disabled_at is null) as "hasAccount"
      from worker w left join team t on t.authority_id = w.authority_id and t.ref = w.team_ref
      where w.authority_id = ${context.authorityId} and (w.left_on is null or w.left_on >= ${today}::date) and (${match} or w.ref = ${wanted.also})
      order by w.name, w.ref limit ${SHOWN}`.execute(db);
    const refs = rows.rows.map((worker) => worker.ref);
    const holding = await holdingOf(db, context.authorityId, refs, today, "restricted");
    const away = await absencesOf(db, refs, today);
    return rows.rows.map((worker) => ({
      ...worker,
      holding: holding.get(worker.ref) ?? NOTHING_HELD,
      absences: away.get(worker.ref) ?? [],
    }));
  });
}

export type PastOffer = {
  readonly id: number;
  readonly toName: string;
  readonly from: IsoDate;
  readonly offeredAt: IsoInstant;
  readonly answeredAt: IsoInstant | null;
  readonly accepted: boolean | null;
  readonly note: string | null;
  readonly reason: string;
};

/** The offers of one child, the newest first, through the walls. */
export async function offersOf(handle: Handle, personId: number): Promise<PastOffer[]> {
  const rows =
    await sql<PastOffer>`select h.id, coalesce(w.name, h.to_worker_ref) as "toName", h.from_on as from, h.offered_at as "offeredAt", h.answered_at as "answeredAt",
      h.accepted, h.answer_note as note, h.reason
    from handover h left join worker w on w.authority_id = h.authority_id and w.ref = h.to_worker_ref
    where h.person_id = ${personId} order by h.id desc limit 10`.execute(handle.db);
  return rows.rows;
}

/** How the holding of a child stands, for a page: read as the system after the walls have let the child be opened. */
export const stateFor = (handle: Handle, personId: number): Promise<HoldingState> =>
  handle.asSystem((db) => holdingState(db, personId, handle.today));

/** Teams whose workers are offered first: those the person leads, else the team that holds the child. */
export async function usualTeams(handle: Handle, personId: number): Promise<string[]> {
  if (handle.context.teamRefs.length > 0) return [...handle.context.teamRefs];
  const rows = await sql<{
    ref: string;
  }>`select team_ref as ref from span where person_id = ${personId} and status = 'held' and team_ref is not null
    order by from_on desc limit 1`.execute(handle.db);
  return rows.rows.map((row) => row.ref);
}
