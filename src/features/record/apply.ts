import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { BrainContext } from "../../kernel/duties/invariant.ts";
import type { ChildClaims, Claim, Finding, Format } from "../../kernel/record/claim.ts";
import { inScopeSql } from "./vanish.ts";
import type { RecordTable, RowValues } from "../../kernel/record/table.ts";
import type { KnownEvent, TimelineEvent } from "../../kernel/timeline/event.ts";
import { type Db, insertMany, nextIds } from "./bulk.ts";
import { noteCarried } from "./carried.ts";
import { matchChildren } from "./match.ts";
import { projectionChange } from "./project.ts";
import { type Freshness, readFreshness, writeFreshness } from "./ranks.ts";
import { type Change, type HeldRow, type RankedScope, reconcile, vanishedFrom } from "./reconcile.ts";
import { recompute } from "./recompute.ts";
import type { Spine } from "./spine.ts";
import type { Tally } from "./tally.ts";

/** The file being applied or previewed. */
export type Incoming = {
  readonly sourceId: number;
  readonly format: Format;
  readonly rank: string;
  readonly recordedAt: IsoInstant;
  readonly authorityId: number;
  readonly recordedBy: number | null;
  /** Files of the same format already held. */
  readonly held: readonly RankedScope[];
  /** Files of the same kind already held: those this one replaces if it is fresher. A return may be several kinds of file. */
  readonly sameKind: readonly number[];
  /** No file of its kind that is held is fresher. */
  readonly freshest: boolean;
};

type Changed = { personId: number; table: RecordTable; change: Change };

/** Compares a batch of children with what is held and counts; writes nothing. */
export async function compareBatch(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  children: readonly ChildClaims[],
  tally: Tally,
): Promise<void> {
  const matched = await matchChildren(db, incoming.format, children);
  const held = await loadHeld(
    db,
    spine,
    incoming.format,
    children,
    matched.flatMap((m) => (m.personId === null ? [] : [m.personId])),
  );
  children.forEach((child, i) => {
    const personId = matched[i]?.personId ?? null;
    const findings = [...child.findings, ...(matched[i]?.findings ?? [])];
    const changes = changesOf(spine, child, personId, held, incoming.rank);
    tally.child(child, personId, changes, findings);
  });
}

/** Applies a batch: people, rows, timeline, findings, then duties and breaches of exactly the children it touched. */
export async function applyBatch(
  db: Db,
  spine: Spine,
  brain: BrainContext,
  incoming: Incoming,
  children: readonly ChildClaims[],
  tally: Tally,
): Promise<void> {
  const matched = await matchChildren(db, incoming.format, children);
  const known = matched.flatMap((m) => (m.personId === null ? [] : [m.personId]));
  const held = await loadHeld(db, spine, incoming.format, children, known);
  const shared = await alsoToldOfBy(db, incoming.format, known);
  const newIds = await nextIds(db, "person", matched.length - known.length);
  const fresh = new Map<number, KnownEvent[]>();
  const touched = new Set<number>();
  const all: Changed[] = [];
  const findings: { personId: number; finding: Finding }[] = [];
  const people: { personId: number; child: ChildClaims; isNew: boolean }[] = [];

  children.forEach((child, i) => {
    const existing = matched[i]?.personId ?? null;
    const personId = existing ?? newIds.shift();
    if (personId === undefined) throw new Error("ran out of person ids");
    if (existing === null) fresh.set(personId, []);
    const changes = changesOf(spine, child, existing, held, incoming.rank);
    const found = [...child.findings, ...(matched[i]?.findings ?? [])];
    tally.child(child, existing, changes, found);
    for (const { table, change } of changes) {
      if (change.kind === "add" || change.kind === "change") touched.add(personId);
      // Where two kinds of file tell of one thing the freshest word stands, so a word made fresher can change what follows.
      if (change.kind === "confirm" && shared.has(personId)) touched.add(personId);
      all.push({ personId, table, change });
    }
    for (const finding of found) findings.push({ personId, finding });
    people.push({ personId, child, isNew: existing === null });
  });

  await writePeople(db, incoming, people);
  const opened = await writeRows(db, incoming, all);
  // In the order they would be read back, so that a child just made and the same child recomputed come out alike.
  for (const { personId, event } of opened.toSorted((a, b) => (a.origin < b.origin ? -1 : 1))) {
    fresh.get(personId)?.push({
      ...event,
      recordedAt: incoming.recordedAt,
      issuer: incoming.format,
      sourceId: incoming.sourceId,
    });
  }
  await writeFindings(db, incoming, findings);
  const renamed = all.filter(
    (c) =>
      c.table.name === "person_detail" &&
      !fresh.has(c.personId) &&
      (c.change.kind === "add" ||
        c.change.kind === "change" ||
        (c.change.kind === "confirm" && shared.has(c.personId))),
  );
  await refreshPeople(db, [...new Set(renamed.map((c) => c.personId))]);
  await recompute(db, spine, brain, [...new Set([...touched, ...fresh.keys()])], fresh);
}

