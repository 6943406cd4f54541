import { createHash } from "node:crypto";
import type { Migration } from "../db/migrate.ts";
import type { Header } from "./archive.ts";

/**
 * Why an archive may not go into a database, by the migrations of each, or null when it may.
 * @param applied the migrations the database has; none for an empty one
 * @param known those of this version of Kith
 */
export function refusal(
  header: Header,
  applied: readonly string[],
  known: readonly Migration[],
): string | null {
  const hashes = new Map(
    known.map((migration) => [migration.name, createHash("sha256").update(migration.sql).digest("hex")]),
  );
  for (const { name, hash } of header.migrations) {
    const mine = hashes.get(name);
    if (mine === undefined)
      return `The backup was made by a newer Kith (${header.version}, which has ${name}). Restore it with that version.`;
    if (mine !== hash)
      return `The backup was made by another build of Kith: its ${name} is not this one's. Restore it with the version that made it.`;
  }
  if (header.migrations.length === 0) return "The backup does not say which version of the tables it holds.";
  const made = new Set(header.migrations.map((migration) => migration.name));
  const since = applied.filter((name) => !made.has(name));
  if (since.length > 0)
    return `The backup was made by an older Kith (${header.version}); this database has since had ${since.join(", ")}. Restore it into an empty database, which Kith then brings to this version.`;
  return null;
}
