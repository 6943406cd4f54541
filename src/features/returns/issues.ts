import { type RawBuilder, sql } from "kysely";
import type { IsoDate, IsoInstant } from "../../kernel/dates.ts";
import { addDays, startOfDay } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { FixKind, Place } from "./places.ts";
import type { ReturnId } from "./year.ts";

type Severity = "error" | "query" | "structure";

/** How an issue stands: to be put right, to be explained, or explained and unchanged since. */
export type State = "error" | "query" | "accepted";

/** What issues can be gathered by. */
export const GROUPS = ["rule", "team", "worker", "fix", "age"] as const;
export type Group = (typeof GROUPS)[number];

/** How long an issue has stood, oldest first: days at least. */
export const AGES = [
  { id: "old", least: 90 },
  { id: "quarter", least: 28 },
  { id: "month", least: 7 },
  { id: "new", least: 0 },
] as const;
export type Age = (typeof AGES)[number]["id"];

/** In a filter: the children nobody is known to hold, or what is about no one child. */
export const NOBODY = "-";

export type Filter = {
  readonly state?: State | undefined;
  readonly rule?: string | undefined;
  readonly team?: string | undefined;
  readonly worker?: string | undefined;
  readonly fix?: string | undefined;
  readonly age?: Age | undefined;
  readonly child?: number | undefined;
};

const foundBefore = (today: IsoDate, age: Age): RawBuilder<unknown> => {
  const least = AGES.find((each) => each.id === age)?.least ?? 0;
  return sql`${startOfDay(addDays(today, 1 - least))}::timestamptz`;
};

const ageSql = (today: IsoDate): RawBuilder<string> =>
  sql<string>`case when i.found_at < ${foundBefore(today, "old")} then 'old' when i.found_at < ${foundBefore(today, "quarter")} then 'quarter'
    when i.found_at < ${foundBefore(today, "month")} then 'month' else 'new' end`;

/** What stands of a return, with who holds each child now and what was last said of each query. The walls stand behind this. */
const standingSql = (of: ReturnId, today: IsoDate): RawBuilder<unknown> => sql`
  said as (select distinct on (person_id, key) coalesce(person_id, 0) as person, key, facts_hash, accepted, by_name, note, at
    from return_acceptance where return_kind = ${of.kind} and year = ${of.year} order by person_id, key, id desc),
  standing as (select i.*, h.worker_ref, h.team_ref, ${ageSql(today)} as age,
      case when i.severity <> 'query' then 'error' when s.accepted and s.facts_hash = i.facts_hash then 'accepted' else 'query' end as state,
      s.by_name as said_by, s.note as said_note, s.at as said_at, s.accepted as said_accepted, s.facts_hash as said_of
    from return_issue i
      left join said s on i.severity = 'query' and s.person = coalesce(i.person_id, 0) and s.key = i.key
      left join lateral (select worker_ref, team_ref from span where person_id = i.person_id and status = 'held' and from_on <= ${today}::date
        and (until_on is null or until_on > ${today}::date) order by from_on desc limit 1) h on true
    where i.return_kind = ${of.kind} and i.year = ${of.year} and i.gone_at is null)`;

const filterSql = (filter: Filter): RawBuilder<unknown> => {
  const parts: RawBuilder<unknown>[] = [sql`true`];
  if (filter.state !== undefined) parts.push(sql`i.state = ${filter.state}`);
  if (filter.rule !== undefined) parts.push(sql`i.rule_id = ${filter.rule}`);
  if (filter.fix !== undefined) parts.push(sql`i.fix = ${filter.fix}`);
  if (filter.age !== undefined) parts.push(sql`i.age = ${filter.age}`);
  if (filter.child !== undefined) parts.push(sql`i.person_id = ${filter.child}`);
  if (filter.team !== undefined)
    parts.push(filter.team === NOBODY ? sql`i.team_ref is null` : sql`i.team_ref = ${filter.team}`);
  if (filter.worker !== undefined)
    parts.push(filter.worker === NOBODY ? sql`i.worker_ref is null` : sql`i.worker_ref = ${filter.worker}`);
  return sql.join(parts, sql` and `);
};

export type GroupCount = {
  readonly group: Group;
  /** What the filter takes. */
  readonly value: string;
  /** A team's or worker's name; others are put in words by their value. */
  readonly name: string | null;
  readonly errors: number;
  readonly queries: number;
  readonly accepted: number;
  readonly children: number;
  readonly oldest: IsoInstant;
};

/** What stands, gathered in every way at once. */
export async function issueCounts(handle: Handle, of: ReturnId, filter: Filter = {}): Promise<GroupCount[]> {
  const { today, db } = handle;
  const rows = await sql<GroupCount>`with ${standingSql(of, today)}
    select g.by as "group", g.value, max(g.name) as name, count(*) filter (where i.state = 'error')::int as errors,
      count(*) filter (where i.state = 'query')::int as queries, count(*) filter (where i.state = 'accepted')::int as accepted,
      count(distinct i.person_id)::int as children, min(i.found_at) as oldest
    from standing i
      left join worker w on w.authority_id = i.authority_id and w.ref = i.worker_ref
      left join team t on t.authority_id = i.authority_id and t.ref = i.team_ref
      cross join lateral (values ('rule', i.rule_id, null), ('fix', i.fix, null), ('age', i.age, null),
        ('team', coalesce(i.team_ref, ${NOBODY}), coalesce(t.name, i.team_ref)), ('worker', coalesce(i.worker_ref, ${NOBODY}), coalesce(w.name, i.worker_ref))) g(by, value, name)
    where ${filterSql(filter)} group by 1, 2 order by 1, 4 desc, 5 desc, 2`.execute(db);
  return rows.rows;
}

