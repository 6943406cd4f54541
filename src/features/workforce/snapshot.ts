import { sql } from "kysely";
import { addMonths, type IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { NOT_RESTRICTED, openOn } from "../team/holding.ts";
import { byType, type CaseTypeId } from "./caseTypes.ts";

/** What is open today, and what is known of how it comes and goes. About no child and no worker. */
export type Snapshot = {
  readonly on: IsoDate;
  readonly open: Readonly<Record<CaseTypeId, number>>;
  /** Mean years a case stays open, by Little's law: those open over those that began in a year; null where too few began. */
  readonly years: Readonly<Record<CaseTypeId, number | null>>;
  /** Workers who hold a child today. */
  readonly workers: number;
  /** Chances of a family of 1, 2, 3 ... among those whose household is known; null where that is too few of them. */
  readonly families: readonly number[] | null;
  /** Share of the children open today whose household is known. */
  readonly householdsKnown: number;
  readonly assessmentsAWeek: number;
};

/** Court is busy for 26 weeks from the application, where nothing says when it ended; or as long as an interim care order stands. */
const PROCEEDINGS_MONTHS = 6;
const INTERIM_CARE_ORDER = "C1";
/** Below so many starts in a year a length is chance. */
const LEAST_STARTS = 20;
const LEAST_KNOWN = 0.5;
const LEAST_FAMILIES = 30;
const LARGEST_FAMILY = 8;
const WEEKS = 365.25 / 7;

/** What is open today. As the system and without restricted children: everybody sees the same figures. */
export async function readSnapshot(handle: Handle): Promise<Snapshot> {
  const { today } = handle;
  const yearAgo = addMonths(today, -12);
  return await handle.asSystem(async (db) => {
    const children = await sql<{ type: CaseTypeId; n: number }>`
      select type, count(*) as n from (${openChildren(today)}) c where type is not null group by 1`.execute(
      db,
    );
    const starts = await sql<{ status: string; begun: number; open: number }>`
      select s.status, count(*) filter (where s.from_on > ${yearAgo}::date) as begun, count(*) filter (where ${openOn("s", today)}) as open
      from span s where s.authority_id = kith_authority() and s.from_on <= ${today}::date and ${NOT_RESTRICTED("s.person_id")}
        and s.status in ('protection-plan', 'looked-after', 'assessment', 'open', 'early-help') and (s.from_on > ${yearAgo}::date or ${openOn("s", today)})
      group by 1`.execute(db);
    const workers = await sql<{ n: number }>`select count(distinct s.worker_ref) as n from span s
      where s.authority_id = kith_authority() and s.status = 'held' and ${openOn("s", today)} and ${NOT_RESTRICTED("s.person_id")}`.execute(
      db,
    );
    const sizes = await sql<{ size: number; families: number }>`
      select least(n, ${LARGEST_FAMILY})::int as size, count(*) as families from (
        select family, count(*) as n from (${households(today)}) h where family is not null group by 1) f group by 1 order by 1`.execute(
      db,
    );
    const open = byType(({ id }) => children.rows.find((row) => row.type === id)?.n ?? 0);
    const all = Object.values(open).reduce((sum, n) => sum + n, 0);
    const status = (name: string) => starts.rows.find((row) => row.status === name);
    const yearsOf = (name: string): number | null => {
      const row = status(name);
      return row === undefined || row.begun < LEAST_STARTS || row.open === 0 ? null : row.open / row.begun;
    };
    return {
      on: today,
      open,
      years: {
        proceedings: null,
        plan: yearsOf("protection-plan"),
        care: yearsOf("looked-after"),
        assessment: yearsOf("assessment"),
        need: yearsOf("open"),
        "family-help": yearsOf("early-help"),
      },
      workers: workers.rows[0]?.n ?? 0,
      ...familiesOf(sizes.rows, all),
      assessmentsAWeek: (status("assessment")?.begun ?? 0) / WEEKS,
    };
  });
}

/** Each child with something open, under the most demanding of it. */
const openChildren = (today: IsoDate) => sql`
  select s.person_id, case
      when bool_or(s.status = 'court') then 'proceedings'
      when bool_or(s.status = 'protection-plan') then 'plan'
      when bool_or(s.status = 'looked-after') then 'care'
      when bool_or(s.status = 'in-need-plan') then 'need'
      when bool_or(s.status = 'assessment') then 'assessment'
      when bool_or(s.status = 'open') then 'need'
      when bool_or(s.status = 'early-help') then 'family-help' end as type
  from (
    select o.person_id, o.status from span o where o.authority_id = kith_authority() and ${openOn("o", today)}
      and o.status in ('protection-plan', 'looked-after', 'in-need-plan', 'assessment', 'open', 'early-help')
    union all
    select e.person_id, 'court' from span o join timeline_event e on e.person_id = o.person_id and e.superseded_at is null
      where o.authority_id = kith_authority() and ${openOn("o", today)} and o.status in ('protection-plan', 'looked-after', 'open')
        and e.kind = 'proceedings.issued' and e.on_date > ${addMonths(today, -PROCEEDINGS_MONTHS)}::date and e.on_date <= ${today}::date
    union all
    select o.person_id, 'court' from span o cross join lateral (
        select e.detail ->> 'status' as legal from timeline_event e where e.person_id = o.person_id and e.superseded_at is null
          and e.kind = 'legal.changed' and e.on_date <= ${today}::date order by e.on_date desc, e.id desc limit 1) l
      where o.authority_id = kith_authority() and ${openOn("o", today)} and o.status = 'looked-after' and l.legal = ${INTERIM_CARE_ORDER}
  ) s where ${NOT_RESTRICTED("s.person_id")} group by 1`;

/** The household of each child with something open: as a source numbers it, or by an adult they live with. */
const households = (today: IsoDate) => sql`
  select c.person_id, coalesce(
      (select 'household ' || h.ref from household h where h.person_id = c.person_id and h.superseded_at is null and h.ref is not null order by h.id desc limit 1),
      (select 'adult ' || min(f.ref) from family_member f where f.person_id = c.person_id and f.same_household and not f.unknown)) as family
  from (${openChildren(today)}) c where c.type is not null`;

function familiesOf(
  rows: readonly { size: number; families: number }[],
  all: number,
): Pick<Snapshot, "families" | "householdsKnown"> {
  const families = rows.reduce((sum, row) => sum + row.families, 0);
  const children = rows.reduce((sum, row) => sum + row.size * row.families, 0);
  const householdsKnown = all === 0 ? 0 : Math.min(1, children / all);
  if (families < LEAST_FAMILIES || householdsKnown < LEAST_KNOWN) return { families: null, householdsKnown };
  const largest = Math.max(...rows.map(({ size }) => size));
  const sizes = Array.from(
    { length: largest },
    (_, i) => (rows.find(({ size }) => size === i + 1)?.families ?? 0) / families,
  );
  return { families: sizes, householdsKnown };
}

/** What who opens no record sees: tens, and nothing under ten. */
export function inTens(snapshot: Snapshot): Snapshot {
  const tens = (n: number): number => (n < 10 ? 0 : Math.round(n / 10) * 10);
  return { ...snapshot, open: byType(({ id }) => tens(snapshot.open[id])), workers: tens(snapshot.workers) };
}
