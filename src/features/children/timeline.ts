import { sql } from "kysely";
import { type IsoDate, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import { fillGaps } from "../../kernel/duties/story.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import { type EventKind, type KindGroup, KINDS } from "../../kernel/timeline/kinds.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { inTellingOrder } from "../record/telling.ts";
import { stoodOn } from "./knownOn.ts";

export type TimelineRow = {
  readonly id: number;
  readonly on: IsoDate;
  readonly kind: EventKind;
  readonly subject: string;
  readonly detail: Detail;
  readonly issuers: readonly string[];
  readonly recordedOn: IsoDate;
  readonly sourceId: number;
};

export type TimelineFilter = {
  readonly group?: KindGroup | undefined;
  readonly issuer?: string | undefined;
  /** Entries on or before this day. */
  readonly before?: IsoDate | undefined;
  /** Position after which to go on: day and id of the last entry shown. */
  readonly after?: { readonly on: IsoDate; readonly id: number } | undefined;
  /** As known at the end of this day. */
  readonly asKnown?: IsoDate | undefined;
  readonly limit: number;
};

const kindsOf = (group: KindGroup | undefined): string[] | null =>
  group === undefined
    ? null
    : Object.entries(KINDS).flatMap(([kind, k]) => (k.group === group ? [kind] : []));

/** A page of the timeline, newest first. One thing told by two sources is one entry with both named. */
export async function timelinePage(
  handle: Handle,
  id: number,
  filter: TimelineFilter,
): Promise<TimelineRow[]> {
  const kinds = kindsOf(filter.group);
  const standing = stoodOn(filter.asKnown ?? null);
  const rows = await sql<PageRow>`
    select max(e.id) as id, e.on_date as on, e.kind, e.subject, array_agg(distinct e.issuer) as issuers, min(e.recorded_at) as recorded_at, max(e.source_id) as source_id,
      json_agg(json_build_object('issuer', e.issuer, 'origin', e.origin, 'as_at', s.as_at, 'detail', e.detail) order by e.id) as told
    from timeline_event e left join source s on s.id = e.source_id
    where e.person_id = ${id} and ${standing}
      and (${kinds}::text[] is null or e.kind = any(${kinds}::text[]))
      and (${filter.issuer ?? null}::text is null or e.issuer = ${filter.issuer ?? null})
      and (${filter.before ?? null}::date is null or e.on_date <= ${filter.before ?? null}::date)
      and (${filter.after?.on ?? null}::date is null or e.on_date <= ${filter.after?.on ?? null}::date)
    group by e.on_date, e.kind, e.subject
    having ${filter.after?.on ?? null}::date is null or (e.on_date, max(e.id)) < (${filter.after?.on ?? null}::date, ${filter.after?.id ?? 0}::bigint)
    order by e.on_date desc, max(e.id) desc limit ${filter.limit}`.execute(handle.db);
  const details = await inTheFreshestWords(handle, id, rows.rows);
  return rows.rows.map((row) => ({
    id: row.id,
    on: row.on,
    kind: row.kind,
    subject: row.subject,
    detail: details.get(row) ?? {},
    issuers: row.issuers,
    recordedOn: londonDate(row.recorded_at),
    sourceId: row.source_id,
  }));
}

type PageRow = {
  readonly id: number;
  readonly on: IsoDate;
  readonly kind: EventKind;
  readonly subject: string;
  readonly issuers: readonly string[];
  readonly recorded_at: IsoInstant;
  readonly source_id: number;
  /** What each source says of it. */
  readonly told: readonly {
    readonly issuer: string;
    readonly origin: string;
    readonly as_at: string | null;
    readonly detail: Detail;
  }[];
};

/** Where several sources tell of one thing, the freshest one's word on each part of it, as the rules and the returns take it. */
async function inTheFreshestWords(
  handle: Handle,
  id: number,
  rows: readonly PageRow[],
): Promise<ReadonlyMap<PageRow, Detail>> {
  const told = rows.flatMap((row) =>
    row.told.map((one) => ({
      ...one,
      row,
      person_id: id,
      kind: row.kind,
      subject: row.subject,
      superseded_at: null,
    })),
  );
  const details = new Map<PageRow, Detail>();
  for (const { row, detail } of await inTellingOrder(handle.db, told))
    details.set(row, fillGaps(details.get(row) ?? {}, detail));
  return details;
}

export type TimelineShape = {
  readonly years: readonly { readonly year: string; readonly count: number }[];
  readonly kinds: readonly { readonly kind: EventKind; readonly count: number }[];
  readonly issuers: readonly string[];
};

/** The years there are entries of the chosen kind and source for, newest first, and the groups and sources that have any. */
export async function timelineShape(
  handle: Handle,
  id: number,
  filter: Pick<TimelineFilter, "group" | "issuer" | "asKnown">,
): Promise<TimelineShape> {
  const found = await sql<{ year: string; kind: EventKind; issuer: string; count: number }>`
    select to_char(e.on_date, 'YYYY') as year, e.kind, e.issuer, count(*) as count from timeline_event e
    where e.person_id = ${id} and ${stoodOn(filter.asKnown ?? null)} group by 1, 2, 3`.execute(handle.db);
  const years = new Map<string, number>();
  const kinds = new Map<EventKind, number>();
  const add = <Key>(to: Map<Key, number>, key: Key, count: number): void =>
    void to.set(key, (to.get(key) ?? 0) + count);
  for (const { year, kind, issuer, count } of found.rows) {
    add(kinds, kind, count);
    if (filter.group !== undefined && KINDS[kind].group !== filter.group) continue;
    if (filter.issuer !== undefined && issuer !== filter.issuer) continue;
    add(years, year, count);
  }
  return {
    years: [...years].map(([year, count]) => ({ year, count })).sort((a, b) => (a.year < b.year ? 1 : -1)),
    kinds: [...kinds].map(([kind, count]) => ({ kind, count })),
    issuers: [...new Set(found.rows.map((row) => row.issuer))].sort(),
  };
}

export type Newest = Pick<TimelineRow, "on" | "kind" | "detail">;

/** The newest entry of each of some kinds up to a day, as it was known then. A visit at which the child was not seen is no sight of the child. */
export async function newestOf(
  handle: Handle,
  id: number,
  kinds: readonly EventKind[],
  asKnown: IsoDate | null,
): Promise<ReadonlyMap<EventKind, Newest>> {
  const found = await sql<Newest>`
    select distinct on (e.kind) e.on_date as on, e.kind, e.detail from timeline_event e left join source s on s.id = e.source_id
    where e.person_id = ${id} and e.kind = any(${[...kinds]}) and ${stoodOn(asKnown)} and e.on_date <= ${asKnown ?? handle.today}::date
      and (e.kind <> 'visit.made' or e.detail->>'seen' is distinct from 'false')
    order by e.kind, e.on_date desc, s.as_at desc, e.id desc`.execute(handle.db);
  return new Map(found.rows.map((row) => [row.kind, row]));
}
