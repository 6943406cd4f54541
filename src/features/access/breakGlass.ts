import { sql } from "kysely";
import { z } from "zod";
import { addHours, type IsoDate, type IsoInstant } from "../../kernel/dates.ts";
import { PROCLAIMED } from "../../kernel/holidays.ts";
import { fail, ok } from "../../kernel/result.ts";
import { ENGLAND, workingCalendar, type WorkingCalendar } from "../../kernel/workingDays.ts";
import type { Command } from "../../platform/command.ts";
import type { Handle } from "../../platform/db/transact.ts";
import { line } from "../../platform/web/parameters.ts";
import { EMERGENCIES } from "./words.ts";

/** Break-glass: one record, one hour, a reason, told to managers, reviewed within two working days (rulebook, section 3). */
export const OPEN_HOURS = 1;
export const REVIEW_WORKING_DAYS = 2;
/** More openings than this in an hour is not an emergency but a search. */
const MOST_IN_AN_HOUR = 10;

const codes = EMERGENCIES.map((each) => each.code);

export const openInput = z.strictObject({
  number: line("Enter the child's number", 40),
  kind: z.enum(codes, { error: "Choose the reason" }),
  reason: z
    .string({ error: "Say what has happened, in at least 20 characters" })
    .trim()
    .min(20, "Say what has happened, in at least 20 characters")
    .max(2000, "Use 2,000 characters or fewer"),
});

/** Opens the one record with exactly this number. That there is none is not a failure and looks the same. */
export const openInEmergency: Command<z.infer<typeof openInput>, { child: number | null }> = {
  act: "record.break-glass",
  right: "breakGlass",
  input: openInput,
  keepsWalls: true,
  run: async (handle, input) => {
    const { accountId, authorityId, now } = handle.context;
    if (accountId === null) return fail("sign-in-needed", "Sign in first");
    if ((await openings(handle, accountId, addHours(now, -1))) >= MOST_IN_AN_HOUR)
      return fail("too-many-tries", "You have opened many records in the last hour. Ring a manager");
    const children = await childrenWithNumber(handle, input.number);
    if (children.length > 1)
      return fail(
        "invalid",
        "That number is not one child's alone. Use another of the child's numbers",
        "number",
      );
    const [child] = children;
    if (child === undefined) return ok({ child: null });
    await handle.db
      .insertInto("access_grant")
      .values({
        authority_id: authorityId,
        person_id: child,
        account_id: accountId,
        kind: "break-glass",
        reason_code: input.kind,
        reason: input.reason,
        from_at: now,
        until_at: addHours(now, OPEN_HOURS),
        review_due: (await calendarNow(handle)).addWorkingDays(handle.today, REVIEW_WORKING_DAYS),
      })
      .execute();
    return ok({ child });
  },
  about: ({ number, kind, reason }, { child }) => ({
    ...(child === null ? {} : { personId: child }),
    detail: { number, kind, reason, found: child !== null },
  }),
};

async function openings(handle: Handle, accountId: number, since: IsoInstant): Promise<number> {
  // Counted in the audit and not in the grants: numbers that led nowhere count too.
  const rows = await sql<{ n: number }>`select count(*) as n from audit_event
    where account_id = ${accountId} and act = 'record.break-glass' and at > ${since}`.execute(handle.db);
  return rows.rows[0]?.n ?? 0;
}

/** Children with exactly this local number, NHS number or UPN. Numbers are compared without spaces and case. */
export async function childrenWithNumber(handle: Handle, typed: string): Promise<number[]> {
  const number = typed.replaceAll(/\s/g, "");
  const values = [...new Set([typed.trim(), number, number.toUpperCase()])];
  const rows = await sql<{ id: number }>`
    select person_id as id from identifier where authority_id = ${handle.context.authorityId}
      and value = any (${values}) and type in ('local', 'nhs', 'upn') and superseded_at is null
    union
    select id from person where authority_id = ${handle.context.authorityId} and local_id = any (${values})`.execute(
    handle.db,
  );
  return rows.rows.map((row) => row.id);
}

async function calendarNow(handle: Handle): Promise<WorkingCalendar> {
  const days = await handle.db
    .selectFrom("proclaimed_day")
    .select(["on_date", "instead_of", "name"])
    .execute();
  if (days.length === 0) return ENGLAND;
  return workingCalendar([
    ...PROCLAIMED,
    ...days.map((day) => ({
      on: day.on_date,
      name: day.name,
      ...(day.instead_of === null ? {} : { insteadOf: day.instead_of }),
    })),
  ]);
}

export type OpenGlass = {
  readonly child: number;
  readonly localId: string | null;
  readonly until: IsoInstant;
  readonly reviewDue: IsoDate | null;
};

/** The records open to this person because they broke glass, for the pages' banner. Read with the person's own rights. */
export async function openGlass(handle: Handle, child?: number): Promise<OpenGlass[]> {
  const rows = await handle.db
    .selectFrom("access_grant")
    .leftJoin("person", "person.id", "access_grant.person_id")
    .select(["access_grant.person_id", "person.local_id", "until_at", "review_due"])
    .where("account_id", "=", handle.context.accountId ?? 0)
    .where("kind", "=", "break-glass")
    .where("until_at", ">", handle.context.now)
    .where((where) => (child === undefined ? where.lit(true) : where("access_grant.person_id", "=", child)))
    .orderBy("until_at", "desc")
    .execute();
  return rows.map((row) => ({
    child: row.person_id,
    localId: row.local_id,
    until: row.until_at,
    reviewDue: row.review_due,
  }));
}
