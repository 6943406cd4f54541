import { createHmac } from "node:crypto";
import { type Kysely, sql, type Transaction } from "kysely";
import { systemNow } from "../../kernel/dates.ts";
import type { Engine } from "../db/engine.ts";
import type { Schema } from "../db/types.gen.ts";
import { appendCheckpoints, type AuditKeys, lastCheckpoint } from "./checkpoints.ts";
import { type AuditRow, isGenuine } from "./write.ts";

/**
 * Sealing. Audit rows are written in users' transactions without waiting for each other; in the background, those that have committed are sealed in batches
 * into a chain (each seal covers its rows and the seal before, and is keyed), and each seal is signed and appended to a file outside the database.
 */
const BATCH = 5000;
/** A transaction may commit a row with a lower number than one already sealed; numbers this far back are looked at each time, and all of them at start-up. */
const LOOK_BACK = 20_000;

/** Held from a seal's transaction until its line is in the file, so that the two are never seen apart. */
export const SEAL_LOCK = sql.lit(5484124);

export type Leaf = { readonly seq: number; readonly id: string; readonly mac: string };

/**
 * Seals what has been written since the last time. A row Kith did not write is never sealed: it would become part of the record.
 * @param everything looks at every row ever written and not only those of late
 * @returns the number of rows sealed
 */
export async function sealAudit(engine: Engine, keys: AuditKeys, everything = false): Promise<number> {
  return await engine.db.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${SEAL_LOCK})`.execute(connection);
    try {
      let after = everything ? 0 : await lookBackTo(connection);
      let sealed = 0;
      for (;;) {
        const batch = await connection
          .transaction()
          .execute((transaction) => sealBatch(transaction, keys.key, after));
        await catchUp(connection, keys);
        sealed += batch.sealed;
        if (batch.looked < BATCH) return sealed;
        after = batch.last;
      }
    } finally {
      await sql`select pg_advisory_unlock(${SEAL_LOCK})`.execute(connection);
    }
  });
}

async function lookBackTo(db: Kysely<Schema>): Promise<number> {
  const newest = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_leaf`.execute(db);
  return (newest.rows[0]?.seq ?? 0) - LOOK_BACK;
}

async function sealBatch(
  db: Transaction<Schema>,
  key: Buffer,
  after: number,
): Promise<{ sealed: number; looked: number; last: number }> {
  await sql`set local role kith_system`.execute(db);
  const found = await sql<
    AuditRow & Leaf
  >`select e.seq, e.id, e.at, e.authority_id, e.account_id, e.who, e.act, e.person_id,
      e.request_id, e.detail, e.mac
    from audit_event e where e.seq > ${after} and not exists (select from audit_leaf l where l.seq = e.seq)
    order by e.seq limit ${BATCH}`.execute(db);
  const looked = found.rows.length;
  const last = found.rows.at(-1)?.seq ?? after;
  const rows = found.rows.filter((row) => isGenuine(key, row));
  if (rows.length === 0) return { sealed: 0, looked, last };
  const head = await headOf(db);
  const no = head.no + 1;
  const hash = startSeal(key, no, head.hash);
  for (const row of rows) hash.add(row);
  await db
    .insertInto("audit_seal")
    .values({ no, at: systemNow(), leaves: rows.length, previous: head.hash, hash: hash.end() })
    .execute();
  const leaves = rows.map((row, position) => ({
    seq: row.seq,
    seal_no: no,
    position,
    id: row.id,
    mac: row.mac,
  }));
  await sql`insert into audit_leaf (seq, seal_no, position, id, mac)
    select seq, seal_no, position, id, mac from json_to_recordset(${JSON.stringify(leaves)}::json)
    as x(seq bigint, seal_no bigint, position int, id text, mac text)`.execute(db);
  return { sealed: rows.length, looked, last };
}

/** The newest seal: number 0 with an empty hash before there is one. */
export async function headOf(db: Kysely<Schema>): Promise<{ no: number; hash: string }> {
  const last = await db
    .selectFrom("audit_seal")
    .select(["no", "hash"])
    .orderBy("no", "desc")
    .limit(1)
    .executeTakeFirst();
  return last ?? { no: 0, hash: "" };
}

/** Writes the lines the file has not: of the seal just made, and of one made just before a crash. */
async function catchUp(db: Kysely<Schema>, keys: AuditKeys): Promise<void> {
  const missing = await db
    .selectFrom("audit_seal")
    .select(["no", "hash"])
    .where("no", ">", lastCheckpoint(keys)?.no ?? 0)
    .orderBy("no")
    .execute();
  appendCheckpoints(
    keys,
    missing.map(({ no, hash }) => ({ kind: "sealed", no, hash, at: systemNow() })),
  );
}

/** Keyed, so that somebody who has the database but not the key cannot make a chain of other rows. */
export function startSeal(
  key: Buffer,
  no: number,
  previous: string,
): { add(leaf: Leaf): void; end(): string } {
  const hash = createHmac("sha256", key).update(`seal ${no}\n${previous}\n`);
  return {
    add: (leaf) => void hash.update(`${leaf.seq} ${leaf.id} ${leaf.mac}\n`),
    end: () => hash.digest("base64url"),
  };
}
