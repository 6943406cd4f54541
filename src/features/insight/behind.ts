import { sql } from "kysely";
import type { IsoDate } from "../../kernel/dates.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { type ChildRef, childRef } from "../work/queries.ts";
import type { Part } from "./contribution.ts";
import type { Measure } from "./indicator.ts";
import { codeOf } from "./indicators.ts";
import { seesCoarse } from "./suppress.ts";
import { type Cut, cutSql, type Period, rowsOf } from "./queries.ts";

/** Which children behind a number: those in the numerator, all in the denominator, those of whom it is not known, those open and over. */
export const SIDES = ["numerator", "denominator", "unknown", "open"] as const;
export type Side = (typeof SIDES)[number];

const PARTS: { readonly [side in Side]: readonly Part[] } = {
  numerator: ["both", "num"],
  denominator: ["both", "den"],
  unknown: ["unknown"],
  open: ["twin"],
};

export type BehindLine = {
  readonly child: ChildRef;
  /** The day it happened, or it began to count. */
  readonly on: IsoDate;
  readonly until: IsoDate | null;
  readonly part: Part;
  readonly value: number | null;
  readonly code: string | null;
  readonly subject: string;
  readonly holder: string | null;
};

export type BehindAsked = {
  readonly measure: Measure;
  readonly side: Side;
  readonly period: Period;
  readonly cut?: Cut | null;
  /** One code of what is split. */
  readonly code?: string;
  /** Days taken, from and to, for measures read from another's days. */
  readonly days?: { readonly from: number; readonly to: number };
  /** The last line of the page before. */
  readonly after?: { readonly on: IsoDate; readonly id: number; readonly subject: string };
  readonly limit: number;
};

/** The children behind a number, oldest first, as far as their records open to who asks: behind the walls, so fewer may be listed than were counted. */
export async function childrenBehind(handle: Handle, asked: BehindAsked): Promise<BehindLine[]> {
  const { today, context } = handle;
  if (seesCoarse(context)) return [];
  const { measure, side, period, after } = asked;
  const day = period.to < today ? period.to : today;
  const stands = sql`c.on_date is null and c.from_on <= ${day}::date and (c.until_on is null or c.until_on > ${day}::date)`;
  const happened = sql`c.on_date between ${period.from}::date and ${period.to}::date and c.from_on <= ${today}::date`;
  const isStanding = side === "open" || measure.reads === "day";
  // What a share is among is every child with a row of another measure through any day of the period.
  const isAmong = side === "denominator" && measure.among !== undefined;
  const rows = isAmong ? (measure.among ?? measure.id) : rowsOf(measure);
  const through = sql`c.on_date is null and c.from_on <= ${period.to}::date and (c.until_on is null or c.until_on > ${period.from}::date)`;
  const parts: readonly Part[] = isAmong ? ["num"] : PARTS[side];
  const key = sql`coalesce(c.on_date, c.from_on)`;
  type Row = Omit<BehindLine, "child"> & { id: number; name: string | null; local_id: string | null };
  const found = await sql<Row>`
    with o as materialized (
      select c.person_id, ${key} as on, c.until_on, c.part, c.value, c.code, c.subject from contribution c
      where c.authority_id = ${context.authorityId} and c.measure = ${codeOf(rows)} and c.part = any(${[...parts]})
        and ${isAmong ? through : isStanding ? stands : happened}
        and ${cutSql(asked.cut ?? null)}
        and ${asked.code === undefined ? sql`true` : sql`c.code = ${asked.code}`}
        and ${asked.days === undefined ? sql`true` : sql`c.value between ${asked.days.from} and ${asked.days.to}`}
        and ${after === undefined ? sql`true` : sql`(${key}, c.person_id, c.subject) > (${after.on}::date, ${after.id}::bigint, ${after.subject})`}
      order by 2, c.person_id, c.subject limit ${asked.limit})
    select p.id, p.name, p.local_id, o.on, o.until_on as until, o.part, o.value, o.code, o.subject,
      (select coalesce(w.name, s.worker_ref) from span s left join worker w on w.authority_id = s.authority_id and w.ref = s.worker_ref
        where s.person_id = p.id and s.status = 'held' and s.from_on <= ${today}::date and (s.until_on is null or s.until_on > ${today}::date) order by s.from_on desc limit 1) as holder
    from o join person p on p.id = o.person_id order by o.on, o.person_id, o.subject`.execute(handle.db);
  return found.rows.map(({ id, name, local_id, ...line }) => ({
    ...line,
    child: childRef(handle, id, name, local_id),
  }));
}
