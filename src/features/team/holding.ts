import { type RawBuilder, sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Db } from "../record/bulk.ts";

/** What a worker holds, each child counted once, under the most pressing thing open for them. */
export type Holding = {
  readonly all: number;
  readonly plan: number;
  readonly care: number;
  readonly need: number;
  readonly assessment: number;
  readonly other: number;
};

export const NOTHING_HELD: Holding = { all: 0, plan: 0, care: 0, need: 0, assessment: 0, other: 0 };

/** The words of each part, in the order in which a child is put into one. */
export const HOLDING_WORDS: readonly (readonly [key: Exclude<keyof Holding, "all">, words: string])[] = [
  ["plan", "Child protection plan"],
  ["care", "Looked after"],
  ["need", "Child in need plan"],
  ["assessment", "Being assessed"],
  ["other", "Other open work"],
];

export const openOn = (alias: string, today: IsoDate): RawBuilder<boolean> =>
  sql<boolean>`(${sql.ref(`${alias}.from_on`)} <= ${today}::date and (${sql.ref(`${alias}.until_on`)} is null or ${sql.ref(`${alias}.until_on`)} > ${today}::date))`;

/**
 * What some workers hold on a day, in one statement.
 * @param db as a person, counts what the walls show them; as the system, give `leaveOut` so that restricted children are left out of the count too
 */
export async function holdingOf(
  db: Db,
  authorityId: number,
  refs: readonly string[],
  today: IsoDate,
  leaveOut: "nobody" | "restricted" = "nobody",
): Promise<Map<string, Holding>> {
  if (refs.length === 0) return new Map();
  const found = leaveOut === "restricted" ? NOT_RESTRICTED("h.person_id") : sql`true`;
  const rows = await sql<Holding & { ref: string }>`
    with mine as (select distinct h.person_id, h.worker_ref as ref from span h
      where h.authority_id = ${authorityId} and h.status = 'held' and h.worker_ref = any(${[...refs]}) and ${openOn("h", today)} and ${found}),
    stands as (select s.person_id, bool_or(s.status = 'protection-plan') as plan, bool_or(s.status = 'looked-after') as care,
        bool_or(s.status = 'in-need-plan') as need, bool_or(s.status in ('assessment', 'section47')) as assessment
      from span s where s.person_id in (select person_id from mine) and ${openOn("s", today)} group by 1)
    select m.ref, count(*) as all, count(*) filter (where s.plan) as plan, count(*) filter (where s.care and not s.plan) as care,
      count(*) filter (where s.need and not s.plan and not s.care) as need,
      count(*) filter (where s.assessment and not s.plan and not s.care and not s.need) as assessment,
      count(*) filter (where not s.plan and not s.care and not s.need and not s.assessment) as other
    from mine m join stands s on s.person_id = m.person_id group by 1`.execute(db);
  return new Map(rows.rows.map(({ ref, ...holding }) => [ref, holding]));
}

/** For what is counted as the system: a restricted child is in no count. */
export const NOT_RESTRICTED = (column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} not in (select r.person_id from restriction r where r.lifted_at is null and r.authority_id = (select kith_authority()))`;

/** An absence now or to come. */
export type Absence = {
  readonly id: number;
  readonly from: IsoDate;
  readonly to: IsoDate | null;
  readonly coverRef: string | null;
  readonly coverName: string | null;
  readonly reason: string | null;
};

/** The absences of some workers that are not over, the soonest first. */
export async function absencesOf(
  db: Db,
  refs: readonly string[],
  today: IsoDate,
): Promise<Map<string, Absence[]>> {
  if (refs.length === 0) return new Map();
  const rows = await sql<
    Absence & { ref: string }
  >`select a.id, a.worker_ref as ref, a.from_on as from, a.to_on as to, a.cover_ref as "coverRef",
      coalesce(w.name, a.cover_ref) as "coverName", a.reason
    from absence a left join worker w on w.authority_id = a.authority_id and w.ref = a.cover_ref
    where a.authority_id = (select kith_authority()) and a.worker_ref = any(${[...refs]}) and (a.to_on is null or a.to_on >= ${today}::date)
    order by a.from_on, a.id`.execute(db);
  return Map.groupBy(rows.rows, (row) => row.ref);
}
