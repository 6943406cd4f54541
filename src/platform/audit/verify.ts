import { sql, type Transaction } from "kysely";
import type { Engine } from "../db/engine.ts";
import type { Schema } from "../db/types.gen.ts";
import { type AuditKeys, type CheckpointLine, readCheckpoints } from "./checkpoints.ts";
import { type AuditFault, type Faults, startFaults } from "./faults.ts";
import { SEAL_LOCK } from "./seal.ts";
import { verifyCheckpoints } from "./verifyCheckpoints.ts";
import { verifyRows } from "./verifyRows.ts";
import { verifySeals } from "./verifySeals.ts";

export type AuditReport = {
  readonly rows: number;
  readonly sealed: number;
  /** Genuine rows not sealed yet: those of the last moments, as a rule. */
  readonly unsealed: number;
  readonly seals: number;
  /** When a backup was last put back, and the seal it went back to. */
  readonly restored: { readonly at: string; readonly seal: number } | null;
  readonly faults: readonly AuditFault[];
  /** Faults beyond those listed. */
  readonly unlisted: number;
};

/**
 * Checks every audit row against its key, every sealed row against its seal, the seals against each other and against the signed file. Says which
 * row was edited, deleted, inserted, reordered, or cut from the end. One consistent look: people may work meanwhile.
 *
 * What it cannot see: rows removed before they were sealed (seconds, while Kith runs), and a database and file both put back to how they once were together; against
 * that, keep copies of the file elsewhere.
 */
export async function verifyAudit(engine: Engine, keys: AuditKeys): Promise<AuditReport> {
  return await engine.db.connection().execute(async (connection) => {
    // A seal and its line in the file are made under this lock: taken here, the look at the one fits the look at the other.
    await sql`select pg_advisory_lock_shared(${SEAL_LOCK})`.execute(connection);
    let held = true;
    const letGo = async (db: typeof connection): Promise<void> => {
      if (!held) return;
      held = false;
      await sql`select pg_advisory_unlock_shared(${SEAL_LOCK})`.execute(db);
    };
    try {
      return await connection
        .transaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute(async (db) => {
          await sql`set local role kith_system`.execute(db);
          await sql`select max(no) from audit_seal`.execute(db);
          const lines = readCheckpoints(keys);
          await letGo(db);
          return await verifyLook(db, keys, lines);
        });
    } finally {
      await letGo(connection);
    }
  });
}

async function verifyLook(
  db: Transaction<Schema>,
  keys: AuditKeys,
  lines: readonly CheckpointLine[],
): Promise<AuditReport> {
  const faults: Faults = startFaults();
  const { rows, unsealed } = await verifyRows(db, keys.key, faults);
  const checkpoints = verifyCheckpoints(lines, faults);
  const { seals, sealed } = await verifySeals(db, keys.key, checkpoints.signed, faults);
  checkpoints.end(seals);
  return {
    rows,
    sealed,
    unsealed,
    seals: seals.count,
    restored: checkpoints.restored,
    faults: faults.listed,
    unlisted: faults.unlisted(),
  };
}