export type StateCounts = { readonly error: number; readonly query: number; readonly accepted: number };

const NO_ISSUES: StateCounts = { error: 0, query: 0, accepted: 0 };

/** How many stand of each kind; every issue has one rule, so the groups by rule are all of them. */
export const statesOf = (counts: readonly GroupCount[]): StateCounts =>
  counts
    .filter((count) => count.group === "rule")
    .reduce(
      (sum, c) => ({
        error: sum.error + c.errors,
        query: sum.query + c.queries,
        accepted: sum.accepted + c.accepted,
      }),
      NO_ISSUES,
    );

export type IssueLine = {
  readonly id: number;
  readonly rule: string;
  readonly severity: Severity;
  readonly state: State;
  readonly message: string;
  readonly fix: FixKind;
  readonly places: readonly Place[];
  readonly facts: string;
  readonly foundAt: IsoInstant;
  readonly child: {
    readonly id: number;
    readonly name: string | null;
    readonly localId: string | null;
  } | null;
  readonly workerName: string | null;
  readonly teamName: string | null;
  /** What was last said of a query; `stale` when the facts have changed since. */
  readonly said: {
    readonly by: string;
    readonly note: string;
    readonly at: IsoInstant;
    readonly accepted: boolean;
    readonly stale: boolean;
  } | null;
};

type Row = {
  id: number;
  rule_id: string;
  severity: Severity;
  state: State;
  message: string;
  fix: FixKind;
  places: Place[];
  facts_hash: string;
  found_at: IsoInstant;
  person_id: number | null;
  name: string | null;
  local_id: string | null;
  worker_name: string | null;
  team_name: string | null;
  said_by: string | null;
  said_note: string | null;
  said_at: IsoInstant | null;
  said_accepted: boolean | null;
  said_of: string | null;
};

/** Where a page of the list ends: the issues are in order of rule, then as they were found. */
export type After = { readonly rule: string; readonly id: number };

/** What stands, by rule. */
export async function issueLines(
  handle: Handle,
  of: ReturnId,
  filter: Filter,
  limit: number,
  after?: After,
): Promise<IssueLine[]> {
  const { today, db } = handle;
  const beyond =
    after === undefined
      ? sql`true`
      : sql`(i.rule_id collate "C", i.id) > (${after.rule} collate "C", ${after.id}::bigint)`;
  const rows = await sql<Row>`with ${standingSql(of, today)},
    page as (select * from standing i where ${filterSql(filter)} and ${beyond} order by i.rule_id collate "C", i.id limit ${limit})
    select i.*, p.name, p.local_id, coalesce(w.name, i.worker_ref) as worker_name, coalesce(t.name, i.team_ref) as team_name
    from page i left join person p on p.id = i.person_id
      left join worker w on w.authority_id = i.authority_id and w.ref = i.worker_ref
      left join team t on t.authority_id = i.authority_id and t.ref = i.team_ref
    order by i.rule_id collate "C", i.id`.execute(db);
  return rows.rows.map((row) => toLine(handle, row));
}

function toLine(handle: Handle, row: Row): IssueLine {
  const names = handle.context.rights.has("names");
  return {
    id: row.id,
    rule: row.rule_id,
    severity: row.severity,
    state: row.state,
    message: row.message,
    fix: row.fix,
    places: row.places,
    facts: row.facts_hash,
    foundAt: row.found_at,
    child:
      row.person_id === null
        ? null
        : { id: row.person_id, name: names ? row.name : null, localId: row.local_id },
    workerName: row.worker_name,
    teamName: row.team_name,
    said:
      row.said_by === null || row.said_at === null
        ? null
        : {
            by: row.said_by,
            note: row.said_note ?? "",
            at: row.said_at,
            accepted: row.said_accepted === true,
            stale: row.said_of !== row.facts_hash,
          },
  };
}

/** One issue that still stands, if this person may see it. */
export async function issueOf(
  handle: Handle,
  id: number,
): Promise<{ of: ReturnId; line: IssueLine } | undefined> {
  const found = await handle.db
    .selectFrom("return_issue")
    .select(["year", "person_id", "rule_id"])
    .where("id", "=", id)
    .where("gone_at", "is", null)
    .executeTakeFirst();
  if (found === undefined) return undefined;
  const of: ReturnId = { kind: "cin", year: found.year };
  const lines = await issueLines(handle, of, { rule: found.rule_id }, 1, { rule: found.rule_id, id: id - 1 });
  const line = lines[0];
  return line === undefined || line.id !== id ? undefined : { of, line };
}
