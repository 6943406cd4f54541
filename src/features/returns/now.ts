import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Db } from "../record/bulk.ts";
import type { Totals } from "./items.ts";
import type { ReturnId } from "./year.ts";

export type Now = {
  readonly items: Totals;
  readonly checkedAt: IsoInstant;
  /** When everybody was last checked. */
  readonly fullAt: IsoInstant | null;
};

type NowRow = { items: Totals; checked_at: IsoInstant; full_at: IsoInstant | null };

/** Where a return stands; undefined before its first check. */
export async function readNow(db: Db, of: ReturnId): Promise<Now | undefined> {
  const rows = await sql<NowRow>`select items, checked_at, full_at from return_now
    where authority_id = kith_authority() and return_kind = ${of.kind} and year = ${of.year}`.execute(db);
  const row = rows.rows[0];
  return row && { items: row.items, checkedAt: row.checked_at, fullAt: row.full_at };
}

/** The same for who reads it: until everybody has been checked once, what is known is not what the return would say. */
export async function checkedNow(db: Db, of: ReturnId): Promise<Now | undefined> {
  const now = await readNow(db, of);
  return now?.fullAt == null ? undefined : now;
}

/** Where a return stands, for one who is about to change it: others who would wait until this transaction ends. */
export async function lockNow(db: Db, of: ReturnId, authorityId: number, now: IsoInstant): Promise<Now> {
  await sql`insert into return_now (authority_id, return_kind, year, items, checked_at)
    values (${authorityId}, ${of.kind}, ${of.year}, '{}', ${now}) on conflict do nothing`.execute(db);
  const rows = await sql<NowRow>`select items, checked_at, full_at from return_now
    where authority_id = ${authorityId} and return_kind = ${of.kind} and year = ${of.year} for update`.execute(
    db,
  );
  const row = rows.rows[0];
  return { items: row?.items ?? {}, checkedAt: row?.checked_at ?? now, fullAt: row?.full_at ?? null };
}

export async function writeNow(db: Db, of: ReturnId, authorityId: number, now: Now): Promise<void> {
  await sql`update return_now set items = ${JSON.stringify(now.items)}::jsonb, checked_at = ${now.checkedAt}, full_at = ${now.fullAt}
    where authority_id = ${authorityId} and return_kind = ${of.kind} and year = ${of.year}`.execute(db);
}