/** Those of some children of whom another kind of file has told as well. */
async function alsoToldOfBy(db: Db, format: Format, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await sql<{ id: number }>`select distinct person_id as id from identifier
    where person_id = any(${ids}) and issuer <> ${format} and superseded_at is null`.execute(db);
  return new Set(rows.rows.map((row) => row.id));
}

function changesOf(
  spine: Spine,
  child: ChildClaims,
  personId: number | null,
  held: ReadonlyMap<string, ReadonlyMap<string, HeldRow>>,
  rank: string,
): { table: RecordTable; change: Change }[] {
  const byTable = Map.groupBy(child.claims, (claim) => claim.table);
  return [...byTable].flatMap(([name, claims]) => {
    const table = spine.tables.get(name);
    if (table === undefined) throw new Error(`a reader claims a table that does not exist: ${name}`);
    const rows =
      (personId === null ? undefined : held.get(`${name}|${personId}`)) ?? new Map<string, HeldRow>();
    return reconcile(table, claims, rows, rank).map((change) => ({ table, change }));
  });
}

/** The rows held of some children in the tables a batch speaks of, by `table|person` and key. */
async function loadHeld(
  db: Db,
  spine: Spine,
  format: Format,
  children: readonly ChildClaims[],
  ids: readonly number[],
): Promise<Map<string, Map<string, HeldRow>>> {
  const held = new Map<string, Map<string, HeldRow>>();
  if (ids.length === 0) return held;
  for (const name of new Set(children.flatMap((child) => child.claims.map((claim) => claim.table)))) {
    const table = spine.tables.get(name);
    if (table === undefined) continue;
    const rows = await sql<Record<string, unknown>>`select * from ${sql.table(name)}
      where person_id = any(${ids}) and issuer = ${format} and superseded_at is null`.execute(db);
    for (const row of rows.rows) {
      const at = `${name}|${row["person_id"]}`;
      const list = held.get(at) ?? new Map<string, HeldRow>();
      held.set(at, list.set(String(row["key"]), toHeld(table, row)));
    }
  }
  return held;
}

export function toHeld(table: RecordTable, row: Record<string, unknown>): HeldRow {
  return {
    id: row["id"] as number,
    key: row["key"] as string,
    version: row["version"] as number,
    seen: readFreshness(row["seen_rank"] as string),
    vanishedSourceId: row["vanished_source_id"] as number | null,
    values: Object.fromEntries(Object.keys(table.columns).map((name) => [name, row[name]])) as RowValues,
  };
}

async function writePeople(
  db: Db,
  incoming: Incoming,
  people: readonly { personId: number; child: ChildClaims; isNew: boolean }[],
): Promise<void> {
  const added = people.filter((p) => p.isNew);
  await insertMany(
    db,
    "person",
    added.map(({ personId, child }) => ({
      id: personId,
      authority_id: incoming.authorityId,
      local_id: child.id.value,
      created_at: incoming.recordedAt,
      ...shownOf(child),
    })),
  );
  // Nobody new has an identifier yet, so theirs need no look for one already there.
  await insertMany(
    db,
    "identifier",
    added.flatMap((p) => identifiersFor(incoming, p)),
  );
  const others = people.filter((p) => !p.isNew).flatMap((p) => identifiersFor(incoming, p));
  if (others.length === 0) return;
  await sql`insert into identifier (authority_id, person_id, type, value, issuer, source_id, recorded_at)
    select authority_id, person_id, type, value, issuer, source_id, recorded_at from json_populate_recordset(null::identifier, ${JSON.stringify(others)}::json)
    on conflict (authority_id, issuer, type, value, person_id) where superseded_at is null do nothing`.execute(
    db,
  );
}

