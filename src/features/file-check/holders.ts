import { type RawBuilder, sql } from "kysely";
import type { Handle } from "../../platform/db/transact.ts";
import type { FileCheck } from "./checks.ts";
import { type Group, shown, type Show } from "./issues.ts";
import { type FileChild, type KnownChild, keyOf, knownChildren, mayOpenRecords } from "./known.ts";

/** Whose children a check's issues are about. */
export type HolderKind = "team" | "worker";

/** Children in a file whom this person cannot follow: not known here, or not theirs to open. The two look alike. */
export const NOT_FOLLOWED = "?";

const holderKey = (kind: HolderKind, known: KnownChild | undefined): string =>
  known === undefined ? NOT_FOLLOWED : `=${(kind === "team" ? known.teamRef : known.workerRef) ?? ""}`;

type Tally = FileChild & {
  readonly first: number;
  readonly structure: number;
  readonly error: number;
  readonly query: number;
};

/** Groups by who holds the child today, most first. */
export async function groupsByHolder(
  handle: Handle,
  check: FileCheck,
  kind: HolderKind,
  show: Show,
  page: { readonly size: number; readonly skip: number },
): Promise<Group[]> {
  const rows =
    await sql<Tally>`select f.child, f.born, min(f.seq) as first, count(*) filter (where f.severity = 'structure') as structure,
      count(*) filter (where f.severity = 'error') as error, count(*) filter (where f.severity = 'query') as query
    from file_check_issue f where f.check_id = ${check.id} and ${shown(show)} group by f.child, f.born order by min(f.seq)`.execute(
      handle.db,
    );
  const known = await knownChildren(handle, rows.rows);
  const groups = new Map<
    string,
    Group & { children: number; structure: number; error: number; query: number }
  >();
  for (const row of rows.rows) {
    const whose = known(row);
    const key = holderKey(kind, whose);
    const group = groups.get(key) ?? {
      key,
      first: row.first,
      name: (kind === "team" ? whose?.team : whose?.worker) ?? null,
      severity: "error" as const,
      scope: "child" as const,
      child: null,
      born: null,
      structure: 0,
      error: 0,
      query: 0,
      children: 0,
    };
    group.structure += row.structure;
    group.error += row.error;
    group.query += row.query;
    if (row.child !== null) group.children += 1;
    groups.set(key, group);
  }
  const total = (group: Group): number => group.structure + group.error + group.query;
  return [...groups.values()]
    .sort((a, b) => total(b) - total(a) || a.first - b.first)
    .slice(page.skip, page.skip + page.size + 1);
}

/** A condition on issues `f`: about children whom this team or worker holds today. */
export async function heldBy(
  handle: Handle,
  check: FileCheck,
  kind: HolderKind,
  key: string,
): Promise<RawBuilder<boolean>> {
  const rows = await sql<FileChild>`select distinct child, born from file_check_issue
    where check_id = ${check.id} and child is not null`.execute(handle.db);
  const known = await knownChildren(handle, mayOpenRecords(handle.context) ? rows.rows : []);
  const followed = rows.rows.filter((row) => known(row) !== undefined);
  const keys = (
    key === NOT_FOLLOWED ? followed : followed.filter((row) => holderKey(kind, known(row)) === key)
  ).map(keyOf);
  const among = sql<boolean>`coalesce(f.child, '') || E'\n' || coalesce(f.born::text, '') = any(${keys}::text[])`;
  return key === NOT_FOLLOWED ? sql`not (${among})` : among;
}
