import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Db } from "../record/bulk.ts";

/** A worker as far as taking a child is concerned. */
export type Worker = {
  readonly ref: string;
  readonly name: string;
  readonly title: string | null;
  readonly registered: boolean | null;
  readonly teamRef: string | null;
  readonly teamName: string | null;
  readonly leftOn: IsoDate | null;
};

export const hasLeft = (worker: Pick<Worker, "leftOn">, today: IsoDate): boolean =>
  worker.leftOn !== null && worker.leftOn < today;

/** Where the holding of one child stands, read while nobody else can change it. */
export type HoldingState = {
  /** Who holds the child and can: somebody who has left, or a team without a name, does not. */
  readonly holder: { readonly ref: string; readonly name: string; readonly from: IsoDate } | null;
  /** The one named who cannot hold any more. */
  readonly gone: string | null;
  readonly waiting: { readonly id: number; readonly toRef: string; readonly toName: string } | null;
  /** What must be held by a registered social worker, in words; empty where anybody may. */
  readonly needsSocialWorker: readonly string[];
  /** Whether anything is open for the child at all. */
  readonly isOver: boolean;
  readonly isRestricted: boolean;
  /** Changes with every change of holder and every offer. */
  readonly version: string;
};

/** Needs a registered social worker (INV-03). */
const SOCIAL_WORK: Record<string, string> = {
  "protection-plan": "a child protection plan",
  section47: "a section 47 enquiry",
  "looked-after": "being looked after",
  "pre-proceedings": "pre-proceedings",
};
/** Without any of these there is nothing left to hold, once there has been one. */
const HOLDABLE = ["open", "protection-plan", "looked-after", "care-leaver", "assessment"];

/** Takes the child for this transaction: two people who reallocate at once do so one after the other. Runs as the system. */
export async function lockChild(db: Db, personId: number): Promise<void> {
  await sql`select id from person where id = ${personId} for no key update`.execute(db);
}

/** @param db as the system */
export async function holdingState(db: Db, personId: number, today: IsoDate): Promise<HoldingState> {
  type SpanRow = {
    status: string;
    ref: string | null;
    name: string | null;
    from: IsoDate;
    until: IsoDate | null;
    left: IsoDate | null;
  };
  const spans =
    await sql<SpanRow>`select s.status, s.worker_ref as ref, coalesce(w.name, s.detail->>'workerName', s.worker_ref) as name, s.from_on as from, s.until_on as until, w.left_on as left
    from span s left join worker w on s.status = 'held' and w.authority_id = s.authority_id and w.ref = s.worker_ref
    where s.person_id = ${personId} order by s.from_on desc`.execute(db);
  const now = spans.rows.filter((s) => s.from <= today && (s.until === null || s.until > today));
  const held = now.find((s) => s.status === "held");
  const canHold = held !== undefined && held.ref !== null && !hasLeft({ leftOn: held.left }, today);
  const offers = await sql<{
    id: number;
    to: string;
    name: string | null;
    waiting: boolean;
  }>`select h.id, h.to_worker_ref as to, w.name, h.answered_at is null as waiting
    from handover h left join worker w on w.authority_id = h.authority_id and w.ref = h.to_worker_ref
    where h.person_id = ${personId} order by h.id desc`.execute(db);
  const waiting = offers.rows.find((offer) => offer.waiting);
  const restricted = await sql<{
    id: number;
  }>`select id from restriction where person_id = ${personId} and lifted_at is null`.execute(db);
  return {
    holder:
      canHold && held.ref !== null ? { ref: held.ref, name: held.name ?? held.ref, from: held.from } : null,
    gone: held !== undefined && !canHold ? held.name : null,
    waiting:
      waiting === undefined
        ? null
        : { id: waiting.id, toRef: waiting.to, toName: waiting.name ?? waiting.to },
    needsSocialWorker: now.flatMap((s) => SOCIAL_WORK[s.status] ?? []),
    isOver:
      spans.rows.some((s) => HOLDABLE.includes(s.status)) && !now.some((s) => HOLDABLE.includes(s.status)),
    isRestricted: restricted.rows.length > 0,
    version: [held?.ref ?? "", held?.from ?? "", offers.rows[0]?.id ?? 0, waiting?.id ?? 0].join("~"),
  };
}

export async function findWorker(db: Db, ref: string): Promise<Worker | null> {
  const rows =
    await sql<Worker>`select w.ref, w.name, w.title, w.registered, w.team_ref as "teamRef", t.name as "teamName", w.left_on as "leftOn"
    from worker w left join team t on t.authority_id = w.authority_id and t.ref = w.team_ref
    where w.authority_id = (select kith_authority()) and w.ref = ${ref}`.execute(db);
  return rows.rows[0] ?? null;
}

/** Whether a worker has leave to see a restricted child. As the system. */
export async function isNamedOn(db: Db, personId: number, ref: string): Promise<boolean> {
  const rows = await sql`select 1 from access_grant g join account a on a.id = g.account_id
    where g.person_id = ${personId} and a.worker_ref = ${ref} and a.disabled_at is null and g.from_at <= now() and g.until_at > now()`.execute(
    db,
  );
  return rows.rows.length > 0;
}
