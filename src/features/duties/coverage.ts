import { sql } from "kysely";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import { isEventKind } from "../../kernel/timeline/kinds.ts";
import type { Handle } from "../../platform/db/transact.ts";

/**
 * The kinds of event that anything told to this authority carries. A duty whose stop no feed carries cannot be called late, and a breach that rests on one
 * cannot be called absent: both are unknown. It is read from what has been told, so it is right whatever the files were.
 */
export async function carriedKinds(handle: Handle): Promise<ReadonlySet<EventKind>> {
  const rows = await sql<{
    kind: string;
  }>`select kind from carried_kind where authority_id = (select kith_authority())`.execute(handle.db);
  return new Set(rows.rows.map((row) => row.kind).filter(isEventKind));
}
