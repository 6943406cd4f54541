import { sql } from "kysely";
import { fail, ok, type Result } from "../../kernel/result.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Db } from "../record/bulk.ts";
import { NATIVE, type NativeEntry, writeNatives } from "../record/native.ts";
import { loadBrain } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";
import { askWhoHolds } from "./dispute.ts";
import { holdingState, type Worker } from "./state.ts";

/**
 * Makes a worker the one who holds a child, from today: nobody can have held a child on a day before they said yes. What a file said of an earlier
 * holder is left as the file said it; the newer start ends it.
 * @param db as the system, with the child locked
 */
export async function transfer(
  db: Db,
  handle: Handle,
  spine: Spine,
  personId: number,
  to: Worker,
): Promise<Result<null>> {
  const { today, context } = handle;
  const entry = (key: string, values: NativeEntry["values"]): NativeEntry => ({
    personId,
    table: "allocation",
    key,
    values,
    recordedBy: context.accountId,
    now: context.now,
  });
  // A day has one holder at its end: an allocation made here earlier today gives way, and stays to be read in the history.
  const earlier = await sql<{
    key: string;
  }>`select key from allocation where person_id = ${personId} and issuer = ${NATIVE}
    and superseded_at is null and from_on = ${today}::date and worker_ref <> ${to.ref}`.execute(db);
  await writeNatives(db, spine, await loadBrain(db, spine), [
    ...earlier.rows.map((row) => entry(row.key, null)),
    entry(`${to.ref}.${today}`, {
      worker_ref: to.ref,
      worker_name: to.name,
      team_ref: to.teamRef,
      team_name: to.teamName,
      role: "holder",
      from_on: today,
    }),
  ]);
  await askWhoHolds(db, { authorityId: context.authorityId, now: context.now, today }, personId);
  const now = await holdingState(db, personId, today);
  if (now.holder?.ref === to.ref) return ok(null);
  // A file gives a later day from which somebody else holds. Better to say so than to leave the child with a name nobody meant.
  return fail(
    "changed-meanwhile",
    now.isOver
      ? "Nothing is open for this child, so there is nothing to hold."
      : `A file brought in says that ${now.holder?.name ?? "somebody else"} has held this child since today, and two people cannot. Correct the file, or allocate tomorrow.`,
  );
}
