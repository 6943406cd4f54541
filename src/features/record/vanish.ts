import { type RawBuilder, sql } from "kysely";
import type { Scope } from "../../kernel/record/claim.ts";
import type { RecordTable } from "../../kernel/record/table.ts";

/** `inScope` of reconcile.ts in SQL, for a table aliased `t`; a test holds the two to the same answer. */
export function inScopeSql(table: RecordTable, scope: Scope): RawBuilder<boolean> {
  if (table.span === null || !scope.tables.includes(table.name)) return sql`false`;
  const [from, to] = table.span;
  const start = sql.ref(`t.${from}`);
  const end = to === undefined ? start : sql.ref(`t.${to}`);
  const open = to === undefined ? sql`false` : sql`${end} is null`;
  return sql<boolean>`(${start} <= ${scope.to}::date and (${open} or ${end} >= ${scope.from}::date))`;
}
