import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { ChangeKind } from "../../returns/csc-api/change.ts";
import type { Db } from "../record/bulk.ts";

export type RunKind = "look" | "send";
export type RunState = "waiting" | "running" | "done" | "stopped";

export type Counts = {
  lookedAt: number;
  added: number;
  changed: number;
  gone: number;
  unchanged: number;
  agedOut: number;
  accepted: number;
  setAside: number;
};

export type SharingRun = Readonly<Counts> & {
  readonly id: number;
  readonly kind: RunKind;
  readonly state: RunState;
  readonly sentTo: string;
  readonly askedAt: IsoInstant;
  readonly askedBy: number | null;
  readonly byName: string;
  readonly startedAt: IsoInstant | null;
  readonly finishedAt: IsoInstant | null;
  /** Facts left out because the receiver would not take them, counted by field. */
  readonly leftOut: { readonly [field: string]: number };
  readonly problem: string | null;
};

export const noCounts = (): Counts => ({
  lookedAt: 0,
  added: 0,
  changed: 0,
  gone: 0,
  unchanged: 0,
  agedOut: 0,
  accepted: 0,
  setAside: 0,
});

export const countOf = { full: "added", partial: "changed", purge: "gone" } as const satisfies {
  readonly [kind in ChangeKind]: keyof Counts;
};

const COLUMNS = sql`id, kind, state, sent_to as "sentTo", asked_at as "askedAt", asked_by as "askedBy", by_name as "byName", started_at as "startedAt",
  finished_at as "finishedAt", looked_at as "lookedAt", added, changed, gone, unchanged, aged_out as "agedOut", accepted, set_aside as "setAside",
  left_out as "leftOut", problem`;

export async function latestRuns(db: Db, limit: number, kind: RunKind | null = null): Promise<SharingRun[]> {
  const rows = await sql<SharingRun>`select ${COLUMNS} from sharing_run
    where authority_id = (select kith_authority()) and (${kind}::text is null or kind = ${kind}::text) order by id desc limit ${limit}`.execute(
    db,
  );
  return rows.rows;
}

export async function runById(db: Db, id: number): Promise<SharingRun | undefined> {
  const rows = await sql<SharingRun>`select ${COLUMNS} from sharing_run
    where authority_id = (select kith_authority()) and id = ${id}`.execute(db);
  return rows.rows[0];
}

/** Asks for a run. @returns its number, or undefined when one is under way */
export async function addRun(
  db: Db,
  run: {
    readonly authorityId: number;
    readonly kind: RunKind;
    readonly sentTo: string;
    readonly by: { readonly id: number | null; readonly name: string };
    readonly now: IsoInstant;
  },
): Promise<number | undefined> {
  const rows = await sql<{
    id: number;
  }>`insert into sharing_run (authority_id, kind, sent_to, asked_at, asked_by, by_name, updated_at)
    values (${run.authorityId}, ${run.kind}, ${run.sentTo}, ${run.now}, ${run.by.id}, ${run.by.name}, ${run.now})
    on conflict (authority_id) where state in ('waiting', 'running') do nothing returning id`.execute(db);
  return rows.rows[0]?.id;
}

export async function startRun(db: Db, id: number, now: IsoInstant): Promise<void> {
  await sql`update sharing_run set state = 'running', started_at = coalesce(started_at, ${now}), updated_at = ${now}, problem = null where id = ${id}`.execute(
    db,
  );
}

export async function noteCounts(
  db: Db,
  id: number,
  counts: Counts,
  leftOut: ReadonlyMap<string, number>,
  now: IsoInstant,
): Promise<void> {
  await sql`update sharing_run set looked_at = ${counts.lookedAt}, added = ${counts.added}, changed = ${counts.changed}, gone = ${counts.gone},
    unchanged = ${counts.unchanged}, aged_out = ${counts.agedOut}, accepted = ${counts.accepted}, set_aside = ${counts.setAside},
    left_out = ${JSON.stringify(Object.fromEntries([...leftOut].toSorted(([a], [b]) => (a < b ? -1 : 1))))}::jsonb, updated_at = ${now} where id = ${id}`.execute(
    db,
  );
}

/** Ends a run, or puts it back to be tried again later. */
export async function endRun(
  db: Db,
  id: number,
  state: "done" | "stopped" | "waiting",
  problem: string | null,
  now: IsoInstant,
): Promise<void> {
  await sql`update sharing_run set state = ${state}, finished_at = case when ${state} = 'waiting' then null else ${now}::timestamptz end,
    problem = ${problem?.slice(0, 500) ?? null}, updated_at = ${now} where id = ${id}`.execute(db);
}

export type Outcome = {
  readonly personId: number;
  readonly laId: string;
  readonly change: ChangeKind;
  readonly outcome: "accepted" | "refused" | "too large" | "unclear" | "held back";
  readonly words: string;
};

export async function addOutcomes(
  db: Db,
  authorityId: number,
  run: number,
  outcomes: readonly Outcome[],
  now: IsoInstant,
): Promise<void> {
  if (outcomes.length === 0) return;
  const data = outcomes.map(({ personId, laId, change, outcome, words }) => ({
    person_id: personId,
    la_child_id: laId,
    change,
    outcome,
    words: words.slice(0, 1000).replaceAll("\u0000", ""),
  }));
  await sql`insert into sharing_outcome (authority_id, run_id, person_id, la_child_id, change, outcome, words, at)
    select ${authorityId}::int, ${run}::int, r.person_id, r.la_child_id, r.change, r.outcome, r.words, ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(data)}::jsonb)
      as r(person_id bigint, la_child_id text, change text, outcome text, words text)`.execute(db);
}

/** What a run that is gone on with has done already. */
export async function outcomesSoFar(
  db: Db,
  run: number,
): Promise<{ change: ChangeKind; outcome: Outcome["outcome"]; personId: number; laId: string }[]> {
  const rows = await sql<{
    change: ChangeKind;
    outcome: Outcome["outcome"];
    personId: number;
    laId: string;
  }>`select change, outcome, person_id as "personId", la_child_id as "laId" from sharing_outcome where run_id = ${run}`.execute(
    db,
  );
  return rows.rows;
}
