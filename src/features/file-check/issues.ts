import { type RawBuilder, sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Issue } from "../../returns/cin/check/issue.ts";
import type { Location } from "../../returns/cin/check/rule.ts";
import type { FileCheck } from "./checks.ts";
import type { Remedy } from "./remedies.ts";

/** What the issues of a check may be grouped by. */
export const GROUPINGS = ["remedy", "rule", "child", "team", "worker"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Which issues are shown. What is accepted is not among the others. */
export const SHOWS = ["all", "structure", "error", "query", "accepted"] as const;
export type Show = (typeof SHOWS)[number];

/** One issue as kept. */
export type StoredIssue = Omit<Issue, "locations"> & {
  readonly seq: number;
  readonly born: IsoDate | null;
  readonly remedy: Remedy;
  readonly facts: string;
  readonly places: readonly Location[];
};

/** Some of a check's issues. */
export type Part = {
  readonly rule?: string | undefined;
  readonly remedy?: string | undefined;
  /** A child by the number of one of their issues: no child's number stands in an address. */
  readonly child?: number | undefined;
};

/** Whether an issue is a query accepted by somebody, as far as this person may know. */
const accepted = sql<boolean>`(f.severity = 'query' and exists (select from accepted_query a where a.authority_id = f.authority_id
  and a.rule = f.rule and a.child = coalesce(f.child, '') and a.facts = f.facts and a.withdrawn_at is null))`;

export const shown = (show: Show): RawBuilder<boolean> => {
  if (show === "accepted") return sql`${accepted}`;
  return show === "all" ? sql`not ${accepted}` : sql`f.severity = ${show} and not ${accepted}`;
};

export type Totals = {
  readonly structure: number;
  readonly error: number;
  /** Not accepted. */
  readonly query: number;
  readonly accepted: number;
  /** Children with anything that is not accepted. */
  readonly children: number;
  /** There was more than is ever listed. */
  readonly cutShort: boolean;
};

export async function totalsOf(handle: Handle, check: FileCheck): Promise<Totals> {
  const rows =
    await sql<Totals>`select count(*) filter (where severity = 'structure') as structure, count(*) filter (where severity = 'error') as error,
      count(*) filter (where severity = 'query' and not accepted) as query, count(*) filter (where accepted) as accepted,
      count(distinct child) filter (where not accepted) as children, coalesce(bool_or(rule = 'too-many-issues'), false) as "cutShort"
    from (select f.rule, f.severity, f.child, ${accepted} as accepted from file_check_issue f where f.check_id = ${check.id}) i`.execute(
      handle.db,
    );
  return rows.rows[0] ?? { structure: 0, error: 0, query: 0, accepted: 0, children: 0, cutShort: false };
}

/** One line of a grouping. */
export type Group = {
  /** What it is grouped by: a kind of fix, a rule, a team's or a worker's key. */
  readonly key: string;
  /** The number of its first issue. */
  readonly first: number;
  readonly name: string | null;
  readonly severity: Issue["severity"];
  readonly scope: Issue["scope"];
  readonly child: string | null;
  readonly born: IsoDate | null;
  readonly structure: number;
  readonly error: number;
  readonly query: number;
  readonly children: number;
};

const KEYS: { readonly [by in "remedy" | "rule" | "child"]: RawBuilder<string> } = {
  remedy: sql`f.remedy`,
  rule: sql`f.rule`,
  child: sql`f.scope || coalesce('=' || f.child, '')`,
};

/** A page of groups, most first and one more than asked for where there are more. */
export async function groupsOf(
  handle: Handle,
  check: FileCheck,
  by: keyof typeof KEYS,
  show: Show,
  page: { readonly size: number; readonly skip: number },
): Promise<Group[]> {
  const rows =
    await sql<Group>`select ${KEYS[by]} as key, min(f.seq) as first, null as name, min(f.severity) as severity, min(f.scope) as scope,
      min(f.child) as child, min(f.born) as born, count(*) filter (where f.severity = 'structure') as structure,
      count(*) filter (where f.severity = 'error') as error, count(*) filter (where f.severity = 'query') as query,
      count(distinct f.child) as children
    from file_check_issue f where f.check_id = ${check.id} and ${shown(show)}
    group by 1 order by count(*) desc, min(f.seq) limit ${page.size + 1} offset ${page.skip}`.execute(
      handle.db,
    );
  return rows.rows;
}

const ORDER = sql`case f.severity when 'structure' then 0 when 'error' then 1 else 2 end, f.rule, f.seq`;
const COLUMNS = sql`f.seq, f.rule, f.severity, f.scope, f.child, f.born, f.message, f.remedy, f.facts, f.places`;

/** A page of issues of one part, by rule, and one more than asked for where there are more. */
export async function issuesOf(
  handle: Handle,
  check: FileCheck,
  part: Part,
  show: Show,
  /** A condition more, such as whose children they are. */
  also: RawBuilder<boolean> | undefined,
  page: { readonly size: number; readonly skip: number },
): Promise<StoredIssue[]> {
  const conditions = [sql<boolean>`f.check_id = ${check.id}`, shown(show)];
  if (part.rule !== undefined) conditions.push(sql`f.rule = ${part.rule}`);
  if (part.remedy !== undefined) conditions.push(sql`f.remedy = ${part.remedy}`);
  if (part.child !== undefined)
    conditions.push(
      sql`(f.scope, coalesce(f.child, '')) = (select scope, coalesce(child, '') from file_check_issue where check_id = ${check.id} and seq = ${part.child})`,
    );
  if (also !== undefined) conditions.push(also);
  const rows = await sql<StoredIssue>`select ${COLUMNS} from file_check_issue f
    where ${sql.join(conditions, sql` and `)} order by ${ORDER} limit ${page.size + 1} offset ${page.skip}`.execute(
    handle.db,
  );
  return rows.rows;
}

/** One issue of a check; undefined when there is none of that number. */
export async function issueOf(
  handle: Handle,
  check: FileCheck,
  seq: number,
): Promise<StoredIssue | undefined> {
  const rows = await sql<StoredIssue>`select ${COLUMNS} from file_check_issue f
    where f.check_id = ${check.id} and f.seq = ${seq}`.execute(handle.db);
  return rows.rows[0];
}

/** So many issues after one, in the order they were found: their numbers have no gaps. */
export async function issuesAfter(
  handle: Handle,
  check: FileCheck,
  seq: number,
  limit: number,
): Promise<StoredIssue[]> {
  const rows = await sql<StoredIssue>`select ${COLUMNS} from file_check_issue f
    where f.check_id = ${check.id} and f.seq > ${seq} and f.seq <= ${seq + limit} order by f.seq`.execute(
    handle.db,
  );
  return rows.rows;
}
