import { sql } from "kysely";
import type { IsoInstant } from "../../kernel/dates.ts";
import type { Db } from "../record/bulk.ts";
import { roleOf, ROLES } from "../accounts/roles.ts";
import type { Audience } from "./sees.ts";

export type Schedule = {
  readonly id: number;
  readonly audience: Audience;
  readonly day: number;
  readonly linkDays: number;
  readonly byName: string;
  readonly at: IsoInstant;
  /** In words: a role's name, an account's. */
  readonly recipients: readonly string[];
};

/** Somebody who may get a pack, and what of. */
export type Person = { readonly id: number; readonly name: string; readonly roles: readonly string[] };

const opensRecords = (role: string): boolean => {
  const found = roleOf(role);
  return found !== undefined && found.scope !== "none" && found.rights.includes("record.open");
};

/** Roles that may be sent a pack: those that see figures at all. */
export const recipientRoles = (
  audience: Audience,
): readonly { readonly id: string; readonly name: string }[] =>
  ROLES.filter(
    (role) => role.rights.includes("insight") && (audience === "members" || opensRecords(role.id)),
  );

/** Whether an account of these roles may have such a pack: who opens no records has the members' only. */
export const mayHave = (audience: Audience, roles: readonly string[]): boolean =>
  roles.some((role) => roleOf(role)?.rights.includes("insight") === true) &&
  (audience === "members" || roles.some(opensRecords));

/** Accounts that can be sent something, by name. As the system. */
export async function peopleOf(db: Db, authorityId: number): Promise<Person[]> {
  return await db
    .selectFrom("account")
    .select(["id", "name", "roles"])
    .where("authority_id", "=", authorityId)
    .where("disabled_at", "is", null)
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** The schedules that stand. As the system, which may read names of accounts. */
export async function standingSchedules(db: Db, authorityId: number): Promise<Schedule[]> {
  const rows = await db
    .selectFrom("report_schedule")
    .selectAll()
    .where("authority_id", "=", authorityId)
    .where("ended_at", "is", null)
    .orderBy("id")
    .execute();
  const recipients = await sql<{ schedule: number; role: string | null; name: string | null }>`
    select r.schedule_id as schedule, r.role, a.name from report_recipient r left join account a on a.id = r.account_id
    where r.authority_id = ${authorityId} order by r.id`.execute(db);
  const by = Map.groupBy(recipients.rows, ({ schedule }) => schedule);
  return rows.map((row) => ({
    id: row.id,
    audience: row.audience === "members" ? "members" : "leaders",
    day: row.day,
    linkDays: row.link_days,
    byName: row.by_name,
    at: row.at,
    recipients: (by.get(row.id) ?? []).map(({ role, name }) =>
      role === null
        ? (name ?? "an account that is gone")
        : `everybody who is ${roleOf(role)?.name.toLowerCase() ?? role}`,
    ),
  }));
}

/** Who a schedule's pack goes to now: those of its roles and those named, once each, who may have it and can sign in. */
export async function recipientsOf(
  db: Db,
  authorityId: number,
  scheduleId: number,
  audience: Audience,
): Promise<Person[]> {
  const rows = await db
    .selectFrom("report_recipient")
    .select(["role", "account_id"])
    .where("schedule_id", "=", scheduleId)
    .execute();
  const roles = new Set(rows.flatMap(({ role }) => role ?? []));
  const accounts = new Set(rows.flatMap(({ account_id }) => account_id ?? []));
  const people = await peopleOf(db, authorityId);
  return people.filter(
    (person) =>
      (accounts.has(person.id) || person.roles.some((role) => roles.has(role))) &&
      mayHave(audience, person.roles),
  );
}