/** What a list shows of somebody of whom only this file has told; `refreshPeople` says the same for everybody else. */
function shownOf(child: ChildClaims): object {
  const said = child.claims.find((claim) => claim.table === "person_detail")?.values ?? {};
  const name = [said["forename"], said["surname"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ")
    .trim();
  return {
    name: name === "" ? null : name,
    birth_date: said["birth_date"] ?? child.born,
    expected_birth_date: said["expected_birth_date"] ?? null,
    death_date: said["death_date"] ?? null,
    sex: said["sex"] ?? null,
    ethnicity: said["ethnicity"] ?? null,
  };
}

/** Each identifier of a child once. */
function identifiersFor(
  incoming: Incoming,
  { personId, child }: { personId: number; child: ChildClaims },
): object[] {
  const once = new Map([child.id, ...child.identifiers].map((id) => [`${id.type} ${id.value}`, id]));
  return [...once.values()].map((id) => ({
    authority_id: incoming.authorityId,
    person_id: personId,
    type: id.type,
    value: id.value,
    issuer: incoming.format,
    source_id: incoming.sourceId,
    recorded_at: incoming.recordedAt,
  }));
}

type Opened = { personId: number; origin: string; event: TimelineEvent };

async function writeRows(db: Db, incoming: Incoming, all: readonly Changed[]): Promise<Opened[]> {
  const opened: Opened[] = [];
  const events: object[] = [];
  const closedEvents: {
    person_id: number;
    issuer: string;
    origin: string;
    kind: string;
    subject: string;
    on_date: string;
  }[] = [];
  const inserts = new Map<string, object[]>();
  const closed = new Map<string, number[]>();
  const confirmed = new Map<
    string,
    { readonly table: string; readonly rank: string; readonly ids: Map<string, number[]> }
  >();
  const push = <T>(map: Map<string, T[]>, name: string, item: T): void => {
    const list = map.get(name);
    if (list) list.push(item);
    else map.set(name, [item]);
  };

  for (const { personId, table, change } of all) {
    if (change.kind === "confirm") {
      const at = `${table.name}|${change.seen.rank}`;
      const group = confirmed.get(at) ?? { table: table.name, rank: change.seen.rank, ids: new Map() };
      confirmed.set(at, group);
      push(group.ids, writeFreshness(change.seen), change.held.id);
    }
    if (change.kind !== "add" && change.kind !== "change") continue;
    const { claim } = change;
    const before = change.kind === "change" ? change.held : null;
    const after = change.kind === "change" ? change.values : claim.values;
    if (before !== null) push(closed, table.name, before.id);
    push(
      inserts,
      table.name,
      rowFor(incoming, personId, table, claim, after, before?.version ?? 0, change.seen),
    );
    const difference = projectionChange(table, claim.key, before?.values ?? null, after);
    const origin = `${table.name}:${claim.key}`;
    for (const event of difference.closed) {
      closedEvents.push({
        person_id: personId,
        issuer: incoming.format,
        origin,
        kind: event.kind,
        subject: event.subject,
        on_date: event.on,
      });
    }
    for (const event of difference.opened) {
      opened.push({ personId, origin, event });
      events.push({
        authority_id: incoming.authorityId,
        person_id: personId,
        on_date: event.on,
        at: event.at ?? null,
        kind: event.kind,
        subject: event.subject,
        origin,
        issuer: incoming.format,
        detail: event.detail,
        source_id: incoming.sourceId,
        recorded_at: incoming.recordedAt,
      });
    }
  }

  for (const [name, ids] of closed)
    await sql`update ${sql.table(name)} set superseded_at = ${incoming.recordedAt} where id = any(${ids})`.execute(
      db,
    );
  for (const { table, rank, ids: groups } of confirmed.values()) {
    for (const [seen, ids] of groups) {
      // A row that is told of again has not vanished, unless from a file fresher still; and what was decided of it then is over.
      const gone = sql`vanished_source_id in (select id from source where rank collate "C" > ${rank})`;
      await sql`update ${sql.table(table)} set seen_rank = ${seen},
        vanished_source_id = case when ${gone} then vanished_source_id end, kept_by = case when ${gone} then kept_by end
        where id = any(${ids})`.execute(db);
    }
  }
  for (const [name, rows] of inserts) await insertMany(db, name, rows);
  if (closedEvents.length > 0) {
    const ids = [...new Set(closedEvents.map((event) => event.person_id))];
    // Narrowed by child first, then matched in one hash: the planner cannot know how many rows the JSON holds.
    await sql`update timeline_event e set superseded_at = ${incoming.recordedAt}
      where e.person_id = any(${ids}) and e.superseded_at is null
        and (e.person_id, e.issuer, e.origin, e.kind, e.subject, e.on_date) in
          (select person_id, issuer, origin, kind, subject, on_date from json_populate_recordset(null::timeline_event, ${JSON.stringify(closedEvents)}::json))`.execute(
      db,
    );
  }
  await insertMany(db, "timeline_event", events);
  await noteCarried(db, incoming.authorityId, new Set(opened.map(({ event }) => event.kind)));
  return opened;
}

function rowFor(
  incoming: Incoming,
  personId: number,
  table: RecordTable,
  claim: Claim,
  values: RowValues,
  version: number,
  seen: Freshness,
): object {
  const row: Record<string, unknown> = {
    authority_id: incoming.authorityId,
    person_id: personId,
    issuer: incoming.format,
    key: claim.key,
    version: version + 1,
    source_id: incoming.sourceId,
    place: claim.place,
    seen_rank: writeFreshness(seen),
    recorded_at: incoming.recordedAt,
    recorded_by: incoming.recordedBy,
    vanished_source_id: vanishedFrom(table, values, seen.rank, incoming.held),
  };
  for (const name of Object.keys(table.columns)) row[name] = values[name] ?? null;
  return row;
}

/** Only the freshest file of its kind is worth correcting: an older one's findings are not listed. */
async function writeFindings(
  db: Db,
  incoming: Incoming,
  findings: readonly { personId: number; finding: Finding }[],
): Promise<void> {
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

/** The name, dates and so on a list shows, from the freshest source that gives each. */
export async function refreshPeople(db: Db, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update person p set name = d.name, birth_date = coalesce(d.birth_date, p.birth_date), expected_birth_date = d.expected_birth_date, death_date = d.death_date,
      sex = d.sex, ethnicity = d.ethnicity
    from (select person_id,
        (array_agg(nullif(trim(concat_ws(' ', forename, surname)), '') order by seen_rank collate "C" desc) filter (where surname is not null or forename is not null))[1] as name,
        (array_agg(birth_date order by seen_rank collate "C" desc) filter (where birth_date is not null))[1] as birth_date,
        (array_agg(expected_birth_date order by seen_rank collate "C" desc) filter (where expected_birth_date is not null))[1] as expected_birth_date,
        (array_agg(death_date order by seen_rank collate "C" desc) filter (where death_date is not null))[1] as death_date,
        (array_agg(sex order by seen_rank collate "C" desc) filter (where sex is not null))[1] as sex,
        (array_agg(ethnicity order by seen_rank collate "C" desc) filter (where ethnicity is not null))[1] as ethnicity
      from person_detail where person_id = any(${ids}) and superseded_at is null group by person_id) d
    where p.id = d.person_id`.execute(db);
}

/** Marks the rows that this file should have carried and did not. They stay as they are until a person decides. */
export async function markVanished(
  db: Db,
  spine: Spine,
  incoming: Incoming,
  scope: RankedScope["scope"],
): Promise<void> {
  for (const name of scope.tables) {
    const table = spine.tables.get(name);
    if (table === undefined || table.span === null) continue;
    await sql`update ${sql.table(name)} t set vanished_source_id = ${incoming.sourceId}
      where t.authority_id = ${incoming.authorityId} and t.issuer = ${incoming.format} and t.superseded_at is null and t.seen_rank collate "C" < ${incoming.rank} and ${inScopeSql(table, scope)}
        and (t.vanished_source_id is null or (select s.rank from source s where s.id = t.vanished_source_id) collate "C" < ${incoming.rank})`.execute(
      db,
    );
  }
}
