import { createHash, createHmac } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { sql, type Transaction } from "kysely";
import { systemNow } from "../../kernel/dates.ts";
import type { Engine } from "../db/engine.ts";
import type { Schema } from "../db/types.gen.ts";
import { type AuditRow, macOf } from "./write.ts";

/**
 * Sealing. Audit rows are written in users' transactions without waiting for each other; in the background, those that have committed are sealed in batches
 * into a chain (each seal covers its rows and the seal before), and the head of the chain is signed and appended to a file outside the database.
 */
const BATCH = 5000;
/** A transaction may commit a row with a lower number than one already sealed; numbers this far back are still looked at. */
const LOOK_BACK = 200_000;

export type AuditKeys = {
  readonly key: Buffer;
  /** The file of signed checkpoints, beside the database and not in it. */
  readonly checkpoints: string;
};

export async function sealAudit(engine: Engine, keys: AuditKeys, everything = false): Promise<number> {
  const sealed = await engine.db.transaction().execute(async (db) => {
    await sql`set local role kith_system`.execute(db);
    await sql`select pg_advisory_xact_lock(5484124)`.execute(db);
    const last = await db
      .selectFrom("audit_seal")
      .select(["no", "hash"])
      .orderBy("no", "desc")
      .limit(1)
      .executeTakeFirst();
    const rows = await unsealed(db, everything);
    if (rows.length === 0) return null;
    const no = (last?.no ?? 0) + 1;
    const previous = last?.hash ?? "";
    const hash = sealHash(no, previous, rows);
    await db
      .insertInto("audit_seal")
      .values({ no, at: systemNow(), leaves: rows.length, previous, hash })
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
    return { no, hash, count: rows.length };
  });
  if (sealed === null) return 0;
  const line = `${sealed.no} ${sealed.hash} ${systemNow()}`;
  appendFileSync(keys.checkpoints, `${line} ${sign(keys.key, line)}\n`, { mode: 0o600 });
  return sealed.count === BATCH ? sealed.count + (await sealAudit(engine, keys, everything)) : sealed.count;
}

type Leaf = { seq: number; id: string; mac: string };

async function unsealed(db: Transaction<Schema>, everything: boolean): Promise<Leaf[]> {
  const from = everything ? sql`0` : sql`coalesce((select max(seq) from audit_leaf), 0) - ${LOOK_BACK}`;
  const found = await sql<Leaf>`select e.seq, e.id, e.mac from audit_event e
    where e.seq > ${from} and not exists (select from audit_leaf l where l.seq = e.seq) order by e.seq limit ${BATCH}`.execute(
    db,
  );
  return found.rows;
}

function sealHash(no: number, previous: string, rows: readonly Leaf[]): string {
  const hash = createHash("sha256").update(`${no}\n${previous}\n`);
  for (const row of rows) hash.update(`${row.seq} ${row.id} ${row.mac}\n`);
  return hash.digest("base64url");
}

const sign = (key: Buffer, line: string): string =>
  createHmac("sha256", key).update(`checkpoint ${line}`).digest("base64url");

export type AuditFault = {
  readonly kind:
    | "edited"
    | "deleted"
    | "inserted"
    | "reordered"
    | "truncated"
    | "seal broken"
    | "checkpoint missing"
    | "rolled back";
  /** The row's number, or the seal's. */
  readonly at: string;
  readonly words: string;
};

export type AuditReport = {
  readonly rows: number;
  readonly sealed: number;
  readonly seals: number;
  readonly faults: readonly AuditFault[];
};

/**
 * Checks every audit row against its key, every sealed row against its seal, the seals against each other and their head against the signed file. Says which
 * row was edited, deleted, inserted, reordered, or cut from the end.
 */
export async function verifyAudit(engine: Engine, keys: AuditKeys): Promise<AuditReport> {
  const faults: AuditFault[] = [];
  const rows = await engine.db.transaction().execute(async (db) => {
    await sql`set local role kith_system`.execute(db);
    return await verifyRows(db, keys.key, faults);
  });
  const seals = await engine.db.transaction().execute(async (db) => {
    await sql`set local role kith_system`.execute(db);
    return await verifySeals(db, faults);
  });
  verifyCheckpoints(keys, seals, faults);
  const sealed = [...seals.values()].reduce((sum, seal) => sum + seal.leaves, 0);
  return { rows, sealed, seals: seals.size, faults };
}

type Stored = AuditRow & { seq: number; mac: string; leaf_id: string | null; leaf_mac: string | null };

