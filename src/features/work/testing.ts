import { type Context, systemContext } from "../../kernel/context.ts";
import { date, type IsoDate, type IsoInstant, londonDate, systemNow } from "../../kernel/dates.ts";
import { generateAuthority } from "../../demo/authority.ts";
import type { ChildClaims, Claim, Format } from "../../kernel/record/claim.ts";
import type { Database } from "../../platform/db/transact.ts";
import { SPINE } from "../../spine.ts";
import { applyBatch } from "../record/apply.ts";
import type { Incoming } from "../record/incoming.ts";
import { loadBrain } from "../record/recompute.ts";
import { startTally } from "../record/tally.ts";

/** A made-up authority put through the same door as a file, for suites that need many children. */
export type Filled = {
  readonly authorityId: number;
  readonly system: Context;
  readonly today: IsoDate;
  readonly now: IsoInstant;
  readonly sourceId: number;
};

const BATCH = 400;
// What a full account of everything would be: the dataset that carries visits, decisions and holders.
const FORMAT: Format = "ssd";

/** Fills a migrated database. Restrictions are not placed: a suite places its own. */
export async function fillAuthority(
  database: Database,
  options: { readonly children: number; readonly seed?: number; readonly now?: IsoInstant },
): Promise<Filled> {
  const now = options.now ?? systemNow();
  const today = londonDate(now);
  const authority = generateAuthority({ seed: options.seed ?? 7, children: options.children, today });
  const authorityId = await database.transact(systemContext("tests", 0, now), async ({ db }) => {
    const row = await db
      .insertInto("authority")
      .values({ name: authority.name })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db.updateTable("installation").set({ authority_id: row.id }).execute();
    return row.id;
  });
  const system = systemContext("tests", authorityId, now);
  const sourceId = await database.transact(system, async ({ db }) => {
    for (const team of authority.teams)
      await db
        .insertInto("team")
        .values({
          authority_id: authorityId,
          ref: team.ref,
          name: team.name,
          parent_ref: team.parentRef,
          manager_ref: team.managerRef,
        })
        .execute();
    for (const worker of authority.workers) {
      await db
        .insertInto("worker")
        .values({
          authority_id: authorityId,
          ref: worker.ref,
          name: worker.name,
          title: worker.title,
          registered: worker.registered,
          team_ref: worker.teamRef,
          left_on: worker.leftOn ?? null,
        })
        .execute();
      if (worker.absentFrom !== undefined)
        await db
          .insertInto("absence")
          .values({
            authority_id: authorityId,
            worker_ref: worker.ref,
            from_on: worker.absentFrom,
            to_on: worker.absentTo ?? null,
            cover_ref: worker.coverRef ?? null,
          })
          .execute();
    }
    return await addSource(database, system, today);
  });
  let batch: ChildClaims[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length > 0) await tell(database, { authorityId, system, today, now, sourceId }, batch);
    batch = [];
  };
  for (const child of authority.children()) {
    batch.push(child.claims);
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return { authorityId, system, today, now, sourceId };
}

/** Applies what a reader would have said of some children. */
export async function tell(
  database: Database,
  filled: Filled,
  children: readonly ChildClaims[],
): Promise<void> {
  await database.transact(filled.system, async ({ db }) => {
    const brain = await loadBrain(db, SPINE);
    const incoming: Incoming = {
      sourceId: filled.sourceId,
      format: FORMAT,
      rank: "2026-01-01",
      recordedAt: filled.now,
      authorityId: filled.authorityId,
      recordedBy: null,
      held: [],
      sameKind: [],
      freshest: true,
    };
    await applyBatch(db, SPINE, brain, incoming, children, startTally());
  });
}

/** An empty authority with one source, for suites that tell of a few children of their own. */
export async function emptyAuthority(database: Database, now: IsoInstant = systemNow()): Promise<Filled> {
  const authorityId = await database.transact(systemContext("tests", 0, now), async ({ db }) => {
    const row = await db
      .insertInto("authority")
      .values({ name: "Testshire" })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  });
  const system = systemContext("tests", authorityId, now);
  const today = londonDate(now);
  return { authorityId, system, today, now, sourceId: await addSource(database, system, today) };
}

async function addSource(database: Database, system: Context, today: IsoDate): Promise<number> {
  return await database.transact(system, async ({ db }) => {
    const row = await db
      .insertInto("source")
      .values({
        authority_id: system.authorityId,
        format: FORMAT,
        title: "Made for a test",
        file_name: "test",
        content_hash: `test-${system.authorityId}`,
        bytes: 0,
        as_at: today,
        rank: "2026-01-01",
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

/** What a source might say of one child: `claim("referral", "2026-03-02", { received_on: "2026-03-02" })`. */
export const claim = (table: string, key: string, values: Claim["values"]): Claim => ({
  table,
  key,
  values,
  place: "test",
});

export function childTold(
  localId: string,
  about: { readonly forename?: string; readonly surname?: string; readonly born?: string },
  claims: readonly Claim[],
  identifiers: ChildClaims["identifiers"] = [],
): ChildClaims {
  const born = about.born === undefined ? null : date(about.born);
  return {
    id: { type: "local", value: localId },
    identifiers,
    born,
    claims: [
      claim("person_detail", "", {
        forename: about.forename ?? "A",
        surname: about.surname ?? "Child",
        birth_date: born,
      }),
      ...claims,
    ],
    findings: [],
    place: "test",
  };
}

/** The held child with a number. */
export async function idOf(database: Database, filled: Filled, localId: string): Promise<number> {
  return await database.transact(filled.system, async ({ db }) => {
    const row = await db
      .selectFrom("person")
      .select("id")
      .where("local_id", "=", localId)
      .executeTakeFirstOrThrow();
    return row.id;
  });
}
