import { sql } from "kysely";
import { systemContext } from "../../kernel/context.ts";
import { addDays, type IsoDate, type IsoInstant, londonDate, startOfDay } from "../../kernel/dates.ts";
import { generateAuthority } from "../../demo/authority.ts";
import type { DemoAuthority, DemoChild, Worker } from "../../demo/types.ts";
import type { Database, Handle } from "../../platform/db/transact.ts";
import { applyBatch } from "../record/apply.ts";
import type { Incoming } from "../record/incoming.ts";
import { type Db, insertMany } from "../record/bulk.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { startTally } from "../record/tally.ts";
import { DEMONSTRATION_PEOPLE } from "./people.ts";

export type DemoSize = { readonly seed: number; readonly children: number; readonly notesPerChild?: number };

const BATCH = 500;
/** Every table whose rows the demonstration says it knew of at the time, so that "as known on" has a past to show. */
const BACKDATED = ["timeline_event"] as const;

/**
 * Fills an empty installation with Northmoor, an authority that does not exist, and marks it as a demonstration, which cannot be undone. Its accounts
 * have no passwords, so no real file belongs there. Runs in one transaction, through the same code as a file.
 * @param progress told the number of children written
 */
export async function loadDemonstration(
  database: Database,
  spine: Spine,
  now: IsoInstant,
  size: DemoSize = { seed: 1, children: 600 },
  progress: (children: number) => void = () => undefined,
): Promise<{ authorityId: number; children: number }> {
  const today = londonDate(now);
  const authority = generateAuthority({ ...size, today });
  const authorityId = await claimInstallation(database, authority, now);
  const context = systemContext("demonstration", authorityId, now);
  return await database.transact(context, async (handle) => {
    await writeWorkforce(handle, authority);
    const incoming = await sourceFor(handle, authority, today);
    const brain = await loadBrain(handle.db, spine);
    const tally = startTally();
    for (const batch of batched(authority.children())) {
      await applyBatch(
        handle.db,
        spine,
        brain,
        incoming,
        batch.map((child) => child.claims),
        tally,
      );
      await writeAround(handle.db, authorityId, batch);
      progress(tally.preview.children);
    }
    await handle.db
      .updateTable("source")
      .set({ applied_at: now, children: tally.preview.children, summary: JSON.stringify(tally.preview) })
      .where("id", "=", incoming.sourceId)
      .execute();
    await writeAccounts(handle, authority.workers, authority);
    await handle.audit("demonstration.loaded", { detail: { children: tally.preview.children } });
    return { authorityId, children: tally.preview.children };
  });
}

/** The installation becomes a demonstration, once, and only while nothing is in it. */
async function claimInstallation(
  database: Database,
  authority: DemoAuthority,
  now: IsoInstant,
): Promise<number> {
  return await database.transact(systemContext("demonstration", 0, now), async ({ db }) => {
    const installed = await db
      .selectFrom("installation")
      .select(["kind", "authority_id"])
      .executeTakeFirstOrThrow();
    if (installed.kind !== "undecided") throw new DemonstrationRefused(installed.kind);
    const row = await db
      .insertInto("authority")
      .values({ name: authority.name, code: authority.code })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .updateTable("installation")
      .set({ kind: "demonstration", authority_id: row.id, setup_code_hash: null })
      .execute();
    return row.id;
  });
}

export class DemonstrationRefused extends Error {
  constructor(kind: string) {
    super(
      kind === "demonstration"
        ? "This installation is a demonstration already."
        : `This installation is a ${kind} and may hold real children: invented ones are not added to it. Use another data folder (KITH_DATA) for a demonstration.`,
    );
    this.name = "DemonstrationRefused";
  }
}

async function writeWorkforce(handle: Handle, authority: DemoAuthority): Promise<void> {
  const { authorityId } = handle.context;
  await insertMany(
    handle.db,
    "team",
    authority.teams.map((team) => ({
      authority_id: authorityId,
      ref: team.ref,
      name: team.name,
      parent_ref: team.parentRef,
      manager_ref: team.managerRef,
    })),
  );
  await insertMany(
    handle.db,
    "worker",
    authority.workers.map((w) => ({
      authority_id: authorityId,
      ref: w.ref,
      name: w.name,
      title: w.title,
      registered: w.registered,
      team_ref: w.teamRef,
      left_on: w.leftOn ?? null,
    })),
  );
  await insertMany(
    handle.db,
    "absence",
    authority.workers.flatMap((w) =>
      w.absentFrom === undefined
        ? []
        : [
            {
              authority_id: authorityId,
              worker_ref: w.ref,
              from_on: w.absentFrom,
              to_on: w.absentTo ?? null,
              cover_ref: w.coverRef ?? null,
              recorded_at: handle.context.now,
            },
          ],
    ),
  );
}

