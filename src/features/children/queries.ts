import { sql } from "kysely";
import { addDays, type IsoDate, type IsoInstant, londonDate } from "../../kernel/dates.ts";
import { assess } from "../../kernel/duties/brain.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import { currentRule, ruleOn } from "../../kernel/duties/rule.ts";
import type { Status } from "../../kernel/duties/rule.ts";
import type { Detail } from "../../kernel/timeline/event.ts";
import type { EventKind, KindGroup } from "../../kernel/timeline/kinds.ts";
import { KINDS } from "../../kernel/timeline/kinds.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { DutyLine } from "../duties/words.ts";
import { loadTimelines, type toKnown } from "../record/recompute.ts";
import type { Spine } from "../record/spine.ts";

export type ChildHead = {
  readonly id: number;
  readonly localId: string | null;
  readonly name: string | null;
  readonly born: IsoDate | null;
  readonly expected: IsoDate | null;
  readonly died: IsoDate | null;
  readonly sex: string | null;
  readonly ethnicity: string | null;
};

/** The child, if this person may see that there is one. */
export async function childHead(handle: Handle, id: number): Promise<ChildHead | null> {
  const row = await handle.db.selectFrom("person").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    localId: row.local_id,
    name: handle.context.rights.has("names") ? row.name : null,
    born: row.birth_date,
    expected: row.expected_birth_date,
    died: row.death_date,
    sex: row.sex,
    ethnicity: row.ethnicity,
  };
}

/** Whether the whole record opens to this person: the walls decide, by letting its timeline be read or not. */
export async function mayOpen(handle: Handle, id: number): Promise<boolean> {
  const found = await sql<{
    open: boolean;
  }>`select (select kith_scope()) = 'all' or ${id}::bigint in (select kith_mine()) as open`.execute(
    handle.db,
  );
  return found.rows[0]?.open === true && handle.context.rights.has("record.open");
}

export type SpanNow = {
  readonly status: Status;
  readonly from: IsoDate;
  readonly until: IsoDate | null;
  readonly detail: Detail;
};
export type BreachNow = {
  readonly invariant: string;
  readonly key: string;
  readonly from: IsoDate;
  readonly detail: Detail;
};

/** What is derived for a child on a day: read from the tables for today, worked out afresh for a past day. */
export type Derived = {
  readonly spans: readonly SpanNow[];
  readonly duties: readonly DutyLine[];
  readonly breaches: readonly BreachNow[];
};

export async function derivedNow(handle: Handle, brain: BrainContext, id: number): Promise<Derived> {
  const { db, today } = handle;
  const spans = await db
    .selectFrom("span")
    .selectAll()
    .where("person_id", "=", id)
    .orderBy("from_on", "desc")
    .execute();
  const duties = await db
    .selectFrom("duty")
    .selectAll()
    .where("person_id", "=", id)
    .where("flag", "=", false)
    .orderBy("due_on")
    .execute();
  const breaches = await db
    .selectFrom("breach")
    .selectAll()
    .where("person_id", "=", id)
    .where("from_on", "<=", today)
    .execute();
  return {
    spans: spans.map((s) => ({
      status: s.status as Status,
      from: s.from_on,
      until: s.until_on,
      detail: s.detail as Detail,
    })),
    duties: duties.flatMap((d) => {
      const rule = ruleOn(brain.book, d.rule_id, d.from_on) ?? currentRule(brain.book, d.rule_id, today);
      return [
        { rule, from: d.from_on, due: d.due_on, actBy: d.act_by, doneOn: d.done_on, endedOn: d.ended_on },
      ];
    }),
    breaches: breaches
      .filter((b) => b.until_on === null || b.until_on > today)
      .map((b) => ({ invariant: b.invariant_id, key: b.key, from: b.from_on, detail: b.detail as Detail })),
  };
}

