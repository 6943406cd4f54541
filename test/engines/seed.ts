import { type Context, type Right, type Scope, systemContext } from "../../src/kernel/context.ts";
import { date, type IsoInstant, systemNow } from "../../src/kernel/dates.ts";
import type { Database } from "../../src/platform/db/transact.ts";

/** Rows that suites on access need: an authority, accounts, children with somebody who holds them. */
export async function addAuthority(database: Database, name = "Testshire"): Promise<number> {
  return await database.transact(systemContext("tests", 0, systemNow()), async ({ db }) => {
    const row = await db.insertInto("authority").values({ name }).returning("id").executeTakeFirstOrThrow();
    await db.updateTable("installation").set({ authority_id: row.id }).execute();
    return row.id;
  });
}

export type ChildOptions = { name?: string; localId: string; worker?: string; team?: string };

/** A child with a name, a local number, a note and an open allocation. */
export async function addChild(
  database: Database,
  authorityId: number,
  options: ChildOptions,
): Promise<number> {
  const now = systemNow();
  return await database.transact(systemContext("tests", authorityId, now), async ({ db }) => {
    const person = await db
      .insertInto("person")
      .values({ authority_id: authorityId, local_id: options.localId, name: options.name ?? "A Child" })
      .returning("id")
      .executeTakeFirstOrThrow();
    await db
      .insertInto("identifier")
      .values({
        authority_id: authorityId,
        person_id: person.id,
        type: "local",
        value: options.localId,
        issuer: "tests",
      })
      .execute();
    await db
      .insertInto("span")
      .values({
        authority_id: authorityId,
        person_id: person.id,
        status: "held",
        key: "held",
        from_on: date("2026-01-05"),
        worker_ref: options.worker ?? null,
        team_ref: options.team ?? null,
        detail: "{}",
      })
      .execute();
    await db
      .insertInto("timeline_event")
      .values({
        authority_id: authorityId,
        person_id: person.id,
        on_date: date("2026-01-05"),
        kind: "referral.received",
        subject: "referral:1",
        origin: "referral:1",
        issuer: "tests",
        detail: "{}",
        source_id: 1,
        recorded_at: now,
      })
      .execute();
    return person.id;
  });
}

export async function addAccount(
  database: Database,
  authorityId: number,
  account: {
    signIn: string;
    name: string;
    roles?: string[];
    workerRef?: string;
    teamRefs?: string[];
    demonstration?: boolean;
  },
): Promise<number> {
  return await database.transact(systemContext("tests", authorityId, systemNow()), async ({ db }) => {
    const row = await db
      .insertInto("account")
      .values({
        authority_id: authorityId,
        sign_in: account.signIn,
        name: account.name,
        roles: account.roles ?? [],
        worker_ref: account.workerRef ?? null,
        team_refs: account.teamRefs ?? [],
        demonstration: account.demonstration ?? false,
      })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

/** A person's context, made by hand where the sign-in is not what is tested. */
export function personContext(
  authorityId: number,
  person: {
    accountId?: number;
    who?: string;
    scope?: Scope;
    rights?: readonly Right[];
    workerRef?: string;
    teamRefs?: readonly string[];
    now?: IsoInstant;
  },
): Context {
  return {
    kind: "person",
    accountId: person.accountId ?? 1,
    who: person.who ?? "Somebody",
    authorityId,
    roles: [],
    rights: new Set(person.rights ?? []),
    scope: person.scope ?? "none",
    workerRef: person.workerRef ?? null,
    teamRefs: person.teamRefs ?? [],
    requestId: "test",
    now: person.now ?? systemNow(),
  };
}
