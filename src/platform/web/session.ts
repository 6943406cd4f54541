import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { type Context, type Right, RIGHTS, type Scope, systemContext } from "../../kernel/context.ts";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Database, Handle } from "../db/transact.ts";
import { addSeconds } from "./moments.ts";

/** How long a session lasts: `idleMinutes` without a request, `absoluteHours` whatever is done. */
export type SessionLimits = { readonly idleMinutes: number; readonly absoluteHours: number };

export const SESSION_LIMITS: SessionLimits = { idleMinutes: 30, absoluteHours: 10 };

/** A seen session is not written down again within this many seconds: a read stays a read. */
const SEEN_EVERY_SECONDS = 60;

/** Who asks, from their session: nobody, somebody half-way through signing in, or somebody signed in. */
export type Visit = {
  readonly context: Context;
  readonly signedIn: boolean;
  readonly sessionId: string | null;
  readonly halfway: number | null;
  /** When the second factor was last given; null for demonstration accounts, which have none, and for nobody. */
  readonly strongAt: IsoInstant | null;
};

const hashOf = (token: string): string => createHash("sha256").update(token).digest("base64url");

/**
 * Starts a session and gives its token: 256 random bits, of which only the hash is kept, so that a copy of the database opens nothing.
 * @param strong whether the second factor has been given; a session without it opens nothing but the page that asks for it
 */
export async function startSession(
  handle: Handle,
  accountId: number,
  options: { readonly strong: boolean; readonly device: string },
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const at = handle.context.now;
  await handle.db
    .insertInto("session")
    .values({
      id: hashOf(token),
      account_id: accountId,
      started_at: at,
      seen_at: at,
      strong_at: options.strong ? at : null,
      device: options.device.slice(0, 200),
    })
    .execute();
  return token;
}

/** A session under a new token, its second factor given again; it still ends when the old one would have. */
export async function renewSession(
  handle: Handle,
  id: string,
  accountId: number,
  device: string,
): Promise<string> {
  const before = await handle.db
    .selectFrom("session")
    .select("started_at")
    .where("id", "=", id)
    .executeTakeFirst();
  await endSession(handle, id);
  const token = await startSession(handle, accountId, { strong: true, device });
  await handle.db
    .updateTable("session")
    .set({ started_at: before?.started_at ?? handle.context.now })
    .where("id", "=", hashOf(token))
    .execute();
  return token;
}

/** Ends one session. */
export async function endSession(handle: Handle, id: string): Promise<void> {
  await handle.db
    .updateTable("session")
    .set({ ended_at: handle.context.now })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** Ends every session of an account, but one where told. Says how many. */
export async function endSessions(handle: Handle, accountId: number, except?: string): Promise<number> {
  const ended = await handle.db
    .updateTable("session")
    .set({ ended_at: handle.context.now })
    .where("account_id", "=", accountId)
    .where("ended_at", "is", null)
    .where("id", "!=", except ?? "")
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

type Found = {
  id: string;
  strong_at: IsoInstant | null;
  seen_at: IsoInstant;
  account_id: number;
  authority_id: number;
  name: string;
  demonstration: boolean;
  roles: string[];
  worker_ref: string | null;
  team_refs: string[];
  scopes: Scope[];
  rights: string[];
};

/**
 * The visit behind a session token. Account, roles and teams are read afresh each time, so that a change of any of them, or the end of the account,
 * holds from the next request.
 */
export async function visitOf(
  database: Database,
  token: string | null,
  now: IsoInstant,
  requestId: string,
  limits: SessionLimits = SESSION_LIMITS,
): Promise<Visit> {
  const nobody: Visit = {
    context: nobodyContext(now, requestId),
    signedIn: false,
    sessionId: null,
    halfway: null,
    strongAt: null,
  };
  if (token === null || !/^[\w-]{43}$/.test(token)) return nobody;
  const found = await findSession(database, hashOf(token), now, requestId, limits);
  if (found === undefined) return nobody;
  if (found.strong_at === null) return { ...nobody, sessionId: found.id, halfway: found.account_id };
  return {
    context: contextFor(found, now, requestId),
    signedIn: true,
    sessionId: found.id,
    halfway: null,
    strongAt: found.demonstration ? null : found.strong_at,
  };
}

async function findSession(
  database: Database,
  id: string,
  now: IsoInstant,
  requestId: string,
  limits: SessionLimits,
): Promise<Found | undefined> {
  return await database.transact(systemContext("sessions", 0, now, requestId), async ({ db }) => {
    const rows = await sql<Found>`select s.id, s.strong_at, s.seen_at, s.account_id,
        a.authority_id, a.name, a.demonstration, a.roles, a.worker_ref, a.team_refs,
        coalesce((select array_agg(r.scope) from role r where r.id = any (a.roles)), '{}') as scopes,
        coalesce((select array_agg(distinct u) from role r, unnest(r.rights) u where r.id = any (a.roles)), '{}') as rights
      from session s join account a on a.id = s.account_id
      where s.id = ${id} and s.ended_at is null and a.disabled_at is null
        and s.seen_at > ${addSeconds(now, -60 * limits.idleMinutes)}
        and s.started_at > ${addSeconds(now, -3600 * limits.absoluteHours)}`.execute(db);
    const found = rows.rows[0];
    if (found !== undefined && found.seen_at < addSeconds(now, -SEEN_EVERY_SECONDS)) {
      await db.updateTable("session").set({ seen_at: now }).where("id", "=", id).execute();
      await db.updateTable("account").set({ last_seen_at: now }).where("id", "=", found.account_id).execute();
    }
    return found;
  });
}

const SCOPES: readonly Scope[] = ["none", "own", "team", "all"];

/** The widest of several scopes. */
export function widest(scopes: readonly Scope[]): Scope {
  return SCOPES[Math.max(0, ...scopes.map((scope) => SCOPES.indexOf(scope)))] ?? "none";
}

type ContextRow = Pick<
  Found,
  "account_id" | "authority_id" | "name" | "roles" | "worker_ref" | "team_refs" | "scopes" | "rights"
>;

/** The context of a person signed in: the union of what their roles allow. */
export function contextFor(row: ContextRow, now: IsoInstant, requestId: string): Context {
  return {
    kind: "person",
    accountId: row.account_id,
    who: row.name,
    authorityId: row.authority_id,
    roles: row.roles,
    // A right that this version does not know is no right.
    rights: new Set(RIGHTS.filter((right: Right) => row.rights.includes(right))),
    scope: widest(row.scopes),
    workerRef: row.worker_ref,
    teamRefs: row.team_refs,
    requestId,
    now,
  };
}

/** Somebody who has not signed in: no rights, no scope, no account. */
export function nobodyContext(now: IsoInstant, requestId: string): Context {
  return {
    kind: "person",
    accountId: null,
    who: "not signed in",
    authorityId: 0,
    roles: [],
    rights: new Set(),
    scope: "none",
    workerRef: null,
    teamRefs: [],
    requestId,
    now,
  };
}