/** The same, from what was known at the end of a past day, by the same function and today's rules. */
export async function derivedAsKnown(
  handle: Handle,
  spine: Spine,
  brain: BrainContext,
  id: number,
  on: IsoDate,
): Promise<Derived> {
  const cut = endOfDay(on);
  const all = (await loadTimelines(handle.db, [id])).get(id) ?? [];
  const known = all
    .filter((event) => event.recordedAt < cut)
    .map((event) =>
      event.supersededAt !== undefined && event.supersededAt >= cut ? withoutEnd(event) : event,
    );
  const found = assess(known, brain, spine.guards, spine.invariants);
  return {
    spans: found.spans,
    duties: found.duties.flatMap((d) => {
      const rule = ruleOn(brain.book, d.rule, d.from);
      return rule === undefined || rule.sort === "flag"
        ? []
        : [{ rule, from: d.from, due: d.due, actBy: d.actBy, doneOn: d.doneOn, endedOn: d.endedOn }];
    }),
    breaches: found.breaches
      .filter((b) => b.from <= on && (b.until === null || b.until > on))
      .map((b) => ({ invariant: b.invariant, key: b.key, from: b.from, detail: b.detail })),
  };
}

function withoutEnd(event: ReturnType<typeof toKnown>): ReturnType<typeof toKnown> {
  const { supersededAt: _, ...standing } = event;
  return standing;
}

const endOfDay = (on: IsoDate): IsoInstant =>
  Temporal.PlainDate.from(addDays(on, 1))
    .toZonedDateTime("Europe/London")
    .toInstant()
    .toString({ smallestUnit: "millisecond" }) as IsoInstant;

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

/** What stands of `timeline_event e`: now, or at the end of a past day. */
const stoodOn = (asKnown: IsoDate | undefined) =>
  asKnown === undefined
    ? sql`e.superseded_at is null`
    : sql`e.recorded_at < ${endOfDay(asKnown)} and (e.superseded_at is null or e.superseded_at >= ${endOfDay(asKnown)})`;

/** A page of the timeline, newest first. One thing told by two sources is one entry with both named. */
export async function timelinePage(
  handle: Handle,
  id: number,
  filter: TimelineFilter,
): Promise<TimelineRow[]> {
  const kinds = kindsOf(filter.group);
  const standing = stoodOn(filter.asKnown);
  const rows = await sql<{
    id: number;
    on: IsoDate;
    kind: EventKind;
    subject: string;
    detail: Detail;
    issuers: string[];
    recorded_at: IsoInstant;
    source_id: number;
  }>`
    select max(e.id) as id, e.on_date as on, e.kind, e.subject, (array_agg(e.detail order by e.id desc))[1] as detail, array_agg(distinct e.issuer) as issuers,
      min(e.recorded_at) as recorded_at, max(e.source_id) as source_id
    from timeline_event e
    where e.person_id = ${id} and ${standing}
      and (${kinds}::text[] is null or e.kind = any(${kinds}::text[]))
      and (${filter.issuer ?? null}::text is null or e.issuer = ${filter.issuer ?? null})
      and (${filter.before ?? null}::date is null or e.on_date <= ${filter.before ?? null}::date)
      and (${filter.after?.on ?? null}::date is null or e.on_date <= ${filter.after?.on ?? null}::date)
    group by e.on_date, e.kind, e.subject
    having ${filter.after?.on ?? null}::date is null or (e.on_date, max(e.id)) < (${filter.after?.on ?? null}::date, ${filter.after?.id ?? 0}::bigint)
    order by e.on_date desc, max(e.id) desc limit ${filter.limit}`.execute(handle.db);
  return rows.rows.map((row) => ({
    id: row.id,
    on: row.on,
    kind: row.kind,
    subject: row.subject,
    detail: row.detail,
    issuers: row.issuers,
    recordedOn: londonDate(row.recorded_at),
    sourceId: row.source_id,
  }));
}

