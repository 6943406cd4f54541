import { sql } from "kysely";
import { type Db, insertMany } from "./bulk.ts";
import type { Found, Incoming } from "./incoming.ts";

/** Only the freshest file of its kind is worth correcting: an older one's findings are not listed. */
export async function writeFindings(db: Db, incoming: Incoming, findings: readonly Found[]): Promise<void> {
  if (!incoming.freshest) return;
  await insertMany(
    db,
    "finding",
    findings.map(({ personId, finding }) => ({
      authority_id: incoming.authorityId,
      person_id: personId,
      issuer: incoming.format,
      source_id: incoming.sourceId,
      code: finding.code,
      table_name: finding.table ?? null,
      column_name: finding.column ?? null,
      said: finding.said ?? null,
      message: finding.message,
      place: finding.place,
      recorded_at: incoming.recordedAt,
    })),
  );
}

/** The findings of the freshest file of a kind take the place of those of the files before it, whichever children they were about. */
export async function closeFindings(db: Db, incoming: Incoming): Promise<void> {
  if (!incoming.freshest || incoming.sameKind.length === 0) return;
  await sql`update finding set superseded_at = ${incoming.recordedAt}
    where source_id = any(${[...incoming.sameKind]}) and superseded_at is null`.execute(db);
}
