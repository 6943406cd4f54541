import { hash } from "node:crypto";
import { sql } from "kysely";
import { assess } from "../../kernel/duties/brain.ts";
import type { BrainContext, Breach, WorkerFacts } from "../../kernel/duties/invariant.ts";
import { type Rule, ruleBook } from "../../kernel/duties/rule.ts";
import type { Duty } from "../../kernel/duties/run.ts";
import type { Span } from "../../kernel/duties/story.ts";
import { type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { PROCLAIMED } from "../../kernel/holidays.ts";
import type { KnownEvent } from "../../kernel/timeline/event.ts";
import type { EventKind } from "../../kernel/timeline/kinds.ts";
import { ENGLAND, workingCalendar } from "../../kernel/workingDays.ts";
import { type Db, insertMany } from "./bulk.ts";
import type { Spine } from "./spine.ts";
import { inTellingOrder } from "./telling.ts";

/** The shipped rules with this authority's approved local changes laid over them. */
export async function loadRules(db: Db, spine: Spine): Promise<readonly Rule[]> {
  const changes = await db
    .selectFrom("rule_change")
    .selectAll()
    .where("authority_id", "=", sql<number>`kith_authority()`)
    .where("approved", "=", true)
    .orderBy("effective_from")
    .orderBy("id")
    .execute();
  const local = changes.flatMap((change) => {
    const shipped = spine.rules.find((rule) => rule.id === change.rule_id);
    if (shipped === undefined) return [];
    return [
      {
        ...shipped,
        ruleSet: "LOCAL" as const,
        effectiveFrom: change.effective_from,
        offset: change.offset_value,
        unit: change.unit as Rule["unit"],
        countMode: change.count_mode as Rule["countMode"],
        source: `${shipped.source} (changed here: ${change.reason})`,
      },
    ];
  });
  return [...spine.rules, ...local];
}

/** The rules and the calendar, for pages that say what is due without working it out. */
export async function loadBook(db: Db, spine: Spine): Promise<Pick<BrainContext, "book" | "calendar">> {
  const added = await db.selectFrom("proclaimed_day").selectAll().execute();
  const calendar =
    added.length === 0
      ? ENGLAND
      : workingCalendar([
          ...PROCLAIMED,
          ...added.map((day) => ({
            on: day.on_date,
            name: day.name,
            ...(day.instead_of === null ? {} : { insteadOf: day.instead_of }),
          })),
        ]);
  return { book: ruleBook(await loadRules(db, spine)), calendar };
}

export async function loadBrain(db: Db, spine: Spine): Promise<BrainContext> {
  return { ...(await loadBook(db, spine)), workers: await loadWorkers(db) };
}

async function loadWorkers(db: Db): Promise<Map<string, WorkerFacts>> {
  const here = sql<number>`kith_authority()`;
  const workers = await db
    .selectFrom("worker")
    .select(["ref", "registered", "left_on"])
    .where("authority_id", "=", here)
    .execute();
  const absences = await db
    .selectFrom("absence")
    .select(["worker_ref", "from_on", "to_on", "cover_ref"])
    .where("authority_id", "=", here)
    .execute();
  const away = Map.groupBy(absences, (absence) => absence.worker_ref);
  return new Map(
    workers.map((worker) => [
      worker.ref,
      {
        registered: worker.registered,
        leftOn: worker.left_on,
        absences: (away.get(worker.ref) ?? []).map((a) => ({
          from: a.from_on,
          to: a.to_on,
          covered: a.cover_ref !== null,
        })),
      },
    ]),
  );
}

type EventRow = {
  person_id: number;
  on_date: IsoDate;
  at: IsoInstant | null;
  kind: EventKind;
  subject: string;
  detail: KnownEvent["detail"];
  issuer: string;
  source_id: number;
  recorded_at: IsoInstant;
  superseded_at: IsoInstant | null;
};

type ToldRow = EventRow & { issuer: string; origin: string; as_at: IsoDate | null };

export const toKnown = (row: EventRow): KnownEvent => ({
  on: row.on_date,
  kind: row.kind,
  subject: row.subject,
  detail: row.detail,
  issuer: row.issuer,
  sourceId: row.source_id,
  recordedAt: row.recorded_at,
  ...(row.at === null ? {} : { at: row.at }),
  ...(row.superseded_at === null ? {} : { supersededAt: row.superseded_at }),
});

/** Every version of every entry of some children, the freshest source last so that its word stands. */
export async function loadTimelines(db: Db, ids: readonly number[]): Promise<Map<number, KnownEvent[]>> {
  const found =
    await sql<ToldRow>`select e.person_id, e.on_date, e.at, e.kind, e.subject, e.detail, e.source_id, e.recorded_at, e.superseded_at,
      e.issuer, e.origin, s.as_at
    from timeline_event e left join source s on s.id = e.source_id
    where e.person_id = any(${ids}) order by e.person_id, e.id`.execute(db);
  const rows = await inTellingOrder(db, found.rows);
  const timelines = new Map<number, KnownEvent[]>(ids.map((id) => [id, []]));
  for (const row of rows) timelines.get(row.person_id)?.push(toKnown(row));
  return timelines;
}

type DutyRow = {
  person_id: number;
  rule_id: string;
  key: string;
  from_on: string;
  due_on: string;
  due_at: string | null;
  act_by: string;
  done_on: string | null;
  ended_on: string | null;
  flag: boolean;
};
type BreachRow = {
  person_id: number;
  invariant_id: string;
  key: string;
  from_on: string;
  until_on: string | null;
  detail: unknown;
};
type SpanRow = {
  person_id: number;
  status: string;
  key: string;
  from_on: string;
  until_on: string | null;
  worker_ref: string | null;
  team_ref: string | null;
  detail: unknown;
};

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

const dutyRow = (personId: number, duty: Duty, flags: ReadonlySet<string>): DutyRow => ({
  person_id: personId,
  rule_id: duty.rule,
  key: duty.key,
  from_on: duty.from,
  due_on: duty.due,
  due_at: duty.dueAt,
  act_by: duty.actBy,
  done_on: duty.doneOn,
  ended_on: duty.endedOn,
  flag: flags.has(duty.rule),
});
const breachRow = (personId: number, breach: Breach): BreachRow => ({
  person_id: personId,
  invariant_id: breach.invariant,
  key: breach.key,
  from_on: breach.from,
  until_on: breach.until,
  detail: breach.detail,
});
const spanRow = (personId: number, span: Span): SpanRow => ({
  person_id: personId,
  status: span.status,
  key: span.key,
  from_on: span.from,
  until_on: span.until,
  worker_ref: span.status === "held" ? text(span.detail["worker"]) : null,
  team_ref: span.status === "held" ? text(span.detail["team"]) : null,
  detail: span.detail,
});

export type Derived = { duties: DutyRow[]; breaches: BreachRow[]; spans: SpanRow[] };

/** A flag only asks for attention: once answered, or over before its day came, there is nothing to keep of it. */
const stillAsks = (duty: Duty): boolean =>
  duty.doneOn === null && (duty.endedOn === null || duty.endedOn > duty.due);

export const nothingDerived = (): Derived => ({ duties: [], breaches: [], spans: [] });

/** The brain, ready to add what follows from one child's timeline to what was derived of others. Pure but for that. */
export function deriver(
  brain: BrainContext,
  spine: Spine,
): (into: Derived, id: number, events: readonly KnownEvent[]) => void {
  const flags = new Set(spine.rules.filter((rule) => rule.sort === "flag").map((rule) => rule.id));
  return (into, id, events) => {
    const found = assess(events, brain, spine.guards, spine.invariants);
    for (const duty of found.duties)
      if (!flags.has(duty.rule) || stillAsks(duty)) into.duties.push(dutyRow(id, duty, flags));
    for (const breach of found.breaches) into.breaches.push(breachRow(id, breach));
    for (const span of found.spans) into.spans.push(spanRow(id, span));
  };
}

export type RecomputeCount = { readonly children: number; readonly written: number };

/** Brings what is derived (duties, breaches, states) into line with the timelines of some children, writing only the difference. */
export async function recompute(
  db: Db,
  spine: Spine,
  brain: BrainContext,
  ids: readonly number[],
): Promise<RecomputeCount> {
  if (ids.length === 0) return { children: 0, written: 0 };
  const derive = deriver(brain, spine);
  const derived = nothingDerived();
  for (const [id, events] of await loadTimelines(db, ids)) derive(derived, id, events);
  return { children: ids.length, written: await writeDifference(db, ids, derived) };
}

/** Writes what follows for children of whom nothing derived is held yet. */
export async function insertDerived(db: Db, authorityId: number, derived: Derived): Promise<number> {
  let written = 0;
  for (const [table, rows] of [
    ["duty", derived.duties],
    ["breach", derived.breaches],
    ["span", derived.spans],
  ] as const) {
    await insertMany(
      db,
      table,
      rows.map((row) => ({ authority_id: authorityId, ...row })),
    );
    written += rows.length;
  }
  return written;
}

const KEYS = {
  duty: ["person_id", "key"],
  breach: ["person_id", "invariant_id", "key"],
  span: ["person_id", "status", "key", "from_on"],
} as const;

async function writeDifference(db: Db, ids: readonly number[], derived: Derived): Promise<number> {
  const fresh = nothingDerived();
  let removed = await differDuties(db, ids, derived.duties, fresh.duties);
  removed += await differ(db, "breach", ids, derived.breaches, fresh.breaches);
  removed += await differ(db, "span", ids, derived.spans, fresh.spans);
  if (fresh.duties.length + fresh.breaches.length + fresh.spans.length === 0) return removed;
  const authority = await sql<{ id: number }>`select kith_authority() as id`.execute(db);
  return removed + (await insertDerived(db, authority.rows[0]?.id ?? 0, fresh));
}

/** With more children than this it pays to ask first whose duties differ at all. */
const MANY = 50;

/** Most of what is recomputed in bulk comes out as it was: the database adds up each child's duties to one number, and only where that differs are they read. */
async function differDuties(
  db: Db,
  ids: readonly number[],
  wanted: readonly DutyRow[],
  add: DutyRow[],
): Promise<number> {
  if (ids.length <= MANY) return await differ(db, "duty", ids, wanted, add);
  const rows = await sql<{ id: number; digest: string }>`
    select person_id as id, md5(string_agg(concat(rule_id, '|', from_on, '|', due_on, '|', (extract(epoch from due_at) * 1000)::bigint, '|', act_by, '|',
      done_on, '|', ended_on, '|', flag, '|', key), E'\n' order by key)) as digest
    from duty where person_id = any(${ids}) group by 1`.execute(db);
  const held = new Map(rows.rows.map((row) => [row.id, row.digest]));
  const byChild = Map.groupBy(wanted, (row) => row.person_id);
  const other = ids.filter((id) => held.get(id) !== digestOf(byChild.get(id)));
  if (other.length === 0) return 0;
  return await differ(
    db,
    "duty",
    other,
    other.flatMap((id) => byChild.get(id) ?? []),
    add,
  );
}

function digestOf(duties: readonly DutyRow[] | undefined): string | undefined {
  if (duties === undefined) return undefined;
  const lines = duties
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((d) => {
      const at = d.due_at === null ? "" : Temporal.Instant.from(d.due_at).epochMilliseconds;
      return `${d.rule_id}|${d.from_on}|${d.due_on}|${at}|${d.act_by}|${d.done_on ?? ""}|${d.ended_on ?? ""}|${d.flag ? "t" : "f"}|${d.key}`;
    });
  return hash("md5", lines.join("\n"));
}

/** Deletes what no longer follows and collects what is new; a row that changed is both. */
async function differ<Row extends object>(
  db: Db,
  table: keyof typeof KEYS,
  ids: readonly number[],
  wanted: readonly Row[],
  add: Row[],
): Promise<number> {
  const held = await sql<
    Record<string, unknown>
  >`select * from ${sql.table(table)} where person_id = any(${ids})`.execute(db);
  const keyOf = (row: object): string =>
    JSON.stringify(KEYS[table].map((name) => (row as Record<string, unknown>)[name]));
  const shape = (row: Record<string, unknown>, like: object): string =>
    JSON.stringify(Object.keys(like).map((name) => canonical(row[name])));
  const left = new Map(held.rows.map((row) => [keyOf(row), row]));
  for (const row of wanted) {
    const key = keyOf(row);
    const was = left.get(key);
    if (was !== undefined && shape(was, row) === shape(row as Record<string, unknown>, row)) left.delete(key);
    else add.push(row);
  }
  const gone = [...left.values()].map((row) =>
    Object.fromEntries(KEYS[table].map((name) => [name, row[name]])),
  );
  if (gone.length > 0) {
    const columns = sql.join(KEYS[table].map((name) => sql.ref(name)));
    await sql`delete from ${sql.table(table)} where person_id = any(${ids})
      and (${columns}) in (select ${columns} from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(gone)}::json))`.execute(
      db,
    );
  }
  return gone.length;
}

/** The database gives an object's names back in its own order. */
function canonical(value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
