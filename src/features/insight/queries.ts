import { type RawBuilder, sql } from "kysely";
import { addDays, addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import type { Db } from "../record/bulk.ts";
import { NOT_RESTRICTED } from "../team/holding.ts";
import type { Part } from "./contribution.ts";
import type { Measure } from "./indicator.ts";
import { codeOf, measureOf } from "./indicators.ts";
import { ALL_TEAMS, cellsSql } from "./store.ts";
import {
  type Cell,
  firstOf,
  lastOf,
  monthsBetween,
  NOTHING,
  type Tally,
  tallyMonths,
  tallyOf,
} from "./tally.ts";

/** Part of an authority's children: those of a team or a service on the day, of an age group, sex, ethnicity or need. */
export type Cut = {
  readonly by: "team" | "service" | "age" | "sex" | "ethnicity" | "need";
  /** A team's or a service's reference, or a code. */
  readonly is: string;
};

/** The measure whose rows a measure is read from. */
export const rowsOf = (measure: Measure): string => measure.from ?? measure.id;

/** Whatever is counted leaves restricted children out, so that every viewer sees the same figures whichever records open to them. */
const SEEN = NOT_RESTRICTED("person_id");
/** The same, the other way round: few, and found by their rows' own index. */
const HIDDEN = sql<boolean>`person_id in (select r.person_id from restriction r where r.lifted_at is null and r.authority_id = (select kith_authority()))`;

const isSettled = (today: IsoDate): RawBuilder<boolean> =>
  sql<boolean>`(on_date is null or from_on <= ${today}::date)`;

/**
 * Monthly tallies of some measures, in two statements at most: from the months kept in step for the authority and its teams, from the rows themselves for any other cut. Months that
 * are not over are not asked for. As the system: everybody sees the same.
 * @returns by measure id, one tally a month
 */
export async function monthlyTallies(
  handle: Handle,
  measures: readonly Measure[],
  from: IsoDate,
  to: IsoDate,
  cut: Cut | null = null,
): Promise<{ readonly months: readonly IsoDate[]; readonly tallies: ReadonlyMap<string, readonly Tally[]> }> {
  const months = monthsBetween(from, lastMonth(handle.today) < to ? lastMonth(handle.today) : to);
  const tallies = new Map<string, readonly Tally[]>();
  if (months.length === 0) return { months, tallies };
  return await handle.asSystem(async (db) => {
    const added = measures.filter((measure) => measure.children !== true);
    const cells = await cellsOf(db, handle.today, [...new Set(added.map(rowsOf))], months, cut);
    const days = await daysByMonth(
      db,
      handle.today,
      [...new Set(added.filter((m) => m.shape === "median" || m.shape === "bunching").map(rowsOf))],
      months,
      cut,
    );
    for (const measure of added) {
      const rows = rowsOf(measure);
      const found = tallyMonths(cells.get(rows) ?? [], measure.reads, months);
      const byMonth = days.get(rows);
      tallies.set(
        measure.id,
        byMonth === undefined
          ? found
          : found.map((tally, i) => ({ ...tally, days: byMonth.get(months[i] ?? "") ?? new Map() })),
      );
    }
    for (const measure of measures) {
      if (measure.children !== true) continue;
      const periods = months.map((month) => ({ from: month, to: lastOf(month) }));
      tallies.set(measure.id, await childrenTallies(db, handle.today, measure, periods, cut));
    }
    return { months, tallies };
  });
}

/** The last month that is over. */
export const lastMonth = (today: IsoDate): IsoDate => addMonths(firstOf(today), -1);

async function cellsOf(
  db: Db,
  today: IsoDate,
  measures: readonly string[],
  months: readonly IsoDate[],
  cut: Cut | null,
): Promise<Map<string, Cell[]>> {
  const last = lastOf(months.at(-1) ?? today);
  const codes = measures.map(codeOf);
  const asked = sql`authority_id = (select kith_authority()) and measure = any(${codes})`;
  const kept = cut === null || cut.by === "team" || cut.by === "service";
  const source = kept
    ? sql`select measure, part, code, month, n, total from contribution_month
          where ${asked} and team_ref = any(${await teamsOf(db, cut)}) and month <= ${last}::date
        union all
        select measure, part, code, month, -n, -total from (${cellsSql(sql`${asked} and ${cutSql(cut)} and on_date is not null and from_on > ${today}::date`)}) waiting
        union all
        select measure, part, code, month, -n, -total from (${cellsSql(
          sql`${asked} and ${cutSql(cut)} and ${isSettled(today)} and ${HIDDEN}`,
        )}) hidden`
    : sql`select measure, part, code, month, n, total from (${cellsSql(
        sql`${asked} and ${cutSql(cut)} and ${isSettled(today)} and ${SEEN}`,
      )}) rows where month <= ${last}::date`;
  const rows = await sql<Cell & { measure: number }>`
    select measure, part, code, greatest(month, ${addMonths(months[0] ?? today, -1)}::date) as month, sum(n)::int as n, sum(total) as total
    from (${source}) c group by 1, 2, 3, 4 having sum(n) <> 0 or sum(total) <> 0`.execute(db);
  return Map.groupBy(rows.rows, (row) => measureOf(row.measure));
}

/** The teams a cut is of; the authority as a whole has a line of its own. */
async function teamsOf(db: Db, cut: Cut | null): Promise<readonly string[]> {
  if (cut === null) return [ALL_TEAMS];
  return cut.by === "service" ? await serviceTeams(db, cut.is) : [cut.is];
}

/** A service's own team and every team under it. */
async function serviceTeams(db: Db, ref: string): Promise<readonly string[]> {
  const rows = await sql<{ ref: string }>`with recursive under as (
      select ref from team where authority_id = (select kith_authority()) and ref = ${ref}
      union select t.ref from team t join under u on t.parent_ref = u.ref where t.authority_id = (select kith_authority()))
    select ref from under`.execute(db);
  return rows.rows.map((row) => row.ref);
}

export function cutSql(cut: Cut | null): RawBuilder<boolean> {
  if (cut === null) return sql<boolean>`true`;
  if (cut.by === "service")
    return sql<boolean>`team_ref in (with recursive under as (
      select ref from team where authority_id = (select kith_authority()) and ref = ${cut.is}
      union select t.ref from team t join under u on t.parent_ref = u.ref where t.authority_id = (select kith_authority()))
    select ref from under)`;
  const columns = { team: "team_ref", age: "age", sex: "sex", ethnicity: "ethnicity", need: "need" } as const;
  return sql<boolean>`${sql.ref(columns[cut.by])} = ${cut.is}`;
}

async function daysByMonth(
  db: Db,
  today: IsoDate,
  measures: readonly string[],
  months: readonly IsoDate[],
  cut: Cut | null,
): Promise<Map<string, Map<string, Map<number, number>>>> {
  const found = new Map<string, Map<string, Map<number, number>>>();
  if (measures.length === 0) return found;
  const rows = await sql<{ measure: number; month: IsoDate; value: number; n: number }>`
    select measure, date_trunc('month', on_date)::date as month, value, count(*) as n from contribution
    where authority_id = (select kith_authority()) and measure = any(${measures.map(codeOf)}) and part in ('both', 'den') and value is not null
      and on_date >= ${months[0] ?? today}::date and on_date <= ${lastOf(months.at(-1) ?? today)}::date and ${isSettled(today)} and ${cutSql(cut)} and ${SEEN}
    group by 1, 2, 3`.execute(db);
  for (const row of rows.rows) {
    const id = measureOf(row.measure);
    const byMonth = found.get(id) ?? new Map<string, Map<number, number>>();
    const days = byMonth.get(row.month) ?? new Map<number, number>();
    found.set(id, byMonth.set(row.month, days.set(row.value, row.n)));
  }
  for (const id of measures) if (!found.has(id)) found.set(id, new Map());
  return found;
}

export type Period = { readonly from: IsoDate; readonly to: IsoDate };

/** Each child once in each period; among all with a row of another measure in it, where the measure says so. */
async function childrenTallies(
  db: Db,
  today: IsoDate,
  measure: Measure,
  periods: readonly Period[],
  cut: Cut | null,
): Promise<Tally[]> {
  const mine = sql`authority_id = (select kith_authority()) and ${cutSql(cut)} and ${SEEN}`;
  const windows = sql`unnest(${periods.map((p) => p.from)}::date[], ${periods.map((p) => p.to)}::date[]) with ordinality w (a, z, at)`;
  type Row = { at: number; num: number; both: number; whole: number; unknown: number };
  const counted = await sql<Row>`
    select w.at, count(distinct person_id) filter (where part = 'num') as num, count(distinct person_id) filter (where part = 'both') as both,
      count(distinct person_id) filter (where part in ('both', 'den')) as whole, count(distinct person_id) filter (where part = 'unknown') as unknown
    from ${windows} join contribution on on_date between w.a and w.z
    where measure = ${codeOf(rowsOf(measure))} and ${isSettled(today)} and ${mine} group by 1`.execute(db);
  const among =
    measure.among === undefined
      ? null
      : await sql<{ at: number; n: number }>`select w.at, count(distinct person_id) as n
        from ${windows} join contribution on on_date is null and from_on <= w.z and (until_on is null or until_on > w.a)
        where measure = ${codeOf(measure.among)} and ${mine} group by 1`.execute(db);
  return periods.map((_, i) => {
    const row = counted.rows.find(({ at }) => at === i + 1);
    if (among !== null) {
      const both = row?.num ?? 0;
      const whole = among.rows.find(({ at }) => at === i + 1)?.n ?? 0;
      return { ...NOTHING, both, den: Math.max(0, whole - both) };
    }
    const { num, both, whole, unknown } = row ?? { num: 0, both: 0, whole: 0, unknown: 0 };
    return { ...NOTHING, num, both, den: whole - both, unknown };
  });
}

/**
 * What a measure came to in any period, or on any day: straight from the rows. A twin, and what stands, are as on the last day, or today where that lies ahead.
 */
export async function tallyAt(
  handle: Handle,
  measure: Measure,
  period: Period,
  cut: Cut | null = null,
): Promise<Tally> {
  const { today } = handle;
  const day = period.to < today ? period.to : today;
  const mine = sql`authority_id = (select kith_authority()) and measure = ${codeOf(rowsOf(measure))} and ${cutSql(cut)} and ${SEEN}`;
  return await handle.asSystem(async (db) => {
    const stands = sql`on_date is null and from_on <= ${day}::date and (until_on is null or until_on > ${day}::date)`;
    const happened = sql`on_date between ${period.from}::date and ${period.to}::date and from_on <= ${today}::date`;
    const which = measure.reads === "day" ? stands : sql`((${stands} and part = 'twin') or (${happened}))`;
    const rows = await sql<{ part: Part; code: string; n: number; total: number }>`
      select part, coalesce(code, '') as code, count(*) as n, coalesce(sum(value), 0) as total from contribution
      where ${mine} and ${which} group by 1, 2`.execute(db);
    const tally = tallyOf(rows.rows);
    if (measure.children === true) {
      const [found] = await childrenTallies(db, today, measure, [period], cut);
      return { ...(found ?? NOTHING), twin: tally.twin };
    }
    const days = await sql<{ value: number; n: number }>`select value, count(*) as n from contribution
      where ${mine} and value is not null and part in ('both', 'den') and ${measure.reads === "day" ? stands : happened} group by 1`.execute(
      db,
    );
    return { ...tally, days: new Map(days.rows.map((row) => [row.value, row.n])) };
  });
}

/** The twelve months that end with a day. */
export const yearTo = (to: IsoDate): Period => ({ from: addDays(addMonths(to, -12), 1), to });
