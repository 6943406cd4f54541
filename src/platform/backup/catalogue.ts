import type { QueryResult } from "../db/engine.ts";

/** What of the database a backup holds, read from the database itself: a table a later version adds needs nothing here. */
export type StoredTable = {
  readonly name: string;
  readonly columns: readonly StoredColumn[];
  readonly key: readonly string[];
  /** The column whose numbers the database gives, and the sequence it takes them from. */
  readonly identity: { readonly column: string; readonly sequence: string } | null;
  readonly walled: boolean;
  readonly forced: boolean;
};

/** A column the database works out from others is not among them: it is worked out again. */
export type StoredColumn = { readonly name: string; readonly type: string };

/**
 * Not in a backup: sessions and tries to sign in are of the moment, the list of migrations is in the header, and what a checked file said is its owner's alone and kept for days, which an archive would
 * outlive.
 */
export const LEFT_OUT: readonly string[] = [
  "session",
  "sign_in_try",
  "kith_migration",
  "file_check",
  "file_check_issue",
];

export type Client = { query(text: string, values?: unknown[]): Promise<QueryResult> };

/** Every table there is but those left out, a table that another points at before it. */
export async function storedTables(client: Client): Promise<StoredTable[]> {
  const found = await client.query(
    `select c.relname as name, c.relrowsecurity as walled, c.relforcerowsecurity as forced,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      coalesce((select json_agg(a.attname order by array_position(i.indkey::int2[], a.attnum)) from pg_index i
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary), '[]') as key,
      (select json_build_object('column', a.attname, 'sequence', pg_get_serial_sequence(quote_ident(c.relname), a.attname))
        from pg_attribute a where a.attrelid = c.oid and a.attidentity <> '' and not a.attisdropped limit 1) as identity,
      coalesce((select json_agg(distinct f.confrelid::regclass::text) from pg_constraint f
        where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid), '[]') as needs
    from pg_class c where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`,
  );
  const tables = (found.rows as (StoredTable & { needs: string[] })[]).filter(
    (table) => !LEFT_OUT.includes(table.name),
  );
  return inOrder(tables);
}

function inOrder(tables: readonly (StoredTable & { needs: readonly string[] })[]): StoredTable[] {
  const ordered: StoredTable[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map((table) => table.name));
    const free = waiting.filter((table) => !table.needs.some((need) => names.has(need)));
    if (free.length === 0)
      throw new Error(`these tables point at each other in a ring: ${[...names].join(", ")}`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `jsonb` travels as its own text: as JSON within JSON, a stored `null` could not be told from nothing stored. */
export const travelsAsText = (column: StoredColumn): boolean => column.type === "jsonb";