async function sourceFor(handle: Handle, authority: DemoAuthority, today: IsoDate): Promise<Incoming> {
  const { authorityId, now } = handle.context;
  const row = await handle.db
    .insertInto("source")
    .values({
      authority_id: authorityId,
      format: "demo",
      title: `${authority.name}, invented`,
      file_name: "Northmoor (invented)",
      content_hash: "demonstration",
      bytes: 0,
      as_at: today,
      rank: `${today}|demonstration`,
      received_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return {
    sourceId: row.id,
    format: "demo",
    rank: `${today}|demonstration`,
    recordedAt: now,
    authorityId,
    recordedBy: null,
    held: [],
    sameKind: [],
    freshest: true,
  };
}

function* batched(children: Generator<DemoChild>): Generator<DemoChild[]> {
  let batch: DemoChild[] = [];
  for (const child of children) {
    batch.push(child);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** Notes, adults and restrictions, which no file carries. */
async function writeAround(db: Db, authorityId: number, batch: readonly DemoChild[]): Promise<void> {
  const numbers = batch.map((child) => child.claims.id.value);
  const rows = await sql<{
    id: number;
    localId: string;
  }>`select id, local_id as "localId" from person where local_id = any(${numbers})`.execute(db);
  const ids = new Map(rows.rows.map((row) => [row.localId, row.id]));
  const idOf = (child: DemoChild): number => ids.get(child.claims.id.value) ?? 0;
  await insertMany(
    db,
    "note",
    batch.flatMap((child) =>
      child.notes.map((note) => ({
        authority_id: authorityId,
        person_id: idOf(child),
        on_date: note.on,
        at: note.at,
        kind: note.kind,
        words: note.words,
        childs_words: note.childsWords,
        worker_ref: note.workerRef,
        recorded_at: note.at,
      })),
    ),
  );
  await insertMany(
    db,
    "family_member",
    batch.flatMap((child) =>
      child.family.adults.map((adult) => ({
        authority_id: authorityId,
        person_id: idOf(child),
        ref: adult.ref,
        name: adult.name,
        sex: adult.sex,
        born: adult.born,
        died: adult.died ?? null,
        relation: adult.relation,
        same_household: adult.sameHousehold,
        unknown: adult.unknown === true,
        recorded_at: startOfDay(child.claims.born ?? addDays("2020-01-01" as IsoDate, 0)),
      })),
    ),
  );
  await insertMany(
    db,
    "restriction",
    batch.flatMap((child) =>
      child.restricted
        ? [
            {
              authority_id: authorityId,
              person_id: idOf(child),
              reason: "A parent works for the authority (invented)",
              placed_at: "2026-01-05T09:00:00.000Z",
            },
          ]
        : [],
    ),
  );
}

/** One demonstration account for each role that opens anything; those with work of their own are given a worker who has some. */
async function writeAccounts(
  handle: Handle,
  workers: readonly Worker[],
  authority: DemoAuthority,
): Promise<void> {
  const { authorityId } = handle.context;
  const held = await sql<{
    ref: string;
    team: string | null;
    n: number;
  }>`select worker_ref as ref, max(team_ref) as team, count(*) as n from span
    where status = 'held' and (until_on is null or until_on > kith_today()) and authority_id = ${authorityId} and worker_ref is not null group by 1 order by 3 desc`.execute(
    handle.db,
  );
  const here = new Map(workers.filter((w) => w.leftOn === undefined).map((w) => [w.ref, w]));
  const managers = new Set(authority.teams.map((team) => team.managerRef));
  const taken = new Set<string>();
  for (const person of DEMONSTRATION_PEOPLE) {
    const fits = (w: Worker | undefined): w is Worker =>
      w !== undefined &&
      !taken.has(w.ref) &&
      w.registered === person.registered &&
      w.absentFrom === undefined;
    const worker =
      person.as === "manager"
        ? [...here.values()].find(
            (w) => managers.has(w.ref) && held.rows.some((row) => row.team === w.teamRef) && fits(w),
          )
        : person.as === "holder"
          ? held.rows.map((row) => here.get(row.ref)).find((w) => fits(w) && !managers.has(w.ref))
          : undefined;
    if (worker !== undefined) taken.add(worker.ref);
    await handle.db
      .insertInto("account")
      .values({
        authority_id: authorityId,
        sign_in: `${person.role}@demonstration.invalid`,
        name: worker?.name ?? person.name,
        roles: [person.role],
        worker_ref: worker?.ref ?? null,
        team_refs: person.as === "manager" && worker !== undefined ? [worker.teamRef] : [],
        demonstration: true,
      })
      .execute();
  }
}

/** As the database's owner: moves the day an invented entry was written down back to the day after it happened. Nothing but a demonstration is ever backdated. */
export async function backdate(database: Database, authorityId: number): Promise<void> {
  await database.engine.db.transaction().execute(async (db) => {
    await sql`select set_config('kith.authority', ${String(authorityId)}, true)`.execute(db);
    for (const table of BACKDATED) {
      await sql`update ${sql.table(table)} set recorded_at = (on_date + 1) + time '09:30' where authority_id = ${authorityId} and on_date < current_date - 1
        and exists (select from installation where kind = 'demonstration')`.execute(db);
    }
  });
}
