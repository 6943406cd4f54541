import { writeFileSync } from "node:fs";
import { sql } from "kysely";
import { openMemory } from "../src/platform/db/engine.ts";
import { migrate, readMigrations } from "../src/platform/db/migrate.ts";

/** Writes the TypeScript types of the database as the migrations leave it. Checked in; a test fails when they have drifted. */
const TYPES: Record<string, string> = {
  int4: "number",
  int8: "number",
  text: "string",
  bool: "boolean",
  date: "IsoDate",
  timestamptz: "IsoInstant",
  jsonb: "Json",
  _text: "string[]",
};

export async function dbTypes(): Promise<string> {
  const engine = await openMemory();
  await migrate(engine, readMigrations("migrations"));
  const columns = await sql<{
    table: string;
    column: string;
    type: string;
    nullable: boolean;
    filled: boolean;
  }>`
    select c.table_name as "table", c.column_name as "column", c.udt_name as type, c.is_nullable = 'YES' as nullable,
      c.column_default is not null or c.is_identity = 'YES' as filled
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1, c.ordinal_position`.execute(
    engine.db,
  );
  await engine.close();
  const tables = Map.groupBy(columns.rows, (row) => row.table);
  const body = [...tables].map(([name, rows]) => {
    const lines = rows.map((row) => {
      const base = TYPES[row.type];
      if (base === undefined) throw new Error(`${name}.${row.column}: no type for ${row.type}`);
      const type = row.nullable ? `${base} | null` : base;
      return `    ${row.column}: ${row.filled ? `Generated<${type}>` : type};`;
    });
    return `  ${name}: {\n${lines.join("\n")}\n  };`;
  });
  return `// Written by scripts/generate-db-types.ts from the migrations. Do not edit.
import type { ColumnType } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";

type Generated<T> = ColumnType<T, T | undefined, T>;
export type Json = unknown;

export type Schema = {
${body.join("\n")}
};
`;
}

if (process.argv[2] !== undefined) writeFileSync(process.argv[2], await dbTypes());
