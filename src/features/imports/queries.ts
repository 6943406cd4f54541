import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Finding } from "../../kernel/record/claim.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Preview } from "../record/tally.ts";
import { PAGE_SIZE } from "./rules.ts";

/** A file that has been brought in. */
export type AppliedFile = {
  readonly id: number;
  readonly format: string;
  readonly title: string;
  readonly fileName: string;
  readonly asAt: IsoDate;
  readonly appliedAt: string;
  readonly by: string | null;
  readonly bytes: number;
  readonly children: number;
  readonly summary: Preview & { readonly fileFindings?: readonly Finding[] };
};

export async function appliedFile(handle: Handle, id: number): Promise<AppliedFile | undefined> {
  const rows =
    await sql<AppliedFile>`select s.id, s.format, s.title, s.file_name as "fileName", s.as_at as "asAt", s.applied_at as "appliedAt",
      a.name as by, s.bytes, s.children, s.summary
    from source s left join account a on a.id = s.received_by
    where s.id = ${id} and s.authority_id = ${handle.context.authorityId} and s.applied_at is not null`.execute(
      handle.db,
    );
  return rows.rows[0];
}

/** What now stands against the children whose timeline a file changed, of those whose records this person may open. */
export type Consequence = { readonly children: number; readonly late: number; readonly breaches: number };

const touched = (sourceId: number) =>
  sql`select distinct person_id from timeline_event where source_id = ${sourceId}`;

export async function consequencesOf(handle: Handle, sourceId: number): Promise<Consequence> {
  const rows = await sql<Consequence>`with touched as materialized (${touched(sourceId)})
    select (select count(*) from touched) as children,
      (select count(*) from duty where person_id in (select person_id from touched) and not flag and due_on < ${handle.today}
        and (done_on is null or done_on > ${handle.today}) and (ended_on is null or ended_on > ${handle.today})) as late,
      (select count(*) from breach where person_id in (select person_id from touched) and from_on <= ${handle.today}
        and (until_on is null or until_on > ${handle.today})) as breaches`.execute(handle.db);
  return rows.rows[0] ?? { children: 0, late: 0, breaches: 0 };
}

export type TouchedChild = {
  readonly id: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly entries: number;
  readonly late: number;
  readonly breaches: number;
};

/** Children whose timeline a file changed, by their number here, a page at a time and one more. */
export async function touchedChildren(
  handle: Handle,
  sourceId: number,
  after: number,
): Promise<TouchedChild[]> {
  const rows =
    await sql<TouchedChild>`with touched as materialized (select person_id, count(*) as entries from timeline_event
      where source_id = ${sourceId} and person_id > ${after} group by person_id order by person_id limit ${PAGE_SIZE + 1})
    select p.id, p.local_id as "localId", p.name, s.entries,
      (select count(*) from duty d where d.person_id = p.id and not d.flag and d.due_on < ${handle.today}
        and (d.done_on is null or d.done_on > ${handle.today}) and (d.ended_on is null or d.ended_on > ${handle.today})) as late,
      (select count(*) from breach b where b.person_id = p.id and b.from_on <= ${handle.today}
        and (b.until_on is null or b.until_on > ${handle.today})) as breaches
    from touched s join person p on p.id = s.person_id order by p.id`.execute(handle.db);
  return rows.rows;
}

export type FindingCode = {
  readonly code: string;
  readonly message: string;
  readonly count: number;
  readonly children: number;
};

/** What is now found missing or odd in the freshest files, by what it is, most first. */
export async function findingCodes(handle: Handle, sourceId?: number): Promise<FindingCode[]> {
  const only = sourceId === undefined ? sql`` : sql`and source_id = ${sourceId}`;
  // Some say who or what of each child: one of those stands for the rest.
  const rows =
    await sql<FindingCode>`select code, case when count(distinct message) > 1 then 'For example: ' else '' end || min(message) as message, count(*) as count, count(distinct person_id) as children
    from finding where superseded_at is null ${only} group by code order by count(*) desc, code`.execute(
      handle.db,
    );
  return rows.rows;
}

export type ChildFinding = {
  readonly id: number;
  readonly personId: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly message: string;
  readonly said: string | null;
  readonly place: string;
  readonly file: string;
};

/** The children behind one kind of finding, in the order they were found, a page at a time and one more. */
export async function findingsOf(handle: Handle, code: string, after: number): Promise<ChildFinding[]> {
  const rows =
    await sql<ChildFinding>`select f.id, f.person_id as "personId", p.local_id as "localId", p.name, f.message, f.said, f.place, s.title as file
    from finding f join person p on p.id = f.person_id join source s on s.id = f.source_id
    where f.superseded_at is null and f.code = ${code} and f.id > ${after} order by f.id limit ${PAGE_SIZE + 1}`.execute(
      handle.db,
    );
  return rows.rows;
}