async function verifyRows(db: Transaction<Schema>, key: Buffer, faults: AuditFault[]): Promise<number> {
  let count = 0;
  let after = 0;
  const newest = await sql<{ seq: number }>`select coalesce(max(seq), 0) as seq from audit_leaf`.execute(db);
  const sealedTo = newest.rows[0]?.seq ?? 0;
  for (;;) {
    const page =
      await sql<Stored>`select coalesce(e.seq, l.seq) as seq, e.id, e.at, e.authority_id, e.account_id, e.who, e.act, e.person_id, e.request_id,
        e.detail, e.mac, l.id as leaf_id, l.mac as leaf_mac
      from (select * from audit_event where seq > ${after} order by seq limit 10000) e
      full join (select * from audit_leaf where seq > ${after} order by seq limit 10000) l on l.seq = e.seq
      order by 1 limit 10000`.execute(db);
    if (page.rows.length === 0) return count;
    for (const row of page.rows) {
      count += row.id === null ? 0 : 1;
      judge(row, key, sealedTo, faults);
    }
    after = page.rows.at(-1)?.seq ?? after;
  }
}

function judge(row: Stored, key: Buffer, sealedTo: number, faults: AuditFault[]): void {
  const at = `row ${row.seq}`;
  if (row.id === null) {
    const kind = row.seq === sealedTo ? "truncated" : "deleted";
    faults.push({
      kind,
      at,
      words: `Audit ${at} was sealed and is gone${kind === "truncated" ? " from the end" : ""}.`,
    });
    return;
  }
  const genuine = macOf(key, row) === row.mac;
  if (row.leaf_id === null) {
    if (!genuine) faults.push({ kind: "inserted", at, words: `Audit ${at} was not written by Kith.` });
    return;
  }
  if (row.leaf_id !== row.id)
    faults.push({ kind: "reordered", at, words: `Audit ${at} stands where another row was sealed.` });
  else if (!genuine || row.leaf_mac !== row.mac)
    faults.push({ kind: "edited", at, words: `Audit ${at} has been changed since it was written.` });
}

type Seal = { no: number; leaves: number; previous: string; hash: string };

async function verifySeals(db: Transaction<Schema>, faults: AuditFault[]): Promise<Map<number, Seal>> {
  const seals = new Map<number, Seal>();
  let previous: Seal = { no: 0, leaves: 0, previous: "", hash: "" };
  for (const seal of await db
    .selectFrom("audit_seal")
    .select(["no", "leaves", "previous", "hash"])
    .orderBy("no")
    .execute()) {
    const at = `seal ${seal.no}`;
    const leaves = await db
      .selectFrom("audit_leaf")
      .select(["seq", "id", "mac"])
      .where("seal_no", "=", seal.no)
      .orderBy("position")
      .execute();
    if (seal.no !== previous.no + 1)
      faults.push({
        kind: "seal broken",
        at,
        words: `Seals between ${previous.no} and ${seal.no} are gone.`,
      });
    if (seal.previous !== previous.hash || sealHash(seal.no, seal.previous, leaves) !== seal.hash) {
      faults.push({
        kind: "seal broken",
        at,
        words: `The rows under ${at} are not those that were sealed (${leaves.length} of ${seal.leaves} stand).`,
      });
    }
    seals.set(seal.no, seal);
    previous = seal;
  }
  return seals;
}

function verifyCheckpoints(keys: AuditKeys, seals: ReadonlyMap<number, Seal>, faults: AuditFault[]): void {
  const lines = existsSync(keys.checkpoints)
    ? readFileSync(keys.checkpoints, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
  if (lines.length === 0 && seals.size > 0) {
    faults.push({
      kind: "checkpoint missing",
      at: "checkpoints",
      words: "The file of signed checkpoints is missing or empty.",
    });
  }
  for (const line of lines) {
    const parts = line.split(" ");
    const body = parts.slice(0, 3).join(" ");
    const at = `seal ${parts[0]}`;
    if (sign(keys.key, body) !== parts[3])
      faults.push({
        kind: "checkpoint missing",
        at,
        words: `The checkpoint of ${at} is not one Kith signed.`,
      });
    else if (seals.get(Number(parts[0]))?.hash !== parts[1]) {
      faults.push({
        kind: "rolled back",
        at,
        words: `The database does not hold ${at} as it was signed: rows were cut from the end, or an older copy put back.`,
      });
    }
  }
}
