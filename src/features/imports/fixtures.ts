import { createHash } from "node:crypto";
import { sql } from "kysely";
import { systemContext } from "../../kernel/context.ts";
import { addMonths, date, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import type {
  ChildClaims,
  Claim,
  Finding,
  Format,
  Identifier,
  Reading,
  Scope,
} from "../../kernel/record/claim.ts";
import type { RowValues } from "../../kernel/record/table.ts";
import { SPINE } from "../../spine.ts";
import type { Database } from "../../platform/db/transact.ts";
import { applyFile, type Applied, previewFile } from "./importer.ts";
import type { SetSoFar } from "./setSoFar.ts";

/** What a file says in a test, before it is a reading. */
export type Said = {
  readonly format?: Format;
  readonly title?: string;
  readonly authorityCode?: string;
  readonly asAt: string;
  readonly tables?: readonly string[];
  readonly from?: string;
  readonly children: readonly ChildClaims[];
  /** Throws this after the children. */
  readonly breaks?: Error;
};

export const NOW = "2026-11-21T10:00:00.000Z" as IsoInstant;

export const claim = (table: string, key: string, values: RowValues): Claim => ({
  table,
  key,
  values,
  place: `line ${key}`,
});

export const child = (
  number: string,
  claims: readonly Claim[],
  more: { born?: string; identifiers?: readonly Identifier[]; findings?: readonly Finding[] } = {},
): ChildClaims => ({
  id: { type: "local", value: number },
  identifiers: more.identifiers ?? [],
  born: more.born === undefined ? null : date(more.born),
  claims,
  findings: more.findings ?? [],
  place: `child ${number}`,
});

export function readingOf(said: Said): Reading {
  const asAt = date(said.asAt);
  const scope: Scope = {
    from: said.from === undefined ? addMonths(asAt, -12) : (said.from as IsoDate),
    to: asAt,
    tables: said.tables ?? [],
  };
  return {
    facts: {
      format: said.format ?? "cin",
      title: said.title ?? "A test's file",
      asAt,
      producedAt: "",
      authorityCode: said.authorityCode ?? null,
      scope,
    },
    children: (async function* children() {
      yield* said.children;
      if (said.breaks !== undefined) throw said.breaks;
    })(),
    directory: [],
    fileFindings: [],
  };
}

export const hashFor = (said: Said): string =>
  createHash("sha256").update(JSON.stringify(said)).digest("hex");

export const systemAt = (authority: number, now: IsoInstant = NOW) => systemContext("tests", authority, now);

/** Brings in what a test says. */
export async function bringIn(
  database: Database,
  authority: number,
  said: Said,
  now: IsoInstant = NOW,
): Promise<Applied> {
  const file = { name: "file.xml", size: 1 };
  return await applyFile(database, SPINE, systemAt(authority, now), file, readingOf(said), hashFor(said));
}

export async function lookAt(database: Database, authority: number, said: Said, set: SetSoFar | null = null) {
  return await previewFile(database, SPINE, systemAt(authority), readingOf(said), hashFor(said), set);
}

/** A record of its own with nothing in it: what one authority holds no other sees. */
export async function freshAuthority(database: Database): Promise<number> {
  return await database.transact(systemAt(0), async ({ db }) => {
    const row = await db
      .insertInto("authority")
      .values({ name: "Testshire" })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  });
}

/** Columns that say when or from where we were told, and not what is so. */
const ABOUT = [
  "id",
  "authority_id",
  "person_id",
  "version",
  "source_id",
  "place",
  "seen_rank",
  "recorded_at",
  "recorded_by",
  "superseded_at",
  "kept_by",
  "vanished_source_id",
];

/**
 * Everything that is so now, by child's number and in no order: rows, those vanished, timeline, what is due and wrong, states, findings. INV-16 is left out:
 * it watches history itself, and what was put right after we were told depends on when we were told.
 */
export async function standing(database: Database, authority: number): Promise<Record<string, string[]>> {
  return await database.transact(systemAt(authority), async ({ db }) => {
    const part = (name: string, where: string, vanished = false) =>
      sql`select ${name} as part, p.local_id as child, to_jsonb(t) - ${ABOUT}::text[] as row,
        ${vanished ? sql`(select s.content_hash from source s where s.id = t.vanished_source_id)` : sql`null`} as gone
        from ${sql.table(name)} t join person p on p.id = t.person_id where ${sql.raw(where)}`;
    const parts = [
      ...[...SPINE.tables.keys()].map((name) => part(name, "t.superseded_at is null", true)),
      part("timeline_event", "t.superseded_at is null"),
      part("finding", "t.superseded_at is null"),
      part("duty", "true"),
      part("breach", "t.invariant_id <> 'INV-16'"),
      part("span", "true"),
      sql`select 'person', p.local_id, to_jsonb(p) - '{id,authority_id,created_at}'::text[], null from person p`,
    ];
    const rows = await sql<{
      part: string;
      child: string;
      row: unknown;
      gone: string | null;
    }>`${sql.join(parts, sql` union all `)}`.execute(db);
    const found: Record<string, string[]> = {};
    for (const { part: name, child: number, row, gone } of rows.rows)
      (found[name] ??= []).push(JSON.stringify({ child: number, row, gone }));
    for (const list of Object.values(found)) list.sort();
    return found;
  });
}

/** What stands in one of two records and not in the other. */
export function differences(
  a: Readonly<Record<string, readonly string[]>>,
  b: Readonly<Record<string, readonly string[]>>,
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((part) => {
    const [one, two] = [a[part] ?? [], b[part] ?? []];
    return [
      ...one.filter((row) => !two.includes(row)).map((row) => `only the first has ${part} ${row}`),
      ...two.filter((row) => !one.includes(row)).map((row) => `only the second has ${part} ${row}`),
    ];
  });
}
