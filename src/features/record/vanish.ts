import { type RawBuilder, sql } from "kysely";
import type { Scope } from "../../kernel/record/claim.ts";
import type { RecordTable } from "../../kernel/record/table.ts";
import type { Db } from "./bulk.ts";
import type { Incoming } from "./incoming.ts";
import type { RankedScope } from "./reconcile.ts";
import type { Spine } from "./spine.ts";

/** `inScope` of reconcile.ts in SQL, for a table aliased `t`; a test holds the two to the same answer. */
export function inScopeSql(table: RecordTable, scope: Scope): RawBuilder<boolean> {
  if (table.span === null || !scope.tables.includes(table.name)) return sql`false`;
  const [from, to] = table.span;
  const start = sql.ref(`t.${from}`);
  const end = to === undefined ? start : sql.ref(`t.${to}`);
  const open = to === undefined ? sql`false` : sql`${end} is null`;
  return sql<boolean>`(${start} <= ${scope.to}::date and (${open} or ${end} >= ${scope.from}::date))`;
}

/** Marks the rows that this file should have carried and did not. They stay as they are until a person decides. */
export async function markVanished(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  scope: RankedScope["scope"],
): Promise<void> {
  for (const name of scope.tables) {
    const table = spine.tables.get(name);
    if (table === undefined || table.span === null) continue;
    await sql`update ${sql.table(name)} t set vanished_source_id = ${incoming.sourceId}
      where t.authority_id = ${incoming.authorityId} and t.issuer = ${incoming.format} and t.superseded_at is null and t.seen_rank collate "C" < ${incoming.rank} and ${inScopeSql(table, scope)}
        and (t.vanished_source_id is null or (select s.rank from source s where s.id = t.vanished_source_id) collate "C" < ${incoming.rank})`.execute(
      db,
    );
  }
}
