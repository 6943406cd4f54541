import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { stoodOn } from "./knownOn.ts";

export type FindingRow = {
  readonly code: string;
  readonly message: string;
  readonly place: string;
  readonly said: string | null;
  readonly sourceTitle: string;
  readonly fileName: string;
};

/** Missing and odd values in the files about a child, as they were known. */
export async function findingsOf(handle: Handle, id: number, asKnown: IsoDate | null): Promise<FindingRow[]> {
  const found = await sql<FindingRow>`
    select e.code, e.message, e.place, e.said, s.title as "sourceTitle", s.file_name as "fileName"
    from finding e join source s on s.id = e.source_id
    where e.person_id = ${id} and ${stoodOn(asKnown)} order by e.code, e.id limit 100`.execute(handle.db);
  return found.rows;
}

export type SourceLine = {
  readonly id: number;
  readonly format: string;
  readonly title: string;
  readonly fileName: string;
  readonly asAt: IsoDate;
};

/** The newest file of each format that told us of this child. */
export async function sourcesOf(handle: Handle, id: number): Promise<SourceLine[]> {
  const rows =
    await sql<SourceLine>`select distinct on (s.format) s.id, s.format, s.title, s.file_name as "fileName", s.as_at as "asAt"
    from source s where s.id in (select source_id from timeline_event where person_id = ${id} and superseded_at is null) order by s.format, s.as_at desc`.execute(
      handle.db,
    );
  return rows.rows;
}