/** The years there are entries of the chosen kind and source for, newest first, and the groups and sources that have any. */
export async function timelineShape(
  handle: Handle,
  id: number,
  filter: Pick<TimelineFilter, "group" | "issuer" | "asKnown">,
): Promise<{
  years: { year: string; count: number }[];
  kinds: { kind: EventKind; count: number }[];
  issuers: string[];
}> {
  const chosen = kindsOf(filter.group);
  const standing = stoodOn(filter.asKnown);
  const years = await sql<{
    year: string;
    count: number;
  }>`select to_char(e.on_date, 'YYYY') as year, count(*) as count from timeline_event e
    where e.person_id = ${id} and ${standing} and (${chosen}::text[] is null or e.kind = any(${chosen}::text[]))
      and (${filter.issuer ?? null}::text is null or e.issuer = ${filter.issuer ?? null}) group by 1 order by 1 desc`.execute(
    handle.db,
  );
  const kinds = await sql<{
    kind: EventKind;
    count: number;
  }>`select e.kind, count(*) as count from timeline_event e
    where e.person_id = ${id} and ${standing} group by 1`.execute(handle.db);
  const issuers = await sql<{
    issuer: string;
  }>`select distinct e.issuer from timeline_event e where e.person_id = ${id} and ${standing} order by 1`.execute(
    handle.db,
  );
  return { years: years.rows, kinds: kinds.rows, issuers: issuers.rows.map((row) => row.issuer) };
}

export type FindingRow = {
  readonly code: string;
  readonly message: string;
  readonly place: string;
  readonly said: string | null;
  readonly sourceTitle: string;
  readonly fileName: string;
};

export async function findingsOf(handle: Handle, id: number): Promise<FindingRow[]> {
  return await handle.db
    .selectFrom("finding")
    .innerJoin("source", "source.id", "finding.source_id")
    .select([
      "finding.code",
      "finding.message",
      "finding.place",
      "finding.said",
      "source.title as sourceTitle",
      "source.file_name as fileName",
    ])
    .where("finding.person_id", "=", id)
    .where("finding.superseded_at", "is", null)
    .orderBy("finding.code")
    .limit(100)
    .execute();
}

export async function identifiersOf(
  handle: Handle,
  id: number,
): Promise<{ type: string; value: string; issuer: string }[]> {
  return await handle.db
    .selectFrom("identifier")
    .select(["type", "value", "issuer"])
    .distinct()
    .where("person_id", "=", id)
    .where("superseded_at", "is", null)
    .execute();
}

export type LatestNote = {
  readonly on: IsoDate;
  readonly kind: string;
  readonly words: string;
  readonly childsWords: string | null;
  readonly by: string | null;
  readonly id: number;
};

export async function notesOf(
  handle: Handle,
  id: number,
  limit: number,
  before?: { on: IsoDate; id: number },
): Promise<LatestNote[]> {
  let query = handle.db
    .selectFrom("note")
    .leftJoin("worker", (join) =>
      join.onRef("worker.ref", "=", "note.worker_ref").onRef("worker.authority_id", "=", "note.authority_id"),
    )
    .select([
      "note.id",
      "note.on_date as on",
      "note.kind",
      "note.words",
      "note.childs_words as childsWords",
      "worker.name as by",
    ])
    .where("note.person_id", "=", id);
  if (before)
    query = query.where(sql<boolean>`(note.on_date, note.id) < (${before.on}::date, ${before.id}::bigint)`);
  return await query.orderBy("note.on_date", "desc").orderBy("note.id", "desc").limit(limit).execute();
}

