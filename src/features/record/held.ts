import { sql } from "kysely";
import type { ChildClaims, Format } from "../../kernel/record/claim.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { Db } from "./bulk.ts";
import type { HeldRows } from "./incoming.ts";
import { readFreshness } from "./ranks.ts";
import type { HeldRow } from "./reconcile.ts";
import type { Spine } from "./spine.ts";

/** The rows held of some children in the tables a batch speaks of. */
export async function loadHeld(
  db: Db,
  spine: Spine,
  format: Format,
  children: readonly ChildClaims[],
  ids: readonly number[],
): Promise<HeldRows> {
  const held = new Map<string, Map<string, HeldRow>>();
  if (ids.length === 0) return held;
  for (const name of new Set(children.flatMap((child) => child.claims.map((claim) => claim.table)))) {
    const table = spine.tables.get(name);
    if (table === undefined) continue;
    const rows = await sql<Record<string, unknown>>`select * from ${sql.table(name)}
      where person_id = any(${ids}) and issuer = ${format} and superseded_at is null`.execute(db);
    for (const row of rows.rows) {
      const at = `${name}|${row["person_id"]}`;
      const list = held.get(at) ?? new Map<string, HeldRow>();
      held.set(at, list.set(String(row["key"]), toHeld(table, row)));
    }
  }
  return held;
}

export function toHeld(table: RecordTable, row: Record<string, unknown>): HeldRow {
  return {
    id: row["id"] as number,
    key: row["key"] as string,
    version: row["version"] as number,
    seen: readFreshness(row["seen_rank"] as string),
    vanishedSourceId: row["vanished_source_id"] as number | null,
    values: Object.fromEntries(Object.keys(table.columns).map((name) => [name, row[name]])) as RowValues,
  };
}

/** Those of some children of whom another kind of file has told as well. */
export async function alsoToldOfBy(db: Db, format: Format, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }>`select distinct person_id as id from identifier
    where person_id = any(${ids}) and issuer <> ${format} and superseded_at is null`.execute(db);
  return new Set(rows.rows.map((row) => row.id));
}
