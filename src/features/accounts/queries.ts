import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

export type AccountLine = {
  readonly id: number;
  readonly name: string;
  readonly signIn: string;
  readonly roles: readonly string[];
  readonly teamRefs: readonly string[];
  readonly workerRef: string | null;
  readonly state: "in use" | "invited" | "disabled" | "demonstration";
  readonly lastSeen: IsoInstant | null;
};

type Row = {
  id: number;
  name: string;
  sign_in: string;
  roles: string[];
  team_refs: string[];
  worker_ref: string | null;
  disabled_at: IsoInstant | null;
  demonstration: boolean;
  last_seen_at: IsoInstant | null;
  has_password: boolean;
};

const lineOf = (row: Row): AccountLine => ({
  id: row.id,
  name: row.name,
  signIn: row.sign_in,
  roles: row.roles,
  teamRefs: row.team_refs,
  workerRef: row.worker_ref,
  state:
    row.disabled_at !== null
      ? "disabled"
      : row.demonstration
        ? "demonstration"
        : row.has_password
          ? "in use"
          : "invited",
  lastSeen: row.last_seen_at,
});

const LINE = sql`id, name, sign_in, roles, team_refs, worker_ref, disabled_at, demonstration, last_seen_at,
  has_password`;

/** The accounts of the authority by name, one more than a page where there are more. */
export async function listAccounts(
  handle: Handle,
  size: number,
  after: number | undefined,
): Promise<AccountLine[]> {
  const from =
    after === undefined
      ? sql``
      : sql`and (lower(name), id) > (select lower(name), id from account where id = ${after})`;
  const rows = await sql<Row>`select ${LINE} from account
    where authority_id = ${handle.context.authorityId} ${from} order by lower(name), id limit ${size + 1}`.execute(
    handle.db,
  );
  return rows.rows.map(lineOf);
}

export async function accountLine(handle: Handle, id: number): Promise<AccountLine | undefined> {
  const rows = await sql<Row>`select ${LINE} from account
    where authority_id = ${handle.context.authorityId} and id = ${id}`.execute(handle.db);
  const row = rows.rows[0];
  return row === undefined ? undefined : lineOf(row);
}

export type DemonstrationLine = {
  readonly id: number;
  readonly name: string;
  readonly roles: readonly string[];
};

/** The demonstration accounts, for the buttons of the sign-in page. */
export async function demonstrationAccounts(handle: Handle): Promise<DemonstrationLine[]> {
  return await handle.db
    .selectFrom("account")
    .select(["id", "name", "roles"])
    .where("demonstration", "=", true)
    .where("disabled_at", "is", null)
    .orderBy("id")
    .execute();
}

export type SessionLine = {
  readonly id: string;
  readonly device: string;
  readonly startedAt: IsoInstant;
  readonly seenAt: IsoInstant;
};

/** The sessions of one account that still stand. */
export async function sessionsOf(
  handle: Handle,
  accountId: number,
  since: IsoInstant,
): Promise<SessionLine[]> {
  const rows = await handle.db
    .selectFrom("session")
    .select(["id", "device", "started_at", "seen_at"])
    .where("account_id", "=", accountId)
    .where("ended_at", "is", null)
    .where("strong_at", "is not", null)
    .where("started_at", ">", since)
    .orderBy("seen_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device ?? "",
    startedAt: row.started_at,
    seenAt: row.seen_at,
  }));
}

export async function listTeams(handle: Handle): Promise<{ ref: string; name: string }[]> {
  return await handle.db
    .selectFrom("team")
    .select(["ref", "name"])
    .where("authority_id", "=", handle.context.authorityId)
    .orderBy("name")
    .execute();
}