/** The child's own words most lately written down. */
export async function latestWords(handle: Handle, id: number): Promise<LatestNote | null> {
  const found = await handle.db
    .selectFrom("note")
    .leftJoin("worker", (join) =>
      join.onRef("worker.ref", "=", "note.worker_ref").onRef("worker.authority_id", "=", "note.authority_id"),
    )
    .select([
      "note.id",
      "note.on_date as on",
      "note.kind",
      "note.words",
      "note.childs_words as childsWords",
      "worker.name as by",
    ])
    .where("note.person_id", "=", id)
    .where("note.childs_words", "is not", null)
    .orderBy("note.on_date", "desc")
    .limit(1)
    .executeTakeFirst();
  return found ?? null;
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

export type Relative = {
  readonly kind: string;
  readonly ref: string;
  readonly name: string | null;
  readonly sex: string | null;
  readonly born: IsoDate | null;
  readonly died: IsoDate | null;
  readonly unknown: boolean;
  readonly sameHousehold: boolean | null;
  readonly childId: number | null;
};

/** Family and household as far as known: children linked by the files, and adults written down. A relative whose record is restricted is not named. */
export async function familyOf(handle: Handle, id: number): Promise<Relative[]> {
  const linked =
    await sql<Relative>`select distinct on (r.other) r.kind, r.other as ref, p.name, p.sex, p.birth_date as born, p.death_date as died, false as unknown,
      exists (select from household h1 join household h2 on h1.ref = h2.ref where h1.person_id = ${id} and h2.person_id = p.id and h1.superseded_at is null and h2.superseded_at is null) as "sameHousehold",
      p.id as "childId"
    from relationship r join identifier i on i.value = r.other and i.type in ('local', 'ssd-person') and i.superseded_at is null and i.authority_id = r.authority_id
      join person p on p.id = i.person_id
    where r.person_id = ${id} and r.superseded_at is null and p.id <> ${id}`.execute(handle.db);
  const household =
    await sql<Relative>`select distinct on (p.id) 'sibling or household' as kind, p.local_id as ref, p.name, p.sex, p.birth_date as born, p.death_date as died,
      false as unknown, true as "sameHousehold", p.id as "childId"
    from household h1 join household h2 on h1.ref = h2.ref and h2.person_id <> h1.person_id and h2.superseded_at is null join person p on p.id = h2.person_id
    where h1.person_id = ${id} and h1.superseded_at is null limit 20`.execute(handle.db);
  const adults =
    await sql<Relative>`select relation as kind, ref, name, sex, born, died, unknown, same_household as "sameHousehold", null::bigint as "childId"
    from family_member where person_id = ${id} order by id`.execute(handle.db);
  const names = handle.context.rights.has("names");
  const seen = new Set<number>();
  return [...linked.rows, ...household.rows, ...adults.rows]
    .filter((r) => {
      if (r.childId === null) return true;
      if (seen.has(r.childId)) return false;
      seen.add(r.childId);
      return true;
    })
    .map((r) => (names ? r : { ...r, name: null }));
}

export type Holder = {
  readonly workerRef: string | null;
  readonly workerName: string | null;
  readonly teamName: string | null;
  readonly since: IsoDate;
  readonly sinceKnown: boolean;
  readonly before: number;
};

/** Who holds the child now, since when, and how many did in the two years before. */
export async function holderOf(handle: Handle, id: number): Promise<Holder | null> {
  const rows = await sql<{
    workerRef: string | null;
    workerName: string | null;
    teamName: string | null;
    since: IsoDate;
    sinceKnown: boolean;
    before: number;
  }>`
    select s.worker_ref as "workerRef", coalesce(w.name, s.detail->>'workerName', s.worker_ref) as "workerName", coalesce(t.name, s.detail->>'teamName', s.team_ref) as "teamName",
      s.from_on as since, (s.detail->>'since') is not null as "sinceKnown",
      (select count(distinct o.worker_ref) from span o where o.person_id = s.person_id and o.status = 'held' and o.worker_ref is distinct from s.worker_ref
        and o.from_on >= ${handle.today}::date - interval '2 years') as before
    from span s left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref left join team t on t.authority_id = s.authority_id and t.ref = s.team_ref
    where s.person_id = ${id} and s.status = 'held' and s.from_on <= ${handle.today}::date and (s.until_on is null or s.until_on > ${handle.today}::date) order by s.from_on desc limit 1`.execute(
    handle.db,
  );
  return rows.rows[0] ?? null;
}

export async function addressOf(
  handle: Handle,
  id: number,
): Promise<{ line: string | null; postcode: string | null; protected: boolean | null } | null> {
  if (!handle.context.rights.has("names")) return null;
  const row = await handle.db
    .selectFrom("address")
    .select(["line", "postcode", "protected"])
    .where("person_id", "=", id)
    .where("superseded_at", "is", null)
    .where("to_on", "is", null)
    .orderBy("from_on", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
