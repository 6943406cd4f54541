import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";

export type Named = {
  readonly grant: number;
  readonly account: number;
  readonly name: string;
  readonly since: IsoInstant;
};

/** Who may open a restricted record. Read by those who keep the walls. */
export async function namedOn(handle: Handle, child: number): Promise<Named[]> {
  const rows = await handle.db
    .selectFrom("access_grant")
    .innerJoin("account", "account.id", "access_grant.account_id")
    .select(["access_grant.id", "account_id", "account.name", "from_at"])
    .where("person_id", "=", child)
    .where("kind", "=", "named")
    .where("until_at", ">", handle.context.now)
    .orderBy("account.name")
    .execute();
  return rows.map((row) => ({ grant: row.id, account: row.account_id, name: row.name, since: row.from_at }));
}

export type RestrictionLine = {
  readonly id: number;
  readonly child: number;
  readonly localId: string | null;
  readonly reason: string;
  readonly placedAt: IsoInstant;
  readonly placedBy: string | null;
  readonly placedByMe: boolean;
};

/** Restrictions in force; one of them where an id is given. Read by those who keep the walls. */
export async function restrictionsNow(handle: Handle, id?: number): Promise<RestrictionLine[]> {
  const rows = await handle.db
    .selectFrom("restriction")
    .innerJoin("person", "person.id", "restriction.person_id")
    .leftJoin("account", "account.id", "restriction.placed_by")
    .select([
      "restriction.id",
      "restriction.person_id",
      "person.local_id",
      "reason",
      "placed_at",
      "placed_by",
      "account.name",
    ])
    .where("lifted_at", "is", null)
    .where((where) => (id === undefined ? where.lit(true) : where("restriction.id", "=", id)))
    .orderBy("placed_at", "desc")
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    child: row.person_id,
    localId: row.local_id,
    reason: row.reason,
    placedAt: row.placed_at,
    placedBy: row.name,
    placedByMe: row.placed_by === handle.context.accountId,
  }));
}

export type Candidate = { readonly account: number; readonly name: string; readonly why: string };

/** Whom to offer for naming: who places the restriction, who holds the child, who leads the child's team. */
export async function candidates(handle: Handle, child: number): Promise<Candidate[]> {
  const rows = await sql<{ id: number; name: string; why: string }>`
    select distinct on (a.id) a.id, a.name, why from account a join (
      select ${handle.context.accountId}::int as id, 'You' as why, 1 as rank
      union all
      select h.id, 'Holds the child', 2 from account h join span s on s.worker_ref = h.worker_ref
        where s.person_id = ${child} and s.status = 'held' and s.until_on is null
      union all
      select m.id, 'Leads the child''s team', 3 from account m join span s on s.team_ref = any (m.team_refs)
        where s.person_id = ${child} and s.status = 'held' and s.until_on is null
    ) offered on offered.id = a.id
    where a.authority_id = ${handle.context.authorityId} and a.disabled_at is null order by a.id, rank`.execute(
    handle.db,
  );
  return rows.rows.map((row) => ({ account: row.id, name: row.name, why: row.why }));
}
